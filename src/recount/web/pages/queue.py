"""The queue: one thing a screen, why it is here, the evidence, the question, and keys to answer with."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, BackgroundTasks, Form
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from recount.desk import queue_looking, queueing
from recount.desk.people import people
from recount.desk.queue_scenes import PAIRS, Scene, scene_of
from recount.desk.queueing import KINDS, REVIEWERS, Answer, Taken, Wanted
from recount.errors import RecordError
from recount.web.asking import asking_of
from recount.web.filters import Asking, chips
from recount.web.filters import pairs as pairs_of
from recount.web.here import Coder, Here

router = APIRouter()

NAMES = {
    "contradicted": "Contradicted",
    "merge": "Uncertain merge",
    "near": "Nearly merged",
    "revised": "Revised",
    "alone": "High toll, one origin",
    "high": "High toll",
    "far": "Place far off",
    "doubtful": "In doubt",
    "new": "New",
    "grade": "To be graded",
    "judgement": "Judgement to review",
    "unsure": "Somebody was unsure",
}
QUESTIONS = {
    "contradicted": "Do these figures count the same people of one happening?",
    "merge": "Is this one happening?",
    "near": "Is this one happening?",
    "unsure": "Is this one happening?",
    "revised": "Is the later figure what its origin says now?",
    "alone": "Is the figure read rightly, and does it rest on this origin alone?",
    "high": "Is the figure read rightly?",
    "far": "Does the name mean this place?",
    "doubtful": "Do the words say more than was read?",
    "new": "Is it read rightly?",
    "grade": "How certain is it?",
    "judgement": "Does the judgement still hold?",
}
WHOSE = {"anybody": "Everybody’s", "mine": "Mine", "reviewers": "For reviewers"}
_OWN = ("kind", "whose")
_LONGEST = 3000


@router.get("/queue")
def first(here: Coder, later: BackgroundTasks) -> Response:
    """What comes first, or after or before another item."""
    want, asking = _wanted(here)
    query = here.request.query_params
    after, before = query.get("after", "")[:40], query.get("before", "")[:40]
    item = queueing.next_item(here.record, want, after, before)
    later.add_task(queue_looking.look_for_far_places, here.record)
    later.add_task(queue_looking.look_for_near_misses, here.record)
    if item is None and (after or before):
        return RedirectResponse(_address(here, "/queue", end="after" if after else "before"), 303)
    if item is None:
        return _page(here, want, asking, None)
    if after or before:
        return RedirectResponse(_address(here, f"/queue/{item.id}"), 303)
    return _page(here, want, asking, queueing.take(here.record, item.id, want))


@router.get("/queue/answers")
def answers(here: Coder) -> Response:
    """What was answered last, by whom, and what can be undone."""
    own = here.request.query_params.get("whose", "") == "mine"
    found = queueing.last_answers(here.record, here.member.name if own else "", hidden=here.hidden)
    return here.page("queue_answers.html", answers=found, names=NAMES, own=own)


@router.get("/queue/{item}")
def one(here: Coder, item: str) -> Response:
    """An item of the queue."""
    want, asking = _wanted(here)
    return _page(here, want, asking, queueing.take(here.record, item, want))


@router.post("/queue/undo")
def undo(here: Coder, answer: Annotated[str, Form()], query: Annotated[str, Form()] = "") -> Response:
    """Take an answer back, and go to its item; where there is nothing to ask any more, to what comes first."""
    taken = queueing.take_back(here.record, answer[:60], here.by())
    if not queueing.is_kept(here.record, taken.item):
        return RedirectResponse(_address(here, "/queue", query, answered=taken.id, undone="gone"), 303)
    return RedirectResponse(_address(here, f"/queue/{taken.item}", query, answered=taken.id, undone="yes"), 303)


@router.post("/queue/unskip")
def unskip(here: Coder, query: Annotated[str, Form()] = "") -> Response:
    """Take all that was skipped back into the queue."""
    queueing.unskip(here.record, here.member.name)
    return RedirectResponse(_address(here, "/queue", query), 303)


@router.post("/queue/{item}/answer")
def answer(
    here: Coder,
    item: str,
    answer: Annotated[str, Form()],
    why: Annotated[str, Form()] = "",
    query: Annotated[str, Form()] = "",
    shown: Annotated[str, Form()] = "",
) -> Response:
    """Answer an item, and go on with the next; quickly, where that is on the screen already (`shown`)."""
    given = queueing.answer(here.record, item, answer, here.by(why), here.member.role)
    if not here.quick:
        return RedirectResponse(_address(here, "/queue", query, answered=given.id), 303)
    want, _ = _wanted(here, query)
    return _told(here, want, query, given, shown)


@router.post("/queue/{item}/next")
def next_one(here: Coder, item: str, query: Annotated[str, Form()] = "") -> Response:
    """The item after this one, kept for who asks while they look at this one."""
    want, _ = _wanted(here, query)
    found = queueing.next_item(here.record, want, after=item[:40], alone=False)
    if found is None:
        return Response(status_code=204)
    taken = queueing.take(here.record, found.id, want, alone=False)
    return here.page("queue_item.html", **_shown(here, taken, query))


@router.post("/queue/{item}/hold")
def hold(here: Coder, item: str, shown: Annotated[str, Form()] = "") -> Response:
    """Still looking at it."""
    want, _ = _wanted(here, "")
    for one in (item, shown[:40]):
        if one:
            queueing.take(here.record, one, want, alone=False)
    return Response(status_code=204)


@router.post("/queue/{item}/skip")
def skip(here: Coder, item: str, query: Annotated[str, Form()] = "") -> Response:
    """Leave an item for later."""
    queueing.skip(here.record, item, here.member.name)
    return RedirectResponse(_address(here, "/queue", query), 303)


@router.post("/queue/{item}/give")
def give(here: Coder, item: str, to: Annotated[str, Form()] = "", query: Annotated[str, Form()] = "") -> Response:
    """Give an item to somebody."""
    if to and to != REVIEWERS and to not in {here.member.name, *members_of(here)}:
        raise RecordError(f"{to[:60]}", "is nobody at this desk", "Choose one of the list.")
    queueing.give(here.record, item, to, here.member.name)
    return RedirectResponse(_address(here, f"/queue/{item}" if to == here.member.name else "/queue", query), 303)


def _page(here: Here, want: Wanted, asking: Asking, taken: Taken | None) -> Response:
    query = here.request.query_params
    own = urlencode(_own_pairs(want) + pairs_of(asking))
    told = queueing.answered(here.record, query.get("answered", "")[:60]) if query.get("answered") else None
    values: dict[str, Any] = {
        "want": want,
        "kinds": [kind for kind in KINDS if kind in NAMES],
        "names": NAMES,
        "whose": WHOSE,
        "chips": chips(asking, "/queue"),
        "progress": queueing.progress(here.record, want),
        "answer": told,
        "undone": query.get("undone", ""),
        "end": query.get("end", ""),
        "address": lambda **changes: _changed(own, **changes),
        "taken": taken,
        "query": own,
    }
    return here.page("queue.html", **(values | (_shown(here, taken, own) if taken else {})))


def _shown(here: Here, taken: Taken, query: str) -> dict[str, Any]:
    scene = here.parties(scene_of(here.record, taken.item, here.withheld()))
    here.saw(reports_in(scene), f"queue {taken.item.kind}")
    return {
        "taken": taken,
        "scene": scene,
        "name": NAMES[taken.item.kind],
        "question": QUESTIONS[taken.item.kind],
        "line": queueing.line_of(scene.incident),
        "line_of": queueing.line_of,
        "names": NAMES,
        "pair": taken.item.kind in PAIRS,
        "choices": queueing.choices_for(here.record, taken.item, here.member.role),
        "people": members_of(here),
        "reviewers": REVIEWERS,
        "query": query,
        "now": queueing.now(),
    }


def reports_in(scene: Scene) -> set[str]:
    """The reports whose words a screen shows."""
    told = [*scene.told, *(side.told for side in scene.sides if side.told)]
    return {one.document.id for one in told}


def _told(here: Here, want: Wanted, query: str, given: Answer, shown: str) -> Response:
    """What an answer did, and how far one is; says where the next item, shown already, is to be asked for anew."""
    moved = False
    if shown:
        try:
            moved = not queueing.take(here.record, shown[:40], want, alone=False).mine
        except RecordError:
            moved = True
    progress = queueing.progress(here.record, want)
    answered = here.page("queue_said.html", answer=given, undone="", progress=progress, query=query, end="")
    answered.headers["X-Answer"] = given.id
    if moved:
        answered.headers["X-Queue"] = "moved"
    return answered


def _wanted(here: Here, query: str | None = None) -> tuple[Wanted, Asking]:
    params = here.request.query_params if query is None else QueryParams(query[:_LONGEST])
    asking = asking_of(here, params)
    want = queueing.wanted(
        here.record,
        here.member.name,
        here.member.role,
        tuple(dict.fromkeys(params.getlist("kind")[:20])),
        params.get("whose", "") or "anybody",
        asking.filters,
        here.options.rules.actors,
    )
    return want, asking


def _own_pairs(want: Wanted) -> list[tuple[str, str]]:
    whose = [("whose", want.whose)] if want.whose != "anybody" else []
    return [*(("kind", kind) for kind in want.kinds), *whose]


def _address(here: Here, path: str, query: str | None = None, **besides: str) -> str:
    """A page of the queue with what is asked of it: filters, kinds, whose."""
    held = parse_qsl((here.request.url.query if query is None else query)[:_LONGEST])
    passing = ("after", "before", "answered", "undone", "end", "done", "said")
    whole = urlencode([*(one for one in held if one[0] not in passing), *besides.items()])
    return f"{path}?{whole}" if whole else path


def _changed(query: str, **changes: str) -> str:
    held = [one for one in parse_qsl(query) if one[0] not in changes]
    whole = urlencode([*held, *((name, value) for name, value in changes.items() if value)])
    return f"/queue?{whole}" if whole else "/queue"


def members_of(here: Here) -> tuple[str, ...]:
    """The names of those to whom an item can be given."""
    if not here.options.accounts:
        return (here.member.name,)
    return tuple(one.name for one in people(here.record))
