"""What incidents are brought up to date with, in one transaction: the reports that changed, the indexes of accounts and
of reprints, and the incidents themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, delete, func, select

from recount.codec import packed, unpacked
from recount.model import Claim, Document, Incident, ReportDate
from recount.resolution.bulk import Place
from recount.store import rows
from recount.store.account_index import SqlIndex
from recount.store.desk_work_tables import QUEUE_ITEMS
from recount.store.desk_work_waiting import DrawnItems, Waiting
from recount.store.index_tables import ACCOUNTS, DATES, PENDING, STATE
from recount.store.judged import JudgedTables
from recount.store.leaves import Pairs
from recount.store.lines import DrawnLine, Lines
from recount.store.many import delete_among, indexed_at_last, ordered_at_last, put_many, rows_among
from recount.store.opening import engine_for, mapped
from recount.store.reprint_shelf import SqlShelf
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, REPORTS

T = TypeVar("T")
_AT_ONCE = 500  # values in one statement; SQLite took no more than 999 for long
_ROWS = 20_000  # rows of one statement with each their values

_DOCUMENTS = select(*rows.DOCUMENT)
_CLAIMS = select(CLAIMS.c.claim)
_CLAIM_LINES = select(CLAIMS.c.id, CLAIMS.c.report, CLAIMS.c.claim, CLAIMS.c.words)
_IN_TEXT = _CLAIMS.order_by(CLAIMS.c.report, CLAIMS.c.position)
_REPORTS = select(CLAIMS.c.report)
_IN_INCIDENTS = select(INCIDENT_CLAIMS.c.incident).distinct()
_OF_REPORTS = _IN_INCIDENTS.join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
_HELD = select(INCIDENTS.c.id, INCIDENTS.c.incident)
_STATE = select(STATE)


_INCIDENT = tuple(INCIDENTS.c.keys())
_ID, _LINE = _INCIDENT.index("id"), _INCIDENT.index("incident")

Drawn = tuple[tuple[Any, ...], tuple[str, ...], DrawnLine, DrawnItems]
"""An incident's row, the ids of its claims, its line, and what waits in it."""


class ClaimLine(NamedTuple):
    """What is kept of a claim: its report, itself packed, and its sentence's words as they are looked for."""

    report: str
    claim: str
    words: str

    def unpacked(self) -> Claim:
        """The claim."""
        return unpacked(Claim, self.claim)


_opened: dict[int, Gathering] = {}  # by process; a forked one has its own
_MERGING = select(STATE.c.value).where(STATE.c.name == "merging")
_DATES = select(DATES)


class GatheringTables:
    """The part of `port.RecordStore` that brings incidents up to date."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def merging(self) -> str:
        """The codebook's part on merges that incidents were last brought together by, as a line; "" before that."""
        with self._reading() as connection:
            return connection.execute(_MERGING).scalar() or ""

    def sizes(self) -> tuple[int, int]:
        """How many claims stand in incidents, and how many incidents there are."""
        with self._reading() as connection:
            claims = connection.execute(select(func.count()).select_from(INCIDENT_CLAIMS)).scalar() or 0
            return claims, connection.execute(select(func.count()).select_from(INCIDENTS)).scalar() or 0

    def found_dates(self, ids: Iterable[str] | None = None) -> Mapping[str, ReportDate]:
        """The dates that undated reports, all or those with these ids, have from their incidents."""
        with self._reading() as connection:
            found: Iterable[Any] = rows_among(connection, _DATES, DATES.c.report, ids) if ids is not None else ()
            if ids is None:
                found = connection.execute(_DATES)
            return {row.report: unpacked(ReportDate, row.published) for row in found}

    @contextmanager
    def gathering(self) -> Iterator[Gathering]:
        """Everything that bringing incidents up to date takes; it is kept all together, or not at all."""
        with self._writing() as connection:
            work = Gathering(connection)
            yield work
            work.lines.settle()

    @contextmanager
    def gathered(self) -> Iterator[Gathering]:
        """What incidents were brought up to date with, to be looked at while others may write."""
        with self._reading() as connection:
            yield Gathering(connection)


class Gathering:
    """A record while its incidents are brought up to date.

    Where it is `watched`, `before` and `after` are the incidents that went and those that came, as lines by id.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.watched = False
        self.before: dict[str, str] = {}
        self.after: dict[str, str] = {}
        self._process = os.getpid()
        self.index = SqlIndex(connection)
        self._claims = INCIDENT_CLAIMS

    @cached_property
    def lines(self) -> Lines:
        """What lists and searches are made from."""
        return Lines(self._connection)

    @cached_property
    def waiting(self) -> Waiting:
        """What waits for a person to look at it."""
        return Waiting(self._connection)

    @cached_property
    def judged(self) -> JudgedTables:
        """What people decided."""
        return JudgedTables(self._connection)

    @property
    def shelf(self) -> SqlShelf:
        """The index of reprints."""
        return SqlShelf(self._connection)

    def here(self) -> Gathering:
        """The same record for a process that was forked from the one that opened it: what was committed, to be read."""
        url = self._connection.engine.url
        if os.getpid() == self._process or url.database is None:
            return self
        if os.getpid() not in _opened:
            there = Gathering(mapped(engine_for(url.render_as_string(hide_password=False))).connect())
            there.waiting.threshold = self.waiting.threshold
            _opened[os.getpid()] = there
        return _opened[os.getpid()]

    def pending(self) -> frozenset[str]:
        """The reports that came, went or were read anew since incidents were last brought up to date."""
        return frozenset(self._connection.execute(select(PENDING.c.report)).scalars())

    def settle(self) -> None:
        """All that was pending has been dealt with."""
        self._connection.execute(delete(PENDING))

    def reports(self) -> tuple[str, ...]:
        """The ids of all reports, in order."""
        return tuple(self._connection.execute(select(REPORTS.c.id).order_by(REPORTS.c.id)).scalars())

    def size(self) -> int:
        """How many reports the index holds."""
        return self._connection.execute(select(func.count(func.distinct(ACCOUNTS.c.report)))).scalar() or 0

    def state(self, name: str) -> str:
        """What was noted under a name; empty where nothing was."""
        return self._noted.get(name, "")

    @cached_property
    def _noted(self) -> dict[str, str]:
        return {row.name: row.value for row in self._connection.execute(_STATE).all()}

    def note(self, name: str, value: str) -> None:
        """Note what incidents were made with."""
        if self._noted.get(name) != value:
            delete_among(self._connection, STATE.c.name, [name])
            put_many(self._connection, STATE, [(name, value)])
            self._noted[name] = value

    def documents(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """Those of these reports that the record has, by id."""
        found = rows_among(self._connection, _DOCUMENTS, REPORTS.c.id, ids)
        return {row[0]: rows.document_of(row) for row in found}

    def documents_like(self, hashes: Iterable[str], names: Iterable[str]) -> Mapping[str, Document]:
        """The reports that were received as bytes with these hashes, or are called so, by id."""
        by_hash = rows_among(self._connection, _DOCUMENTS, REPORTS.c.sha256, hashes)
        by_name = rows_among(self._connection, _DOCUMENTS, REPORTS.c.name, names)
        return {row[0]: rows.document_of(row) for found in (by_hash, by_name) for row in found}

    def dates(self, reports: Iterable[str]) -> Mapping[str, ReportDate]:
        """The dates that these reports have from their incidents."""
        found = rows_among(self._connection, _DATES, DATES.c.report, reports)
        return {row.report: unpacked(ReportDate, row.published) for row in found}

    def note_dates(self, reports: Iterable[str], dates: Mapping[str, ReportDate]) -> None:
        """Keep the dates that these reports now have from their incidents; the others of them have none."""
        known = set(reports)
        delete_among(self._connection, DATES.c.report, known)
        put_many(self._connection, DATES, [(key, packed(dates[key])) for key in sorted(known) if key in dates])

    def claims_of(self, reports: Iterable[str]) -> Mapping[str, Claim]:
        """The claims of these reports, by id, as they stand in the text."""
        told = (unpacked(Claim, row.claim) for row in rows_among(self._connection, _IN_TEXT, CLAIMS.c.report, reports))
        return {claim.id: claim for claim in told}

    def reports_of(self, claims: Iterable[str]) -> frozenset[str]:
        """The reports of these claims."""
        found = rows_among(self._connection, _REPORTS, CLAIMS.c.id, claims)
        return frozenset(row.report for row in found)

    def claims(self, ids: Iterable[str]) -> Mapping[str, Claim]:
        """These claims, by id."""
        found = rows_among(self._connection, _CLAIMS, CLAIMS.c.id, ids)
        return {claim.id: claim for claim in (unpacked(Claim, row.claim) for row in found)}

    def standing_on(self, claims: Iterable[str] = (), reports: Iterable[str] = ()) -> frozenset[str]:
        """The ids of the incidents that hold any of these claims, or claims of these reports."""
        found = rows_among(self._connection, _IN_INCIDENTS, INCIDENT_CLAIMS.c.claim, claims)
        of_reports = rows_among(self._connection, _OF_REPORTS, CLAIMS.c.report, reports)
        return frozenset(row.incident for row in (*found, *of_reports))

    def incidents(self, ids: Iterable[str]) -> list[Incident]:
        """These incidents as they are kept."""
        return [unpacked(Incident, row.incident) for row in rows_among(self._connection, _HELD, INCIDENTS.c.id, ids)]

    def lines_of_claims(self, ids: Iterable[str]) -> Mapping[str, ClaimLine]:
        """What is kept of these claims, by id: not all of them may have to be unpacked."""
        found = rows_among(self._connection, _CLAIM_LINES, CLAIMS.c.id, ids)
        return {row.id: ClaimLine(row.report, row.claim, row.words or "") for row in found}

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Forget all incidents and accounts; within the block others are put in their place."""
        if self.watched:
            self.before = {row.id: row.incident for row in self._connection.execute(_HELD)}
        with indexed_at_last(self._connection, INCIDENTS, INCIDENT_CLAIMS, ACCOUNTS, QUEUE_ITEMS):
            self.lines.clear()
            self.waiting.clear()
            self.index.keys.clear()
            for table in (INCIDENT_CLAIMS, INCIDENTS, ACCOUNTS, DATES):
                self._connection.execute(delete(table))
            with ordered_at_last(self._connection, INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim) as self._claims:
                yield
            self._claims = INCIDENT_CLAIMS

    def replace_incidents(self, gone: Iterable[str], new: Iterable[tuple[Incident, str]]) -> None:
        """Keep new incidents, each with what it is put in order by, in the place of those that are gone."""
        for names in _portions(gone):
            if self.watched:
                held = rows_among(self._connection, _HELD, INCIDENTS.c.id, names)
                self.before |= {row.id: row.incident for row in held}
            self.lines.forget(names)
            self.waiting.forget(names)
            delete_among(self._connection, INCIDENTS.c.id, names)
        for some in _portions(new):
            self.put_incidents(self.drawn(some))

    def drawn(
        self,
        new: Iterable[tuple[Incident, str]],
        dates: Mapping[str, ReportDate] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> list[Drawn]:
        """New incidents, each with what it is put in order by, as what is kept of them; a forked process can do it, and
        is told the `dates` of undated reports. `words` are those of their claims, where they were asked already."""
        made = list(new)
        lines = self.lines.drawn(made, dates, words)
        waiting = self.waiting.drawn(incident for incident, _ in made)
        drawn = []  # one incident after the other: all that is drawn of it asks for the same figures
        for (incident, in_order), line, waits in zip(made, lines, waiting, strict=True):
            row = rows.incident_row(incident, in_order)
            drawn.append((tuple([row[name] for name in _INCIDENT]), incident.claims, line, waits))
        return drawn

    def put_incidents(self, drawn: Sequence[Drawn]) -> None:
        """Keep what was drawn of new incidents."""
        if self.watched:
            self.after |= {row[_ID]: row[_LINE] for row, *_ in drawn}
        held = [(row[_ID], claim) for row, claims, *_ in drawn for claim in claims]
        put_many(self._connection, INCIDENTS, [row for row, *_ in drawn])
        put_many(self._connection, self._claims, held)
        self.lines.put([line for _, _, line, _ in drawn])
        self.waiting.put_drawn([(row[_ID], claims, waits) for row, claims, _, waits in drawn])

    def put_accounts(self, places: Iterable[Place]) -> None:
        """Put accounts, with where they stand, into the index."""
        for some in _portions(places, _ROWS):
            put_many(self._connection, ACCOUNTS, [_account_row(one) for one in some])

    def put_keys(self, held: Pairs) -> None:
        """Put keys, each with an account that has it, into the index: in order, and after those that are there."""
        self.index.keys.fill(held)


def _account_row(one: Place) -> tuple[int, str, int, int, str, bytes, str]:
    return one.number, one.report, one.chain, one.component, one.incident, one.links, one.line


def _portions(items: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
