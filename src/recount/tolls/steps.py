"""How an incident's headline figure came to be: the days on which it changed, and the figures that changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.model import Harm, LedgerEntry
from recount.tolls.estimates import Estimate
from recount.tolls.headlines import HeadlineRule, headline
from recount.tolls.ledger import ledger_as_of


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which a headline changed: what it was from then on, and the figures reported that day which made it so.

    `origins` and `reports` count who gave figures for this harm by then, and in how many reports.
    """

    day: date
    estimates: tuple[Estimate, ...]
    news: tuple[LedgerEntry, ...]
    origins: int
    reports: int


def steps_of(ledger: Sequence[LedgerEntry], rule: HeadlineRule, harm: Harm = Harm.KILLED) -> tuple[Step, ...]:
    """The days on which a rule's headline for a ledger changed, the first figure's day included; also those on which
    only the highest number did that somebody states ("8 or more" → "8 to 22 or more").

    The incident is today's: which reports tell of it is not asked anew. What reports without a known day say is in no
    step.
    """
    told = tuple(entry for entry in ledger if entry.harm is harm)
    days = sorted({entry.reported.last for entry in told if entry.reported.last is not None})
    steps: list[Step] = []
    bounds: tuple[tuple[int | None, ...], ...] = ()
    for day in days:
        known = ledger_as_of(told, day)
        estimates = headline(rule, known, harm)
        now = tuple((one.low, one.best, one.high, one.most) for one in estimates)
        if now == bounds:
            continue
        chosen = {entry for one in estimates for entry in one.entries}
        steps.append(
            Step(
                day,
                estimates,
                tuple(entry for entry in known if entry.reported.last == day and entry in chosen),
                len({entry.origin for entry in known}),
                len({entry.document for entry in known}),
            )
        )
        bounds = now
    return tuple(steps)
