"""What an incident could be merged with says only what is so."""

from __future__ import annotations

from datetime import date

import pytest

from recount.desk.finding import Asked
from recount.desk.merge_candidates import days_beside, place_beside
from recount.model import Incident, Place, PlacePrecision, Precision, When
from tests.made import incident_of, report, strike

TOWN = Place("Tel Nour", "SY", "Wadi", 36.0, 39.0, PlacePrecision.EXACT, 1, "Nour")
REGION = Place("Wadi", "SY", "Wadi", 36.1, 39.1, PlacePrecision.GOVERNORATE)


def incident(**changes: object) -> Incident:
    document = report("made")
    return incident_of([strike(document)], [document], **changes)


def at(place: Place | None) -> Incident:
    return incident(place=place)


def on(first: str, last: str = "") -> Incident:
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return incident(when=When(*days, Precision.DAY if days[0] == days[1] else Precision.INTERVAL))


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (TOWN, TOWN, "the same place"),
        (TOWN, Place("Qasr", "SY", "Wadi", 36.2, 39.2, PlacePrecision.EXACT, 2, "Nour"), "the same district"),
        (TOWN, Place("Harim", "SY", "Wadi", 35.0, 38.0, PlacePrecision.NEAR, 3, "Harim"), "the same region"),
        (TOWN, REGION, "the same region"),
        (REGION, REGION, "the same region"),
        (TOWN, Place("Tel Nour", "IQ", "Nahr", 33.0, 44.0, PlacePrecision.EXACT, 4), "a place is called alike"),
        (TOWN, None, "a place is called alike"),
    ],
)
def test_places_are_said_to_be_as_near_as_they_are(here: Place, there: Place | None, said: str) -> None:
    assert place_beside(at(here), at(there)) == said
    assert place_beside(at(there), at(here)) == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (on("2017-10-03"), on("2017-10-03"), "on the same day"),
        (on("2017-10-03"), on("2017-10-01"), "2 days apart"),
        (on("2017-10-03"), on("2017-10-04", "2017-10-09"), "1 day apart"),
        (on("2017-10-03"), on("2017-04-01", "2018-03-31"), "days overlap"),
        (on("2017-04-01", "2018-03-31"), on("2017-10-03"), "days overlap"),
    ],
)
def test_days_are_said_to_lie_as_they_do(one: Incident, other: Incident, said: str) -> None:
    assert days_beside(one, other, None) == said


def test_days_beside_what_has_no_date_lie_in_the_week_before_it_was_told_or_may() -> None:
    week = Asked(first=date(2017, 10, 1), last=date(2017, 10, 8))
    undated = incident(when=None)
    assert days_beside(undated, on("2017-10-03"), week) == "in the week before this was told"
    vague = on("2017-01-01", "2017-12-31")
    assert days_beside(undated, vague, week) == "on days that may lie in the week before this was told"
