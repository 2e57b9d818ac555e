"""What lists, maps, timelines and searches ask of a record, within one transaction."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, Select, func, select, text

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codec import unpacked
from recount.model import Incident
from recount.resolution.episodes import Operations
from recount.store import happenings
from recount.store.columns import READ, Columns, Flags, Numbers, beside, changed, columns_of
from recount.store.desk_work_marks import tagged
from recount.store.finding_rows import Row, row_of
from recount.store.finding_tables import LINES, MARKS, REPORT_LINES
from recount.store.finding_withheld import Withheld, withheld_in
from recount.store.index_tables import STATE
from recount.store.many import rows_among
from recount.store.matching import kept
from recount.store.port import Filters
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS
from recount.store.words import Term, terms_in

T = TypeVar("T")
_AT_ONCE = 500
_KNOWN = 20_000  # rows that are held
_PATCHED = 5_000  # new lines up to which columns are changed; beyond, all are read

_INCIDENTS = select(INCIDENTS.c.id, INCIDENTS.c.incident)
_MERGING = select(STATE.c.value).where(STATE.c.name == "merging")
_MARKS = select(MARKS.c.name, MARKS.c.value).where(MARKS.c.name.in_(("lines", "reports")))
_MADE = {"actors": (LINES.c.agents + "\n" + LINES.c.targets).label("actors")}
_IN_ROWS = tuple(LINES.c.keys())
_ROWS = f"SELECT {', '.join(_IN_ROWS)} FROM {LINES.name} WHERE number IN"  # noqa: S608 (names of columns)
_MATCH = text("SELECT group_concat(rowid) FROM incident_search WHERE incident_search MATCH :asked")
_MATCH_VECTOR = text(
    "SELECT string_agg(number::text, ',') FROM incident_words WHERE search @@ to_tsquery('simple', :asked)"
)

Reported = tuple[Numbers, Numbers, Numbers]


class KeptColumns:
    """What of one record was last read into memory; threads share it."""

    def __init__(self) -> None:
        self._columns: Columns | None = None
        self._reported: tuple[str, Reported] | None = None
        self._withheld: Withheld | None = None
        self.rows: dict[int, Row] = {}  # by number; a line never changes
        self._reading = threading.Lock()

    def of(self, connection: Connection, version: str, needed: Iterable[str]) -> Columns:
        """The columns of the record as a connection sees it, those that are needed and perhaps more."""
        columns = self._columns
        if columns is not None and columns.version == version and columns.holds(needed):
            return columns
        with self._reading:
            columns = self._columns
            if columns is None:
                columns = _read(connection, version, tuple(needed))
            elif columns.version != version:
                columns = _read_again(connection, version, columns)
            if missing := tuple(name for name in needed if not columns.holds([name])):
                columns = beside(columns, _read(connection, version, missing))
            self._columns = columns
            return columns

    def without(self, connection: Connection, columns: Columns, hidden: frozenset[str]) -> Withheld:
        """These columns without what only hidden reports tell."""
        found = self._withheld
        if found is None or found.base is not columns or found.hidden != hidden:
            self._withheld = found = withheld_in(connection, columns, hidden)
        return found

    def reported(self, connection: Connection, version: str) -> Reported:
        """See `Finding.reported`."""
        if self._reported is None or self._reported[0] != version:
            self._reported = version, _days_of_reports(connection)
        return self._reported[1]


class FindingTables:
    """The part of `port.RecordStore` that finds incidents without reading all that they hold."""

    _columns: KeptColumns

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _lasting(self, kind: str) -> dict[str, Any]:
        raise NotImplementedError

    @contextmanager
    def finding(self, needed: Iterable[str] = READ, hidden: Collection[str] = frozenset()) -> Iterator[Finding]:
        """The record as it is now, to be asked for lines, counts and points; who needs few columns says which. `hidden`
        are reports that who asks may not see: nothing that only they tell is found."""
        with self._reading() as connection:
            yield Finding(connection, self._columns, needed, hidden, self._lasting("finding"))

    def operations(
        self, actors: Actors, merging: Merging, hidden: Collection[str] = frozenset(), around: Incident | None = None
    ) -> Operations:
        """What is part of what among the incidents as they are told by reports that are not hidden; with `around` as
        far as it concerns that one."""
        with self.finding(happenings.NEEDED, hidden) as asked:
            if around is not None:
                return happenings.operations_around(asked.columns, around, asked.incidents_telling, actors, merging)
            return happenings.operations_in(asked.columns, asked.incidents_telling, actors, merging)


class Finding:
    """A record's lines at one moment."""

    def __init__(
        self,
        connection: Connection,
        kept_columns: KeptColumns,
        needed: Iterable[str],
        hidden: Collection[str] = (),
        known: dict[str, Any] | None = None,
    ) -> None:
        self._connection = connection
        self._kept = kept_columns
        self._known = known if known is not None else {}  # what was asked of this state of the record before
        marks = self._known.get("marks")
        if marks is None:
            marks = self._known["marks"] = {row.name: row.value for row in connection.execute(_MARKS)}
        self._version = f"{marks.get('lines', '')} {marks.get('reports', '')}"
        self.columns = kept_columns.of(connection, marks.get("lines", ""), needed)
        self._withheld: Withheld | None = None
        if hidden:
            self._withheld = kept_columns.without(connection, self.columns, frozenset(hidden))
            self.columns = self._withheld.columns
            self._version += f" {sha256(' '.join(sorted(hidden)).encode()).hexdigest()[:16]}"

    @property
    def version(self) -> str:
        """What changes whenever incidents or reports do."""
        return self._version

    def flags(self, filters: Filters, without: str = "") -> Flags:
        """Which incidents the filters keep; `without` names a part that is not asked (`matching.PARTS`)."""
        return kept(self.columns, filters, self._looked_up, without)

    def rows(self, numbers: Sequence[int]) -> tuple[Row, ...]:
        """The lines with these numbers, in this order."""
        own = self._withheld.rows if self._withheld else {}
        known = self._kept.rows
        for some in _portions(number for number in numbers if number not in known and number not in own):
            lines = self._connection.exec_driver_sql(f"{_ROWS} ({', '.join(map(str, map(int, some)))})")
            for line in lines.fetchall():
                known[line[0]] = row_of(dict(zip(_IN_ROWS, line, strict=True)))
        found = tuple(own[number] if number in own else known[number] for number in numbers)
        if len(known) > _KNOWN:
            self._kept.rows = {}
        return found

    def incidents(self, filters: Filters) -> Iterator[Incident]:
        """The incidents that the filters keep, in the order of the record."""
        own = self._withheld.incidents if self._withheld else {}
        chosen = np.flatnonzero(self.flags(filters))
        names = self.columns.names["incident"][chosen[np.argsort(self.columns.rank[chosen])]].tolist()
        for some in _portions(names):
            held = {row.id: row.incident for row in rows_among(self._connection, _INCIDENTS, INCIDENTS.c.id, some)}
            yield from (own.get(name) or unpacked(Incident, held[name]) for name in some)

    def incidents_telling(self, claims: Iterable[str]) -> dict[str, str]:
        """The ids of the incidents that some claims stand in, by theirs."""
        told = INCIDENT_CLAIMS.c
        return {
            row.claim: row.incident
            for some in _portions(claims)
            for row in self._connection.execute(select(told.claim, told.incident).where(told.claim.in_(some)))
        }

    def merging(self) -> str:
        """The codebook's part on merges that incidents were last brought together by, as a line; "" before that."""
        if "merging" not in self._known:
            self._known["merging"] = self._connection.execute(_MERGING).scalar() or ""
        merging: str = self._known["merging"]
        return merging

    def reported(self) -> Reported:
        """When reports were published: the first and the last day that it can have been, and how many reports have
        these; those without a date are none of them."""
        if self._withheld is not None:
            return _days_of_reports(self._connection, self._withheld.hidden)
        return self._kept.reported(self._connection, self._version)

    def _looked_up(self, asked: Filters) -> Iterable[int]:
        if asked.text:
            terms = terms_in(asked.text)
            return self._seen(self._with_words(terms), self._withheld.with_words(terms) if self._withheld else ())
        if asked.tags:
            return self._with_tags(asked.tags, self._withheld.hidden if self._withheld else frozenset())
        hidden = self._withheld.hidden if self._withheld else ()
        return self._of_reports(report for report in asked.reports if report not in hidden)

    def _seen(self, numbers: Iterable[int], own: Iterable[int]) -> Iterable[int]:
        """Numbers but for those of lines that hidden reports have a part in, and of those their `own`."""
        if self._withheld is None:
            return numbers
        return [int(number) for number in numbers if int(number) not in self._withheld.touched] + list(own)

    def _with_words(self, terms: Collection[Term]) -> Iterable[int]:
        """The numbers of the lines of incidents that are told with all of these words."""
        if not terms:
            return ()
        if self._connection.dialect.name == "sqlite":
            said = (f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)
            found = self._connection.execute(_MATCH, {"asked": " AND ".join(said)}).scalar()
        else:
            said = (f"({' <-> '.join(term.words)}{':*' if term.prefix else ''})" for term in terms)
            found = self._connection.execute(_MATCH_VECTOR, {"asked": " & ".join(said)}).scalar()
        return np.fromstring(found, dtype=np.int64, sep=",") if found else ()

    def _with_tags(self, tags: Iterable[str], hidden: Collection[str]) -> Sequence[int]:
        """The numbers of the lines of incidents that have any of these tags, but for those on hidden reports alone."""
        named = select(INCIDENT_CLAIMS.c.incident).where(tagged(tags, hidden))
        return self._connection.execute(select(LINES.c.number).where(LINES.c.incident.in_(named))).scalars().all()

    def _of_reports(self, reports: Iterable[str]) -> Iterator[int]:
        for some in _portions(reports):
            query = (
                select(LINES.c.number)
                .join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.incident == LINES.c.incident)
                .join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
                .where(CLAIMS.c.report.in_(some))
            )
            yield from self._connection.execute(query).scalars()


def _read(connection: Connection, version: str, names: Sequence[str]) -> Columns:
    return columns_of(version, connection.execute(_lines(names)).fetchall(), names)


def _read_again(connection: Connection, version: str, old: Columns) -> Columns:
    """Columns brought up to date: of all lines the numbers are read, of the new ones all."""
    numbers = np.fromiter(connection.execute(select(LINES.c.number)).scalars(), dtype=np.int64)
    gone = ~np.isin(old.numbers, numbers)
    new = np.setdiff1d(numbers, old.numbers).tolist()
    names = old.read
    if len(new) > _PATCHED:
        return _read(connection, version, names)
    query = _lines(names)
    lines = [row for some in _portions(new) for row in connection.execute(query.where(LINES.c.number.in_(some)))]
    return changed(old, gone, columns_of(version, lines, names))


def _lines(names: Sequence[str]) -> Select[Any]:
    return select(LINES.c.number, *(_MADE.get(name, LINES.c.get(name)) for name in names)).order_by(LINES.c.number)


def _days_of_reports(connection: Connection, hidden: Collection[str] = ()) -> Reported:
    lines = REPORT_LINES.c
    query = (
        select(lines.first_day, lines.last_day, func.count())
        .where(lines.first_day.is_not(None), lines.last_day.is_not(None))
        .group_by(lines.first_day, lines.last_day)
    )
    if hidden:
        query = query.where(lines.report.not_in(sorted(hidden)))
    told = np.array([tuple(row) for row in connection.execute(query)], dtype=np.int64).reshape(-1, 3)
    return told[:, 0], told[:, 1], told[:, 2]


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
