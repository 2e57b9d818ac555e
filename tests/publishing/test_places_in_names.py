"""A place that stands in a person's name is withheld with the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model import Claim, Document, Place, PlacePrecision
from recount.publishing.changes import Edition, changes_since
from recount.publishing.content import IN_NAMES, PublicPlace
from recount.publishing.site import zipped
from recount.publishing.sitrep_page import sitrep_html
from tests.made import cited
from tests.publishing.made import known, material, redacted, site, situation, told

HOUSE = "Tel Nour\nJets struck the house of Zarqub {} in the night and three people died."


def placed(text: str, words: str, name: str, key: str = "one") -> tuple[Document, Claim]:
    """A report whose place is read from `words`, and found in the gazetteer as `name`."""
    document, claim = told(text, key)
    place = Place(name, "SY", "Daraa", 32.99, 36.0, PlacePrecision.EXACT)
    return document, replace(claim, places=(cited(document, words),), place=place)


def everything(texts: list[tuple[Document, Claim]], places: frozenset[str]) -> tuple[str, list[str]]:
    """All that goes out, and the names that are listed as withheld."""
    materials = [material([one], f"R-0000000{n}") for n, one in enumerate(texts)]
    incidents, redactor = redacted(materials, places=places)
    changes = changes_since(Edition((), {}), Edition(incidents, {}), {})
    days = situation(incidents)
    whole = [content.decode() for _, content in site(incidents, changes).files()] + [sitrep_html(days)]
    assert zipped(site(incidents))
    return "\n".join(whole), [one.words for one in redactor.withheld if one.what in ("name", "origin", "place")]


@pytest.mark.parametrize(
    ("surname", "words"), [("al-Vexmoq", "al-Vexmoq"), ("Vexmoq", "Vexmoq"), ("al-Vexmoq", "Vexmoq")]
)
def test_nothing_that_is_listed_as_withheld_is_in_any_file(surname: str, words: str) -> None:
    text = HOUSE.format(surname)
    keys = frozenset({"vexmoq", "al vexmoq", "tel nour", "raqqa", "daraa"})
    whole, withheld = everything(
        [placed(text, words, words), told("Title\nJets struck Tel Nour and three people died.")], keys
    )
    assert withheld
    for name in withheld:
        assert name not in whole
    assert "Vexmoq" not in whole
    assert "32.9" not in whole
    assert "[name withheld]" in whole
    assert "Tel Nour" in whole


def test_a_town_that_somebody_is_called_after_stays_where_it_is_told_by_itself() -> None:
    keys = frozenset({"vexmoq", "tel nour", "raqqa", "daraa"})
    house = placed(HOUSE.format("Vexmoq"), "Vexmoq", "Vexmoq")
    town = placed("Tel Nour\nJets struck the market of Vexmoq and three people died.", "Vexmoq", "Vexmoq", "two")
    materials = [material([house], "R-00000001"), material([town], "R-00000002")]
    (in_name, by_itself), redactor = redacted(materials, places=keys)
    assert in_name.place.name == "[name withheld]"
    assert in_name.place.lat is None
    assert "[name withheld]" in in_name.heading
    assert by_itself.place.name == "Vexmoq"
    assert [one.words for one in redactor.withheld if one.what == "place"] == ["Zarqub Vexmoq"]


@pytest.mark.parametrize("before", ["Northern ", "the town of ", "Tel Nour, ", "Rural "])
def test_what_stands_before_a_place_and_is_no_name_leaves_it(before: str) -> None:
    pair = placed(f"Tel Nour\nJets struck {before}Vexmoq and three people died.", "Vexmoq", "Vexmoq")
    (one,), _ = redacted(
        [material([pair])], places=frozenset({"vexmoq", "tel nour", "daraa"}), common=frozenset({"rural"})
    )
    assert one.place.name == "Vexmoq"


def test_a_place_is_shown_where_the_name_is_released() -> None:
    pair = placed(HOUSE.format("Vexmoq"), "Vexmoq", "Vexmoq")
    (one,), _ = redacted(
        [material([pair])], places=frozenset({"vexmoq", "daraa"}), released=frozenset({"zarqub vexmoq"})
    )
    assert one.place.name == "Vexmoq"


def test_a_place_withheld_since_the_last_release_is_not_said_as_what_was() -> None:
    pair = placed(HOUSE.format("Vexmoq"), "Vexmoq", "Vexmoq")
    (now,), _ = redacted([material([pair])], places=frozenset({"vexmoq", "daraa"}))
    before = replace(now, heading="Air strike on Vexmoq", place=PublicPlace("Vexmoq, Daraa", "Vexmoq", "exact", 33, 36))
    changes = changes_since(Edition((before,), {}), Edition((now,), {}), {})
    assert changes
    assert "Vexmoq" not in repr(changes)


def test_a_place_that_holds_a_withheld_name_is_withheld() -> None:
    _, redactor = redacted(
        [material([told("Title\nJets struck Tel Nour, Zarqub Vexmoq said, and three people died.")])]
    )
    shown = redactor.place("Vexmoq Farm", "Vexmoq Farm, Daraa", None)
    assert shown.name == shown.words == "[name withheld]"
    assert known().places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jets struck six members of the Abu Vexmoq family near Raqqa and three people died.", "Vexmoq"),
        ("Jets struck Vexmoq's farm near Raqqa and three people died.", "Vexmoq"),
        ("Jets struck Vexmoq, a baker, and three people died.", "Vexmoq"),
        ("Jets struck near Raqqa and three people died, Vexmoq Zarqub among them.", "Vexmoq"),
    ],
)
def test_a_place_that_is_nothing_but_somebody_s_name_is_withheld(text: str, words: str) -> None:
    pair = placed(f"Tel Nour\n{text}", words, words)
    (one,), redactor = redacted([material([pair])], places=frozenset({"vexmoq", "raqqa", "daraa"}))
    assert one.place.name == "[name withheld]"
    assert one.place.lat is None
    assert "Vexmoq" not in repr(one)
    assert {entry.why for entry in redactor.withheld if entry.what == "place"} <= IN_NAMES


@pytest.mark.parametrize(
    "text",
    [
        "Jets struck Vexmoq and three people died, Vexmoq Zarqub among them.",
        "Jets struck Vexmoq, where the Vexmoq family lost three people.",
        "Jets struck Vexmoq and three people died in Northern Vexmoq.",
    ],
)
def test_a_place_that_is_told_as_one_stays_beside_somebody_of_that_name(text: str) -> None:
    pair = placed(f"Tel Nour\n{text}", "Vexmoq", "Vexmoq")
    (one,), _ = redacted([material([pair])], places=frozenset({"vexmoq", "raqqa", "daraa"}))
    assert one.place.name == "Vexmoq"
