"""The history of a whole desk: what people decided, the latest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.desk.judging import judgements
from recount.judging import Standing, State
from recount.model import Verdict

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


def deeds(record: Path, wanted: Wanted, before: str = "") -> Deeds:
    """The judgements asked for; `before` is the id of the last one of the page before. RecordError where `wanted.of`
    names nothing."""
    every = judgements(record, wanted.of or None)
    found = [one for one in reversed(every) if _is(one, wanted)]
    ids = [one.judgement.id for one in found]
    start = ids.index(before) + 1 if before in ids else 0
    shown = found[start : start + PAGE]
    more = start + PAGE < len(found)
    names = sorted({one.judgement.who for one in every}, key=str.casefold)
    return Deeds(tuple(shown), len(found), tuple(names), shown[-1].judgement.id if more else "")


def _is(one: Standing, wanted: Wanted) -> bool:
    return (
        (not wanted.who or one.judgement.who == wanted.who)
        and (not wanted.verdict or one.judgement.verdict.value == wanted.verdict)
        and (not wanted.state or one.state.value == wanted.state or (wanted.state == "unsettled" and _unsettled(one)))
    )


def _unsettled(one: Standing) -> bool:
    return one.state in UNSETTLED


def choices() -> tuple[Sequence[str], Sequence[str]]:
    """The verdicts and the states that can be asked for."""
    return [one.value for one in Verdict], ["unsettled", *(one.value for one in State)]
