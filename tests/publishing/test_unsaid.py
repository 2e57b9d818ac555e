"""Named persons held against what was published before they were entered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codebook.actors import built_in_actors
from recount.publishing.changes import Deed, FieldChange, PublicChange
from recount.publishing.content import PublicIncident, PublicQuote, PublicSource, PublicVictim
from recount.publishing.known import Known
from recount.publishing.redaction import NAME
from recount.publishing.unreleased import name_parts, whole_names
from recount.publishing.unsaid import Unsaid
from recount.publishing.withholding import without_words
from tests.publishing.made import material, redacted, told

PUBLIC = "R-00000001"


def unsaid(*names: str, own: bool = True) -> Unsaid:
    """What may not be said where these persons were entered, with the incident or with another."""
    parts = frozenset(part for name in names for part in name_parts(name))
    known = Known(built_in_actors(), unreleased=whole_names(names))
    return Unsaid(known, {PUBLIC if own else "R-00000002": parts})


def out(words: str, url: str = "https://news.example/strike-in-tel-nour") -> PublicIncident:
    """An incident as it went out, with a quotation."""
    (one,), _ = redacted([material([told("Title\nJets struck Tel Nour and three people died.")])])
    return replace(one, quotes=(PublicQuote(words, 0),), sources=(PublicSource("Tel Nour Post", url),))


@pytest.mark.parametrize(
    ("name", "words", "now"),
    [
        ("Hope Zarqub", "They buried Hope on Monday.", f"They buried {NAME} on Monday."),
        ("Hope Zarqub", "They buried HOPE’s sister.", f"They buried {NAME}’s sister."),
        ("Hope Zarqub", "There was no hope left.", "There was no hope left."),
        ("Jihad Karam", "Islamic Jihad said Jihad died.", f"Islamic Jihad said {NAME} died."),
        ("Zoë Zarqub", "First line\nZoe was 9.", f"First line\n{NAME} was 9."),
        ("كريم الحداد", "It killed كريم here.", f"It killed {NAME} here."),
        ("Amina Testova", "Nobody was named.", "Nobody was named."),
    ],
)
def test_the_own_incident_says_no_part_of_a_name(name: str, words: str, now: str) -> None:
    assert unsaid(name).incident(out(words)).quotes[0].words == now


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Hope al-Zarqub was 9.", f"{NAME} was 9."),
        ("Hope was 9.", "Hope was 9."),
    ],
)
def test_other_incidents_say_no_whole_name(words: str, now: str) -> None:
    assert unsaid("Hope Zarqub", own=False).incident(out(words)).quotes[0].words == now


@pytest.mark.parametrize(
    ("url", "now"),
    [
        ("https://news.example/hope-zarqub-buried?p=2", "https://news.example/"),
        ("https://news.example/strike-in-tel-nour", "https://news.example/strike-in-tel-nour"),
        ("https://zarqubfamily.example/post", ""),
        ("", ""),
    ],
)
def test_no_address_says_the_name(url: str, now: str) -> None:
    assert unsaid("Hope Zarqub").incident(out("Nobody was named.", url)).sources[0].url == now


def test_a_place_with_a_part_of_the_name_is_shown_no_more_and_released_names_stay() -> None:
    one = replace(out("Nobody was named."), victims=(PublicVictim("Karim Tel Nour", "9"),))
    kept = unsaid("Nour Karim").incident(one)
    assert (kept.place.words, kept.place.lat, kept.heading.count("Nour")) == (NAME, None, 0)
    assert kept.victims == one.victims
    assert kept.id == one.id


def test_lists_of_changes_and_words_of_the_desk_say_no_such_name() -> None:
    change = PublicChange(Deed.CHANGED, PUBLIC, "Strike on Hope", (FieldChange("to whom", "Hope", "a person"),))
    (now,) = unsaid("Hope Zarqub").changes([change])
    assert (now.heading, now.fields[0].was) == (f"Strike on {NAME}", NAME)
    assert unsaid("Hope Zarqub").words("We thank Hope Zarqub. Hope helps.") == f"We thank {NAME}. Hope helps."


@pytest.mark.parametrize("name", ["Zoë", "كريم", "Hope"])
def test_a_name_taken_back_is_found_in_any_script_and_at_the_head_of_a_line(name: str) -> None:
    assert without_words(out(f"Title\n{name} died."), [name]).quotes[0].words == f"Title\n{NAME} died."
