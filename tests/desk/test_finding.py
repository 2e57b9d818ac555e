"""Pages, timelines, points and counts of the incidents that are asked for."""

from __future__ import annotations

import base64
import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.desk.finding import Asked, Order, facets, found, points, timeline, undated, unplaced
from recount.desk.overview import spread
from recount.errors import RecordError
from recount.model import Category, Cited, Count, Document, Harm, Place, PlacePrecision, Span, Status, Toll, When
from recount.store import Entry, opened, opened_or_made
from recount.tolls.several import over_several
from tests.made import RAQQA, incident_of, report, sentences, strike

FIRST = date(2017, 6, 1)
HAMA = Place("Hama", "SY", "Hama", 35.13, 36.75, PlacePrecision.DISTRICT)
TYPES = ("air_strike", "air_strike", "shelling", "siege")


def put(folder: Path, number: int) -> None:
    """So many incidents: every fifth has no date, every seventh no place; one a day, told the day after."""
    documents = [report(f"r{n:03}", day=FIRST + timedelta(days=n + 1)) for n in range(number)]
    claims = [
        strike(
            document,
            type=TYPES[n % 4],
            status=Cited(Status.ALLEGED if n % 3 == 0 else Status.HAPPENED, Span(0, 4)),
            time=None if n % 5 == 4 else Cited(When.day(FIRST + timedelta(days=n)), Span(0, 4)),
            place=None if n % 7 == 6 else (RAQQA, HAMA)[n % 2],
            tolls=(Cited(Toll(Harm.KILLED, Count(n % 6, None), "people", Category.UNKNOWN), Span(0, 4)),),
        )
        for n, document in enumerate(documents)
    ]
    with closing(opened_or_made(folder)) as store:
        store.add([_entry(one, claim) for one, claim in zip(documents, claims, strict=True)], "tools")
        store.put_incidents([incident_of([claim], documents) for claim in claims])


def _entry(document: Document, claim: object) -> Entry:
    return Entry(document, document.text.encode(), sentences(document), (claim,))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finding") / "record"
    put(folder, 43)
    return folder


def ids(record: Path, asked: Asked, order: Order, limit: int) -> list[str]:
    """The ids of all pages, one after the other."""
    after, told = None, []
    while True:
        page = found(record, asked, order, after, limit)
        told += [row.id for row in page.rows]
        after = page.after
        if after is None:
            assert page.total == len(told)
            return told


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("limit", [1, 7, 43, 100])
def test_pages_follow_on_each_other_without_a_gap(record: Path, order: Order, limit: int) -> None:
    told = ids(record, Asked(), order, limit)
    assert len(set(told)) == 43
    assert told == [row.id for row in found(record, Asked(), order, limit=100).rows]


def test_orders_begin_with_what_they_say(record: Path) -> None:
    earliest, latest = (found(record, Asked(), order).rows for order in (Order.EARLIEST, Order.LATEST))
    for rows in (earliest, latest):  # what has no date of its own stands after all that has one
        dated = [row.first is not None for row in rows]
        assert dated == sorted(dated, reverse=True)
    for told in (True, False):
        one, other = ([row for row in rows if (row.first is not None) is told] for rows in (earliest, latest))
        days = [row.first or row.first_reported for row in one]
        assert days == sorted(days, key=lambda day: day or date.max)
        known = [row.id for row in one if row.first or row.first_reported]
        assert [row.id for row in other if row.first or row.first_reported] == known[::-1]
    tolls = [row.killed.most if row.killed else -1 for row in found(record, Asked(), Order.TOLL).rows]
    assert tolls == sorted(tolls, reverse=True)
    assert found(record, Asked(), Order.REPORTED).rows[0].last_reported == FIRST + timedelta(days=43)


def test_a_list_goes_on_where_it_was_when_incidents_come_and_go(tmp_path: Path) -> None:
    put(tmp_path / "record", 20)
    first = found(tmp_path / "record", Asked(), Order.LATEST, limit=5)
    rest = [row.id for row in found(tmp_path / "record", Asked(), Order.LATEST, first.after, 100).rows]
    with closing(opened(tmp_path / "record")) as store:
        gone = {first.rows[1].id, first.rows[4].id, rest[0]}
        store.put_incidents([one for one in store.incidents() if one.id not in gone])
    again = [row.id for row in found(tmp_path / "record", Asked(), Order.LATEST, first.after, 100).rows]
    assert again == rest[1:]


@settings(max_examples=40, deadline=None)
@given(
    after=st.one_of(
        st.text(max_size=80), st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    )
)
def test_a_place_in_a_list_that_nobody_gave_out_is_refused(record: Path, after: str) -> None:
    if after:
        with pytest.raises(RecordError, match="Begin again"):
            found(record, Asked(), Order.LATEST, after)


def test_a_place_in_another_list_is_refused(record: Path) -> None:
    after = found(record, Asked(), Order.TOLL, limit=2).after
    with pytest.raises(RecordError, match="Begin again"):
        found(record, Asked(), Order.LATEST, after)


def test_an_actor_is_found_under_all_its_names_and_a_country_by_its_own(record: Path) -> None:
    assert found(record, Asked(actors=("ISIS",))).total == 0
    assert found(record, Asked(actors=("militants",))).total == 43
    assert found(record, Asked(places=("Syria",))).total == 43 - len(range(6, 43, 7))


@pytest.mark.parametrize(
    "asked",
    [
        Asked(first=date(2017, 6, 2), last=date(2017, 6, 1)),
        Asked(undated="maybe"),
        Asked(box=(10.0, 0.0, 5.0, 1.0)),
        Asked(box=(0.0, 0.0, 91.0, 1.0)),
        Asked(box=(float("nan"), 0.0, 1.0, 1.0)),
        Asked(near=(0.0, 181.0, 1.0)),
        Asked(near=(0.0, 0.0, float("inf"))),
        Asked(near=(0.0, 0.0, -1.0)),
        Asked(text="x" * 1000),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(record: Path, asked: Asked) -> None:
    for ask in (found, timeline, points, facets):
        with pytest.raises(RecordError):
            ask(record, asked)


def test_a_timeline_has_every_day_and_says_which_had_no_report(record: Path) -> None:
    told = timeline(record, Asked(first=FIRST, last=FIRST + timedelta(days=9)))
    assert (told.unit, len(told.bins), told.undated) == ("day", 9, 0)
    assert [one.total for one in told.bins] == [1, 1, 1, 1, 0, 1, 1, 1, 1]
    assert [one.reports for one in told.bins] == [0, 1, 1, 1, 1, 1, 1, 1, 1]
    assert told.bins[0].counts == {"strike": 1}
    assert told.families[0] == "strike"


def test_a_timeline_counts_every_incident_once_in_any_width(record: Path) -> None:
    for width, unit in ((400, "day"), (20, "week"), (4, "month"), (1, "year"), (-5, "year")):
        told = timeline(record, Asked(), width)
        assert told.unit == unit
        assert sum(one.total for one in told.bins) + told.undated + told.vague == 43
        assert all(a.last + timedelta(days=1) == b.first for a, b in zip(told.bins, told.bins[1:], strict=False))
        assert told.bins[0].first <= FIRST <= told.bins[0].last


def test_vague_dates_may_belong_to_several_bins_and_far_ones_stretch_nothing(tmp_path: Path) -> None:
    documents = [report(f"r{n}") for n in range(203)]
    far = {200: date(1948, 5, 14), 201: date(2048, 1, 1)}
    claims = [
        strike(document, time=Cited(When.day(far.get(n, FIRST + timedelta(days=n % 9))), Span(0, 4)))
        for n, document in enumerate(documents[:202])
    ]
    month = When.between(date(2017, 6, 1), date(2017, 6, 30))
    claims.append(strike(documents[202], time=Cited(month, Span(0, 4))))
    with closing(opened_or_made(tmp_path / "record")) as store:
        store.add([_entry(one, claim) for one, claim in zip(documents, claims, strict=True)], "tools")
        store.put_incidents([incident_of([claim], documents) for claim in claims])
    told = timeline(tmp_path / "record", Asked())
    assert (told.before, told.after, told.vague, len(told.bins)) == (1, 1, 1, 30)
    assert [one.may for one in told.bins] == [1] * 30
    whole = timeline(tmp_path / "record", Asked(first=date(1900, 1, 1), last=date(2100, 1, 1)))
    assert (whole.before, whole.after, whole.unit) == (0, 0, "year")
    assert sum(one.total for one in whole.bins) == 203


def dated(folder: Path, *days: date) -> Path:
    """A record of an incident on each of these days, all of which one report of June 2017 tells."""
    document = report("one", day=FIRST)
    times = (Cited(When.day(day), Span(0, 4)) for day in days)
    claims = [replace(strike(document, time=time), id=f"c{n:013}") for n, time in enumerate(times)]
    with closing(opened_or_made(folder)) as store:
        store.add([Entry(document, document.text.encode(), sentences(document), tuple(claims))], "tools")
        store.put_incidents(
            [replace(incident_of([claim], [document]), id=f"i{n:016}") for n, claim in enumerate(claims)]
        )
    return folder


@pytest.mark.parametrize("number", [4, 12, 57])
def test_one_mistaken_date_among_few_does_not_stretch_a_timeline(tmp_path: Path, number: int) -> None:
    days = [FIRST + timedelta(days=n) for n in range(number)]
    told = timeline(dated(tmp_path / "record", date(1500, 1, 1), *days), Asked())
    assert (told.before, told.after, told.unit, len(told.bins)) == (1, 0, "day", number)
    both = timeline(dated(tmp_path / "both", date(1500, 1, 1), *days, date(2900, 1, 1)), Asked())
    assert (both.before, both.after, both.unit) == (1, 1, "day")


def test_years_that_lie_evenly_apart_are_all_shown(tmp_path: Path) -> None:
    years = [date(year, 6, 1) for year in (2005, 2011, 2012, 2014, 2016)]
    told = timeline(dated(tmp_path / "record", *years), Asked())
    assert (told.before, told.after, sum(one.total for one in told.bins)) == (0, 0, 5)


def test_days_before_the_first_report_and_after_the_last_have_no_report(tmp_path: Path) -> None:
    """Silence before a record's first report is not peace, either."""
    record = dated(tmp_path / "record", FIRST - timedelta(days=700), FIRST, FIRST + timedelta(days=100))
    told, day = spread(record, Asked()), FIRST.toordinal() - date(1970, 1, 1).toordinal()
    assert told.reported == (day, day)
    assert told.gaps == ((day - 700, day - 1), (day + 1, day + 100))


def test_nothing_found_is_an_empty_timeline_and_no_points(record: Path) -> None:
    assert timeline(record, Asked(types=("nothing",))).bins == ()
    assert len(points(record, Asked(types=("nothing",)))) == 0
    assert found(record, Asked(types=("nothing",))).rows == ()
    assert facets(record, Asked(types=("nothing",))).total == 0


def test_points_are_columns_of_those_with_a_place(record: Path) -> None:
    told = points(record, Asked(types=("siege",)))
    assert len(told) + told.unplaced == found(record, Asked(types=("siege",))).total
    read = json.loads(told.json())
    assert read["ids"] == told.ids
    assert {len(read[name]) for name in ("lat", "lon", "precision", "first", "last", "family", "toll", "grade")} == {
        len(told)
    }
    assert {told.families[n] for n in told.family} == {"siege"}
    assert {told.precisions[n] for n in told.precision} == {"district"}
    assert None in told.first


def test_choices_are_counted_as_if_they_were_not_asked_for(record: Path) -> None:
    everything, some = facets(record, Asked()), facets(record, Asked(types=("siege",), statuses=(Status.ALLEGED,)))
    assert everything.types == {"air_strike": 22, "shelling": 11, "siege": 10}
    assert sum(some.types.values()) == everything.statuses["alleged"]
    assert some.statuses == {"happened": 6, "alleged": 4}
    assert some.total == 4
    assert everything.actors == {"Coalition jets": 43, "militants": 43}
    assert everything.origins == {"Northern Monitor": 43}
    assert everything.outlets == {"Radio Furat": 43}
    assert (everything.undated, everything.unplaced, everything.grades) == (8, 6, {"": 43})
    assert everything.families == {"strike": 33, "siege": 10}


def test_what_has_no_date_or_place_is_counted_beside(record: Path) -> None:
    assert undated(record, Asked(first=FIRST, last=FIRST)) == 8
    assert unplaced(record, Asked(box=(0.0, 0.0, 1.0, 1.0))) == 6


def test_an_empty_record_answers_everything(tmp_path: Path) -> None:
    opened_or_made(tmp_path / "record").close()
    folder = tmp_path / "record"
    assert found(folder, Asked(text="x", actors=("ISIS",), ids=("i1",))).total == 0
    assert (timeline(folder, Asked()).bins, len(points(folder, Asked())), facets(folder, Asked()).total) == ((), 0, 0)


def test_totals_over_several_incidents_are_marked_come_last_and_can_be_left_out(tmp_path: Path) -> None:
    """Of a war, or too large for how little of place and time is told; the same as sums leave out."""
    folder = tmp_path / "record"
    country = replace(RAQQA, name="Syria", precision=PlacePrecision.COUNTRY)
    told = (
        ("toll_report", RAQQA, FIRST, 40),
        ("air_strike", RAQQA, FIRST, 12),
        ("shelling", country, FIRST, 5_000),
        ("shelling", country, FIRST, 20),
        ("siege", None, None, 300),
        ("siege", RAQQA, FIRST, None),
    )
    documents = [report(f"w{n}", day=FIRST) for n in range(len(told))]
    claims = [
        strike(
            document,
            type=kind,
            place=place,
            time=None if day is None else Cited(When.day(day), Span(0, 4)),
            tolls=()
            if killed is None
            else (Cited(Toll(Harm.KILLED, Count(killed, killed), "people", Category.UNKNOWN), Span(0, 4)),),
        )
        for document, (kind, place, day, killed) in zip(documents, told, strict=True)
    ]
    incidents = [incident_of([claim], documents) for claim in claims]
    with closing(opened_or_made(folder)) as store:
        store.add([_entry(one, claim) for one, claim in zip(documents, claims, strict=True)], "tools")
        store.put_incidents(incidents)
    page = found(folder, Asked(), Order.TOLL)
    figures = [(row.killed.most if row.killed else None, row.total) for row in page.rows]
    assert figures == [(20, False), (12, False), (5_000, True), (300, True), (40, True), (None, False)]
    left_out = {one.id for one in incidents if over_several(one, Harm.KILLED)}
    assert {row.id for row in page.rows if row.total} == left_out
    assert {row.id for row in found(folder, Asked(totals=True)).rows} == left_out
    assert not {row.id for row in found(folder, Asked(totals=False)).rows} & left_out
    assert facets(folder, Asked()).totals == len(left_out)
    assert {row.type for row in found(folder, Asked(without_types=("siege", "shelling"))).rows} == {
        "toll_report",
        "air_strike",
    }
    assert [row.id for row in page.rows] == ids(folder, Asked(), Order.TOLL, 1)
