"""Lists of reports as a page shows them, and of runs and problems, without reading the reports themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Text, case, cast, func, or_, select

from recount.codec import unpacked
from recount.model import Problem, ReportDate
from recount.store import rows
from recount.store.index_tables import DATES
from recount.store.port import Intake
from recount.store.tables import CLAIMS, PROBLEMS, REPORTS


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """Which reports a list holds: those whose name, title, outlet or address holds some words, of one outlet, out on
    one day or between two; of a `kind` ("report", "call" …); `claims` is False for those that tell of nothing.
    Those that are `hidden` are not among them."""

    text: str = ""
    outlet: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    claims: bool | None = None
    undated: bool = False
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A line of the list of reports."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    url: str | None
    kind: str
    source: str
    published: ReportDate
    claims: int


class ReportLists:
    """The part of `port.RecordStore` that lists reports."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def intake(self, report: str) -> Intake | None:
        """How a report came into the record; None where that was not noted."""
        columns = (REPORTS.c[name] for name in ("received", "run", "handed_in_by"))
        with self._reading() as connection:
            row = connection.execute(select(*columns).where(REPORTS.c.id == report)).first()
        return rows.intake_of(row._mapping) if row else None

    def reports_listed(self, asked: ReportsAsked, start: int, count: int) -> tuple[ListedReport, ...]:
        """Reports, the latest first: `count` of them from the `start`th. Those without a day of their own stand last,
        those among them first that came out latest by what is known."""
        columns = ("id", "name", "title", "outlet", "url", "kind", "source", "published")
        query = select(*(REPORTS.c[name] for name in columns)).where(*_conditions(asked))
        with self._reading() as connection:
            in_order = query.order_by(*_latest(connection), REPORTS.c.id)
            found = connection.execute(in_order.offset(start).limit(count)).all()
            ids = [row.id for row in found]
            told = select(CLAIMS.c.report, func.count().label("n")).where(CLAIMS.c.report.in_(ids))
            claims = {row.report: row.n for row in connection.execute(told.group_by(CLAIMS.c.report))}
            held = connection.execute(select(DATES).where(DATES.c.report.in_(ids)))
            dates = {row.report: row.published for row in held}
        return tuple(
            ListedReport(
                row.id,
                row.name,
                row.title,
                row.outlet,
                row.url,
                row.kind,
                row.source,
                unpacked(ReportDate, dates.get(row.id, row.published)),
                claims.get(row.id, 0),
            )
            for row in found
        )

    def reports_counted(self, asked: ReportsAsked) -> int:
        """How many reports such a list has."""
        with self._reading() as connection:
            query = select(func.count()).select_from(REPORTS).where(*_conditions(asked))
            return connection.execute(query).scalar() or 0

    def outlets_counted(self, most: int, hidden: Collection[str] = ()) -> Sequence[tuple[str, int]]:
        """The outlets with the most reports, and how many each has; reports that are `hidden` don't count."""
        reports = func.count().label("reports")
        query = select(REPORTS.c.outlet, reports).where(REPORTS.c.outlet.is_not(None)).group_by(REPORTS.c.outlet)
        if hidden:
            query = query.where(REPORTS.c.id.not_in(sorted(hidden)))
        with self._reading() as connection:
            found = connection.execute(query.order_by(reports.desc(), REPORTS.c.outlet).limit(most))
            return [(row.outlet, row.reports) for row in found]

    def problems_listed(self, start: int, count: int) -> tuple[tuple[Problem, str], ...]:
        """What was set aside, the latest first, each with when that was (ISO)."""
        query = select(PROBLEMS).order_by(PROBLEMS.c.seen.desc(), PROBLEMS.c.source, PROBLEMS.c.what)
        with self._reading() as connection:
            found = connection.execute(query.offset(start).limit(count))
            return tuple((Problem(row.source, row.what, row.remedy), row.seen) for row in found)

    def problems_counted(self) -> int:
        """How many reports, or parts of reports, are set aside."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(PROBLEMS)).scalar() or 0


def _latest(connection: Connection) -> Iterator[ColumnElement[Any]]:
    """The order of reports by the days that they are shown with, which are those of their incidents where these leave
    some: an interval stands where it may end, or where it begins if it has no end."""
    ends = [cast(REPORTS.c[name], Text) for name in ("first_day", "last_day")]
    first, last = (_shown(connection, name, own) for name, own in zip(("first", "last"), ends, strict=True))
    of_a_day = REPORTS.c.first_day == REPORTS.c.last_day  # of most, which are ordered by it alone
    yield case((of_a_day, 0), else_=1)
    yield case((of_a_day, ends[0]), else_=func.coalesce(last, first, "")).desc()
    yield case((of_a_day, 0), else_=case((last.is_(None), 1), else_=0))
    yield case((of_a_day, ""), else_=func.coalesce(first, "")).desc()


def _shown(connection: Connection, end: str, own: ColumnElement[str]) -> ColumnElement[str | None]:
    """The first or the last day that a report is shown with, as ISO."""
    found: ColumnElement[Any]
    if connection.dialect.name == "sqlite":
        found = func.json_extract(DATES.c.published, f"$.{end}")
    else:
        found = cast(DATES.c.published, JSON)[end].as_string()
    held = DATES.c.report == REPORTS.c.id
    there = select(DATES.c.report).where(held).correlate(REPORTS).exists()
    return case((there, select(found).where(held).correlate(REPORTS).scalar_subquery()), else_=own)


def _conditions(asked: ReportsAsked) -> Iterator[ColumnElement[bool]]:
    if asked.hidden:
        yield REPORTS.c.id.not_in(sorted(asked.hidden))
    if asked.text:
        columns: tuple[Any, ...] = (REPORTS.c.name, REPORTS.c.title, REPORTS.c.outlet, REPORTS.c.url)
        yield or_(*(func.lower(column).contains(asked.text.lower(), autoescape=True) for column in columns))
    if asked.outlet:
        yield REPORTS.c.outlet == asked.outlet
    if asked.first is not None:
        yield REPORTS.c.last_day >= asked.first
    if asked.last is not None:
        yield REPORTS.c.first_day <= asked.last
    if asked.kind:
        yield REPORTS.c.kind == asked.kind
    if asked.undated:
        yield or_(REPORTS.c.first_day.is_(None), REPORTS.c.first_day != REPORTS.c.last_day)
    if asked.claims is not None:
        told = select(CLAIMS.c.report).where(CLAIMS.c.report == REPORTS.c.id).exists()
        yield told if asked.claims else ~told
