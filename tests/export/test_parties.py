"""Names of an incident as parties of others' tables."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.export.parties import at_home, parties, root_of, with_forces


@pytest.mark.parametrize(
    ("said", "name", "kind"),
    [
        ("ISIS", "Islamic State", "rebel group"),
        ("Islamic State positions", "Islamic State", "rebel group"),
        ("posts of the Islamic State", "Islamic State", "rebel group"),
        ("Turkish artillery", "Turkish army", "state forces"),
        ("United States", "United States armed forces", "state forces"),
        ("Israeli", "Israel Defense Forces", "state forces"),
        ("Israeli soldiers", "Israel Defense Forces", "state forces"),
        ("Russian jets", "Russian air force", "state forces"),
        ("Uruguayan troops", "Military forces of Uruguay", "state forces"),
        ("Uruguayan police", "Police forces of Uruguay", "state forces"),
        ("Russian defence ministry", "Russian forces", "state forces"),
        ("Russia's Ministry of Defence", "Russian forces", "state forces"),
        ("Defence Ministry of Peru", "Peruvian army", "state forces"),
        ("Pentagon", "United States armed forces", "state forces"),
        ("Uruguayan interior ministry", "Police forces of Uruguay", "state forces"),
        ("Nigerian army spokesman", "Nigerian army", "state forces"),
        ("a spokesman for the Turkish military", "Turkish army", "state forces"),
        ("defence ministry", "", "state forces"),
        ("Hill Front spokesman", "Hill Front", "group"),
        ("Gaza health ministry", "Gaza health ministry", "government"),
        ("regime warplanes", "", "state forces"),
        ("soldiers", "", "state forces"),
        ("jihadist targets", "", "rebel group"),
        ("gunmen", "", "political militia"),
        ("fighters", "", "group"),
        ("Hill Front", "Hill Front", "group"),
        ("headquarters of Hill Front", "Hill Front", "group"),
        ("guards, staff and members of the Hill Brigades", "", ""),
        ("US-led", "US-led coalition", "external forces"),
        ("residents of Raqqa", "", "civilians"),
        ("Syrians", "", "civilians"),
        ("a person", "", "civilians"),
        ("trucks", "", ""),
    ],
)
def test_a_name_is_a_party_of_a_kind(said: str, name: str, kind: str) -> None:
    (party,) = parties([said], built_in_actors(), acting=True)
    assert (party.name, party.kind, party.said) == (name, kind, said)


def test_a_country_that_something_is_done_to_may_be_anybody_there() -> None:
    for said, kind in (("Israel", ""), ("Iraqis", "civilians"), ("Iraqi troops", "state forces")):
        (party,) = parties([said], built_in_actors(), acting=False)
        assert party.kind == kind


def test_one_party_under_two_names_is_one() -> None:
    assert len(parties(["ISIS", "Daesh", "Islamic State positions"], built_in_actors(), acting=False)) == 1


def test_sides_are_those_of_the_alias_file() -> None:
    army, jets, rebels = parties(["Syrian army", "Syrian air force", "Islamic State"], built_in_actors(), acting=True)
    assert root_of(army, built_in_actors()) == root_of(jets, built_in_actors()) == "Syrian government"
    assert root_of(rebels, built_in_actors()) == "Islamic State"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("defence ministry", "Nigerian army"),
        ("ministry of defense spokesman", "Nigerian army"),
        ("military spokesman", "Nigerian army"),
        ("army spokeswoman", "Nigerian army"),
        ("interior ministry", "Police forces of Nigeria"),
        ("health ministry", ""),
    ],
)
def test_who_speaks_for_forces_stands_for_those_of_the_country_where_it_happened(said: str, name: str) -> None:
    (party,) = parties([said], built_in_actors(), acting=True)
    assert at_home(party, "NG", built_in_actors(), alone=True).name == name


@pytest.mark.parametrize(
    ("told", "flying", "names"),
    [
        (["Russian defence ministry", "Russian air force"], True, ["Russian air force"]),
        (["Russian defence ministry"], True, ["Russian air force"]),
        (["Russian defence ministry"], False, ["Russian forces"]),
        (["Turkish defence ministry", "Russian air force"], True, ["Turkish army", "Russian air force"]),
    ],
)
def test_a_ministry_gives_way_to_its_forces(told: list[str], flying: bool, names: list[str]) -> None:
    actors = built_in_actors()
    made = with_forces(parties(told, actors, acting=True), actors, flying=flying)
    assert [party.name for party in made] == names
