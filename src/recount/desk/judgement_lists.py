"""The history of a whole desk: what people decided, the latest first, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk.judged import bearing_on, standings_of
from recount.desk.judging import judgements, judgements_named
from recount.desk.permitting import shorn_standings
from recount.errors import RecordError
from recount.judging import Standing, State
from recount.model import Judgement, Verdict
from recount.store import opened

PAGE = 50
UNSETTLED = (State.MOVED, State.GONE, State.OVERRULED)
"""What has become of judgements that a person should look at again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which judgements are asked for; an empty field asks nothing. `state` may be "unsettled": moved, overruled, or no
    longer applying. `of` names a claim, an incident or a report."""

    who: str = ""
    verdict: str = ""
    state: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Deeds:
    """A page of judgements, the latest first; `who` are all who judge at this desk, `before` leads to the next page."""

    shown: tuple[Standing, ...]
    total: int
    who: tuple[str, ...]
    before: str


def deeds(record: Path, wanted: Wanted, before: str = "", hidden: Collection[str] = (), most: int = PAGE) -> Deeds:
    """The judgements asked for, at most so many; `before` is the id of the last one of the page before. RecordError
    where `wanted.of` names nothing. Of those that rest on reports in `hidden`, who asks sees no words.

    No more are read than those of the page, unless it is asked what they are on or what has become of them.
    """
    if wanted.of or wanted.state:
        every = judgements(record, wanted.of or None)
        states = {one.judgement.id: one for one in every}
        made = [one.judgement for one in every if not wanted.state or _stands(one, wanted.state)]
        who = {one.judgement.who for one in every}
        ids, shown, more = _page([one for one in made if _is(one, wanted)], before, most)
        standings = shorn_standings((states[one.id] for one in shown), hidden)
        return Deeds(standings, ids, _sorted(who), shown[-1].id if more else "")
    with closing(opened(record)) as store:
        found, total = store.latest_judgements(most + 1, before, wanted.who, wanted.verdict)
        shown = found[:most]
        around = {one.judgement.id: one for one in standings_of(store, bearing_on(store, shown))}
        judges = store.judges()
    standings = shorn_standings((around[one.id] for one in shown), hidden)
    return Deeds(standings, total, _sorted(judges), shown[-1].id if len(found) > most else "")


def deed(record: Path, name: str) -> Standing:
    """One judgement, by its id or how it begins, with what has become of it; RecordError where there is none."""
    with closing(opened(record)) as store:
        found = judgements_named(store, name)
        if len(found) != 1:
            what = "is not in the record" if not found else f"may be {', '.join(one.id for one in found[:3])} …"
            raise RecordError(f"judgement {name[:60]}", what, "Look for it in the list of judgements.")
        around = standings_of(store, bearing_on(store, found))
    return next(one for one in around if one.judgement.id == found[0].id)


def _page(found: Sequence[Judgement], before: str, most: int) -> tuple[int, Sequence[Judgement], bool]:
    """How many there are, those of a page, the latest first, and whether there are earlier ones."""
    latest = list(reversed(found))
    start = next((n + 1 for n, one in enumerate(latest) if one.id == before), 0)
    return len(latest), latest[start : start + most], start + most < len(latest)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))


def _is(one: Judgement, wanted: Wanted) -> bool:
    return (not wanted.who or one.who == wanted.who) and (not wanted.verdict or one.verdict.value == wanted.verdict)


def _stands(one: Standing, state: str) -> bool:
    return one.state.value == state or (state == "unsettled" and one.state in UNSETTLED)


def choices() -> tuple[Sequence[str], Sequence[str]]:
    """The verdicts and the states that can be asked for."""
    return [one.value for one in Verdict], ["unsettled", *(one.value for one in State)]
