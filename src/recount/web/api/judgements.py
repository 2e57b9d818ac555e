"""Judgements: what people decided, and deciding."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

from fastapi import Body, Header, Path, Query, Response

from recount.desk import adding, judging
from recount.desk.incident_history import changed_since
from recount.desk.judged import target_of
from recount.desk.judgement_lists import Wanted, deed, deeds
from recount.desk.judging import Effect
from recount.desk.lines.judgements import effect_line, standing_line
from recount.desk.repeating import Asked, judged_before
from recount.desk.roles import JUDGES
from recount.desk.splitting import split_off
from recount.errors import AccessError, ChangedError, RecordError, RestrictedError
from recount.judging import State
from recount.model import Verdict
from recount.model.judgement import Kind
from recount.store import opened
from recount.web.api.answers import After, Limit, answered, body_of, mark_of, page_of
from recount.web.api.incidents import incident_answer
from recount.web.api.routing import BASE, DEED, TOLD, router_of
from recount.web.api.shapes.judgements import (
    ClaimGiven,
    EffectShape,
    FigureGiven,
    JudgementGiven,
    Judgements,
    JudgementShape,
    WhyGiven,
    WordsGiven,
)
from recount.web.here import ApiJudge, ApiReader, Here
from recount.web.notices import judged_words

router = router_of("judgements")

Key = Annotated[str, Path(min_length=4, max_length=60, description="The id of a judgement, or how it begins.")]
_PAIRS = ("same", "different", "unsure")
_MADE = {**DEED, 200: {"model": EffectShape, "description": "It was judged so before, and still holds."}}


@router.get("/judgements", response_model=Judgements, responses=TOLD)
def list_judgements(
    here: ApiReader,
    who: Annotated[str, Query(max_length=100, description="Only of one member, by name.")] = "",
    verdict: Annotated[Verdict | None, Query(description="Only with one verdict.")] = None,
    state: Annotated[State | None, Query(description="What has become of it.")] = None,
    of: Annotated[str, Query(max_length=100, description="A claim, an incident or a report.")] = "",
    limit: Limit = 50,
    after: After = "",
) -> Response:
    """All that was decided at this desk, the latest first."""
    here.saw_whole("the list of judgements")
    wanted = Wanted(who.strip(), verdict.value if verdict else "", state.value if state else "", of.strip())
    found, hidden = deeds(here.record, wanted, after[:60], most=limit), frozenset(here.withheld())
    told = [standing_line(one, hidden) for one in here.parties(found.shown)]
    return answered(here.request, page_of(told, found.before or None, found.total))


@router.get("/judgements/{key}", response_model=JudgementShape, responses=TOLD)
def read_judgement(here: ApiReader, key: Key) -> Response:
    """One judgement, with what has become of it."""
    here.saw_whole("a judgement")
    return answered(here.request, standing_line(here.parties(deed(here.record, key)), frozenset(here.withheld())))


@router.post("/judgements", response_model=EffectShape, status_code=201, responses=_MADE)
def judge(
    here: ApiJudge,
    given: Annotated[JudgementGiven, Body(openapi_examples={
        "correct": {"value": {"verdict": "correct", "on": "3f2a91c0", "field": "killed", "value": "26+",
                              "why": "the sentence counts the dead only"}},
        "same": {"value": {"verdict": "same", "on": "i3f2a91c0", "other": "i77aa01d2", "why": "one raid"}},
    })],
    if_match: Annotated[str | None, Header(max_length=200, description="ETag of the incident as it was read.")] = None,
) -> Response:  # fmt: skip
    """Judge a claim, an incident or a report. The same judgement again is answered with the one that holds already."""
    _checked(here, given)
    hidden = frozenset(here.withheld())
    options = here.options
    asked = _asked(here, given)
    former = judged_before(here.record, asked, options.settings, options.rules)
    if former is not None:
        return answered(here.request, effect_line(former, hidden))
    _unchanged(here, given, if_match)
    effect = _judged(here, given)
    key = effect.standing.judgement.id
    return answered(here.request, effect_line(effect, hidden), 201, f"{BASE}/judgements/{key}")


def _checked(here: Here, given: JudgementGiven) -> None:
    """AccessError where who asks may not judge so; RecordError where something lacks."""
    if here.member.role < (needed := JUDGES[Verdict(given.verdict)]):
        what = f"takes the role {needed.word}; yours is {here.member.role.word}"
        raise AccessError(f"“{given.verdict}”", what, "A reviewer of the desk can do it.")
    if given.verdict in _PAIRS and not given.other and not (given.verdict == "different" and given.claims):
        raise RecordError("`other`", "is missing", "Name the second claim or incident.")
    if given.verdict == "correct" and not given.field:
        raise RecordError("`field`", "is missing", "Name the field to correct: killed, time, place …")
    if given.verdict == "add" and given.claim is None:
        raise RecordError("`claim`", "is missing", "Say its type, and the words that tell the event.")
    if hidden := here.withheld():
        with closing(opened(here.record)) as store:
            for name in filter(None, (given.on, given.other)):
                target = target_of(store, name, (Kind.CLAIM, Kind.INCIDENT, Kind.REPORT))
                if target.kind is not Kind.INCIDENT and (
                    target.id in hidden or any(anchor.report in hidden for anchor in target.anchors)
                ):
                    kind, remedy = target.kind.value, "Reviewers and admins may see it."
                    raise RestrictedError(kind, target.id, f"{kind} {name}", "is restricted", remedy)


def _asked(here: Here, given: JudgementGiven) -> Asked:
    words = given.claim.trigger.words if given.claim else ""
    return Asked(
        who=here.member.name,
        verdict=Verdict(given.verdict),
        on=given.on,
        other=given.other,
        claims=tuple(given.claims),
        field=given.field,
        value=given.value,
        grade=given.grade,
        why=given.why,
        words=words,
    )


def _unchanged(here: Here, given: JudgementGiven, mark: str | None) -> None:
    """ChangedError where others judged the incident since it was looked at."""
    if given.seen is not None:
        news = changed_since(here.record, given.on, given.seen)
        if news:
            said = "; ".join(f"{one.judgement.who}: {judged_words(one.judgement)}" for one in here.parties(news[:5]))
            raise ChangedError(f"incident {given.on}", f"was judged since: {said}", "Look at it again, then judge.")
    if mark is not None and mark != "*":
        known = {one.strip().removeprefix("W/") for one in mark.split(",")}
        if mark_of(body_of(incident_answer(here, given.on))) not in known:
            what = "is not what it was when you read it"
            raise ChangedError(f"incident {given.on}", what, "Read it again, then judge.")


def _judged(here: Here, given: JudgementGiven) -> Effect:
    record, by, options = here.record, here.by(given.why), here.options
    match given.verdict:
        case "different" if given.claims:
            return split_off(record, given.on, given.claims, by)
        case "same" | "different" | "unsure":
            judge_pair = {
                "same": judging.judge_same,
                "different": judging.judge_different,
                "unsure": judging.judge_unsure,
            }[given.verdict]
            return judge_pair(record, given.on, given.other, by)
        case "correct":
            ref = f"{given.on}.{given.field}"
            return judging.correct(record, ref, given.value, by, options.settings, options.rules, lambda _: None)
        case "set aside":
            return judging.set_aside(record, given.on, by)
        case "confirm":
            return judging.confirm(record, given.on, given.grade, by)
        case "note":
            return judging.note(record, given.on, by)
        case "publish":
            return judging.publish(record, given.on, by)
    assert given.claim is not None  # noqa: S101 — `_checked`
    report = adding_to(here, given.on)
    return adding.add_claim(record, report, told_of(given.claim), by, options.settings, options.rules, lambda _: None)


def adding_to(here: Here, name: str) -> str:
    """The id of the report that a claim is added to."""
    with closing(opened(here.record)) as store:
        return target_of(store, name, (Kind.REPORT,)).id


def told_of(given: ClaimGiven) -> adding.Told:
    """A claim as the desk takes it."""
    return adding.Told(
        type=given.type,
        trigger=_words(given.trigger),
        status=given.status,
        agents=tuple(map(_words, given.agents)),
        targets=tuple(map(_words, given.targets)),
        place=_words(given.place) if given.place else None,
        place_is=given.place_is,
        time=_words(given.time) if given.time else None,
        time_is=given.time_is,
        figures=tuple(map(_figure, given.figures)),
        origin=tuple(map(_words, given.origin)),
    )


def _words(given: WordsGiven) -> adding.Words:
    return adding.Words(given.words, given.at)


def _figure(given: FigureGiven) -> adding.Figure:
    words = _words(given.words) if given.words else None
    return adding.Figure(given.harm, given.count, given.who, given.category, words, given.part)


@router.post("/judgements/{key}/withdraw", response_model=EffectShape, responses=DEED)
def withdraw(here: ApiJudge, key: Key, given: WhyGiven | None = None) -> Response:
    """Let a judgement no longer hold; both stay in the history. One that is withdrawn already stays so."""
    return _withdrawn(here, key, given.why if given else "")


@router.delete("/judgements/{key}", response_model=EffectShape, responses=DEED)
def delete(
    here: ApiJudge, key: Key, why: Annotated[str, Query(max_length=1000, description="The reason.")] = ""
) -> Response:
    """The same as withdrawing it: nothing is ever deleted."""
    return _withdrawn(here, key, why)


def _withdrawn(here: Here, key: str, why: str) -> Response:
    hidden = frozenset(here.withheld())
    standing = deed(here.record, key)
    if standing.state is State.WITHDRAWN:
        with closing(opened(here.record)) as store:
            effect = Effect(standing, (), store.counted())
    else:
        effect = judging.withdraw(here.record, standing.judgement.id, here.by(why))
    return answered(here.request, effect_line(effect, hidden))
