"""Spellings of one name meet under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.gazetteer.names import ARTICLES, MAX_NAME, full_key, plain_key, skeleton


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Aleppo", "aleppo"),
        ("I‘zāz", "izaz"),
        ("Maarrat an-Nu'mān", "maarrat an numan"),
        ("SAN  SALVADOR", "san salvador"),
        ("SAN\nSALVADOR", "san salvador"),
        ("St. Louis", "saint louis"),
        ("Côte d'Ivoire", "cote divoire"),
        ("U.S.", "u s"),
        ("Şanlıurfa", "sanliurfa"),
        ("!!!", ""),
    ],
)
def test_case_accents_and_apostrophes_make_no_difference(name: str, key: str) -> None:
    assert full_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("al-Bab", "Bab"), ("Ar Raqqah", "Raqqah"), ("Deir ez-Zor", "Deir al Zor"), ("Az-Zabadani", "al Zabadani")],
)
def test_articles_make_no_difference_to_the_plain_key(one: str, other: str) -> None:
    assert plain_key(full_key(one)) == plain_key(full_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "Dayr az Zawr"),
        ("Deir Ezzor", "Deir al-Zour"),
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Talbisseh", "Tallbisah"),
        ("Maaret Alnouman", "Maarrat an Numan"),
        ("Qamishli", "Kamishly"),
    ],
)
def test_transcriptions_of_one_name_share_their_consonants(one: str, other: str) -> None:
    assert skeleton(plain_key(full_key(one))) == skeleton(plain_key(full_key(other))) != ""


@pytest.mark.parametrize(("one", "other"), [("Hama", "Homs"), ("Idlib", "Aleppo"), ("Mosul", "Manbij")])
def test_different_towns_have_different_consonants(one: str, other: str) -> None:
    assert skeleton(full_key(one)) != skeleton(full_key(other)) or skeleton(full_key(one)) == ""


@given(st.text(max_size=MAX_NAME + 20))
def test_a_key_is_a_key_of_itself(name: str) -> None:
    full = full_key(name)
    assert full_key(full) == full or any(word in ("st", "ste", "mt", "ft") for word in full.split())
    plain = plain_key(full)
    assert plain_key(plain) == plain
    assert set(plain.split()) & ARTICLES == set() or set(plain.split()) <= ARTICLES
    assert " " not in skeleton(plain)
