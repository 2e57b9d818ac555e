"""Who is said to hold a town from when to when, one stretch a side and time, for a picture of its timeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recount.codebook.rules import Shift
from recount.control.timelines import Step, Timeline

NOT_TOLD = ""
"""The side of a stretch whose holder nobody names."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a side is said to hold a town, or a `part` of it.

    It began between `first` and `sure`; `last` is the day on which another side is said to have taken the town, or this
    one to have lost or left it, None where nobody says so. `steps` are the numbers of the steps of the timeline that it
    rests on, the one that ends it among them; `contested` are days, first and last, on which something said contradicts
    it. `alleged` where it is no more than that.
    """

    side: str
    first: date
    sure: date
    last: date | None
    part: bool
    alleged: bool
    steps: tuple[int, ...]
    contested: tuple[tuple[date, date], ...] = ()


def stretches_of(timeline: Timeline) -> tuple[Stretch, ...]:
    """The stretches of a town, by the day they began; a side that is told to have taken it twice without a loss between
    has one. Denials and steps without a day make none."""
    grown: list[Stretch] = []
    for n, step in enumerate(timeline.steps):
        if step.last is None or step.denied:
            continue
        if step.shift in (Shift.TAKEN, Shift.GAINED):
            _take(grown, n, step)
        elif step.shift in (Shift.LOST, Shift.LEFT) and not step.part:
            _end(grown, n, step, {*step.sides, *step.before})
    return tuple(sorted((_with_contests(one, timeline) for one in grown), key=lambda one: (one.first, one.side)))


def _take(grown: list[Stretch], n: int, step: Step) -> None:
    assert step.last is not None  # noqa: S101 — undated steps were left out
    part = step.part or step.shift is Shift.GAINED
    sides = step.sides or (NOT_TOLD,)
    for k, one in enumerate(grown):
        if one.last is None and not part and one.side not in sides:
            grown[k] = replace(one, last=max(step.last, one.sure), steps=(*one.steps, n))
    for side in sides:
        known = next((k for k, one in enumerate(grown) if one.last is None and one.side == side), None)
        if known is None:
            grown.append(Stretch(side, step.first or step.last, step.last, None, part, step.alleged, (n,)))
            continue
        one = grown[known]
        if one.part and not part:  # what began with a part is now the whole
            grown[known] = replace(one, last=step.last, steps=(*one.steps, n))
            grown.append(Stretch(side, step.first or step.last, step.last, None, False, step.alleged, (n,)))
        else:
            grown[known] = replace(one, steps=(*one.steps, n), alleged=one.alleged and step.alleged)


def _end(grown: list[Stretch], n: int, step: Step, gone: set[str]) -> None:
    assert step.last is not None  # noqa: S101 — undated steps were left out
    for k, one in enumerate(grown):
        if one.last is None and (one.side in gone or not gone):
            grown[k] = replace(one, last=max(step.last, one.sure), steps=(*one.steps, n))


def _with_contests(one: Stretch, timeline: Timeline) -> Stretch:
    """The stretch with the days of what contradicts the steps it began with."""
    days = set()
    for n in one.steps:
        step = timeline.steps[n]
        for m in step.rivals if step.shift in (Shift.TAKEN, Shift.GAINED) else ():
            rival = timeline.steps[m]
            if rival.last is not None:
                begin = max(one.first, rival.first or rival.last)
                days.add((begin, max(begin, min(rival.last, one.last or rival.last))))
    return replace(one, contested=tuple(sorted(days)))
