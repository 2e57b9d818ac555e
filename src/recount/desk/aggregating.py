"""What a desk sums over a record: tolls by group and by party, who against whom, origins, delays, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.aggregates.coverage import Coverage, coverage_of, reprints_in
from recount.aggregates.delay import DelayBy, Delays, delays_of
from recount.aggregates.groups import By
from recount.aggregates.parties import Dyads, PartyTotals, dyads_of, totals_by_party
from recount.aggregates.sums import LeftOut, Measure, Sum
from recount.aggregates.totals import Totals, totals_by
from recount.aggregates.voices import Voice, voices_of
from recount.codebook.actors import Actors, actors_over
from recount.desk.asking import unmet_by_any, with_aliases, with_countries
from recount.desk.finding_asked import nameless
from recount.desk.knowing import AsOf, opened_on
from recount.desk.operations import to_be_summed
from recount.export.csv import table_text
from recount.export.tables import Cell
from recount.model import Document, Incident, ReportDate
from recount.store import EVERYTHING, Filters

PARTY = "party"
"""What totals are gathered by beside the groups of `By`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of a record is asked: the incidents that `filters` keep, as known on the day `as_of`; `actors` is the
    desk's own alias file."""

    filters: Filters = EVERYTHING
    as_of: date | None = None
    actors: Path | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The incidents asked for, with all reports of the record where these are asked for, too; `as_of` says what a
    former day leaves out. `undated` more incidents would be among them if a date did not have to be known; where there
    is no such incident, `unmet` says which filters none of the record meets."""

    incidents: tuple[Incident, ...]
    documents: tuple[Document, ...]
    as_of: AsOf | None
    undated: int = 0
    unmet: tuple[str, ...] = ()


def gathered(record: Path, scope: Scope, *, reports: bool) -> Gathered:
    """What totals are made of; `reports` for what is counted by period or outlet."""
    filters = scope.filters
    wanted = with_countries(with_aliases(filters, actors_over(scope.actors)) if filters.actors else filters)
    if filters.nameless:
        wanted = nameless(record, wanted, scope.actors)
    store, as_of = opened_on(record, scope.as_of, scope.actors)
    with closing(store):
        found, undated = to_be_summed(store, store.incidents(wanted), scope.actors, filters.hidden), 0
        if wanted.first or wanted.last:
            without = replace(wanted, first=None, last=None)
            undated = sum(one.when is None or one.when.first is None for one in store.incidents(without))
        unmet = () if found else unmet_by_any(store, filters, wanted)
        kept = (one for one in store.documents() if one.id not in filters.hidden) if reports else ()
        documents = tuple(_under_one_name(kept, actors_over(scope.actors)))
        return Gathered(found, documents, as_of, undated, unmet)


def _under_one_name(documents: Iterable[Document], actors: Actors) -> Iterator[Document]:
    """Reports with their outlets by the name that its spellings share: "AFP" is Agence France-Presse."""
    for document in documents:
        outlet = actors.canonical(document.outlet) if document.outlet else None
        yield document if outlet is None else replace(document, outlet=outlet.name)


def covered(record: Path, scope: Scope) -> Gathered:
    """What coverage is made of: the reports that came out between the days of the filters, or may have; with any other
    filter those that tell of the incidents it keeps."""
    filters = scope.filters
    kept = replace(filters, first=None, last=None)
    found = gathered(record, replace(scope, filters=kept), reports=True)
    documents: Iterable[Document] = found.documents
    if replace(kept, hidden=EVERYTHING.hidden, nameless=False) != EVERYTHING:
        telling = {key for one in found.incidents for key in one.documents}
        documents = [one for one in documents if one.id in telling]
    if filters.first or filters.last:
        documents = [one for one in documents if _came_out(one.published, filters.first, filters.last)]
    return replace(found, documents=tuple(documents), undated=0)


def _came_out(published: ReportDate, first: date | None, last: date | None) -> bool:
    if published.first is None or published.last is None:
        return False
    return (first is None or published.last >= first) and (last is None or published.first <= last)


def totals(found: Gathered, by: By, measure: Measure) -> Totals:
    """Tolls by place, governorate, country, type or period."""
    return totals_by(by, found.incidents, measure, found.documents)


def party_totals(found: Gathered, measure: Measure, own: Path | None) -> PartyTotals:
    """Harm that each party did, and suffered."""
    return totals_by_party(found.incidents, measure, actors_over(own))


def dyads(found: Gathered, measure: Measure, own: Path | None) -> Dyads:
    """Who against whom."""
    return dyads_of(found.incidents, measure, actors_over(own))


def origins(found: Gathered) -> tuple[Voice, ...]:
    """How far each origin's word is borne out."""
    return voices_of(found.incidents)


def delays(found: Gathered, by: DelayBy) -> Delays:
    """How many days pass between events and their first reports."""
    return delays_of(found.incidents, {document.id: document for document in found.documents}, by)


def coverage(found: Gathered, by: By) -> Coverage:
    """Who reported when; reprints are known from the record's incidents."""
    return coverage_of(found.documents, reprints_in(found.incidents), by)


SUM_COLUMNS = ("low", "best", "high", "incidents_with_figure", "incidents_without", "incident_ids")


def totals_csv(made: Totals) -> str:
    """The rows of totals, then the sum over them and what is left out; an open or missing bound is empty."""
    rows: list[list[Cell]] = [
        ["counted", row.group.name, row.group.within, *_sum_cells(row.sum), row.reports] for row in made.rows
    ]
    rows.append(["all", "", "", *_sum_cells(made.everything), None])
    rows += [["left out", why, "", *cells, None] for why, cells in _left_cells(made.left_out)]
    return _text(("row", made.by.value, "within", *SUM_COLUMNS, "reports"), rows)


def parties_csv(made: PartyTotals) -> str:
    """Two rows a party: what it did and what it suffered, with civilians, combatants and unknown apart."""
    rows: list[list[Cell]] = []
    for row in made.rows:
        for word, part in (("did", row.did), ("suffered", row.suffered)):
            if part.whole.incidents:
                apart = (part.civilians, part.combatants)
                bounds = [cell for one in apart for cell in ((one.low, one.high) if one.told else (None, None))]
                rows.append([word, row.party, *_sum_cells(part.whole), *bounds, *part.unknown])
    rows += [["left out", why, *cells, *[None] * 6] for why, cells in _left_cells(made.left_out)]
    apart_names = [f"{who}_{bound}" for who in ("civilians", "combatants", "unknown") for bound in ("low", "high")]
    return _text(("row", "party", *SUM_COLUMNS, *apart_names), rows)


def dyads_csv(made: Dyads) -> str:
    """One row a dyad."""
    rows: list[list[Cell]] = [
        ["counted", row.agent, row.target, _iso(row.first), _iso(row.last), *_sum_cells(row.sum)] for row in made.rows
    ]
    rows += [["left out", why, "", "", "", *cells] for why, cells in _left_cells(made.left_out)]
    return _text(("row", "agent", "target", "first", "last", *SUM_COLUMNS), rows)


_OF_VOICES = ("incidents", "corroborated", "alone", "agreeing", "contradicted", "up", "down", "admissions", "boasts")


def origins_csv(made: Iterable[Voice]) -> str:
    """One row an origin: of how many incidents it tells, how far others bear it out, and the ids of the incidents."""
    rows: list[list[Cell]] = []
    for one in made:
        about: list[Cell] = [one.name, one.kind.value, one.side or "", "yes" if one.named else "no"]
        numbers = [len(getattr(one, name)) for name in _OF_VOICES]
        rows.append([*about, one.reports, one.figures, *numbers, "; ".join(one.incidents)])
    return _text(("origin", "kind", "side", "named", "reports", "figures", *_OF_VOICES, "incident_ids"), rows)


def delays_csv(made: Delays) -> str:
    """One row a group, then all together and what has no delay, with why."""
    told = [("counted", one) for one in made.rows] + ([("all", made.everything)] if made.everything else [])
    rows: list[list[Cell]] = [
        [row, one.name, one.incidents, one.quarter, one.median, one.three_quarters, one.longest, one.slowest]
        for row, one in told
    ]
    rows += [["left out", why, number, *[None] * 4, ""] for why, number in made.left_out.items()]
    days = ("quarter_days", "median_days", "three_quarters_days", "longest_days")
    return _text(("row", "group", "incidents", *days, "longest_incident_id"), rows)


def coverage_csv(made: Coverage) -> str:
    """One row a period and outlet; a stretch without any report is a row without an outlet and with 0."""
    rows: list[list[Cell]] = []
    for one in made.periods:
        days = [one.name, one.first.isoformat(), one.last.isoformat()]
        rows += [[*days, outlet, number] for outlet, number in one.reports.items()] or [[*days, "", 0]]
    return _text((made.by.value, "first", "last", "outlet", "reports"), rows)


def _sum_cells(one: Sum) -> list[Cell]:
    low = one.low if one.told else None
    return [low, one.best, one.high, len(one.told), len(one.silent), "; ".join((*one.told, *one.silent))]


def _left_cells(left_out: Iterable[LeftOut]) -> list[tuple[str, list[Cell]]]:
    return [(one.why, _sum_cells(one.sum)) for one in left_out]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    return "\ufeff" + table_text(header, rows)
