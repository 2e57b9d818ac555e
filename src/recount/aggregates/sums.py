"""Sums over incidents, each counted once by a headline rule, with their uncertainty and with what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recount.model import Harm, Incident, LedgerEntry, Status
from recount.tolls import Estimate, HeadlineRule, headline_of
from recount.tolls.open_figures import least_is_beyond
from recount.tolls.several import over_several

REJECTED = "rejected by the desk"
WITHIN = "within an operation that has a figure of its own"
_REJECTED = frozenset({"rejected", "discounted"})
COUNTED = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Measure:
    """What is summed: a harm, by a headline rule."""

    harm: Harm
    rule: HeadlineRule

    def of(self, ledger: Iterable[LedgerEntry]) -> Estimate | None:
        """The headline figure of one incident; None where nobody gives a figure."""
        return headline_of(self.rule, ledger, self.harm)


@dataclass(frozen=True, slots=True)
class Sum:
    """A harm summed over incidents, each by its own headline figure.

    At least `low`, at most `high`; `high` is None where a figure is open ("at least 26") and so is the sum: `most` is
    then what the highest numbers that are stated come to, as in "10 to 22 or more". `best` is
    None where the rule gives none for one of them. `told` are the ids of the incidents that give a figure, `silent` of
    those that give none: they are no zeros. `beyond` says for how many of them the least is the number above one that
    is given, 61 for "more than 60": the sum is more than `low` less these. `boasted` are the ids of those in which a
    party alone tells of more than the least, of those it fights.
    """

    low: int
    best: int | None
    high: int | None
    told: tuple[str, ...]
    silent: tuple[str, ...]
    beyond: int = 0
    boasted: tuple[str, ...] = ()
    most: int | None = None

    @property
    def incidents(self) -> int:
        """How many incidents it is over."""
        return len(self.told) + len(self.silent)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Incidents that a table does not count, why, and what their figures would come to; `told` and `silent` of the sum
    are their ids."""

    why: str
    sum: Sum


def sum_of(
    incidents: Iterable[Incident],
    measure: Measure,
    ledger: Callable[[Incident], Iterable[LedgerEntry]] = lambda incident: incident.ledger,
) -> Sum:
    """The sum over incidents; `ledger` gives the figures of each that are asked for."""
    given = sorted(incidents, key=lambda one: one.id)
    return added({incident.id: measure.of(ledger(incident)) for incident in given})


def added(estimates: Mapping[str, Estimate | None]) -> Sum:
    """The sum of the headline figures of incidents, by their ids; None where nobody gives a figure."""
    found = [one for one in estimates.values() if one is not None]
    high = _all_or_none([one.high for one in found])
    return Sum(
        sum(one.low or 0 for one in found),
        _all_or_none([one.best for one in found]),
        high,
        tuple(key for key, one in estimates.items() if one is not None),
        tuple(key for key, one in estimates.items() if one is None),
        sum(map(least_is_beyond, found)),
        most=sum(map(_most, found)) if found and high is None else None,
    )


def _most(one: Estimate) -> int:
    return next((number for number in (one.high, one.most, one.low) if number is not None), 0)


def _all_or_none(numbers: Sequence[int | None]) -> int | None:
    """The sum; None where one of the numbers is not told, or where there are none at all."""
    told = [number for number in numbers if number is not None]
    return sum(told) if told and len(told) == len(numbers) else None


def parted(
    incidents: Iterable[Incident], measure: Measure
) -> tuple[tuple[Incident, ...], Mapping[str, list[Incident]]]:
    """The incidents that a total may count, and those that it may not, by reason.

    What is only planned, alleged, denied or supposed is not counted. Campaign totals count what other incidents tell,
    and so do figures too large for the little that is told of place and time; the episodes of an operation that has a
    figure of its own are in that figure, where it was reported when they were over.
    """
    kept: list[Incident] = []
    out: dict[str, list[Incident]] = {}
    given = tuple(incidents)
    parts = {one.id: one.part_of for one in given if one.part_of is not None}
    wholes = {one.id: _told_until(one, measure) for one in given if one.episodes and _counts(one, measure.harm)}
    for incident in given:
        why = _why_not(incident, measure.harm)
        if why is None and _is_within(incident, parts, wholes):
            why = WITHIN
        if why is None:
            kept.append(incident)
        else:
            out.setdefault(why, []).append(incident)
    return tuple(kept), out


def _counts(incident: Incident, harm: Harm) -> bool:
    return _why_not(incident, harm) is None


def _told_until(operation: Incident, measure: Measure) -> date | None:
    """The last day on which a figure behind an operation's headline can have been reported; None without a figure."""
    estimate = measure.of(operation.ledger)
    return max((entry.reported.last or date.max for entry in estimate.entries), default=None) if estimate else None


def _is_within(incident: Incident, parts: Mapping[str, str], wholes: Mapping[str, date | None]) -> bool:
    """Whether what an incident gives is in the figure of an operation that it is part of, or that this is part of."""
    ended = incident.when.last if incident.when is not None else None
    whole = parts.get(incident.id)
    while whole is not None:
        told = wholes.get(whole)
        if told is not None and (ended is None or ended <= told):
            return True
        whole = parts.get(whole)
    return False


def _why_not(incident: Incident, harm: Harm) -> str | None:
    if incident.grade in _REJECTED:
        return REJECTED
    if incident.status not in COUNTED:
        return f"only {incident.status.value}"
    return over_several(incident, harm)


def left_out_of(out: Mapping[str, Iterable[Incident]], measure: Measure) -> tuple[LeftOut, ...]:
    """Each reason with what the incidents left out for it give."""
    return tuple(LeftOut(why, sum_of(incidents, measure)) for why, incidents in sorted(out.items()))
