"""The list of reports, as a page of the desk shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from recount.model import Document, ReportDate
from recount.store import Entry, SqlStore
from recount.store.report_lists import ReportsAsked
from tests.made import report, sentences


def _out(name: str, first: date | None, last: date | None) -> Document:
    return replace(report(name), published=ReportDate(first, last, "given", 1.0))


def _day(day: int, month: int = 6) -> date:
    return date(2016, month, day)


def test_reports_stand_by_the_days_that_are_shown_of_them_those_with_a_day_of_their_own_first(store: SqlStore) -> None:
    made = [
        _out("early", _day(1, 2), _day(1, 2)),
        _out("late", _day(20), _day(20)),
        _out("found in summer", _day(1, 1), None),
        _out("found in winter", _day(1, 1), _day(31, 12)),
        _out("some week", _day(1, 3), _day(7, 3)),
        _out("from a day on", _day(5, 3), None),
        _out("before a day", None, _day(6, 3)),
        _out("whenever", None, None),
    ]
    store.add([Entry(one, one.text.encode(), sentences(one), ()) for one in made], "tools")
    ids = {one.name: one.id for one in made}
    with store.gathering() as work:
        found = {
            ids["found in summer"]: ReportDate(_day(4), _day(6), "incidents", 0.5),
            ids["found in winter"]: ReportDate(_day(3, 1), _day(5, 1), "incidents", 0.5),
        }
        work.note_dates(list(ids.values()), found)
    listed = [one.name for one in store.reports_listed(ReportsAsked(), 0, 50)]
    assert listed == [
        "late",
        "early",
        "found in summer",
        "some week",
        "before a day",
        "from a day on",
        "found in winter",
        "whenever",
    ]
    assert [one.name for one in store.reports_listed(ReportsAsked(), 1, 2)] == listed[1:3], "and page by page"
