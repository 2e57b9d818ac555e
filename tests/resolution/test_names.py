from __future__ import annotations

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.resolution.names import folded, party_of, side_of, skeleton, telling_words

ACTORS = built_in_actors()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasakeh", "al-Hassaka"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Kobane", "Kobani"),
        ("Qaryatain", "al-Qaryatayn"),
        ("São Miguel", "SAO MIGUEL"),
    ],
)
def test_spellings_of_a_place_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Raqqa", "Iraq"), ("Homs", "Hama"), ("Mosul", "Misrata"), ("Gaza", "Giza")]
)
def test_other_places_do_not(one: str, other: str) -> None:
    assert not skeleton(one) or skeleton(one) != skeleton(other)


def test_names_are_compared_without_articles_and_punctuation() -> None:
    assert folded("The U.S.-led coalition") == folded("US-led coalition")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nusra Front militants", {"nusra", "front"}),
        ("the rebels", set()),
        ("government forces", set()),
        ("US warplanes", {"us"}),
    ],
)
def test_only_words_that_tell_an_actor_from_others_count(name: str, words: set[str]) -> None:
    assert telling_words(name) == words


def test_parties_and_sides_come_from_the_alias_file() -> None:
    assert party_of(ACTORS, "ISIS") == party_of(ACTORS, "Daesh") == "Islamic State"
    assert side_of(ACTORS, "Syrian air force") == side_of(ACTORS, "Assad regime") == "Syrian government"
    assert party_of(ACTORS, "Oster Guard") == side_of(ACTORS, "Oster Guard") == "Oster Guard"


@pytest.mark.parametrize(
    ("a", "b", "able"),
    [
        ("bombing", "suicide_bombing", True),
        ("air_strike", "shelling", True),
        ("armed_clash", "territory_change", True),
        ("toll_report", "air_strike", True),
        ("agreement", "air_strike", False),
        ("protest", "shelling", False),
        ("raid_of_a_desks_own", "shelling", False),
        ("raid_of_a_desks_own", "raid_of_a_desks_own", True),
    ],
)
def test_types_meet_in_one_happening_or_never(a: str, b: str, able: bool) -> None:
    assert (conflict_merging().meeting_cost(a, b) is not None) is able
    assert conflict_merging().meeting_cost(a, b) == conflict_merging().meeting_cost(b, a)
