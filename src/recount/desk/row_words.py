"""Figures of the chronology's lines in their reports' words: "more than 180,000" where 180,001 is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """These lines; figures that their reports leave open have their words as the incidents' own pages have them."""
    known: dict[str, dict[Harm, str]] = finding.columns.made.setdefault("figure words", {})
    asked = tuple(row.id for row in rows if row.id not in known and (_is_open(row.killed) or _is_open(row.wounded)))
    if len(known) > _KEPT:
        known.clear()
    if asked:
        known |= {one.id: _words_of(one) for one in finding.incidents(Asked(ids=asked))}
    return tuple(_with(row, known[row.id]) if known.get(row.id) else row for row in rows)


def _is_open(figure: Figure | None) -> bool:
    return figure is not None and figure.low is not None and figure.low != figure.high


def _words_of(incident: Incident) -> dict[Harm, str]:
    """The words of the headline figures that numbers alone would tell otherwise."""
    estimates = (by_range(incident.ledger, harm) for harm in (Harm.KILLED, Harm.WOUNDED))
    found: Iterable[tuple[Harm, str, str]] = (
        (one.harm, estimate_words(one), bounds_words(one.low, one.high, one.most)) for one in estimates if one
    )
    return {harm: words for harm, words, plain in found if words != plain}


def _with(row: Row, words: dict[Harm, str]) -> Row:
    return replace(row, killed=_said(row.killed, words, Harm.KILLED), wounded=_said(row.wounded, words, Harm.WOUNDED))


def _said(figure: Figure | None, words: dict[Harm, str], harm: Harm) -> Figure | None:
    if figure is None or harm not in words:
        return figure
    return Worded(figure.low, figure.high, figure.most, words[harm])
