"""What is said of who holds a place, in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from recount.codebook.rules import Shift
from recount.control import Holding, Step, Timeline
from recount.export.countries import country_name
from recount.export.wording import days_words, plural

NOT_TOLD = "somebody not told"
LISTED = 3  # names in one cell
_VERBS = {
    Shift.TAKEN: "taken by {who}",
    Shift.GAINED: "ground gained by {who}",
    Shift.ENTERED: "entered by {who}",
    Shift.LOST: "lost by {who}",
    Shift.LEFT: "left by {who}",
    Shift.BESIEGED: "besieged by {who}",
    Shift.ATTACKED: "attacked by {who}",
    Shift.FOUGHT: "still fought over",
}


def said_words(step: Step) -> str:
    """What a step says: "in part taken by the rebels", "denied: left by the army"."""
    words = _VERBS[step.shift].format(who=who_words(step) or NOT_TOLD)
    words = f"in part {words}" if step.part and step.shift is not Shift.GAINED else words
    return f"denied: {words}" if step.denied else f"alleged: {words}" if step.alleged else words


def who_words(step: Step) -> str:
    """The sides, with the parties that act for them where those are others; no "army" beside a "Syrian army". Where
    not all origins name all of them, how many name each: "rebels (2 origins), Islamic State (1 origin)"."""
    full = [name.casefold() for name in step.parties]
    parties = tuple(name for name in step.parties if not any(one.endswith(f" {name.casefold()}") for one in full))
    if len({frozenset(voices) for voices in step.voices}) > 1:
        told = zip(step.sides, step.voices, strict=True)
        sides = names_words([f"{side} ({plural(len(voices), 'origin')})" for side, voices in told])
        parties = tuple(name for name in parties if name not in step.sides)
        return f"{sides}; named {names_words(parties)}" if parties else sides
    sides = names_words(step.sides)
    return sides if set(parties) <= set(step.sides) else f"{sides} ({names_words(parties)})"


def step_days(step: Step) -> str:
    """When a step happened, as far as that is told."""
    if step.last is None:
        return "no date"
    return _told_days(step.first, step.last) if step.first else f"by {days_words(step.last, step.last)}"


def _told_days(first: date, last: date) -> str:
    """Some days, as exactly as they are known: a whole month or year is told as such, as its report tells it."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b %Y}"
        if first.month == 1 and last.month == 12 and first.year == last.year:
            return f"{first.year}"
    return days_words(first, last)


def since_words(step: Step) -> str:
    """Since when somebody holds a place."""
    return (
        f"since {step_days(step)}"
        if step.first is not None and step.first == step.last
        else (f"taken {step_days(step)}")
    )


def counted_words(step: Step) -> str:
    """How many voices say it: "2 origins in 3 reports"."""
    return f"{plural(len(step.origins), 'origin')} in {plural(len(step.documents), 'report')}"


def told_words(step: Step) -> str:
    """Who says it, and how many they are."""
    return f"{names_words(step.origins)}: {counted_words(step)}"


def town_words(timeline: Timeline) -> str:
    """A town with its region and country."""
    town = timeline.town
    name = f"{timeline.name} (region)" if town.region else timeline.name
    wider = [part for part in (town.admin1, country_name(town.country)) if part and part != timeline.name]
    return ", ".join([name, *wider])


def names_words(names: Sequence[str]) -> str:
    """Some names, of many the first."""
    listed = ", ".join(names[:LISTED])
    return f"{listed} and {len(names) - LISTED} more" if len(names) > LISTED else listed


def holding_words(holding: Holding) -> str:
    """Who is last said to hold a town, since when, by whose word, and what speaks against it, in one sentence."""
    step = holding.held
    if step is None:
        return "nobody is said by then to hold the whole of it."
    said = f"last said to be held by {who_words(step) or NOT_TOLD}, {since_words(step)} ({told_words(step)})"
    if holding.left:
        said += "; said to have lost or left it since"
    return (
        "; ".join([said, *(f"contested: {said_words(rival)} ({told_words(rival)})" for rival in holding.contested)])
        + "."
    )


def summary(timeline: Timeline) -> str:
    """A town in one line: "2016-04-03 Syrian government (Syrian army; 2 origins) · 2017-10-01 Islamic State (…)"."""
    parts = []
    for step in timeline.steps:
        if step.shift is Shift.TAKEN and not step.part and not step.denied:
            last = step.last.isoformat() if step.last else "not told when:"
            day = last if step.first == step.last else f"by {last}"
            contested = "; contested" if step.rivals else ""
            parts.append(f"{day} {who_words(step) or NOT_TOLD} ({plural(len(step.origins), 'origin')}{contested})")
    return " · ".join(parts) or "Nobody is said to have taken the whole of it."
