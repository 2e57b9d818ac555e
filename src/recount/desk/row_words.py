"""Figures of the chronology's lines in their reports' words: "more than 180,000" where 180,001 is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.desk.finding_asked import Asked
from recount.export.wording import estimate_words
from recount.model import Harm, Incident
from recount.store.finding import Finding
from recount.store.finding_rows import Figure, Row
from recount.tolls import by_range
from recount.tolls.estimates import bounds_words

_KEPT = 20_000  # incidents whose words are held


@dataclass(frozen=True, slots=True)
class Worded(Figure):
    """A headline figure with the words that its incident's page has for it."""

    words: str


def worded(finding: Finding, rows: Sequence[Row]) -> tuple[Row, ...]:
    """These lines with their figures for other harms than killed and wounded; figures that their reports leave open
    have their words as the incidents' own pages have them."""
    known: dict[str, dict[Harm, Figure]] = finding.columns.made.setdefault("figure words", {})
    asked = tuple(row.id for row in rows if row.id not in known and _asks(row))
    if len(known) > _KEPT:
        known.clear()
    if asked:
        known |= {one.id: _figures_of(one) for one in finding.incidents(Asked(ids=asked))}
    return tuple(_with(row, known[row.id]) if _asks(row) and row.id in known else row for row in rows)


def _asks(row: Row) -> bool:
    return bool(row.other_harms) or _is_open(row.killed) or _is_open(row.wounded)


def _is_open(figure: Figure | None) -> bool:
    return figure is not None and figure.low is not None and figure.low != figure.high


def _figures_of(incident: Incident) -> dict[Harm, Figure]:
    """The headline figures of an incident, those that numbers alone would tell otherwise with their words."""
    found = {}
    for harm in dict.fromkeys(entry.harm for entry in incident.ledger):
        one = by_range(incident.ledger, harm)
        if one is not None and one.most is not None:
            words, plain = estimate_words(one), bounds_words(one.low, one.high, one.most)
            numbers = one.low, one.high, one.most
            found[harm] = Figure(*numbers) if words == plain else Worded(*numbers, words)
    return found


def _with(row: Row, figures: dict[Harm, Figure]) -> Row:
    others = tuple((harm, figures[harm]) for harm in row.other_harms if harm in figures)
    killed, wounded = (
        _said(figure, figures.get(harm)) for harm, figure in ((Harm.KILLED, row.killed), (Harm.WOUNDED, row.wounded))
    )
    return replace(row, killed=killed, wounded=wounded, others=others)


def _said(figure: Figure | None, worded: Figure | None) -> Figure | None:
    if figure is None or not isinstance(worded, Worded):
        return figure
    return Worded(figure.low, figure.high, figure.most, worded.words)
