"""Who is last said to hold a town on a day, and what else is said of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.codebook.rules import Shift
from recount.control.timelines import Step, Timeline


@dataclass(frozen=True, slots=True)
class Holding:
    """A town on a day: `held` is the last step by which somebody is said to hold it; None where nobody is.

    `left` says that its holder is said to have lost or left it since, and nobody to have taken it. `contested` are the
    steps that contradict it; `since` are those after it that change no holder: parts taken, entries, sieges, attacks.
    """

    held: Step | None
    left: bool
    contested: tuple[Step, ...]
    since: tuple[Step, ...]


def holding_on(timeline: Timeline, day: date) -> Holding:
    """Who is last said to hold a town on a day, by what is said of the days until then.

    A change that can have happened before or after the day does not count yet. Denials change no holder.
    """
    held: Step | None = None
    left = False
    since: list[Step] = []
    for step in timeline.steps:
        if step.denied or not _by(step, day):
            continue
        if step.shift is Shift.TAKEN and not step.part:
            held, left, since = step, False, []
        elif step.shift in (Shift.LOST, Shift.LEFT) and not step.part:
            gone = (*step.before, *step.sides, *step.parties)
            left = left or held is None or not set(gone).isdisjoint((*held.sides, *held.parties))
            since.append(step)
        else:
            since.append(step)
    contested = tuple(timeline.steps[n] for n in held.rivals if _by(timeline.steps[n], day)) if held else ()
    return Holding(held, left, contested, tuple(since))


def _by(step: Step, day: date) -> bool:
    return step.last is not None and step.last <= day
