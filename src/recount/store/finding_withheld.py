"""The lines of a record for somebody who may not see some of its reports: an incident that only such reports tell has
none, and of one that others tell, too, the line is made of what those tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, select

from recount.codebook.actors import actors_over
from recount.codec import unpacked
from recount.model import Claim, Incident, ReportDate
from recount.pipeline import order_of
from recount.store.columns import Columns, changed, columns_of
from recount.store.finding_rows import Row, day_of, row_of
from recount.store.finding_tables import LINES, REPORT_LINES
from recount.store.lines import Lines
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS
from recount.store.words import Term
from recount.tolls.withheld import told_without

T = TypeVar("T")
_AT_ONCE = 500
_LINE = tuple(LINES.c.keys())[1:]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands instead of the lines that some hidden reports have a part in: `base` are the columns of everybody,
    `columns` those without. By the number of such a line: `rows`, the `words` that it is found by, `incidents`. Of
    `touched` lines those that are in none of these are gone."""

    base: Columns
    columns: Columns
    hidden: frozenset[str]
    touched: frozenset[int]
    rows: Mapping[int, Row]
    words: Mapping[int, str]
    incidents: Mapping[str, Incident]

    def with_words(self, terms: Iterable[Term]) -> list[int]:
        """The numbers of these lines that are told with all of some words."""
        asked = tuple(terms)
        return [number for number, words in self.words.items() if all(_told(term, f" {words} ") for term in asked)]


def withheld_in(connection: Connection, base: Columns, hidden: frozenset[str]) -> Withheld:
    """The lines without what only hidden reports tell."""
    numbers, whole = _touched(connection, hidden)
    claims = _claims(connection, (key for one in whole.values() for key in one.claims))
    actors = actors_over(None)
    left: dict[int, Incident] = {}
    for number, one in whole.items():
        own = tuple(claims[key] for key in one.claims if key in claims)
        if (shown := told_without(one, own, hidden, actors)) is not None:
            left[number] = shown
    ordered = sorted(left)
    published = _published(connection, {report for one in left.values() for report in one.documents})
    drawn = list(Lines(connection).drawn([(left[number], order_of(left[number], published)) for number in ordered]))
    lines = [
        {"number": number} | dict(zip(_LINE, line, strict=True))
        for number, (line, _) in zip(ordered, drawn, strict=True)
    ]
    names = base.read
    new = columns_of(base.version, [(line["number"], *(_value(line, name) for name in names)) for line in lines], names)
    columns = changed(base, np.isin(base.numbers, np.array(sorted(numbers), dtype=np.int64)), new)
    return Withheld(
        base,
        columns,
        hidden,
        frozenset(numbers),
        {line["number"]: row_of(line) for line in lines},
        {number: words for number, (_, words) in zip(ordered, drawn, strict=True)},
        {one.id: one for one in left.values()},
    )


def _value(line: Mapping[str, Any], name: str) -> Any:
    if name == "actors":
        return f"{line['agents']}\n{line['targets']}"
    return line[name]


def _told(term: Term, words: str) -> bool:
    return f" {' '.join(term.words)}{'' if term.prefix else ' '}" in words


def _touched(connection: Connection, hidden: Iterable[str]) -> tuple[set[int], dict[int, Incident]]:
    """The lines of incidents that hidden reports tell of, and these incidents."""
    found: dict[int, Incident] = {}
    for some in _portions(sorted(hidden)):
        query = (
            select(LINES.c.number, INCIDENTS.c.incident)
            .join(INCIDENTS, INCIDENTS.c.id == LINES.c.incident)
            .where(
                LINES.c.incident.in_(
                    select(INCIDENT_CLAIMS.c.incident)
                    .join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
                    .where(CLAIMS.c.report.in_(some))
                )
            )
        )
        found |= {row.number: unpacked(Incident, row.incident) for row in connection.execute(query)}
    return set(found), found


def _published(connection: Connection, reports: Iterable[str]) -> dict[str, ReportDate]:
    found = dict.fromkeys(reports, ReportDate(None, None, "", 0.0, ()))
    for some in _portions(sorted(found)):
        for row in connection.execute(select(REPORT_LINES).where(REPORT_LINES.c.report.in_(some))):
            found[row.report] = ReportDate(day_of(row.first_day), day_of(row.last_day), "", 0.0, ())
    return found


def _claims(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for some in _portions(dict.fromkeys(ids)):
        query = select(CLAIMS.c.id, CLAIMS.c.claim).where(CLAIMS.c.id.in_(some))
        found |= {row.id: unpacked(Claim, row.claim) for row in connection.execute(query)}
    return found


def _portions(items: Iterable[T]) -> Iterable[Sequence[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
