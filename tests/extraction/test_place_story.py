"""Where a report's main event names no region, the story's own region is taken, with the words it stands in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.extraction.place_story import RULE, TOWN_RULE, with_story_place
from recount.extraction.places import PlaceMention
from recount.gazetteer import Gazetteer
from recount.model import (
    Cited,
    Claim,
    Passage,
    Place,
    PlacePrecision,
    Sentence,
    Span,
    Status,
)

SYRIA = Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY)
PASSAGE = Passage(0, tuple(Sentence(Span(n * 100, n * 100 + 99), (), ()) for n in range(6)))


def claim(place: Place | None, *, main: bool = True, at: int = 10) -> Claim:
    where = Span(at, at + 5)
    return Claim(
        "c", "d", "attack", Cited(Status.HAPPENED, where, "x"), where, where, "attack/x", place=place, main=main
    )


def town(
    sentence: int, region: str, country: str = "SY", *, modifier: bool = False, passage: int = 0, name: str = "Town"
) -> PlaceMention:
    at = Span(sentence * 100 + 20, sentence * 100 + 25)
    place = Place(name, country, region, 36.0, 37.0, PlacePrecision.EXACT)
    return PlaceMention(passage, sentence, 3, 3, Cited("Town", at, "gazetteer"), place, "in", modifier)


@pytest.mark.parametrize(
    ("told", "mentions", "region"),
    [
        pytest.param(SYRIA, [town(1, "Idlib")], "Idlib", id="told in the next sentence"),
        pytest.param(None, [town(1, "Idlib")], "Idlib", id="nothing said in the clause"),
        pytest.param(SYRIA, [town(1, "Idlib"), town(5, "Homs")], "Idlib", id="the nearer region outweighs"),
        pytest.param(SYRIA, [town(2, "Idlib"), town(3, "Homs")], None, id="two regions, neither of them clearly"),
        pytest.param(SYRIA, [town(1, "Ninawa", "IQ")], None, id="another country"),
        pytest.param(SYRIA, [town(1, "Idlib", modifier=True)], None, id="a name that says whose, not where"),
        pytest.param(SYRIA, [town(1, "Idlib", passage=1)], None, id="another story"),
        pytest.param(SYRIA, [], None, id="no region anywhere"),
    ],
)
def test_the_main_event_lies_in_the_region_that_its_story_speaks_of(
    told: Place | None, mentions: list[PlaceMention], region: str | None, gazetteer: Gazetteer
) -> None:
    (found,) = with_story_place((claim(told),), (PASSAGE,), mentions, gazetteer)
    if region is None:
        assert (found.place, found.place_from) == (told, None)
    else:
        assert found.place is not None
        assert (found.place.admin1, found.place.precision) == (region, PlacePrecision.GOVERNORATE)
        assert found.place_from == Cited("Town", mentions[0].name.span, RULE)
        assert found.places == ()


@pytest.mark.parametrize(
    ("mentions", "place"),
    [
        ([town(1, "Idlib"), town(2, "Idlib"), town(4, "Idlib")], PlacePrecision.NEAR),
        ([town(1, "Idlib"), town(2, "Idlib", modifier=True), town(4, "Idlib", modifier=True)], PlacePrecision.NEAR),
        ([town(1, "Idlib"), town(2, "Idlib")], PlacePrecision.GOVERNORATE),
        ([town(n, "Idlib", name=name) for n, name in enumerate("AABBABB")], PlacePrecision.GOVERNORATE),
    ],
)
def test_a_town_that_the_story_names_again_and_again_is_near(
    mentions: list[PlaceMention], place: PlacePrecision, gazetteer: Gazetteer
) -> None:
    (found,) = with_story_place((claim(SYRIA),), (PASSAGE,), mentions, gazetteer)
    assert found.place is not None
    assert found.place_from is not None
    assert found.place.precision is place
    assert found.place_from.rule == (TOWN_RULE if place is PlacePrecision.NEAR else RULE)


def test_other_claims_and_events_with_a_region_of_their_own_stay_as_they_are(gazetteer: Gazetteer) -> None:
    own = Place("Homs", "SY", "Homs", 34.7, 36.7, PlacePrecision.EXACT)
    claims = (claim(own), claim(SYRIA, main=False, at=110))
    assert with_story_place(claims, (PASSAGE,), [town(1, "Idlib")], gazetteer) == claims


def test_an_event_with_a_name_of_its_own_never_goes_where_another_kind_of_event_was(gazetteer: Gazetteer) -> None:
    there = town(1, "Idlib")
    own = replace(claim(None), places=(Cited("Zorbabad", Span(20, 28), "name"),))
    other = replace(claim(there.place, main=False, at=110), type="shelling", places=(there.name,))
    assert with_story_place((own, other), (PASSAGE,), [there], gazetteer) == (own, other)
