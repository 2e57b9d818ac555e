"""Dates for undated reports, from what they tell; all reports, places and days are made up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook.actors import actors_over
from recount.model import Claim, Document, Precision, ReportDate, Span, Status, When
from recount.resolution import Group
from recount.resolution.accounts import WEEKDAYS
from recount.resolution.dating import METHOD, dated, is_dated, with_dates, with_days
from recount.resolution.incidents import incident_of
from recount.resolution.reprints import reprints_among
from recount.resolution.said_days import Days, days_named, printed_after
from tests.resolution.told import FAR_TOWN, claim, report

TUESDAY = date(2016, 5, 24)
FRIDAY = date(2016, 5, 27)
ON_TUESDAY = Days(TUESDAY, TUESDAY)


def day(n: int, month: int = 5) -> date:
    return date(2016, month, n)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Tuesday", Days(day(24), day(30))),
        ("Tuesday’s", Days(day(24), day(30))),
        ("on Tuesday night", Days(day(24), day(30))),
        ("late on Tuesday", Days(day(24), day(30))),
        ("last Tuesday", Days(day(25), day(6, 6))),
        ("yesterday", Days(day(25), day(25))),
        ("the day before yesterday", Days(day(26), day(26))),
        ("today", Days(day(24), day(24))),
        ("this morning", Days(day(24), day(24))),
        ("overnight", Days(day(24), day(25))),
        ("three days ago", Days(day(27), day(27))),
        ("earlier this week", Days(day(24), day(30))),
        ("last week", Days(day(25), day(6, 6))),
        ("last month", Days(day(1, 6), day(30, 6))),
        ("this month", Days(day(24), day(31))),
        ("Friday", None),
        ("24 May", None),
        ("last year", None),
        ("two years ago", None),
    ],
)
def test_words_for_a_known_day_tell_when_they_were_printed(words: str, printed: Days | None) -> None:
    assert printed_after(words, ON_TUESDAY) == printed


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Tuesday", Days(day(17), day(24))),
        ("Monday", Days(day(23), day(23))),
        ("yesterday", Days(day(22), day(25))),
        ("today", Days(day(23), day(26))),
        ("last Tuesday", None),
        ("recently", None),
    ],
)
def test_a_weekday_in_a_report_of_known_days_has_days(words: str, named: Days | None) -> None:
    assert days_named(words, Days(day(23), day(26))) == named


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_read_back_is_the_day_it_was_told_of(happened: date, later: int) -> None:
    printed = printed_after(happened.strftime("%A"), Days(happened, happened))
    assert printed is not None
    assert printed.first == happened
    assert printed.length == 7
    on_one_day = Days(date.fromordinal(happened.toordinal() + later), date.fromordinal(happened.toordinal() + later))
    assert days_named(happened.strftime("%A"), on_one_day) == Days(happened, happened)


def undated(name: str = "page", text: str = "", bounds: ReportDate | None = None) -> Document:
    return replace(report(name, text, day=None), published=bounds or ReportDate(None, None, "unknown", 0.0))


def told(document: Document, words: str | None, n: int = 0, **values: object) -> Claim:
    when = When(None, None, Precision.UNKNOWN, words) if words else None
    return claim(document, n, when=when, **values)  # type: ignore[arg-type]


def dates_of(documents: list[Document], groups: list[list[Claim]]) -> dict[str, ReportDate]:
    known = {one.id: one for one in documents}
    claims = {one.id: one for group in groups for one in group}
    made = [Group(tuple(one.id for one in group)) for group in groups]
    return dated(known, made, claims, reprints_among(documents))


def test_a_report_that_tells_of_tuesday_came_out_within_the_week_and_says_why() -> None:
    page, wire = undated(), report("wire", day=day(25), outlet="Quay Wire")
    found = dates_of([page, wire], [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]])["page"]
    assert (found.first, found.last, found.method) == (day(24), day(30), METHOD)
    assert "Quay Wire on 2016-05-24" in found.reasons[0]
    assert "“Tuesday”" in found.reasons[0]
    assert "air strike at Tarnow Bridge" in found.reasons[0]


def test_several_incidents_narrow_it_and_are_believed_more() -> None:
    page, wire, post = undated(), report("wire", day=day(25)), report("post", day=day(28))
    tuesday = [told(page, "Tuesday"), claim(wire, when=TUESDAY)]
    friday = [told(page, "Friday", 1, place=FAR_TOWN), claim(post, when=FRIDAY, place=FAR_TOWN)]
    one = dates_of([page, wire, post], [tuesday])["page"]
    both = dates_of([page, wire, post], [tuesday, friday])["page"]
    assert (both.first, both.last) == (day(27), day(30))
    assert both.confidence > one.confidence
    assert len(both.reasons) == 2


@pytest.mark.parametrize(
    ("status", "first", "last"),
    [(Status.HAPPENED, day(24), None), (Status.PLANNED, None, day(24)), (Status.DENIED, None, None)],
)
def test_what_is_told_as_past_bounds_it_from_below_and_what_is_planned_from_above(
    status: Status, first: date | None, last: date | None
) -> None:
    page, wire = undated(), report("wire", day=day(25))
    found = dates_of([page, wire], [[told(page, None, status=status), claim(wire, when=TUESDAY)]])
    assert [(one.first, one.last) for one in found.values()] == ([(first, last)] if first or last else [])


def test_what_contradicts_is_said_and_the_widest_is_kept() -> None:
    page, wire, post = undated(), report("wire", day=day(25)), report("post", day=day(25, 7))
    groups = [
        [told(page, "yesterday"), claim(wire, when=TUESDAY)],
        [told(page, "today", 1), claim(post, when=day(24, 7))],
    ]
    found = dates_of([page, wire, post], groups)["page"]
    assert (found.first, found.last) == (day(25), day(24, 7))
    assert found.confidence < 0.3
    assert "contradict" in found.reasons[-1]


def test_a_page_of_two_stories_is_as_late_as_the_later_one() -> None:
    text = "Shells fell on the market on Tuesday.\n\nA bridge was lost on Sunday, they say."
    page = replace(undated(text=text), passages=((Span(0, 37),), (Span(39, len(text)),)))
    wire, post = report("wire", day=day(25)), report("post", day=date(2017, 3, 6))
    groups = [
        [told(page, "Tuesday", clause=Span(0, 37)), claim(wire, when=TUESDAY)],
        [told(page, "Sunday", 1, clause=Span(39, 60)), claim(post, when=date(2017, 3, 5))],
    ]
    found = dates_of([page, wire, post], groups)["page"]
    assert (found.first, found.last) == (date(2017, 3, 5), date(2017, 3, 11))
    assert "different days (2016-05-24 to 2016-05-30 and 2017-03-05 to 2017-03-11)" in found.reasons[-1]


def test_its_own_bounds_hold_beside_what_its_incidents_tell() -> None:
    reason = "a caption is dated 'May 26, 2016': not published before 2016-05-26"
    page = undated(bounds=ReportDate(day(26), None, "bounded", 0.3, (reason,)))
    wire = report("wire", day=day(25))
    found = dates_of([page, wire], [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]])["page"]
    assert (found.first, found.last) == (day(26), day(30))
    assert reason in found.reasons


@pytest.mark.parametrize(
    ("latest", "first", "last"),
    [("Saturday", 28, 30), ("Tuesday", 24, 26), ("Friday", 27, 29), ("Monday", 24, 30), (None, 24, 30)],
)  # what follows Monday is at both ends of the week
def test_the_latest_day_by_name_narrows_it_and_all_reasons_are_kept(latest: str | None, first: int, last: int) -> None:
    own: tuple[str, ...] = ("it names an office held since 2015",)
    page = undated(bounds=ReportDate(day(1), None, "bounded", 0.3, own, weekday=latest or ""))
    wire = report("wire", day=day(25))
    found = dates_of([page, wire], [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]])["page"]
    assert (found.first, found.last) == (day(first), day(last))
    assert set(own) < set(found.reasons)


def test_the_words_of_a_reason_decide_nothing() -> None:
    bounds = ReportDate(None, None, "unknown", 0.0, ("it came out on or soon after a Saturday",))
    page, wire = undated(bounds=bounds), report("wire", day=day(25))
    found = dates_of([page, wire], [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]])["page"]
    assert (found.first, found.last) == (day(24), day(30))


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (("06-19",), day(19, 6), None),
        (("05-27",), day(27), day(30)),
        (("05-27", "06-19", "01-25"), day(19, 6), None),
        (("05-20",), day(24), day(30)),
        (("11-13",), day(24), day(30)),
        (("02-30",), day(24), day(30)),
        ((), day(24), day(30)),
    ],
)
def test_a_day_without_a_year_that_it_tells_of_as_past_bounds_it(
    days: tuple[str, ...], first: date, last: date | None
) -> None:
    page, wire = undated(bounds=ReportDate(None, None, "unknown", 0.0, told=days)), report("wire", day=day(25))
    found = dates_of([page, wire], [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]])["page"]
    assert (found.first, found.last, found.told) == (first, last, days)


@given(st.sampled_from(WEEKDAYS), st.integers(0, 13), st.integers(1, 13))
def test_a_day_by_name_never_widens_and_never_empties(latest: str, begin: int, length: int) -> None:
    bounds = ReportDate(None, None, "unknown", 0.0, ("a weekday is told",), weekday=latest)
    text = "Fishermen at Quay Saar found an old sea mine in their nets and towed it to the harbour of the town."
    page, wire = undated(text=text, bounds=bounds), report("wire", text, day=day(10) + timedelta(days=begin))
    own = ReportDate(day(9), day(9) + timedelta(days=length), "bounded", 0.3, bounds.reasons, weekday=latest)
    plain = dates_of([replace(page, published=replace(own, weekday="")), wire], [])["page"]
    found = dates_of([replace(page, published=own), wire], [])["page"]
    assert plain.first is not None
    assert plain.last is not None
    assert found.first is not None
    assert found.last is not None
    assert plain.first <= found.first <= found.last <= plain.last


def test_an_undated_print_lies_near_the_dated_ones() -> None:
    text = "Fishermen at Quay Saar found an old sea mine in their nets and towed it to the harbour of the town."
    page, wire = undated(text=text), report("wire", text, day=day(25), outlet="Quay Wire")
    found = dates_of([page, wire], [])["page"]
    assert (found.first, found.last) == (day(24), day(31))
    assert "prints the story of Quay Wire" in found.reasons[0]


def test_a_day_that_is_given_is_left_alone_and_one_of_incidents_is_worked_out_anew() -> None:
    page, wire = undated(), report("wire", day=day(25))
    groups = [[told(page, "Tuesday"), claim(wire, when=TUESDAY)]]
    found = dates_of([page, wire], groups)
    assert set(found) == {"page"}
    (redated, _) = with_dates([page, wire], found)
    assert not is_dated(redated)
    assert dates_of([page, wire], groups) == found


def test_undated_reports_date_nothing_and_long_happenings_neither() -> None:
    page, other, wire = undated(), undated("other"), report("wire", day=day(25))
    siege = When.between(day(1, 3), day(25))
    groups = [[told(page, "Tuesday"), told(other, "Tuesday")], [told(page, "Tuesday", 1), claim(wire, when=siege)]]
    assert dates_of([page, other, wire], groups) == {}


def test_where_most_agree_on_a_day_a_slip_counts_for_nothing() -> None:
    page = undated()
    wires = [report(f"wire{n}", day=day(25)) for n in range(4)]
    group = [told(page, "Tuesday"), *(claim(w, when=TUESDAY) for w in wires[:3]), claim(wires[3], when=day(18))]
    found = dates_of([page, *wires], [group])["page"]
    assert (found.first, found.last) == (day(24), day(30))


def test_a_weekday_of_a_report_that_got_a_date_gets_days() -> None:
    page, wire = undated(), report("wire", day=day(25))
    strike = [told(page, "Tuesday"), claim(wire, when=TUESDAY)]
    alone = [told(page, "Wednesday", 1, place=FAR_TOWN)]
    claims = {one.id: one for one in (*strike, *alone)}
    known = {one.id: one for one in with_dates([page, wire], dates_of([page, wire], [strike, alone]))}
    group = Group(tuple(one.id for one in alone))
    incident = incident_of(group, known, claims, reprints_among(known.values()), actors_over(None))
    when = with_days(incident, claims, known).when
    assert when is not None
    assert (when.first, when.last, when.words) == (day(18), day(25), "Wednesday")
    assert when.anchor == (day(24), day(30))


def test_the_order_of_everything_makes_no_difference() -> None:
    page, wire, post = undated(), report("wire", day=day(25)), report("post", day=day(28))
    groups = [
        [told(page, "Tuesday"), claim(wire, when=TUESDAY)],
        [told(page, "Friday", 1), claim(post, when=FRIDAY)],
        [told(page, None, 2), claim(wire, 1, when=day(23))],
    ]
    expected = dates_of([page, wire, post], groups)
    for seed in range(6):
        chance = random.Random(seed)  # noqa: S311 (made-up data)
        mixed = [chance.sample(group, len(group)) for group in chance.sample(groups, 3)]
        assert dates_of(chance.sample([page, wire, post], 3), mixed) == expected
