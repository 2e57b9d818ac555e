"""The whole program on one page, with no input or output: documents → readings → claims → incidents → Record.

Document ──read──▶ Reading ──claims_in──▶ Claims      one report at a time, in any order, on any number of cores
Claims of all reports ──resolve──▶ Incidents          all together, in an order that does not depend on arrival
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.codebook import Codebook, Merging
from recount.codebook.actors import Actors
from recount.errors import ReportError
from recount.extraction.claims import claims_in
from recount.gazetteer import Gazetteer
from recount.judging import judged, with_judgements
from recount.model import Claim, Document, Incident, Judgement, Problem, Reading, Record, ReportDate, Span
from recount.reading import Reader, read
from recount.reading.dates import day_given
from recount.reading.formats import MAX_REPORT, MAX_TEXT, decoded, storable
from recount.reading.language import foreign_language
from recount.resolution import NONE, Constraints, Group, Reprints, grouped, incident_of, reprints_among
from recount.resolution.dating import dated, with_dates, with_days
from recount.resolution.episodes import with_episodes
from recount.tolls.known import Known, known_on
from recount.tolls.ledger import with_ledgers
from recount.tolls.stances import with_stances

_REPORT = re.compile(r"\breport ([0-9a-f]{20})\b")  # how resolution calls an origin that has no other name


@dataclass(frozen=True, slots=True)
class Tools:
    """What reports are read with; the same tools make the same claims of the same report."""

    reader: Reader
    codebook: Codebook
    gazetteer: Gazetteer
    actors: Actors


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what was read from it: where its sentences lie, and its claims in text order."""

    document: Document
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]


def coded(document: Document, tools: Tools) -> Coded:
    """A report read and coded: a pure function of the report and the tools."""
    reading = read(document, tools.reader)
    claims = claims_of(reading, tools)
    if len({claim.id for claim in claims}) != len(claims):
        raise ValueError("two claims have the same id")
    return Coded(document, tuple(s.span for passage in reading.passages for s in passage.sentences), claims)


def claims_of(reading: Reading, tools: Tools) -> tuple[Claim, ...]:
    """The claims of a report that has been read: what depends on the rules, and not on the reader model."""
    return claims_in(reading, tools.codebook, tools.gazetteer, tools.actors)


def refusals_of(text: str, source: str) -> Iterator[Problem]:
    """Why a text in memory can't be read as a report, in the words that a file with it would be set aside with."""
    raw = storable(text).encode()
    if len(raw) > MAX_REPORT or len(text) > MAX_TEXT:
        yield Problem(source, f"more than {MAX_TEXT:,} characters in one report", "Split it into single reports.")
        return
    try:
        decoded(raw, source)
    except ReportError as error:
        yield Problem(error.source, error.what, error.remedy)
        return
    if foreign := foreign_language(text):
        yield Problem(source, f"looks like {foreign}; Recount reads English", "Add it in translation.")


def doubts_about(published: str | None, source: str) -> Iterator[Problem]:
    """That the date a report is given with can't be read; the report itself can."""
    if published and day_given(published) is None:
        what = f"the date given, {published[:60]!r}, can't be read, so that it is not used"
        yield Problem(source, what, "Write it as 2017-06-03.")


def incidents_of(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    actors: Actors,
    constraints: Constraints = NONE,
    merging: Merging | None = None,
) -> tuple[Incident, ...]:
    """The incidents that all claims together tell of, by date; the order of documents and claims does not matter.

    Without a codebook's `merging` the built-in one decides on what is one happening.
    """
    return _in_order(*_brought_together(documents, claims, actors, constraints, merging))


def _brought_together(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    actors: Actors,
    constraints: Constraints,
    merging: Merging | None,
) -> tuple[Iterable[Incident], Mapping[str, ReportDate]]:
    """The incidents of all claims, and when each report was published, as far as that can be known from them."""
    reports = {document.id: document for document in documents}
    told = {claim.id: claim for claim in claims}
    reprints = reprints_among(reports.values())
    groups = grouped(reports, told.values(), reprints, actors, constraints, merging)
    reports = {one.id: one for one in with_dates(reports.values(), dated(reports, groups, told, reprints))}
    published = {report.id: report.published for report in reports.values()}
    return incidents_in(groups, reports, told, reprints, actors), published


def _in_order(incidents: Iterable[Incident], published: Mapping[str, ReportDate]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda incident: order_of(incident, published)))


def incidents_in(
    groups: Iterable[Group],
    reports: Mapping[str, Document],
    told: Mapping[str, Claim],
    reprints: Reprints,
    actors: Actors,
) -> Iterator[Incident]:
    """The incidents that groups of claims are, with everything that is known of each: what its claims say together,
    whose word it is, its ledger.

    A whole record and the few incidents that a new report touches are both made here, so this looks at nothing but the
    groups. `reports` and `told` hold at least their reports and claims, by id; undated reports come with the dates that
    all their incidents give them (`resolution.dating`).
    """
    made = [with_days(incident_of(group, reports, told, reprints, actors), told, reports) for group in groups]
    counted = with_stances(with_ledgers(made, reports.values(), told.values(), actors), told, actors)
    return _with_report_names(counted, reports.values())


def judged_incidents_of(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    actors: Actors,
    judgements: Iterable[Judgement],
    merging: Merging | None = None,
) -> tuple[Incident, ...]:
    """The incidents of all claims with people's judgements applied, by date: equal inputs, in any order, make equal
    incidents."""
    applied = judged(judgements, documents, claims)
    bound = Constraints.of(applied.same, applied.different, applied.kept.items())
    incidents, published = _brought_together(applied.documents, applied.claims, actors, bound, merging)
    return _in_order(with_judgements(incidents, applied), published)


def record_of(read: Sequence[Coded], problems: Sequence[Problem], tools: Tools) -> Record:
    """What a desk works with, from reports that have been coded and those that were set aside."""
    documents = tuple(sorted((c.document for c in read), key=_report_order))
    by_id = {c.document.id: c.claims for c in read}
    claims = tuple(claim for document in documents for claim in by_id[document.id])
    merging = tools.codebook.merging
    incidents = with_episodes(incidents_of(documents, claims, tools.actors, merging=merging), tools.actors, merging)
    return Record(documents, claims, incidents, tuple(problems))


def record_as_of(
    record: Record,
    day: date,
    actors: Actors,
    judgements: Iterable[Judgement] = (),
    merging: Merging | None = None,
) -> tuple[Record, Known]:
    """The record that the reports known by the end of `day` make, and which reports those are.

    Reports that came later leave no trace: values, incidents, origins, relations and ledgers are made anew from what
    was known, so this is what a record of those reports alone would be. What people judged holds as it does today, and
    so do the dates that undated reports were given (`resolution.dating.with_dates`).
    """
    known = known_on(record.documents, day)
    out = {document.id for document in known.documents}
    claims = tuple(claim for claim in record.claims if claim.document in out)
    incidents = judged_incidents_of(known.documents, claims, actors, judgements, merging)
    return Record(known.documents, claims, incidents, record.problems), known


def _report_order(document: Document) -> tuple[date, date, str, str]:
    published = document.published
    return published.first or date.max, published.last or date.max, document.name, document.id


def _with_report_names(incidents: Iterable[Incident], documents: Iterable[Document]) -> Iterator[Incident]:
    """Where nobody is credited and no outlet is known, a report vouches for itself: by its name, not by its id."""
    names = {document.id: document.name for document in documents}

    def called(origin: str) -> str:
        return _REPORT.sub(lambda found: f"report {names.get(found[1], found[1])}", origin)

    for incident in incidents:
        if not any(map(_REPORT.search, _steps_of(incident))):
            yield incident
            continue
        origins = tuple(
            replace(
                origin, name=called(origin.name), chains=tuple(tuple(map(called, chain)) for chain in origin.chains)
            )
            for origin in incident.origins
        )
        ledger = tuple(
            replace(entry, origin=called(entry.origin), chain=tuple(map(called, entry.chain)))
            for entry in incident.ledger
        )
        yield replace(incident, origins=origins, ledger=ledger)


def _steps_of(incident: Incident) -> set[str]:
    """All that stands on the ways of an incident's claims and figures, from its outlets to its origins."""
    steps = {origin.name for origin in incident.origins}
    for origin in incident.origins:
        steps.update(*origin.chains)
    for entry in incident.ledger:
        steps.add(entry.origin)
        steps.update(entry.chain)
    return steps


def order_of(incident: Incident, published: Mapping[str, ReportDate]) -> str:
    """What incidents are put in order by: their days, and among equals when they were first told.

    What has no date stands where it was first told: it happened before that, and the reader sees it in its place.
    """
    dates = (published[document] for document in incident.documents)
    told = min((one.first or one.last or date.max for one in dates), default=date.max)
    first = incident.when.first if incident.when else None
    last = incident.when.last if incident.when else None
    return f"{first or told} {last or told} {told} {incident.id}"
