"""Sums over incidents, each counted once by a headline rule, with their uncertainty and with what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.model import Harm, Incident, LedgerEntry, Status
from recount.tolls import Estimate, HeadlineRule, headline_of

TOLL_REPORT = "toll_report"
"""The event type of figures for a war, a month or a year: they count what other incidents tell."""

REJECTED = "rejected by the desk"
CAMPAIGN = "a total over more than one incident"
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

    At least `low`, at most `high`; `high` is None where a figure is open ("at least 26") and so is the sum. `best` is
    None where the rule gives none for one of them. `told` are the ids of the incidents that give a figure, `silent` of
    those that give none: they are no zeros.
    """

    low: int
    best: int | None
    high: int | None
    told: tuple[str, ...]
    silent: tuple[str, ...]

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
    told, silent, found = [], [], []
    for incident in sorted(incidents, key=lambda one: one.id):
        estimate = measure.of(ledger(incident))
        if estimate is None:
            silent.append(incident.id)
        else:
            told.append(incident.id)
            found.append(estimate)
    return Sum(
        sum(one.low or 0 for one in found),
        _all_or_none([one.best for one in found]),
        _all_or_none([one.high for one in found]),
        tuple(told),
        tuple(silent),
    )


def _all_or_none(numbers: Sequence[int | None]) -> int | None:
    """The sum; None where one of the numbers is not told, or where there are none at all."""
    told = [number for number in numbers if number is not None]
    return sum(told) if told and len(told) == len(numbers) else None


def parted(
    incidents: Iterable[Incident], measure: Measure
) -> tuple[tuple[Incident, ...], Mapping[str, list[Incident]]]:
    """The incidents that a total may count, and those that it may not, by reason.

    What is only planned, alleged, denied or supposed is not counted. Campaign totals count what other incidents tell;
    the episodes of an operation that has a figure of its own are in that figure.
    """
    kept: list[Incident] = []
    out: dict[str, list[Incident]] = {}
    given = tuple(incidents)
    whole = {one.id for one in given if one.episodes and _counts(one) and measure.of(one.ledger) is not None}
    for incident in given:
        why = _why_not(incident, measure.harm, whole)
        if why is None:
            kept.append(incident)
        else:
            out.setdefault(why, []).append(incident)
    return tuple(kept), out


def _counts(incident: Incident) -> bool:
    return incident.grade not in _REJECTED and incident.status in COUNTED and incident.type != TOLL_REPORT


def _why_not(incident: Incident, harm: Harm, whole: Collection[str]) -> str | None:
    if incident.grade in _REJECTED:
        return REJECTED
    if incident.status not in COUNTED:
        return f"only {incident.status.value}"
    given = [entry for entry in incident.ledger if entry.harm is harm]
    if incident.type == TOLL_REPORT or (given and all(entry.campaign for entry in given)):
        return CAMPAIGN
    return WITHIN if incident.part_of in whole else None


def left_out_of(out: Mapping[str, Iterable[Incident]], measure: Measure) -> tuple[LeftOut, ...]:
    """Each reason with what the incidents left out for it give."""
    return tuple(LeftOut(why, sum_of(incidents, measure)) for why, incidents in sorted(out.items()))
