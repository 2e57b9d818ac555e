"""Which places are an event's own: those of its words, and those that the sentences before bring along."""

from __future__ import annotations

import pytest

from recount.extraction.event_place import CARRIED, Named, in_order, learned
from recount.extraction.places import PlaceMention
from recount.model import Cited, Claim, Place, PlacePrecision, Span
from tests.coded import read


def places(claim: Claim) -> list[str]:
    return [cited.value for cited in claim.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets bombed Saraqib in Idlib province on Friday.", [["Saraqib", "Idlib"]]),
        ("Shells hit Douma on Monday. A car bomb exploded in Homs.", [["Douma"], ["Homs"]]),
        ("Rebels seized Manbij on Monday. The town was shelled on Tuesday.", [["Manbij"], ["Manbij"]]),
        ("Syrian troops stormed Palmyra, the Britain-based monitor said.", [["Palmyra"]]),
        ("The strikes in Syria came two days after strikes in Paris last week.", [["Syria"]]),
        ("Russian jets bombed Saraqib on Friday.", [["Saraqib"]]),
        ("Ramadi fell to Islamic State on Friday.", [["Ramadi"]]),
        ("Troops captured two villages in Donetsk region on Friday, the ministry in Moscow said.", [["Donetsk"]]),
        (
            "Jets bombed Saraqib on Friday. Ten people wounded in the air strike were treated in Antakya, medics said.",
            [["Saraqib"], []],
        ),
        ("Shells killed six people in Douma, and the wounded were rushed to a hospital in Beirut.", [["Douma"]]),
        (
            "Rebels killed five soldiers near Azaz on Saturday. Two of the wounded died, bringing the toll to seven, a "
            "hospital in Antakya said.",
            [["Azaz"], []],
        ),
        ("A bomb killed eight people in Homs on Friday, medics at Palmyra Hospital said.", [["Homs"]]),
        ("A bomb killed eight people on Friday, a hospital in Homs said.", [["Homs"]]),
        ("Jets bombed a mill, killing six people, Hamza Palmyra, a medic, said.", [[]]),
        ("Police arrested a man called Mosul on Friday.", [[]]),
        (
            "Jets carried out strikes against targets in Syria on Tuesday, part of the fallout from the deadly strikes "
            "in Paris last week.",
            [["Syria"]],
        ),
    ],
)
def test_an_event_has_the_places_that_the_text_ties_to_it(text: str, expected: list[list[str]]) -> None:
    assert [places(claim) for claim in read(text, None).claims] == expected


def test_a_place_brought_along_says_so() -> None:
    first, second = read("Air strikes hit Azaz on Sunday. The strikes killed nine people.", None).claims
    assert [cited.rule for cited in first.places] != [CARRIED]
    assert [(cited.value, cited.rule) for cited in second.places] == [("Azaz", CARRIED)]
    assert second.places[0].span == first.places[0].span


def mention(name: str, at: int, precision: PlacePrecision, inside: int | None = None) -> PlaceMention:
    place = Place(name, "SY", "Idlib", 36.0, 37.0, precision)
    return PlaceMention(0, 0, at, at, Cited(name, Span(at, at + 1), "gazetteer"), place, "in", False, "", inside)


def test_places_stand_most_specific_first_and_once() -> None:
    country = mention("Syria", 9, PlacePrecision.COUNTRY)
    region = mention("Idlib", 7, PlacePrecision.GOVERNORATE)
    town, quarter = mention("Sarmin", 5, PlacePrecision.EXACT), mention("Old Town", 3, PlacePrecision.EXACT, inside=2)
    named = Named.of((country, region, town, quarter))
    names, place = in_order([country, region, town, quarter, town], frozenset(), named)
    assert [name.value for name in names] == ["Old Town", "Sarmin", "Idlib", "Syria"]
    assert place == quarter.place
    assert named.holds("sarmin", "old town")
    assert not named.holds("old town", "sarmin")


def test_what_a_trigger_frames_as_the_place_comes_before_other_towns() -> None:
    one, other = mention("Sarmin", 3, PlacePrecision.EXACT), mention("Binnish", 5, PlacePrecision.EXACT)
    names, _ = in_order([one, other], frozenset({5}), Named.of((one, other)))
    assert [name.value for name in names] == ["Binnish", "Sarmin"]


def test_every_weight_speaks_of_a_place_here_or_before() -> None:
    names = set(learned().weights["placed"]) - {"bias"}
    assert {name.split(":")[0] for name in names} <= {"here", "before"}


@pytest.mark.parametrize(
    ("where", "precision"),
    [("in Kharkiv", PlacePrecision.EXACT), ("in the Kharkiv region", PlacePrecision.GOVERNORATE)],
)
def test_a_town_and_the_region_called_after_it_are_two_places(where: str, precision: PlacePrecision) -> None:
    (claim,) = read(f"Shelling killed two people {where} on Friday.").claims
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == ("Kharkiv", precision)


@pytest.mark.parametrize(
    "text",
    [
        "Islamist fighters were driven out of Ramadi on Friday.",
        "Islamic State fighters were driven out of Ramadi on Friday.",
    ],
)
def test_whom_somebody_drove_out_did_not_drive(text: str) -> None:
    (claim,) = read(text).claims
    assert not claim.agents
    assert claim.targets
