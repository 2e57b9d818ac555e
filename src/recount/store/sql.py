"""A record in a database: SQLite in a folder by default, any that SQLAlchemy knows by its URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
)
from sqlalchemy.dialects.sqlite import insert as into_sqlite

from recount.codec import unpacked
from recount.errors import RecordError
from recount.model import Claim, Document, Incident, Problem, ReportDate, Span
from recount.pipeline import order_of
from recount.store import databases, rows
from recount.store.added import AddedTables
from recount.store.addresses import address_of, new_address_in, note_address
from recount.store.databases import Database
from recount.store.desk_work import QueueTables
from recount.store.desk_work_far import FarTables
from recount.store.desk_work_marks import MarkTables
from recount.store.desk_work_views import ViewTables
from recount.store.feeds import FeedTables
from recount.store.finding import FindingTables
from recount.store.finding_rows import words_of_claims
from recount.store.gathering import Gathering, GatheringTables
from recount.store.index_tables import PENDING
from recount.store.judging import JudgingTables
from recount.store.lines import in_form, keep_report_lines, make_lines
from recount.store.making import MakingTables
from recount.store.many import rows_among
from recount.store.matching import needed_for
from recount.store.opening import migrated, refusals
from recount.store.people import PeopleTables
from recount.store.port import EVERYTHING, Entry, Filters, Run
from recount.store.releases import ReleaseTables
from recount.store.report_lists import ReportLists
from recount.store.reprint_shelf import ReprintTables
from recount.store.restricting import RestrictingTables
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, PROBLEMS, REPORTS, RUNS
from recount.store.takedown import TakedownTables
from recount.store.together import held_of, remembered
from recount.store.victims import VictimTables

T = TypeVar("T")
_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long

_INTAKE = ("received", "run", "handed_in_by")
_AS_RECEIVED = ("id", "name", "source", "sha256", "raw", *_INTAKE)  # stays as it was when a report is read anew


def opened(folder: Path) -> SqlStore:
    """The record in a folder; RecordError where there is none, or where this version can't read it."""
    return SqlStore(address_of(folder), str(folder))


def opened_or_made(folder: Path, store: str | None = None) -> SqlStore:
    """The record in a folder, made where the folder is new or empty, on `store` where that is given: the address of a
    PostgreSQL database. RecordError where the folder holds other things, or its record is kept elsewhere."""
    address = new_address_in(folder, store)
    made = SqlStore(address, str(folder))
    note_address(folder, address)
    return made


class SqlStore(
    GatheringTables,
    FindingTables,
    ReprintTables,
    JudgingTables,
    AddedTables,
    FeedTables,
    ReportLists,
    MakingTables,
    PeopleTables,
    RestrictingTables,
    QueueTables,
    FarTables,
    MarkTables,
    ViewTables,
    ReleaseTables,
    VictimTables,
    TakedownTables,
):
    """A record in a database; see `port.RecordStore` for what each method promises.

    `name` stands for the record in error messages.
    """

    def __init__(self, url: str, name: str) -> None:
        self._name = name
        self._database: Database | None = databases.taken(url)
        self._engine: Engine = self._database.engine
        self._columns = self._database.columns
        try:
            self._database.prepared(self._made_ready)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """What the record is called in messages: its folder."""
        return self._name

    def close(self) -> None:
        """Let go of files and connections."""
        if self._database is not None:
            databases.given_back(self._database)
            self._database = None

    def _made_ready(self, engine: Engine) -> None:
        """Bring the tables to the present version, and what follows from others to its present form."""
        migrated(engine, self._name)
        with self._reading() as connection:
            known = in_form(connection)
        if not known:
            with self._writing() as connection:
                make_lines(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        held = held_of(self._database)
        with refusals(self._name), held.reading() if held else self._engine.connect() as connection:
            yield connection

    def _lasting(self, kind: str) -> dict[str, Any]:
        """What is known of the state of the record that is read: nothing yet where it is read by itself."""
        held = held_of(self._database)
        return held.remembered.setdefault(kind, {}) if held else {}

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        held = held_of(self._database)
        with refusals(self._name):
            if held:
                held.renew()  # nothing that reads stands in the way of who writes
            with self._engine.execution_options(writes=True).begin() as connection:
                yield connection
            if held:
                held.renew()

    def add(self, entries: Sequence[Entry], stamp: str) -> int:
        """Keep reports with their claims; how many the record did not have before."""
        distinct = {entry.document.id: entry for entry in self.without_removed(entries)}
        claims = [
            rows.claim_row(claim, position) | {"words": words}
            for entry in distinct.values()
            for position, (claim, words) in enumerate(zip(entry.claims, words_of_claims(entry), strict=True))
        ]
        with self._writing() as connection:
            there = {row.id for row in _by_id(connection, select(REPORTS.c.id), REPORTS.c.id, distinct)}
            former = _given_way(connection, distinct.values())
            there |= former.keys()
            _pend(connection, distinct)
            reports = [rows.report_row(entry, stamp) | former.get(key, {}) for key, entry in distinct.items()]
            if reports:
                connection.execute(self._upsert(REPORTS, set(reports[0]).difference(_AS_RECEIVED)), reports)
            keep_report_lines(connection, distinct.values())
            for some in _portions(distinct):
                connection.execute(delete(CLAIMS).where(CLAIMS.c.report.in_(some)))
            if claims:
                connection.execute(insert(CLAIMS), claims)
        return len(distinct.keys() - there)

    def stamps(self, ids: Iterable[str] | None = None) -> Mapping[str, str]:
        """The ids of all reports, or of those of these that are there, each with the tools it was last read with."""
        with self._reading() as connection:
            found = _by_id(connection, select(REPORTS.c.id, REPORTS.c.stamp), REPORTS.c.id, ids)
            return {row.id: row.stamp for row in found}

    def read_with(self) -> Mapping[str, int]:
        """How many reports were last read with which tools."""
        query = select(REPORTS.c.stamp, func.count().label("reports")).group_by(REPORTS.c.stamp)
        with self._reading() as connection:
            return {row.stamp: row.reports for row in connection.execute(query)}

    def documents(self, ids: Iterable[str] | None = None) -> tuple[Document, ...]:
        """The reports with these ids, or all, ordered by id."""

        def read(asked: Iterable[str] | None) -> dict[str, Document]:
            with self._reading() as connection:
                found = _by_id(connection, _DOCUMENTS, REPORTS.c.id, asked)
                return {row.id: rows.document_of(row) for row in found}

        documents = read(None) if ids is None else remembered(held_of(self._database), "documents", ids, read)
        return tuple(sorted(documents.values(), key=lambda document: document.id))

    def published(self) -> Mapping[str, ReportDate]:
        """When each report was published, by report id."""
        with self._reading() as connection:
            found = connection.execute(select(REPORTS.c.id, REPORTS.c.published))
            return {row.id: unpacked(ReportDate, row.published) for row in found}

    def raw(self, document: str) -> bytes:
        """A report's bytes as received."""
        with self._reading() as connection:
            query = select(REPORTS.c.id, REPORTS.c.raw, REPORTS.c.sha256).where(REPORTS.c.id == document)
            row = connection.execute(query).one_or_none()
        if row is None:
            raise self._unknown("report", document)
        return rows.raw_of(row._mapping)

    def sentences(self, document: str) -> tuple[Span, ...]:
        """Where a report's sentences lie."""
        found = self.sentences_in([document])
        if document not in found:
            raise self._unknown("report", document)
        return found[document]

    def sentences_in(self, documents: Iterable[str]) -> Mapping[str, tuple[Span, ...]]:
        """Where the sentences of some reports lie, by the report's id."""
        with self._reading() as connection:
            found = _by_id(connection, _SENTENCES, REPORTS.c.id, documents)
            return {row.id: unpacked(tuple[Span, ...], row.sentences) for row in found}

    def claims(self, ids: Iterable[str] | None = None) -> tuple[Claim, ...]:
        """The claims with these ids, or all, ordered by report id and then as they stand in the text."""

        def read(asked: Iterable[str] | None) -> dict[str, tuple[str, int, Claim]]:
            with self._reading() as connection:
                found = _by_id(connection, _CLAIMS, CLAIMS.c.id, asked)
                return {row.id: (row.report, row.position, unpacked(Claim, row.claim)) for row in found}

        claims = read(None) if ids is None else remembered(held_of(self._database), "claims", ids, read)
        return tuple(claim for _, _, claim in sorted(claims.values(), key=lambda one: one[:2]))

    def put_incidents(self, incidents: Sequence[Incident]) -> None:
        """Keep these incidents instead of all former ones."""
        published = self.published()
        with self._writing() as connection:
            work = Gathering(connection)
            work.lines.clear()
            work.waiting.clear()
            connection.execute(delete(INCIDENTS))
            work.replace_incidents((), ((one, order_of(one, published)) for one in incidents))
            work.lines.settle()

    def incidents(self, filters: Filters = EVERYTHING) -> tuple[Incident, ...]:
        """The incidents asked for, in the order of `pipeline.order_of`."""
        query = select(INCIDENTS.c.incident).order_by(INCIDENTS.c.in_order, INCIDENTS.c.id)
        if filters == EVERYTHING:
            with self._reading() as connection:
                return tuple(unpacked(Incident, line) for line in connection.execute(query).scalars())
        with self.finding(needed_for(filters), filters.hidden) as asked:
            return tuple(asked.incidents(filters))

    def incident(self, name: str) -> Incident:
        """The incident with exactly this id."""

        def read(asked: Iterable[str]) -> dict[str, Incident]:
            with self._reading() as connection:
                found = _by_id(connection, _INCIDENTS, INCIDENTS.c.id, asked)
                return {row.id: unpacked(Incident, row.incident) for row in found}

        found = remembered(held_of(self._database), "incidents", [name], read)
        if name not in found:
            raise self._unknown("incident", name)
        return found[name]

    def incidents_like(self, prefix: str) -> tuple[str, ...]:
        """Ids, three at most, of incidents whose id, or that of one of their claims, starts so."""

        def read(_: Iterable[str]) -> dict[str, tuple[str, ...]]:
            with self._reading() as connection:
                return {prefix: tuple(connection.execute(_INCIDENTS_LIKE, _prefixed(prefix)).scalars())}

        return remembered(held_of(self._database), "incidents like", [prefix], read)[prefix]

    def claims_like(self, prefix: str) -> tuple[str, ...]:
        """Ids of claims that start so, three at most."""
        with self._reading() as connection:
            return tuple(connection.execute(_CLAIMS_LIKE, _prefixed(prefix)).scalars())

    def set_aside(self, problems: Sequence[Problem], seen: datetime) -> None:
        """Keep what could not be read."""
        with self._writing() as connection:
            for problem in problems:
                said = {"remedy": problem.remedy, "seen": seen.isoformat()}
                row = {"source": problem.source, "what": problem.what, **said}
                connection.execute(self._upsert(PROBLEMS, said), [row])

    def settle(self, sources: Iterable[str]) -> None:
        """Forget the problems of files that have been read since."""
        with self._writing() as connection:
            for some in _portions(sources):
                connection.execute(delete(PROBLEMS).where(PROBLEMS.c.source.in_(some)))

    def problems(self) -> tuple[Problem, ...]:
        """What was set aside, ordered by source."""
        query = select(PROBLEMS.c.source, PROBLEMS.c.what, PROBLEMS.c.remedy)
        with self._reading() as connection:
            found = [Problem(row.source, row.what, row.remedy) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda problem: (problem.source, problem.what)))

    def note_run(self, run: Run) -> None:
        """Keep what is known of a run."""
        row = rows.run_row(run)
        with self._writing() as connection:
            connection.execute(self._upsert(RUNS, row.keys() - {"started"}), [row])

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with self._reading() as connection:
            found = [rows.run_of(row._mapping) for row in connection.execute(select(RUNS))]
        return tuple(sorted(found, key=lambda run: run.started))

    def _upsert(self, table: Table, changed: Iterable[str]) -> Any:
        """A statement that puts rows in; of those that are there, these columns change."""
        keys = list(table.primary_key)
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as into_postgresql  # slow to import, seldom needed

            put = into_postgresql(table)
            return put.on_conflict_do_update(index_elements=keys, set_={name: put.excluded[name] for name in changed})
        new = into_sqlite(table)
        return new.on_conflict_do_update(index_elements=keys, set_={name: new.excluded[name] for name in changed})

    def _unknown(self, kind: str, name: str) -> RecordError:
        return RecordError(f"{kind} {name}", f"is not in the record {self._name}", "Check its id.")


def _given_way(connection: Connection, entries: Iterable[Entry]) -> dict[str, dict[str, str | None]]:
    """The ids of entries for which a former reading of the same bytes from the same file was dropped, with how these
    bytes had come in."""
    by_bytes = {(entry.document.source, entry.document.sha256): entry.document.id for entry in entries}
    query = select(REPORTS.c.id, REPORTS.c.source, REPORTS.c.sha256, *(REPORTS.c[name] for name in _INTAKE))
    found = _by_id(connection, query, REPORTS.c.sha256, (sha256 for _, sha256 in by_bytes))
    former = {row.id: (by_bytes.get((row.source, row.sha256), row.id), row) for row in found}
    given = {old for old, (new, _) in former.items() if old != new}
    _pend(connection, given)
    for some in _portions(given):
        connection.execute(delete(REPORTS).where(REPORTS.c.id.in_(some)))
    return {former[old][0]: {name: former[old][1]._mapping[name] for name in _INTAKE} for old in sorted(given)}


def _pend(connection: Connection, reports: Iterable[str]) -> None:
    """Note that incidents have to be brought up to date with these reports."""
    for some in _portions(reports):
        connection.execute(delete(PENDING).where(PENDING.c.report.in_(some)))
        connection.execute(insert(PENDING), [{"report": report} for report in some])


def _begins(column: Any) -> ColumnElement[bool]:
    """That an id begins so, in a form that an index answers; ids are small letters and digits."""
    return and_(column >= bindparam("from"), column <= bindparam("to"))


def _prefixed(prefix: str) -> dict[str, str]:
    return {"from": prefix, "to": prefix + "z" * 40}


# statements that pages ask often, made once
_DOCUMENTS = select(*rows.DOCUMENT)
_SENTENCES = select(REPORTS.c.id, REPORTS.c.sentences)
_CLAIMS = select(CLAIMS.c.id, CLAIMS.c.report, CLAIMS.c.position, CLAIMS.c.claim)
_INCIDENTS = select(INCIDENTS.c.id, INCIDENTS.c.incident)
_INCIDENTS_LIKE = union(
    select(INCIDENTS.c.id).where(_begins(INCIDENTS.c.id)),
    select(INCIDENT_CLAIMS.c.incident).where(_begins(INCIDENT_CLAIMS.c.claim)),
).limit(3)
_CLAIMS_LIKE = select(CLAIMS.c.id).where(_begins(CLAIMS.c.id)).limit(3)


def _by_id(connection: Connection, query: Select[Any], column: Any, ids: Iterable[str] | None) -> list[Any]:
    """The rows of a query, all of them or those with the ids, in no order."""
    if ids is None:
        return list(connection.execute(query))
    return list(rows_among(connection, query, column, ids))


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
