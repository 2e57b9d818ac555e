"""A named person whose name was not released is named nowhere, whatever dictionaries and lists of places know of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model import Place, PlacePrecision
from recount.publishing.changes import Edition, changes_since, without_names_of
from recount.publishing.known import Known
from recount.publishing.making import Material, unsaid
from recount.publishing.names import private_names
from recount.publishing.unreleased import name_parts, says_unreleased, whole_names
from tests.made import cited
from tests.publishing.made import known, material, redacted, told

KNOWN = replace(known(), places=frozenset({"tel nour", "raqqa", "harim"}))


def kept(*names: str, own: bool = True) -> Known:
    """What is known of names where these persons were not released, in their own incident or in another."""
    parts = frozenset(part for name in names for part in name_parts(name)) if own else frozenset()
    return replace(KNOWN, unreleased=whole_names(names)).with_named(parts)


def of(name: str, text: str = "Title\nJets struck Tel Nour and three people died.", **more: object) -> Material:
    """An incident with a named person who was not released."""
    return replace(material([told(text)]), unreleased=(name,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jihad", "Militants killed Jihad in Raqqa.", ["Jihad"]),
        ("Jihad", "Militants of Islamic Jihad killed JIHAD in Raqqa.", ["JIHAD"]),
        ("Jihad Zarqub", "The shop of Jihad Zarqub burnt.", ["Jihad Zarqub"]),
        ("Karim Harim", "Jets struck Harim at noon.", ["Harim"]),
        ("Rose Zarqub", "Rose was buried; a rose was laid on the grave.", ["Rose"]),
        ("Victory Zarqub", "Victory was a nurse.", ["Victory"]),
        ("Dr. Islam al-Zarqub", "Islams wife and Islam’s son wept.", ["Islams", "Islam"]),
        ("Karim Power", "Power was cut, and Karim-Ali fled.", ["Power", "Karim-Ali"]),
        ("Sheikh Umm Harim", "The sheikh of Harim spoke of Sheikh Rihan street.", ["Harim", "Sheikh Rihan"]),
        ("كريم الحداد", "It killed كريم in Raqqa.", ["كريم"]),
    ],
)
def test_in_the_own_incident_each_part_of_a_name_is_withheld(name: str, text: str, found: list[str]) -> None:
    assert [span.of(text) for span in private_names(text, kept(name))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rose Power, 34, was buried.", ["Rose Power"]),
        ("Rose A. Power was buried.", ["Rose A. Power"]),
        ("They mourned Rose al-Power.", ["Rose al-Power"]),
        ("Power was cut in Raqqa.", []),
    ],
)
def test_in_other_incidents_the_whole_name_is_withheld(text: str, found: list[str]) -> None:
    plain = replace(kept("Rose Power", own=False), common=KNOWN.common | {"rose", "power"})
    assert [span.of(text) for span in private_names(text, plain)] == found


def test_a_value_that_says_such_a_name_is_found_and_an_actor_of_many_words_is_none() -> None:
    one = kept("Jihad Karam")
    assert says_unreleased("Jihad", one)
    assert says_unreleased("shop of Jihad", one)
    assert not says_unreleased("Palestinian Islamic Jihad", one)
    assert not says_unreleased("shop owners", one)
    assert not says_unreleased("Jihad", KNOWN)


def test_no_party_origin_figure_or_quotation_names_the_person() -> None:
    text = "Tel Nour\nJets struck Tel Nour, Islam said, and three people died; Jihad was wounded."
    pair = told(text, targets=("Jihad",), origin=("Islam",))
    (one,), redactor = redacted([replace(material([pair]), unreleased=("Jihad", "Islam Karam"))])
    assert one.targets == ("a person",)
    assert "Jihad" not in repr(one)
    assert "Islam" not in repr(one)
    assert {"Jihad", "Islam"} <= {entry.words for entry in redactor.withheld}


def test_a_place_that_has_a_part_of_the_name_leaves_its_region_and_no_position() -> None:
    document, claim = told("Tel Nour\nJets struck Harim in the night and three people died.")
    place = Place("Harim", "SY", "Idlib", 36.2, 36.5, PlacePrecision.EXACT)
    pair = document, replace(claim, places=(cited(document, "Harim"),), place=place)
    (before,), _ = redacted([material([pair])], places=frozenset({"harim", "idlib"}))
    own = replace(material([pair]), unreleased=("Nour Harim",))
    (now,), redactor = redacted([own], places=frozenset({"harim", "idlib"}))
    assert before.place.name == "Harim"
    assert "in Idlib region" in now.heading
    assert now.place.name == "Idlib"
    assert now.place.lat is None
    assert "Harim" not in repr(now)
    assert "Harim" in [one.words for one in redactor.withheld if one.what == "place"]
    changes = changes_since(Edition((before,), {}), Edition((now,), {}), {})
    said = repr(without_names_of(changes, unsaid([own])))
    assert "Harim" not in said
    assert "36.2" not in said
    assert "a place" in said


def test_a_place_of_which_a_reviewer_lets_the_name_out_stays() -> None:
    document, claim = told("Tel Nour\nJets struck Harim in the night and three people died.")
    place = Place("Harim", "SY", "Idlib", 36.2, 36.5, PlacePrecision.EXACT)
    pair = document, replace(claim, places=(cited(document, "Harim"),), place=place)
    own = replace(material([pair]), unreleased=("Nour Harim",))
    (one,), _ = redacted([own], places=frozenset({"harim", "idlib"}), released=frozenset({"harim"}))
    assert one.place.name == "Harim"
    assert "Harim" in one.quotes[0].words


def test_the_next_incident_is_not_looked_through_for_the_persons_of_this_one() -> None:
    text = "Title\nPower was cut as jets struck Tel Nour and three people died."
    words = frozenset({"power"})
    one, two = redacted([of("Karim Power", text), material([told(text, "two")], "R-00000002")], common=words)[0]
    assert "Power" not in one.quotes[0].words
    assert "Power" in two.quotes[0].words


def test_where_nobody_is_named_nothing_is_worked_out_anew() -> None:
    assert KNOWN.with_named(frozenset()) is KNOWN
    assert KNOWN.with_named(frozenset({"karim"})).public_words is KNOWN.public_words
