"""Names that are also places', months' or peoples': what stands beside them tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model import Origin, OriginKind, Place, PlacePrecision
from recount.publishing.names import private_names
from recount.publishing.policy import Policy
from recount.publishing.redaction import Redactor
from tests.made import cited
from tests.publishing.made import known, material, redacted, told

KNOWN = replace(known(), places=frozenset({"tel nour", "raqqa", "wardiya", "tel sofar", "sofar", "al zarqub"}))


def found(text: str) -> list[str]:
    return [span.of(text) for span in private_names(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It killed a woman and her sister Wardiya in Raqqa.", ["Wardiya"]),
        ("The wounded include the teacher's mother Wardiya and a guard.", ["Wardiya"]),
        ("His wife, Wardiya, was hurt.", ["Wardiya"]),
        ("Shelling killed Wardiya, 5, in Raqqa.", ["Wardiya"]),
        ("Shelling killed Wardiya Sofar, 5, and Sofar (12) in Raqqa.", ["Wardiya Sofar", "Sofar"]),
        ("The baker Wardiya was hurt.", ["Wardiya"]),
        ("Wardiya was 34, doctors said.", ["Wardiya"]),
        ("Wardiya, aged nine, was buried.", ["Wardiya"]),
        ("Six-year-old Wardiya was buried.", ["Wardiya"]),
        ("A girl named Wardiya was buried.", ["Wardiya"]),
        ("Wardiya's brother wept.", ["Wardiya"]),
        ("“We ran,” said Wardiya, who lost her home.", ["Wardiya"]),
        ("Wardiya said she saw the jets.", ["Wardiya"]),
        ("The brother of Wardiya wept.", ["Wardiya"]),
        (
            "Shelling killed May Zamani, April Darwish and August Karam.",
            ["May Zamani", "April Darwish", "August Karam"],
        ),
        ("Friday Darwish and Sunday Karam were killed in Raqqa on Friday.", ["Friday Darwish", "Sunday Karam"]),
        ("Her daughter April, 7, was hurt.", ["April"]),
        ("Karim Kurdish and Boris Turk were killed.", ["Karim Kurdish", "Boris Turk"]),
        ("Shelling killed Wardiya Al-Zarqub, 7, in Raqqa.", ["Wardiya Al-Zarqub"]),
        ("It killed six civilians from the Wardiya family.", ["Wardiya"]),
        ("Jets hit members of the al-Zarqub clan in Raqqa.", ["al-Zarqub"]),
        ("The Wardiya brothers’ workshop burnt.", ["Wardiya"]),
        ("Jets struck Wardiya's farm near Raqqa.", ["Wardiya"]),
        ("A shell hit Wardiya’s old shop.", ["Wardiya"]),
        ("Militants killed Wardiya, a baker, in Raqqa.", ["Wardiya"]),
        ("Militants killed Jihad, a baker, and wounded Islam, his brother, residents said.", ["Jihad", "Islam"]),
        ("The lawyer JIHAD ZAMANI was shot.", ["JIHAD ZAMANI"]),
        ("Islam Zamani and Zamani Jihad were buried.", ["Islam Zamani", "Zamani Jihad"]),
        ("Christian Okoro and Prince Okoro were shot.", ["Christian Okoro", "Prince Okoro"]),
        ("Islam, 12, and his brother Jihad were hurt.", ["Islam", "Jihad"]),
        ("Jihad's wife wept.", ["Jihad"]),
        ("Gunmen killed Jihad and wounded Islam in Raqqa.", ["Jihad", "Islam"]),
    ],
)
def test_a_name_is_a_person_s_by_what_stands_beside_it(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "They died in Wardiya, Sofar and Tel Sofar.",
        "It counted in Wardiya, 5, in Sofar, 3, and Raqqa, 12, dead.",
        "Rebels left Wardiya and the village of Sofar.",
        "Residents of Wardiya said so, and residents who fled Sofar said it, too.",
        "Jets killed his son Friday in Wardiya.",
        "A village named Wardiya fell, and the families of Sofar fled.",
        "Wardiya, 12 km away, was hit; in Sofar, three people died.",
        "The army hit Wardiya, five people said.",
        "A doctor in Wardiya died on Sunday in May.",
        "Officials said Wardiya, which lies on the river, fell.",
        "Damascus said so. Turkey's army and Syria-Turkey traffic stopped.",
        "Kurdish fighters left Raqqa on Friday.",
        "A Wardiya family of five fled, and two Sofar families with it.",
        "Raqqa's death toll rose, and Wardiya's market burnt.",
        "The army hit Wardiya, a baker from Raqqa said.",
        "They left Wardiya, a mother of three said.",
        "Islamic Jihad said so. He left Islamic Jihad, his brother said.",
        "They call it Jihad, and Islam is a faith.",
        "Christian families fled Raqqa.",
        "Militants killed Christian worshippers and arrested Islamic Jihad fighters.",
        "Syria's house of cards fell.",
        "Jets hit the Zamani bin Karam mosque and the Zamani hospital.",
    ],
)
def test_a_place_or_a_day_that_is_told_as_one_is_no_person(text: str) -> None:
    assert found(text) == []


def test_no_half_of_a_surname_is_left() -> None:
    one = Redactor(Policy(), replace(KNOWN, private=frozenset({"wardiya al"})))
    assert one.text("Shelling killed Wardiya Al-Zarqub in Raqqa.") == "Shelling killed [name withheld] in Raqqa."


def test_who_speaks_for_a_body_of_the_alias_file_is_named_as_a_whole_and_bodies_are_no_persons() -> None:
    private = frozenset({"omar abdel rahman", "children al jazeera"})
    one = Redactor(Policy(), replace(KNOWN, private=private, common=KNOWN.common | {"held"}))
    text = "Rami Abdel Rahman told Al Jazeera that ISIS left ISIS-held Raqqa."
    assert one.text(text) == text
    assert one.text("Omar Abdel Rahman died.") == "[name withheld] died."


def test_an_outlet_that_a_report_is_from_is_no_person_in_a_quotation_nor_elsewhere() -> None:
    one = told("Raid\nJets struck Tel Nour and three people died, Huda Karam told Harbour Post.")
    one = replace(one[0], outlet="Harbour Post"), one[1]
    (shown,), redactor = redacted([material([one])])
    assert [quote.words.rpartition(", ")[2] for quote in shown.quotes] == ["[name withheld] told Harbour Post."]
    assert not redactor.is_private_voice(Origin("Harbour Post", True, (), (), OriginKind.OUTLET))
    person = told("Raid\nJets struck Tel Nour and three people died, residents told Omar Darwish.")
    (shown,), _ = redacted([material([(replace(person[0], outlet="Omar Darwish"), person[1])])])
    assert "Darwish" not in repr(shown)


def test_outlets_go_by_the_name_that_the_desk_calls_them() -> None:
    one = told("Raid\nJets struck Tel Nour and three people died.")
    (shown,), _ = redacted([material([(replace(one[0], outlet="ahram"), one[1])])])
    assert [source.outlet for source in shown.sources] == ["al-Ahram"]


def test_a_place_that_is_a_person_s_name_is_in_no_heading() -> None:
    document, claim = told("Raid\nJets struck and killed Wardiya Sofar, 5, and three people died in Tel Nour.")
    place = Place("Sofar", "SY", "Daraa", 32.99, 36.0, PlacePrecision.EXACT)
    claim = replace(claim, places=(cited(document, "Sofar"),), place=place)
    (shown,), _ = redacted([material([(document, claim)])], places=KNOWN.places)
    assert "Sofar" not in repr(shown)
    assert shown.place.lat is None
