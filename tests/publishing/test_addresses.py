"""By what somebody is found: houses by their number in whatever order, flats, positions, accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model import Place, PlacePrecision
from recount.publishing.addresses import addresses, is_address
from recount.publishing.changes import Edition, changes_since
from recount.publishing.policy import Coarse, Policy
from recount.publishing.redaction import CONTACT, Redactor
from recount.publishing.sitrep_page import sitrep_html
from tests.made import cited
from tests.publishing.made import known, material, redacted, site, situation, told


def found(text: str, *, streets: bool = False) -> list[str]:
    return [text[start:end] for start, end in sorted(addresses(text, streets=streets))]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("It hit 12 Orchard Street in Raqqa.", "12 Orchard Street"),
        ("It hit 12 al-Warda Street in Raqqa.", "12 al-Warda Street"),
        ("It hit Orchard Street 12 in Raqqa.", "Orchard Street 12"),
        ("The shop on Mill Road, No. 7, burned.", "Mill Road, No. 7"),
        ("The shop at No. 7, Old Mill Lane burned.", "No. 7, Old Mill Lane"),
        ("Mortars hit Orchard St. 15, a medic said.", "Orchard St. 15"),
        ("It hit flat 4 of building 7 on al-Warda Street in Raqqa.", "flat 4 of building 7 on al-Warda Street"),
        ("They lived in apartment 3, 14 Baker Street.", "apartment 3, 14 Baker Street"),
        ("They lived in building No. 7, apartment 2.", "building No. 7, apartment 2"),
        ("They lived on the third floor of building 9 in Raqqa.", "third floor of building 9"),
        ("It fell at the corner of Orchard Street and Mill Road.", "corner of Orchard Street and Mill Road"),
        ("It hit house 12 in the village.", "house 12"),
        ("It hit Calle Real 12 in the town.", "Calle Real 12"),
        ("It hit 12 rue de la Source.", "12 rue de la Source"),
        ("It hit Carrera 7 No. 12-34.", "Carrera 7 No. 12-34"),
        ("Write to P.O. Box 1234.", "P.O. Box 1234"),
        ("See t.me/warda23 now.", "t.me/warda23"),
        ("It fell at 35.95, 39.01 on Friday.", "35.95, 39.01"),
    ],
)
def test_a_house_is_found_as_a_whole(text: str, house: str) -> None:
    assert found(text) == [house]


@pytest.mark.parametrize(
    "text",
    [
        "Clashes on Mill Road 12 fighters died in went on.",
        "Castle Road 2 km north of Tel Nour was cut.",
        "In 2012 Orchard Street was a market.",
        "The hospitals house 12 wounded and block 4 roads.",
        "At least 14 people died on the road to Raqqa, and 250 houses were hit, 12 km away.",
        "Brigade 93 left St. George church on 2 May 2016 at 10.30.",
    ],
)
def test_figures_beside_streets_are_no_houses(text: str) -> None:
    assert found(text) == []


def test_a_street_alone_is_found_where_it_is_asked_for() -> None:
    text = "Shells fell on Orchard Street and al-Warda street, the Wall Street Journal wrote; on Mill Road, too."
    assert found(text, streets=True) == ["Orchard Street", "al-Warda street"]
    assert found(text) == []
    assert [is_address(name) for name in ("al-Warda Street", "building 7", "Street of the Hill quarter")] == [1, 1, 0]


def test_a_street_is_quoted_only_where_places_are_as_exact() -> None:
    text = "Shells fell on Orchard Street in Raqqa."
    quoted = {coarse: Redactor(replace(Policy(), coarse=coarse), known()).text(text) for coarse in Coarse}
    assert "Orchard" in quoted.pop(Coarse.TOWN) or CONTACT not in quoted
    assert set(quoted.values()) == {f"Shells fell on {CONTACT} in Raqqa."}
    assert Redactor(Policy(), known(released=frozenset({"orchard street"}))).text(text) == text


def test_values_lose_the_house_in_them() -> None:
    one = Redactor(Policy(), known())
    assert one.parties(["residents of building 7"]) == (f"residents of {CONTACT}",)
    assert one.counted("people in flat 4 of building 7") == f"people in {CONTACT}"


LEAD = "Tel Nour\nJets struck building 7 on al-Warda Street in Tel Nour and three people died."
STREET = Place("al-Warda Street", "SY", "Ar-Raqqah", 35.95, 39.01, PlacePrecision.DISTRICT)


@pytest.mark.parametrize("coarse", [Coarse.DISTRICT, Coarse.REGION, Coarse.NONE])
def test_no_file_tells_the_street_that_an_incident_is_placed_in(coarse: Coarse) -> None:
    document, claim = told(LEAD)
    claim = replace(claim, places=(cited(document, "al-Warda Street"), cited(document, "Tel Nour")), place=STREET)
    places = frozenset({"al warda street", "tel nour", "ar raqqah"})
    (one,), redactor = redacted([material([(document, claim)])], replace(Policy(), coarse=coarse), places=places)
    changes = changes_since(Edition((), {}), Edition((one,), {}), {})
    days = situation((one,))
    whole = [content.decode() for _, content in site((one,), changes).files()] + [sitrep_html(days)]
    assert not [page for page in whole if "Warda" in page or "building 7" in page]
    assert "al-Warda Street" in {item.words for item in redactor.withheld if item.what == "place"}
    assert one.place.name in ("Tel Nour", "Ar-Raqqah")
    former = replace(one, place=replace(one.place, name="al-Warda Street", words="al-Warda Street, Syria"))
    assert "Warda" not in repr(changes_since(Edition((former,), {}), Edition((one,), {}), {}))


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Ask nidal_x about it.", "nidal_x"),
        ("Ask nidal88 about it.", "nidal88"),
        ("It came from nidalx on Telegram.", "nidalx"),
        ("It came from nidal.x via Signal.", "nidal.x"),
        ("He is on WhatsApp as nidalx.", "nidalx"),
        ("His Telegram: nidalx, he said.", "nidalx"),
        ("The Facebook account nidalx showed it.", "nidalx"),
        ("They said on WhatsApp (user nidalx).", "nidalx"),
        ("Skype ID nidalx.", "nidalx"),
        ("Instagram (nidalx) had it.", "nidalx"),
        ("Mail: nidal at hilltop dot org.", "nidal at hilltop dot org"),
        ("Mail: nidal dot sankari at proton dot me.", "nidal dot sankari at proton dot me"),
        ("Mail: NIDAL AT GMAIL DOT COM.", "NIDAL AT GMAIL DOT COM"),
        ("Mail: nidal (at) hilltop.org.", "nidal (at) hilltop.org"),
        ("Mail: nidal @ gmail . com.", "nidal @ gmail . com"),
        ("Mail: nidal at gmail.", "nidal at gmail"),
        ("Site: hilltop dot com slash nidal.", "hilltop dot com slash nidal"),
        ("Ring zero nine four four five five six.", "zero nine four four five five six"),
    ],
)
def test_an_account_is_found_also_without_its_signs(text: str, account: str) -> None:
    assert account in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Telegram that activists posted a video on Facebook and rebels on WhatsApp groups fled.",
        "The Telegram channel of the army told it; a Twitter user said the account was closed.",
        "People stood at the dot on the map, at noon, at live fire; one, two, three and four fled.",
        "A signal reached the mail office; residents spoke on Skype to reporters via Signal of 250 dead.",
    ],
)
def test_what_is_told_on_a_network_is_no_account(text: str) -> None:
    assert found(text) == []
