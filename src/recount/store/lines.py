"""Lines of incidents, kept in step with the incidents: whoever writes those writes these, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from recount.codec import packed, unpacked
from recount.model import Claim, Incident, ReportDate, Span
from recount.store import rows
from recount.store.by_hand import GivenByHand
from recount.store.finding_rows import FORM, day_number, incident_line, incident_words, report_line, words_of_claims
from recount.store.finding_tables import LINES, MARKS, REPORT_LINES, WORDS
from recount.store.index_tables import DATES
from recount.store.many import delete_among, put_many, rows_among
from recount.store.port import Entry
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, REPORTS

T = TypeVar("T")
_AT_ONCE = 500

_UNINDEX = text("INSERT INTO incident_search(incident_search, rowid, words) VALUES ('delete', :number, :words)")
_INDEX = text("INSERT INTO incident_search(rowid, words) VALUES (:number, :words)")
_EMPTY = text("INSERT INTO incident_search(incident_search) VALUES ('delete-all')")
_REBUILD = text("INSERT INTO incident_search(incident_search) VALUES ('rebuild')")

DrawnLine = tuple[tuple[Any, ...], str]
"""An incident's line but for its number, and the words that it is found by."""

_LINE = tuple(LINES.c.keys())[1:]
_NUMBERS = select(LINES.c.number)
_WORDS = select(WORDS.c.number, WORDS.c.words)
_TOLD = select(CLAIMS.c.id, CLAIMS.c.words)
_REPORTS = select(REPORT_LINES)
_READ = select(*rows.DOCUMENT, REPORTS.c.sentences)
_DATES = select(DATES)
_INCIDENTS = select(INCIDENTS.c.incident)
_JUDGED = select(INCIDENTS.c.id).where(INCIDENTS.c.incident.like('%"judged":[%'))
_WITHOUT_HANDS = "1"  # a former form; but for that it is today's
_MARK = select(MARKS.c.value).where(MARKS.c.name == bindparam("name"))


class Lines:
    """The lines of a record's incidents within a transaction that changes incidents; `settle` ends it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._beside = connection.dialect.name == "sqlite"  # the index of words is a table of its own
        self._next = int(mark(connection, "next") or "1")
        self._anew = False
        self._changed = False
        self._by_hand = GivenByHand(connection)

    def clear(self) -> None:
        """Forget all lines; the index of words is made at once when all new ones are there."""
        if self._beside:
            self._connection.execute(_EMPTY)
        self._connection.execute(delete(WORDS))
        self._connection.execute(delete(LINES))
        self._anew = self._changed = True

    def forget(self, incidents: Sequence[str]) -> None:
        """Forget the lines of some incidents, a statement's worth."""
        gone = [row.number for row in rows_among(self._connection, _NUMBERS, LINES.c.incident, incidents)]
        if self._beside and not self._anew and gone:
            former = rows_among(self._connection, _WORDS, WORDS.c.number, gone)
            if words := [{"number": row.number, "words": row.words} for row in former]:
                self._connection.execute(_UNINDEX, words)
        delete_among(self._connection, WORDS.c.number, gone)
        delete_among(self._connection, LINES.c.number, gone)
        self._changed = True

    def keep(self, incidents: Sequence[tuple[Incident, str]]) -> None:
        """Keep the lines of new incidents, each given with what it is put in order by."""
        self.put(list(self.drawn(incidents)))

    def drawn(
        self,
        incidents: Sequence[tuple[Incident, str]],
        dates: Mapping[str, ReportDate] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> Iterator[DrawnLine]:
        """The lines of new incidents, which only read the record; `dates` are those that incidents leave for undated
        reports, where the record does not hold them yet, and `words` those of their claims, where they were asked."""
        claims = self._words({claim for one, _ in incidents for claim in one.claims}) if words is None else words
        reports = self._reports({report for one, _ in incidents for report in one.documents}, dates)
        given = self._by_hand.of(one for one, _ in incidents)
        for one, in_order in incidents:
            own = [reports[report] for report in one.documents if report in reports]
            line = incident_line(0, one, in_order, own, given.get(one.id, ()))
            told = incident_words(one, (claims.get(claim, "") for claim in one.claims), own)
            yield tuple([line[name] for name in _LINE]), told

    def put(self, drawn: Sequence[DrawnLine]) -> None:
        """Keep such lines, each under the next number."""
        if not drawn:
            return
        numbers = range(self._next, self._next + len(drawn))
        words = [(number, told) for number, (_, told) in zip(numbers, drawn, strict=True)]
        put_many(self._connection, LINES, [(n, *line) for n, (line, _) in zip(numbers, drawn, strict=True)])
        put_many(self._connection, WORDS, words)
        if self._beside and not self._anew:
            self._connection.execute(_INDEX, [{"number": number, "words": told} for number, told in words])
        self._next = numbers.stop
        self._changed = True

    def settle(self) -> None:
        """Let others see that lines changed, if they did."""
        if not self._changed:
            return
        if self._beside and self._anew:
            self._connection.execute(_REBUILD)
        set_marks(self._connection, next=str(self._next), lines=uuid4().hex, form=FORM)
        self._anew = self._changed = False

    def _words(self, claims: Iterable[str]) -> dict[str, str]:
        return {row.id: row.words or "" for row in rows_among(self._connection, _TOLD, CLAIMS.c.id, claims)}

    def _reports(self, reports: Iterable[str], dates: Mapping[str, ReportDate] | None) -> dict[str, dict[str, Any]]:
        """The lines of reports; one without a date has the one that its incidents leave for it, if they do."""
        held = rows_among(self._connection, _REPORTS, REPORT_LINES.c.report, reports)
        found: dict[str, dict[str, Any]] = {row.report: dict(row._mapping) for row in held}
        undated = [key for key, line in found.items() if line["first_day"] is None and line["last_day"] is None]
        given = dates if dates is not None else self._dates(undated)
        for key in undated:
            if key in given:
                days = {"first_day": day_number(given[key].first), "last_day": day_number(given[key].last)}
                found[key] |= days
        return found

    def _dates(self, reports: Iterable[str]) -> dict[str, ReportDate]:
        found = rows_among(self._connection, _DATES, DATES.c.report, reports)
        return {row.report: unpacked(ReportDate, row.published) for row in found}


def keep_report_lines(connection: Connection, entries: Iterable[Entry]) -> None:
    """Keep the lines of reports instead of their former ones."""
    lines = [report_line(entry.document) for entry in entries]
    delete_among(connection, REPORT_LINES.c.report, [line["report"] for line in lines])
    if lines:
        connection.execute(insert(REPORT_LINES), lines)
        set_marks(connection, reports=uuid4().hex)
        if mark(connection, "form") is None:  # the first ones of a record: there are no others to be made anew
            set_marks(connection, form=FORM)


def in_form(connection: Connection) -> bool:
    """Whether a record's lines are there, and as they are made today."""
    form = mark(connection, "form")
    if form == FORM:
        return True
    return form is None and connection.execute(select(REPORTS.c.id).limit(1)).first() is None


def make_lines(connection: Connection) -> None:
    """Make the lines of a record as they are made today: all of them anew from its reports and incidents, or what those
    of the former form lack."""
    if mark(connection, "form") == _WITHOUT_HANDS:
        _with_hands(connection)
        return
    for key in connection.execute(select(REPORTS.c.id).order_by(REPORTS.c.id)).scalars().all():
        _read_again(connection, key)
    lines = Lines(connection)
    lines.clear()
    query = select(INCIDENTS.c.incident, INCIDENTS.c.in_order).order_by(INCIDENTS.c.in_order, INCIDENTS.c.id)
    held = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    for some in _portions(held):
        lines.keep([(unpacked(Incident, row.incident), row.in_order) for row in some])
    lines.settle()


def _with_hands(connection: Connection) -> None:
    """Put into lines what people gave; of incidents that nobody judged, nor added to, nothing changes."""
    by_hand = GivenByHand(connection)
    added = select(INCIDENT_CLAIMS.c.incident).join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
    ids = {row.incident for row in rows_among(connection, added, CLAIMS.c.report, by_hand.added_to)}
    held = connection.execute(_JUDGED, execution_options={"yield_per": _AT_ONCE})
    ids |= {row.id for row in held}
    for some in _portions(sorted(ids)):
        lines = rows_among(connection, _INCIDENTS, INCIDENTS.c.id, some)
        for key, given in by_hand.of(unpacked(Incident, row.incident) for row in lines).items():
            connection.execute(update(LINES).where(LINES.c.incident == key).values(by_hand=packed(given)))
    set_marks(connection, lines=uuid4().hex, form=FORM)


def _read_again(connection: Connection, report: str) -> None:
    """Make a report's line and its claims' words as `store.add` does."""
    *row, sentences = connection.execute(_READ.where(REPORTS.c.id == report)).one()
    claims = connection.execute(select(CLAIMS.c.claim).where(CLAIMS.c.report == report).order_by(CLAIMS.c.position))
    told = tuple(unpacked(Claim, line) for line in claims.scalars())
    entry = Entry(rows.document_of(row), b"", unpacked(tuple[Span, ...], sentences), told)
    keep_report_lines(connection, [entry])
    for claim, words in zip(entry.claims, words_of_claims(entry), strict=True):
        connection.execute(update(CLAIMS).where(CLAIMS.c.id == claim.id).values(words=words))


def mark(connection: Connection, name: str) -> str | None:
    """What is noted of a record's lines under a name."""
    value: str | None = connection.execute(_MARK, {"name": name}).scalar()
    return value


def set_marks(connection: Connection, **values: str) -> None:
    """Note such values, each under its name."""
    delete_among(connection, MARKS.c.name, values)
    put_many(connection, MARKS, list(values.items()))


def _portions(items: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
