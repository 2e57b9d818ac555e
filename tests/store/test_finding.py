"""Incidents are found by their lines, which are in step with them, on every store."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from recount.model import (
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    Place,
    PlacePrecision,
    Span,
    Status,
    Toll,
    When,
)
from recount.pipeline import order_of
from recount.store import Entry, Filters, SqlStore
from recount.store.columns import READ
from recount.store.finding import Finding, KeptColumns
from recount.store.finding_tables import LINES, MARKS, REPORT_LINES, WORDS
from recount.store.lines import make_lines
from recount.store.tables import CLAIMS
from tests.made import RAQQA, TEXT, incident_of, report, sentences, strike

DAY = date(2017, 6, 2)
FIJI = Place("Taveuni", "FJ", "Northern", -16.9, 179.9, PlacePrecision.NEAR)
SAMOA = Place("Apia", "WS", None, -13.8, -171.8, PlacePrecision.DISTRICT)
MARKET = f"{TEXT} Shells fell on the old market of Ḩamāh, a baker said. Nobody was told of it."


def told(count: Count, harm: Harm = Harm.KILLED) -> tuple[Cited[Toll], ...]:
    return (Cited(Toll(harm, count, "people", Category.UNKNOWN), Span(0, 4)),)


def entry(document: Document, *claims: Claim) -> Entry:
    return Entry(document, document.text.encode(), sentences(document), claims)


def put(store: SqlStore, told: dict[str, tuple[Document, dict[str, Any], dict[str, Any]]]) -> dict[str, str]:
    """Incidents by name from a report each, with what is changed in its claim and in the incident; names by id."""
    claims = {name: strike(document, **changes) for name, (document, changes, _) in told.items()}
    store.add([entry(document, claims[name]) for name, (document, _, _) in told.items()], "tools")
    made = {name: incident_of([claims[name]], [document], **changes) for name, (document, _, changes) in told.items()}
    store.put_incidents(list(made.values()))
    return {incident.id: name for name, incident in made.items()}


@pytest.fixture
def find(store: SqlStore) -> Callable[..., list[str]]:
    """Names of the incidents that filters keep, of a record with one of each kind."""
    market = report("market", MARKET, outlet="Furat Post")
    shells = market.text.index("Shells fell")
    names = put(
        store,
        {
            "plain": (report("plain"), {}, {}),
            "undated": (report("undated"), {"time": None, "tolls": told(Count(3, 9), Harm.WOUNDED)}, {}),
            "nowhere": (report("nowhere"), {"place": None, "places": (), "tolls": ()}, {"grade": "confirmed"}),
            "fiji": (report("fiji", outlet="Suva Times"), {"place": FIJI, "tolls": told(Count(0, 0))}, {}),
            "samoa": (report("samoa"), {"place": SAMOA}, {"public": ("R-1", "R-0")}),
            "market": (
                market,
                {
                    "trigger": Span(shells, shells + 6),
                    "clause": Span(shells, shells + 36),
                    "type": "shelling",
                    "agents": (),
                    "targets": (),
                    "tolls": told(Count(10**30, None)),
                    "time": Cited(When.between(DAY, DAY + timedelta(days=40)), Span(0, 4)),
                },
                {},
            ),
        },
    )

    def found(**asked: Any) -> list[str]:
        filters = Filters(**asked)
        with store.finding() as finding:
            kept = finding.columns.names["incident"][finding.flags(filters)].tolist()
        assert sorted(kept) == sorted(one.id for one in store.incidents(filters))
        return sorted(names[key] for key in kept)

    return found


SYRIA = Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY)
REGION = Place("Raqqa", "SY", "Raqqa", 36.14, 38.94, PlacePrecision.GOVERNORATE)
QUARTER = Place("Raqqa", "SY", "Raqqa", 35.95, 39.01, PlacePrecision.DISTRICT)
ISLES = Place("Fiji", "FJ", None, -18.0, 179.5, PlacePrecision.COUNTRY)


@pytest.mark.parametrize(
    ("area", "inside", "perhaps"),
    [
        ({"near": (35.0, 38.0, 10.0)}, [], ["country"]),
        ({"box": (34.95, 37.95, 35.05, 38.05)}, [], ["country"]),
        ({"near": (35.95, 39.01, 5.0)}, ["town"], ["country", "district", "region"]),
        ({"near": (35.95, 39.01, 30.0)}, ["district", "town"], ["country", "region"]),
        ({"near": (36.0, 39.0, 80.0)}, ["district", "region", "town"], ["country"]),
        ({"box": (35.5, 38.0, 37.0, 40.0)}, ["district", "region", "town"], ["country"]),
        ({"box": (30.0, 30.0, 40.0, 50.0)}, ["country", "district", "region", "town"], []),
        ({"near": (35.0, 38.5, 900.0)}, ["country", "district", "region", "town"], []),
        ({"near": (48.0, 11.0, 300.0)}, [], []),
        ({"near": (-17.5, -179.9, 30.0)}, [], ["isles"]),
        ({"box": (-30.0, 170.0, -10.0, -170.0)}, ["isles"], []),
        ({"box": (-90.0, -180.0, 90.0, 180.0)}, ["country", "district", "isles", "region", "town"], []),
        ({"box": (35.5, 38.0, 37.0, 40.0), "near": (35.95, 39.01, 5.0)}, ["town"], ["country", "district", "region"]),
    ],
)
def test_a_region_lies_in_an_area_with_all_of_it_or_perhaps(
    store: SqlStore, area: dict[str, Any], inside: list[str], perhaps: list[str]
) -> None:
    places = {"town": RAQQA, "country": SYRIA, "region": REGION, "district": QUARTER, "isles": ISLES}
    names = put(store, {key: (report(key), {"place": place, "places": ()}, {}) for key, place in places.items()})

    def found(**asked: Any) -> list[str]:
        return sorted(names[one.id] for one in store.incidents(Filters(**area, **asked)))

    assert (found(), found(rough="only"), found(rough="also")) == (inside, perhaps, sorted((*inside, *perhaps)))


ALL = ["fiji", "market", "nowhere", "plain", "samoa", "undated"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ALL),
        ({"undated": "only"}, ["undated"]),
        ({"undated": "only", "first": DAY}, ["undated"]),
        ({"undated": "without"}, ["fiji", "market", "nowhere", "plain", "samoa"]),
        ({"undated": "also", "first": DAY + timedelta(days=9)}, ["market", "undated"]),
        ({"first": DAY + timedelta(days=9)}, ["market"]),
        ({"first": DAY + timedelta(days=41)}, []),
        ({"harm": Harm.WOUNDED, "min_killed": 9}, ["undated"]),
        ({"harm": Harm.WOUNDED, "min_killed": 10}, []),
        ({"harm": Harm.WOUNDED}, ALL),
        ({"min_killed": 0}, ["fiji", "market", "plain", "samoa"]),
        ({"min_killed": 10**9}, ["market"]),
        ({"unplaced": True}, ["nowhere"]),
        ({"unplaced": False}, ["fiji", "market", "plain", "samoa", "undated"]),
        ({"box": (30.0, 30.0, 40.0, 40.0)}, ["market", "plain", "undated"]),
        ({"box": (-20.0, 175.0, 0.0, -170.0)}, ["fiji", "samoa"]),
        ({"box": (-20.0, -180.0, 0.0, 180.0), "types": ("air_strike",)}, ["fiji", "samoa"]),
        ({"near": (-16.9, -179.9, 25.0)}, ["fiji"]),
        ({"near": (RAQQA.lat, RAQQA.lon, 1.0)}, ["market", "plain", "undated"]),
        ({"countries": ("FJ", "WS")}, ["fiji", "samoa"]),
        ({"grades": ("confirmed",)}, ["nowhere"]),
        ({"grades": ("none", "rejected")}, ["fiji", "market", "plain", "samoa", "undated"]),
        ({"published": True}, ["samoa"]),
        ({"published": False, "types": ("shelling",)}, ["market"]),
        ({"contested": True}, []),
        ({"min_origins": 1}, ALL),
        ({"min_origins": 2}, []),
        ({"outlets": ("furat post", "SUVA TIMES")}, ["fiji", "market"]),
        ({"outlets": ("Suva",)}, []),
        ({"statuses": (Status.DENIED,)}, []),
        ({"reports": (report("samoa").id, "nothing")}, ["samoa"]),
        ({"ids": ()}, []),
        ({"text": "hamah Baker"}, ["market"]),
        ({"text": "the markets"}, ["market"]),
        ({"text": '"old market of hamah"'}, ["market"]),
        ({"text": "nobody"}, []),
        ({"text": "camp doctor"}, []),
        ({"text": "jet militant*"}, ["fiji", "nowhere", "plain", "samoa", "undated"]),
        ({"text": "suva"}, ["fiji"]),
        ({"text": '"r 1"'}, ["samoa"]),
        ({"text": '"said shell"'}, []),
        ({"text": "market OR jets"}, []),
        ({"text": "!?"}, []),
        ({"text": "apia", "published": False}, []),
        ({"tags": ("seen",)}, []),
    ],
)
def test_every_filter_keeps_what_it_says(
    find: Callable[..., list[str]], asked: dict[str, Any], names: list[str]
) -> None:
    assert find(**asked) == names


def test_a_place_is_found_under_all_its_names(store: SqlStore) -> None:
    def at(name: str, place: Place, written: str) -> tuple[Document, dict[str, Any], dict[str, Any]]:
        text = f"{TEXT} Shells fell on {written}, a baker said."
        start = text.index(written)
        cited = Cited(written, Span(start, start + len(written)))
        return report(name, text), {"place": place, "places": (cited,)}, {}

    town, other = (
        Place("Qasr an Nahr", "SY", "Tell", *point, PlacePrecision.NEAR) for point in ((36.8, 38.3), (33.0, 36.0))
    )
    region = Place("Tell", "SY", "Tell", 36.9, 38.0, PlacePrecision.GOVERNORATE)
    names = put(
        store,
        {
            "one": at("one", town, "Nahrabad"),
            "two": at("two", town, "Nahrabad"),
            "three": at("three", town, "en-Nahrebad"),
            "far": at("far", other, "Nahrabad"),
            "wide": at("wide", region, "Tell province"),
            "lone": at("lone", other, "Sakhra"),
        },
    )

    def found(place: str) -> list[str]:
        with store.finding() as finding:
            kept = finding.columns.names["incident"][finding.flags(Filters(places=(place,)))].tolist()
        return sorted(names[key] for key in kept)

    assert found("Nahrabad") == ["far", "lone", "one", "three", "two"]  # a third of them lie at the other one
    assert found("Nahrebad") == found("al-Nahrebad") == ["one", "three", "two"]
    assert found("Tell province") == found("the province of Tell") == ["far", "lone", "one", "three", "two", "wide"]
    assert found("Sakhra") == ["far", "lone"]
    assert found("Nahr") == ["far", "lone", "one", "three", "two"]
    assert found("Qasr al-Nahr") == ["far", "lone", "one", "three", "two"]
    assert found("Nowhere") == []


def test_two_origins_with_other_numbers_are_contested_and_one_that_revises_itself_is_not(store: SqlStore) -> None:
    documents = [report("one"), report("two"), report("three")]
    claims = [
        strike(documents[0], tolls=told(Count(26, None))),
        strike(documents[1], tolls=told(Count(9, 9)), origin=(Cited("Camp doctor", Span(0, 4)),)),
        strike(documents[2], tolls=told(Count(26, 26))),
    ]
    store.add([entry(document, claim) for document, claim in zip(documents, claims, strict=True)], "tools")
    for together, contested in ((claims[:2], True), ([claims[0], claims[2]], False), (claims[:1], False)):
        store.put_incidents([incident_of(together, documents)])
        assert len(store.incidents(Filters(contested=True))) == contested


def test_a_row_says_what_a_line_of_the_chronology_shows(store: SqlStore) -> None:
    documents = [report("one"), report("two", outlet="Furat Post", day=date(2017, 6, 9))]
    claims = [
        strike(documents[0], tolls=told(Count(26, None))),
        strike(documents[1], tolls=told(Count(9, 9)), origin=(Cited("Camp doctor", Span(0, 4)),)),
    ]
    store.add([entry(document, claim) for document, claim in zip(documents, claims, strict=True)], "tools")
    store.put_incidents([incident_of(claims, documents, grade="confirmed", episodes=("i1", "i2"))])
    with store.finding() as finding:
        (row,) = finding.rows(finding.columns.numbers.tolist())
    assert (row.first, row.last, row.day_words) == (DAY, DAY, "Friday")
    assert (row.place, row.place_names, row.admin1, row.country) == (
        "Raqqa",
        ("Tel Nour",),
        "Ar-Raqqah",
        "SY",
    )
    assert row.killed is not None
    assert (row.killed.low, row.killed.high, row.killed.most) == (9, None, 26)
    assert (row.wounded, row.contested, row.origins, row.reports, row.episodes) == (None, True, 2, 2, 2)
    assert (row.first_reported, row.last_reported) == (date(2017, 6, 3), date(2017, 6, 9))


def changing(store: SqlStore, seed: int) -> Iterator[None]:
    """Incidents that come and go in portions, a step each."""
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    documents = [report(f"r{n}", outlet=chance.choice(("Furat Post", "Radio Karst", None))) for n in range(24)]
    claims = [
        strike(
            document,
            type=chance.choice(("air_strike", "shelling", "siege")),
            time=chance.choice((None, Cited(When.day(DAY + timedelta(days=chance.randrange(99))), Span(0, 4)))),
            place=chance.choice((None, RAQQA, FIJI, SAMOA)),
            agents=tuple(Cited(name, Span(0, 4)) for name in chance.sample(("jets", "rebels", "the army"), 2)),
            tolls=chance.choice(((), told(Count(chance.randrange(9), None)))),
        )
        for document in documents
    ]
    store.add([entry(document, claim) for document, claim in zip(documents, claims, strict=True)], "tools")
    published = {document.id: document.published for document in documents}
    held: dict[str, Incident] = {}
    for _ in range(8):
        gone = chance.sample(sorted(held), chance.randrange(len(held) + 1))
        free = [claim for claim in claims if f"i{claim.id}" not in held]
        new = [incident_of([claim], documents) for claim in chance.sample(free, min(5, len(free)))]
        with store.gathering() as work:
            work.replace_incidents(gone, [(one, order_of(one, published)) for one in new])
        held = {key: one for key, one in held.items() if key not in gone} | {one.id: one for one in new}
        yield


def seen(finding: Finding) -> list[tuple[Any, ...]]:
    """All that the columns say, line by line."""
    columns = finding.columns
    several = {
        name: [sorted(column.words[code] for code in column.codes[column.owners == n]) for n in range(len(columns))]
        for name, column in columns.listed.items()
    }
    single = {name: [column.words[code] for code in column.codes] for name, column in columns.coded.items()}
    plain = {**columns.names, **columns.whole, **{name: column.astype(str) for name, column in columns.placed.items()}}
    assert set(several) | set(single) | set(plain) == set(READ)
    return [
        (int(columns.numbers[n]), *(repr(held[name][n]) for held in (plain, single, several) for name in sorted(held)))
        for n in range(len(columns))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_columns_brought_up_to_date_are_those_read_anew(store: SqlStore, seed: int) -> None:
    for _ in changing(store, seed):
        with store.finding() as kept:
            fresh = Finding(kept._connection, KeptColumns(), READ)
            assert seen(kept) == seen(fresh)
            assert kept.columns.rank.tolist() == fresh.columns.rank.tolist()
            assert kept.flags(Filters(text="rebels")).tolist() == fresh.flags(Filters(actors=("rebels",))).tolist()


def test_columns_are_read_when_they_are_asked_for(store: SqlStore) -> None:
    for _ in changing(store, 4):
        assert len(store.incidents(Filters(types=("siege",)))) == sum(one.type == "siege" for one in store.incidents())
    with store.finding(()) as finding:
        assert not finding.columns.holds(["lat"])
        assert finding.columns.holds(["type"])
    with store.finding(["lat"]) as finding:
        assert finding.columns.holds(["lat", "type"])


def test_lines_made_anew_are_those_kept_in_step(store: SqlStore) -> None:
    for _ in changing(store, 5):
        pass
    before = kept_lines(store)
    with store._writing() as connection:
        connection.execute(update(CLAIMS).values(words=None))
        make_lines(connection)
    assert kept_lines(store) == before


def kept_lines(store: SqlStore) -> tuple[list[Any], ...]:
    lines = [column for column in LINES.c if column.name != "number"]
    queries = (
        select(*lines, WORDS.c.words).join(WORDS, WORDS.c.number == LINES.c.number).order_by(LINES.c.incident),
        select(REPORT_LINES).order_by(REPORT_LINES.c.report),
        select(CLAIMS.c.id, CLAIMS.c.words).order_by(CLAIMS.c.id),
    )
    with store._reading() as connection:
        return tuple(list(connection.execute(query)) for query in queries)


def test_lines_of_another_form_are_made_anew_when_a_record_is_prepared(store: SqlStore) -> None:
    put(store, {"plain": (report("plain"), {}, {})})
    with store._writing() as connection:
        connection.execute(update(MARKS).where(MARKS.c.name == "form").values(value="0"))
        connection.execute(LINES.delete())
    store._made_ready(store._engine)
    with store.finding() as finding:
        assert len(finding.columns) == 1
        assert finding.flags(Filters(text="militants")).tolist() == [True]


def test_a_report_without_incidents_counts_among_the_days_that_had_one(store: SqlStore) -> None:
    store.add([entry(report("one")), entry(report("two")), entry(report("undated", day=None))], "tools")
    with store.finding() as finding:
        days = [column.tolist() for column in finding.reported()]
    assert days == [[17320], [17320], [2]]
    store.add([entry(dataclasses.replace(report("three"), source="other.txt"))], "tools")
    with store.finding() as finding:
        assert finding.reported()[2].tolist() == [3]


def test_a_sentence_of_any_length_and_letters_of_any_kind_are_kept(store: SqlStore) -> None:
    long = report("long", f"{TEXT} {'Ünïcödé ' * 5000}\U0001f4a5 الرقة end.")
    clause = Span(0, len(long.text))
    put(store, {"long": (long, {"clause": clause}, {"agents": ("a\nb", " ", "x" * 9000)})})
    assert len(store.incidents(Filters(text='"unicode unicode"'))) == 1
    assert len(store.incidents(Filters(actors=("a b",)))) == 1
