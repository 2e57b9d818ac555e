"""Attacks in two towns of one day: the same kind, party and toll make them no one happening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Document, Place, PlacePrecision, Span
from recount.resolution import Constraints, resolve
from recount.resolution.constraints import NONE
from tests.resolution.told import REGION, TOWN, claim, report, toll

ACTORS = built_in_actors()
NEAR, EXACT = PlacePrecision.NEAR, PlacePrecision.EXACT
OSTER = Place("Oster", "VM", "Oster", 10.2, 10.2, EXACT, 11)  # a city that gives its region its name
WESTER = Place("Wester", "VM", "Wester", 13.5, 8.0, EXACT, 12)
WESTER_REGION = replace(WESTER, precision=PlacePrecision.GOVERNORATE, geonameid=13)
NORD = Place("Nord", "VM", "Nord", 10.5, 10.4, EXACT, 14)  # 40 km from Oster
SUD = Place("Sud", "QS", "Sud", 10.0, 12.0, EXACT, 15)


def incidents(*places: Place | None, constraints: Constraints = NONE, text: str = "", **values: object) -> int:
    """How many incidents reports of one day make that tell of the same in these places."""
    told = {"type_": "shelling", "agents": ["Army of Quay"], "targets": ["millers"], "tolls": [toll(26)], **values}
    documents: list[Document] = []
    claims = []
    for n, place in enumerate(places):
        name = "abcdef"[n]
        document = report(name, text.format(place.name if place else "there") or f"{name} tells of it.")
        documents.append(document)
        clause = Span(0, len(document.text)) if text else None
        claims.append(claim(document, place=place, clause=clause, **told))  # type: ignore[arg-type]
    return len(resolve(documents, claims, ACTORS, constraints))


@pytest.mark.parametrize(
    ("places", "found"),
    [
        pytest.param((OSTER, WESTER), 2, id="the capitals of two regions"),
        pytest.param((OSTER, NORD), 2, id="... that lie near one another"),
        pytest.param((OSTER, WESTER, NORD), 3, id="three of them"),
        pytest.param((OSTER, SUD), 2, id="... of two countries"),
        pytest.param((TOWN, WESTER), 2, id="a town, and another region's capital"),
        pytest.param((replace(OSTER, precision=NEAR), replace(WESTER, precision=NEAR)), 2, id="near two of them"),
        pytest.param((OSTER, WESTER, None), 3, id="a third that names no place brings nothing together"),
        pytest.param((OSTER, WESTER_REGION), 2, id="a capital, and a region far away"),
        pytest.param((OSTER, TOWN), 1, id="a capital may stand for a town of its region"),
        pytest.param((OSTER, REGION), 1, id="a capital, and its region"),
        pytest.param((OSTER, replace(OSTER, precision=NEAR)), 1, id="in and near a capital"),
        pytest.param((OSTER, replace(WESTER, name="Oster", admin1="Oster of Wester")), 1, id="one name, two places"),
    ],
)
def test_two_cities_of_one_day_are_two_incidents(places: tuple[Place | None, ...], found: int) -> None:
    assert incidents(*places) == found
    assert incidents(*reversed(places)) == found


def test_people_may_decide_that_two_cities_are_one_incident() -> None:
    assert incidents(OSTER, WESTER, constraints=Constraints.of([("a.000", "b.000")])) == 1


NOTE = (
    "Shells that were fired from the hills killed 26 millers in {} on Tuesday, the monitor of the valley said in a "
    "note that it sent to the papers of the whole land at noon"
)


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((OSTER, WESTER), 2),
        ((TOWN, replace(TOWN, name="Ilmet", geonameid=9, lat=10.4)), 2),  # 11 km off
        ((OSTER, TOWN), 2),
        ((OSTER, OSTER), 1),
        ((TOWN, replace(TOWN, geonameid=9, lat=19.0)), 1),  # the gazetteer took the name for two places
    ],
)
def test_notes_in_the_same_words_are_reprints_only_of_one_town(places: tuple[Place, ...], found: int) -> None:
    assert incidents(*places, text=NOTE) == found
