"""CSV and GeoJSON: what a spreadsheet and a map get to hold."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.export.countries import country_code, country_name
from recount.export.csv import csv_text, harmless
from recount.export.geojson import geojson_text
from recount.export.jsonl import claims_text, incidents_text
from recount.export.names import report_names
from recount.export.tables import COLUMNS, table_rows
from recount.export.wording import date_words, place_words, tolls_words
from recount.model import (
    Category,
    Cited,
    Count,
    Harm,
    Incident,
    LedgerEntry,
    Place,
    PlacePrecision,
    Precision,
    Record,
    ReportDate,
    Span,
    Toll,
    When,
)
from tests.made import RAQQA, incident_of, report, strike
from tests.made import given as published


def record() -> Record:
    documents = (report("wire"), report("paper", outlet="Levant Sun", day=date(2017, 6, 4)))
    claims = (
        strike(documents[0]),
        strike(
            documents[1],
            place=None,
            time=None,
            agents=(Cited("=cmd|'/c calc'!A1", Span(0, 4)),),
            tolls=(Cited(Toll(Harm.KILLED, Count(0, 0), "civilians", Category.CIVILIAN), Span(0, 4)),),
        ),
    )
    incidents = tuple(incident_of([claim], documents) for claim in claims)
    return Record(documents, claims, incidents)


def rows() -> list[dict[str, str]]:
    text = csv_text(record(), report_names(record().documents))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_row_holds_what_the_columns_promise() -> None:
    row = rows()[0]
    assert list(row) == [column.name for column in COLUMNS]
    shown = ("type", "status", "date_from", "place", "admin1", "country", "latitude", "agents", "tolls", "origins")
    assert [row[name] for name in shown] == [
        "air_strike",
        "happened",
        "2017-06-02",
        "Tel Nour",
        "Ar-Raqqah",
        "SY",
        "35.95",
        "Coalition jets",
        "26+ militants killed (Northern Monitor)",
        "1",
    ]
    assert row["quote"].startswith("Coalition jets struck Tel Nour")


def test_zero_is_written_and_unknown_is_empty() -> None:
    stated, denied = rows()
    assert (stated["killed_low"], stated["killed_high"], stated["wounded_low"]) == ("26", "", "")
    assert (denied["killed_low"], denied["killed_high"]) == ("0", "0")
    assert (denied["date_from"], denied["latitude"], denied["place_precision"]) == ("", "", "unknown")


def test_no_cell_is_taken_for_a_formula() -> None:
    assert rows()[1]["agents"] == "'=cmd|'/c calc'!A1"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("+3 reports", "'+3 reports"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-", "'-"),
        (-36.5, "-36.5"),
        ("-36.5", "-36.5"),
        ("+12", "+12"),
        ("a-b", "a-b"),
        (None, ""),
        (0, "0"),
        ("-1+HYPERLINK(2)", "'-1+HYPERLINK(2)"),
    ],
)
def test_only_numbers_may_begin_like_a_formula(cell: str | float | None, written: str) -> None:
    assert harmless(cell) == written


@given(st.text(max_size=20))
def test_whatever_the_text_a_cell_begins_harmlessly(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "@", "\t", "\r", "\n"))
    if cell.startswith(("+", "-")):
        assert float(cell) is not None


def test_an_incident_without_coordinates_stays_in_the_geojson() -> None:
    collection = json.loads(geojson_text(record(), report_names(record().documents)))
    located, unlocated = collection["features"]
    assert set(collection) == {"type", "features"}
    assert located["geometry"] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert unlocated["geometry"] is None
    assert located["properties"]["tolls"] == "26+ militants killed (Northern Monitor)"
    assert {"latitude", "longitude"}.isdisjoint(located["properties"])


def test_json_lines_are_one_object_a_line() -> None:
    names = report_names(record().documents)
    assert [json.loads(line)["n"] for line in claims_text(record(), names).splitlines()] == [0, 0]
    assert [json.loads(line)["members"] for line in incidents_text(record(), names).splitlines()] == [
        ["wire"],
        ["paper"],
    ]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "not stated"),
        (When.day(date(2017, 6, 2)), "2 Jun 2017"),
        (When.between(date(2017, 6, 2), date(2017, 6, 5)), "2–5 Jun 2017"),
        (When.between(date(2017, 5, 30), date(2017, 6, 5)), "30 May – 5 Jun 2017"),
        (When.between(date(2016, 12, 30), date(2017, 1, 2)), "30 Dec 2016 – 2 Jan 2017"),
        (When.between(date(2017, 6, 1), date(2017, 6, 30)), "Jun 2017"),
        (When.between(date(2017, 1, 1), date(2017, 12, 31)), "2017"),
        (When(None, None, Precision.UNKNOWN, "a week later"), "“a week later”"),
    ],
)
def test_dates_are_said_as_exactly_as_they_are_known(when: When | None, words: str) -> None:
    assert date_words(when) == words


def place_of(precision: PlacePrecision) -> Place:
    return Place("Raqqa", "SY", "Ar-Raqqah", 35.95, 39.01, precision)


@pytest.mark.parametrize(
    ("names", "place", "words"),
    [
        (("Tel Nour",), RAQQA, "Tel Nour, Ar-Raqqah, Syria"),
        (("Tel Nour",), None, "Tel Nour"),
        ((), None, "not stated"),
        ((), place_of(PlacePrecision.EXACT), "Raqqa, Ar-Raqqah, Syria"),
        (("Raqqa",), place_of(PlacePrecision.NEAR), "near Raqqa, Ar-Raqqah, Syria"),
        (("Syria",), place_of(PlacePrecision.COUNTRY), "Syria"),
        (("Ar-Raqqah",), place_of(PlacePrecision.GOVERNORATE), "Ar-Raqqah (region), Syria"),
        (("Syria",), place_of(PlacePrecision.GOVERNORATE), "Raqqa (region), Ar-Raqqah, Syria"),
    ],
)
def test_places_are_said_as_exactly_as_they_are_known(names: tuple[str, ...], place: Place | None, words: str) -> None:
    document = report()
    claim = strike(document)
    incident: Incident = incident_of([claim], [document], place_names=names, place=place)
    assert place_words(incident) == words


@pytest.mark.parametrize(
    ("name", "code"), [("Syria", "SY"), ("sy", "SY"), ("the UAE", None), ("UAE", "AE"), ("Raqqa", None), ("XX", None)]
)
def test_countries_are_known_by_name_alias_and_code(name: str, code: str | None) -> None:
    assert country_code(name) == code
    assert country_name(code or "XX") == {"SY": "Syria", "AE": "United Arab Emirates", None: "XX"}[code]


def figure(count: Count, origin: str, **changes: object) -> LedgerEntry:
    values: dict[str, object] = {
        "claim": f"{origin}{count}",
        "document": "d",
        "harm": Harm.KILLED,
        "who": "",
        "category": Category.UNKNOWN,
        "sub": False,
        "count": count,
        "origin": origin,
        "via": (),
        "reported": published(date(2017, 6, 3)),
    }
    return LedgerEntry(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        ([], "not stated"),
        (
            [figure(Count(26, None), "Observatory"), figure(Count(9, 9), "army")],
            "26+ killed (Observatory) · 9 killed (army)",
        ),
        ([figure(Count(9, 9), "army"), figure(Count(9, 9), "Observatory")], "9 killed (Observatory, army)"),
        ([figure(Count(None, 9), "army")], "≤9 killed (army)"),
        ([figure(Count(1000, 2000), "army")], "1,000–2,000 killed (army)"),
        ([figure(Count(2000, 2000, True), "army")], "~2,000 killed (army)"),
        ([figure(Count(0, 0), "army", who="civilians")], "0 civilians killed (army)"),
        ([figure(Count(5, 5), "army", who="children", sub=True)], "incl. 5 children killed (army)"),
        ([figure(Count(9, 9), "army", reprint_of="d2"), figure(Count(9, 9), "army")], "9 killed (army)"),
        (
            [
                figure(Count(9, 9), "army"),
                figure(Count(21, 21), "army", document="e", reported=published(date(2017, 6, 4))),
            ],
            "21 killed (army)",
        ),
        (
            [figure(Count(9, 9), "army"), figure(Count(21, 21), "army", document="e")],  # of one day: neither is later
            "21 killed (army) · 9 killed (army)",
        ),
        ([figure(Count(30, 30), "army", harm=Harm.CASUALTIES, who="casualties")], "30 casualties (army)"),
    ],
)
def test_figures_stand_beside_their_speakers(ledger: list[LedgerEntry], words: str) -> None:
    assert tolls_words(ledger) == words


OPEN = ReportDate(date(2017, 6, 2), None, "bounded", 0.5)
WEEK = ReportDate(date(2017, 6, 3), date(2017, 6, 9), "bounded", 0.5)


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ([OPEN], None, None),
        ([ReportDate(None, date(2017, 6, 2), "bounded", 0.5)], None, None),
        ([WEEK], "2017-06-03", "2017-06-09"),
        ([OPEN, published(date(2017, 6, 5))], "2017-06-05", "2017-06-05"),
        ([published(date(2017, 6, 5)), WEEK, published(date(2017, 6, 7))], "2017-06-03", "2017-06-09"),
    ],
)
def test_a_report_with_one_bound_has_no_day_of_publication(
    dates: list[ReportDate], first: str | None, last: str | None
) -> None:
    documents = tuple(replace(report(f"r{n}"), published=one) for n, one in enumerate(dates))
    claims = tuple(map(strike, documents))
    (row,) = table_rows(Record(documents, claims, (incident_of(claims, documents),)), report_names(documents))
    cells = {column.name: column.cell(row) for column in COLUMNS}
    assert (cells["first_reported"], cells["last_reported"]) == (first, last)
