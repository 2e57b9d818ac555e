"""The queue: what to look at next, and answering."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import BackgroundTasks, Path, Query, Response

from recount.desk import queue_looking, queueing
from recount.desk.lines.work import answer_line, item_line, progress_line, taken_line
from recount.desk.queue_scenes import scene_of
from recount.desk.queueing import KINDS, REVIEWERS, Taken, Wanted
from recount.errors import ConflictError, RecordError
from recount.web.api.answers import After, Limit, answered, cut, page_of
from recount.web.api.parameters import FILTERS, asking_of
from recount.web.api.routing import DEED, TOLD, router_of
from recount.web.api.shapes.queue import (
    AnswerGiven,
    Answers,
    AnswerShape,
    ItemShape,
    NextShape,
    ProgressShape,
    TakenShape,
    ToWhom,
)
from recount.web.here import ApiJudge, Here
from recount.web.pages.queue import QUESTIONS, members_of, reports_in

router = router_of("queue")

Item = Annotated[str, Path(max_length=60, description="The id of an item.")]
Kinds = Annotated[
    list[str] | None, Query(alias="kind", max_length=20, description=f"Only of these kinds: {', '.join(KINDS)}.")
]
Whose = Annotated[Literal["anybody", "mine", "reviewers"], Query(description="To whom items are given.")]
_FILTERED: dict[str, Any] = {"parameters": FILTERS}
_MOST_ANSWERS = 1000


def _wanted(here: Here, kinds: list[str] | None = None, whose: str = "anybody") -> Wanted:
    asking = asking_of(here)
    member, own = here.member, here.options.rules.actors
    chosen = tuple(dict.fromkeys(kinds or ()))
    return queueing.wanted(here.record, member.name, member.role, chosen, whose, asking.filters, own)


@router.get("/queue", response_model=ProgressShape, responses=TOLD, openapi_extra=_FILTERED)
def read_queue(here: ApiJudge, kind: Kinds = None, whose: Whose = "anybody") -> Response:
    """How much waits, by kind, and how far you are."""
    queueing.ready(here.record)
    return answered(here.request, progress_line(queueing.progress(here.record, _wanted(here, kind, whose))))


@router.post("/queue/next", response_model=NextShape, responses=DEED, openapi_extra=_FILTERED)
def take_next(
    here: ApiJudge,
    later: BackgroundTasks,
    kind: Kinds = None,
    whose: Whose = "anybody",
    after: Annotated[str, Query(max_length=40, description="The item to go on from.")] = "",
) -> Response:
    """What comes next; it is kept for you for five minutes, so that nobody else looks at it meanwhile."""
    want = _wanted(here, kind, whose)
    item = queueing.next_item(here.record, want, after)
    taken = queueing.take(here.record, item.id, want) if item else None
    line = _line(here, taken) if taken else None
    later.add_task(queue_looking.look_for_far_places, here.record)
    later.add_task(queue_looking.look_for_near_misses, here.record)
    progress = progress_line(queueing.progress(here.record, want))
    made = answered(here.request, {"item": line, "progress": progress})
    made.background = later
    return made


@router.post("/queue/{item}/take", response_model=TakenShape, responses=DEED)
def take(here: ApiJudge, item: Item) -> Response:
    """Look at an item; where somebody else does already, `mine` is false."""
    return answered(here.request, _line(here, queueing.take(here.record, item, _wanted(here))))


def _line(here: Here, taken: Taken) -> dict[str, Any]:
    hidden = here.withheld()
    scene = here.parties(scene_of(here.record, taken.item, hidden))
    here.saw(reports_in(scene), f"queue {taken.item.kind}")
    choices = queueing.choices_for(here.record, taken.item, here.member.role)
    return taken_line(taken, scene, QUESTIONS[taken.item.kind], choices, frozenset(hidden))


@router.post("/queue/{item}/answer", response_model=AnswerShape, responses=DEED)
def answer(here: ApiJudge, item: Item, given: AnswerGiven) -> Response:
    """Answer an item. What the answer says is judged; the same answer again is answered with what it did then."""
    try:
        made = queueing.answer(here.record, item, given.answer, here.by(given.why), here.member.role)
    except ConflictError:
        held = queueing.last_answers(here.record, here.member.name, most=_MOST_ANSWERS)
        same = [one for one in held if one.item == item and one.answer == given.answer and not one.undone]
        if not same:
            raise
        made = same[0]
    return answered(here.request, answer_line(made))


@router.post("/queue/{item}/skip", response_model=ItemShape, responses=DEED)
def skip(here: ApiJudge, item: Item) -> Response:
    """Leave an item for later: twelve hours."""
    taken = queueing.take(here.record, item, _wanted(here), alone=False)
    queueing.skip(here.record, item, here.member.name)
    return answered(here.request, item_line(taken.item))


@router.post("/queue/{item}/give", response_model=ItemShape, responses=DEED)
def give(here: ApiJudge, item: Item, given: ToWhom) -> Response:
    """Give an item to somebody."""
    if given.to and given.to != REVIEWERS and given.to not in {here.member.name, *members_of(here)}:
        raise RecordError(f"{given.to[:60]}", "is nobody at this desk", "Name a member, or @reviewers.")
    taken = queueing.take(here.record, item, _wanted(here), alone=False)
    queueing.give(here.record, item, given.to, here.member.name)
    return answered(here.request, item_line(taken.item))


@router.post("/queue/unskip", response_model=ProgressShape, responses=DEED)
def unskip(here: ApiJudge) -> Response:
    """Take all that you skipped back into your queue."""
    queueing.unskip(here.record, here.member.name)
    queueing.ready(here.record)
    return answered(here.request, progress_line(queueing.progress(here.record, _wanted(here))))


@router.get("/queue/answers", response_model=Answers, responses=TOLD)
def list_answers(
    here: ApiJudge,
    mine: Annotated[bool, Query(description="Only your own.")] = False,
    limit: Limit = 50,
    after: After = "",
) -> Response:
    """What was answered last, by whom, the latest first; at most a thousand."""
    held = queueing.last_answers(here.record, here.member.name if mine else "", _MOST_ANSWERS, here.hidden)
    shown, following = cut(held, after, limit)
    return answered(here.request, page_of([answer_line(one) for one in shown], following, len(held)))


@router.delete("/queue/answers/{key}", response_model=AnswerShape, responses=DEED)
def take_back(here: ApiJudge, key: Annotated[str, Path(max_length=60, description="The id of an answer.")]) -> Response:
    """Undo an answer: its judgement is withdrawn, and its item waits again."""
    if queueing.answered(here.record, key) is None:
        raise RecordError(f"answer {key}", "is not in the record", "See the list of answers.")
    taken = queueing.take_back(here.record, key, here.by())
    return answered(here.request, answer_line(queueing.answered(here.record, key) or taken))
