"""What the text tells of a place: who sits there, what it lies near, that the name is an outlet's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.extraction.places import places_in
from recount.gazetteer import Gazetteer
from recount.model import PlacePrecision
from tests.coded import read
from tests.extraction.test_places import SYRIA, by_name, reading_of


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A/D monitor/N based/V in/I Coventry/P/PLACE counted/V nine/M dead/N ./.", "Coventry"),
        ("The/D channel/N ,/. headquartered/V in/I the/D city/N of/I Doha/P/PLACE ,/. agreed/V ./.", "Doha"),
        ("The/D London/P/PLACE based/V charity/N agreed/V ./.", "London"),
        ("The/D London/P/PLACE ~-/. ~based/V charity/N agreed/V ./.", "London"),
        ("A/D teacher/N who/N now/N lives/V in/I Beirut/P/PLACE recalled/V it/N ./.", "Beirut"),
        ("A/D cousin/N living/V in/I Amman/P/PLACE ,/. Jordan/P/PLACE ,/. said/V so/N ./.", "Amman"),
        ("A/D man/N who/N is/V from/I Homs/P/PLACE told/V us/N ./.", "Homs"),
        ("On/I a/D visit/N to/I Paris/P/PLACE ,/. the/D minister/N said/V shells/N fell/V ./.", "Paris"),
        ("The/D envoy/N said/V during/I a/D short/A trip/N to/I Geneva/P/PLACE that/I shells/N fell/V ./.", "Geneva"),
        ("Speaking/V in/I Geneva/P/PLACE ,/. she/N blamed/V both/D ./.", "Geneva"),
    ],
)
def test_where_a_speaker_sits_is_no_scene(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert by_name(reading_of(SYRIA, sentence), gazetteer)[name].is_modifier


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The/D minister/N died/V during/I a/D visit/N to/I Aleppo/P/PLACE ,/. aides/N said/V ./.", "Aleppo"),
        ("During/I a/D tour/N of/I Homs/P/PLACE he/N was/V shot/V ./.", "Homs"),
        ("A/D family/N that/N lived/V in/I Idlib/P/PLACE was/V killed/V ./.", "Idlib"),
        ("Thousands/N live/V in/I Homs/P/PLACE under/I siege/N ./.", "Homs"),
        ("Rebels/N attacked/V a/D base/N in/I Idlib/P/PLACE ./.", "Idlib"),
        ("Jets/N struck/V Paris/P/PLACE ,/. he/N said/V ./.", "Paris"),
    ],
)
def test_where_people_live_and_die_is_one(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert not by_name(reading_of(SYRIA, sentence), gazetteer)[name].is_modifier


@pytest.mark.parametrize(
    ("sentence", "motive"),
    [
        ("Jets/N hit/V Homs/P/PLACE in/I retaliation/N for/I the/D Paris/P/PLACE attacks/N ./.", True),
        ("Jets/N hit/V Homs/P/PLACE in/I response/N to/I deadly/A attacks/N in/I Paris/P/PLACE ./.", True),
        ("Jets/N hit/V Homs/P/PLACE in/I response/N to/I fire/N from/I Paris/P/PLACE ./.", False),
        ("Jets/N hit/V Homs/P/PLACE in/I response/N to/I a/D gas/N attack/N in/I Paris/P/PLACE ./.", False),
        ("Jets/N hit/V Homs/P/PLACE in/I response/N to/I an/D attack/N on/I Paris/P/PLACE ./.", False),
        ("In/I revenge/N for/I an/D attack/N ,/. jets/N hit/V Paris/P/PLACE ./.", False),
        ("Jets/N hit/V Homs/P/PLACE after/I attacks/N in/I Paris/P/PLACE ./.", False),
    ],
)
def test_where_the_attack_was_that_is_avenged_is_no_scene_of_the_deed(
    gazetteer: Gazetteer, sentence: str, motive: bool
) -> None:
    assert by_name(reading_of(SYRIA, sentence), gazetteer)["Paris"].is_modifier is motive


@pytest.mark.parametrize(
    "tie",
    [
        "near/I the/D town/N of/I Tabqa/P/PLACE",
        "outside/I Tabqa/P/PLACE",
        ",/. 15/M km/N west/N of/I Tabqa/P/PLACE",
        ",/. about/I 9/M miles/N from/I Tabqa/P/PLACE",
        ",/. east/N of/I Tabqa/P/PLACE",
    ],
)
@pytest.mark.parametrize("name", ["Safsafah", "Zorbabad"])
def test_a_village_lies_near_the_place_that_the_text_ties_it_to(gazetteer: Gazetteer, name: str, tie: str) -> None:
    sentence = f"Rebels/N took/V the/D village/N of/I {name}/P {tie} ./."
    mention = by_name(reading_of(SYRIA, sentence), gazetteer)[name]
    place = mention.place
    assert place is not None
    assert (place.name, place.admin1, place.precision) == (name, "Raqqa", PlacePrecision.NEAR)
    assert mention.name.rule == "near"


def test_the_tie_holds_for_the_name_throughout_the_report(gazetteer: Gazetteer) -> None:
    reading = reading_of(
        SYRIA,
        "Rebels/N took/V the/D village/N of/I Zorbabad/P near/I Tabqa/P/PLACE ./.",
        "Nine/M died/V in/I the/D village/N of/I Zorbabad/P ./.",
    )
    places = [m.place for m in places_in(reading, gazetteer) if m.name.value == "Zorbabad"]
    assert len(places) == 2
    assert places[0] == places[1] is not None


@pytest.mark.parametrize(
    "rest",
    [
        "./.",
        "and/C troops/N stood/V near/I Tabqa/P/PLACE ./.",
        ",/. 300/M km/N from/I Tabqa/P/PLACE ./.",
        "toward/I Tabqa/P/PLACE ./.",
    ],
)
def test_without_such_a_tie_an_unknown_village_has_no_place(gazetteer: Gazetteer, rest: str) -> None:
    found = by_name(reading_of(SYRIA, f"Rebels/N left/V the/D village/N of/I Zorbabad/P {rest}"), gazetteer)
    assert found["Zorbabad"].place is None


@pytest.mark.parametrize(
    ("sentence", "name", "admin1"),
    [
        ("Rebels/N took/V Azaz/P/PLACE ,/. 40/M km/N north/N of/I Aleppo/P/PLACE ./.", "Azaz", "Aleppo"),
        ("Rebels/N took/V Palmyra/P/PLACE ,/. 160/M km/N east/N of/I Homs/P/PLACE ./.", "Palmyra", "Homs"),
        ("Rebels/N took/V Latakia/P/PLACE near/I Raqqa/P/PLACE ./.", "Latakia", "Latakia"),
    ],
)
def test_a_known_place_stays_where_it_is(gazetteer: Gazetteer, sentence: str, name: str, admin1: str) -> None:
    place = by_name(reading_of(SYRIA, sentence), gazetteer)[name].place
    assert place is not None
    assert (place.admin1, place.precision) == (admin1, PlacePrecision.EXACT)


def test_a_namesake_in_another_region_than_the_text_says_is_refused(gazetteer: Gazetteer) -> None:
    sentence = "Rebels/N took/V the/D village/N of/I Safsafah/P in/I Raqqa/P/PLACE province/N ./."
    place = by_name(reading_of(SYRIA, sentence), gazetteer)["Safsafah"].place
    assert place is not None
    assert (place.admin1, place.precision) == ("Raqqa", PlacePrecision.GOVERNORATE)


def test_a_river_has_no_position_even_inside_a_region(gazetteer: Gazetteer) -> None:
    sentence = "Rebels/N crossed/V the/D Euphrates/P/PLACE in/I Raqqa/P/PLACE province/N ./."
    assert by_name(reading_of(SYRIA, sentence), gazetteer)["Euphrates"].place is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Second/A Meridian/P/PLACE reported/V the/D shelling/N ./.",
        "Second/A Meridian/P/PLACE has/V confirmed/V the/D shelling/N ./.",
        "Second/A Meridian/P/PLACE ,/. 4/M May/P 2016/M -/. shells/N fell/V on/I troops/N ./.",
        "SECOND/P MERIDIAN/P/PLACE ,/. 4/M MAY/P 2016/M -/. SHELLS/N FELL/V ON/I TROOPS/N ./.",
    ],
)
def test_an_outlet_with_a_towns_word_in_its_name_is_no_scene(gazetteer: Gazetteer, sentence: str) -> None:
    reading = reading_of("The/D United/P/PLACE States/P/PLACE sent/V jets/N ./.", sentence)
    assert all(m.is_modifier for m in places_in(reading, gazetteer) if m.sentence == 1)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Deir/P Ezour/P ,/. 4/M May/P 2016/M -/. shells/N fell/V on/I troops/N ./.", "Deir Ezour"),
        ("Homs/P/PLACE ,/. 4/M May/P 2016/M -/. shells/N fell/V on/I troops/N ./.", "Homs"),
        ("Aleppo/P/PLACE Siege/P ,/. 4/M May/P 2016/M ./.", "Aleppo"),
        ("In/I Homs/P/PLACE Activists/P said/V shells/N fell/V ./.", "Homs"),
    ],
)
def test_a_dateline_of_a_town_is_its_place(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert not by_name(reading_of(SYRIA, sentence), gazetteer)[name].is_modifier


def test_the_reports_own_outlet_is_no_place(gazetteer: Gazetteer) -> None:
    reading = reading_of(SYRIA, "Shells/N fell/V in/I Homs/P/PLACE ,/. Aleppo/P/PLACE Lantern/P learned/V ./.")
    named = replace(reading, document=replace(reading.document, outlet="Aleppo Lantern"))
    assert "Aleppo" in by_name(reading, gazetteer)
    assert "Aleppo" not in by_name(named, gazetteer)
    assert "Homs" in by_name(named, gazetteer)


def test_a_small_region_does_not_take_the_name_of_a_famous_town_elsewhere(gazetteer: Gazetteer) -> None:
    reading = reading_of("SALVADORAN/A TROOPS/N FOUGHT/V REBELS/N IN/I SAN/P/PLACE SALVADOR/P/PLACE TODAY/N ./.")
    place = by_name(reading, gazetteer)["SAN SALVADOR"].place
    assert place is not None
    assert place.country == "SV"


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("US/P/PLACE jets/N bombed/V Idlib/P/PLACE ./.", "Idlib", "SY"),
        ("Idlib/P/PLACE was/V bombed/V by/I Russian/A jets/N ./.", "Idlib", "SY"),
        ("Israeli/A jets/N bombed/V Baalbek/P/PERSON ./.", "Baalbek", "LB"),
        ("Turkish/A jets/N bombed/V Afrin/P/PERSON ./.", "Afrin", "SY"),
        ("A/D bomb/N went/V off/I in/I Tikrit/P/PLACE after/I shells/N fell/V in/I Turkey/P/PLACE ./.", "Tikrit", "IQ"),
    ],
)
def test_whose_jets_fly_does_not_move_a_town_or_lose_it(
    gazetteer: Gazetteer, sentence: str, name: str, country: str
) -> None:
    place = by_name(reading_of(sentence), gazetteer)[name].place
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Moscow/P/PLACE denied/V that/I its/D jets/N flew/V ./.", "Moscow"),
        ("Aides/N accused/V Ankara/P/PLACE of/I the/D raid/N ./.", "Ankara"),
    ],
)
def test_a_capital_that_speaks_or_is_accused_is_no_scene(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert by_name(reading_of(sentence), gazetteer)[name].is_modifier


MOSUL = "The/D Iraqi/A army/N entered/V Mosul/P/PLACE ./."


@pytest.mark.parametrize(
    ("sentence", "name", "country", "admin1", "precision"),
    [
        ("A/D bomb/N hit/V the/D Granada/P district/N of/I Mosul/P/PLACE ./.", "Granada", "IQ", "Nineveh", "district"),
        ("Jets/N hit/V Mosul/P/PLACE ~'s/T Granada/P quarter/N ./.", "Granada", "IQ", "Nineveh", "district"),
        ("It/N hit/V Granada/P/PLACE ,/. a/D suburb/N of/I Mosul/P/PLACE ./.", "Granada", "IQ", "Nineveh", "district"),
        ("It/N hit/V the/D Mosul/P area/N of/I Granada/P/PLACE ./.", "Granada", "IQ", "Nineveh", "district"),
        ("It/N hit/V the/D Granada/P area/N in/I Mosul/P/PLACE ./.", "Granada", "IQ", "Nineveh", "district"),
        ("It/N hit/V the/D Tal/P Afar/P district/N of/I Mosul/P/PLACE ./.", "Tal Afar", "IQ", "Nineveh", "exact"),
        ("It/N hit/V the/D quarter/N of/I Mosul/P/PLACE in/I Iraq/P/PLACE ./.", "Mosul", "IQ", "Nineveh", "exact"),
    ],
)
def test_what_is_called_a_part_of_a_town_lies_in_that_town(
    gazetteer: Gazetteer, sentence: str, name: str, country: str, admin1: str, precision: str
) -> None:
    place = by_name(reading_of(MOSUL, sentence), gazetteer)[name].place
    assert place is not None
    assert (place.country, place.admin1, place.precision) == (country, admin1, PlacePrecision(precision))


def test_what_was_once_called_a_part_of_a_town_is_it_in_the_sentences_after(gazetteer: Gazetteer) -> None:
    first = "A/D bomb/N hit/V the/D Granada/P district/N of/I Mosul/P/PLACE ./."
    reading = reading_of(MOSUL, first, "Nine/M died/V in/I Granada/P/PLACE ./.")
    found = [m.place for m in places_in(reading, gazetteer) if m.name.value == "Granada"]
    assert [(place.country, place.admin1) for place in found if place is not None] == [("IQ", "Nineveh")] * 2


@pytest.mark.parametrize(
    ("sentence", "name", "there"),
    [
        ("Rebels/N captured/V Azaz/P/PERSON ./.", "Azaz", True),
        ("The/D army/N denied/V that/C it/N had/V lost/V Kobani/P/PERSON ./.", "Kobani", True),
        ("The/D army/N denied/V that/C Azaz/P/PERSON had/V fallen/V ./.", "Azaz", True),
        ("The/D army/N said/V Azaz/P/PERSON fell/V to/I rebels/N ./.", "Azaz", True),
        ("Rebels/N captured/V Norman/P/PERSON ./.", "Norman", False),
        ("The/D family/N lost/V Salina/P/PERSON ./.", "Salina", False),
    ],
)
def test_what_changes_hands_is_a_place_where_the_report_is_on_its_country(
    gazetteer: Gazetteer, sentence: str, name: str, there: bool
) -> None:
    found = by_name(reading_of(SYRIA, sentence), gazetteer).get(name)
    assert (found is not None and found.place is not None) is there


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A/D raid/N on/I Tabqa/P/PLACE 's/. farm/N near/I Homs/P/PLACE killed/V four/M ./.", "Tabqa"),
        ("A/D shell/N hit/V Tabqa/P/PLACE 's/. late/A brother/N in/I Homs/P/PLACE ./.", "Tabqa"),
        ("Six/M members/N of/I the/D Tabqa/P/PLACE family/N died/V in/I Homs/P/PLACE ./.", "Tabqa"),
        ("A/D shell/N hit/V the/D house/N of/I Abu/P Tabqa/P/PLACE in/I Homs/P/PLACE ./.", "Tabqa"),
        ("The/D Tabqa/P/PLACE brothers/N died/V in/I Homs/P/PLACE ./.", "Tabqa"),
    ],
)
def test_whose_something_is_is_no_place(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    found = by_name(reading_of(SYRIA, sentence), gazetteer)
    assert name not in found
    assert "Homs" in found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A/D Tabqa/P/PLACE family/N of/I five/M died/V ./.", "Tabqa"),
        ("A/D raid/N on/I Tabqa/P/PLACE 's/. market/N killed/V four/M ./.", "Tabqa"),
        ("Six/M families/N fled/V Tabqa/P/PLACE ./.", "Tabqa"),
        ("Homs/P/PLACE family/N flees/V ./.", "Homs"),
        ("A/D raid/N on/I Homs/P/PLACE province/N killed/V four/M ./.", "Homs"),
    ],
)
def test_where_families_come_from_is_one(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert name in by_name(reading_of(SYRIA, sentence), gazetteer)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A/D bomber/N killed/V 17/C at/I a/D Homs/P/PLACE mosque/N ./.", "Homs"),
        ("Shells/N hit/V one/C Aleppo/P/PLACE school/N ./.", "Aleppo"),
        ("Shells/N hit/V the/D Aleppo/P/PLACE hotel/N ./.", "Aleppo"),
        ("Shells/N hit/V the/D Aleppo/P/PLACE Hotel/P ./.", "Aleppo Hotel"),
        ("Shells/N hit/V a/D Homs/P/PLACE airbase/N ./.", "Homs airbase"),
    ],
)
def test_a_town_before_one_of_its_buildings_is_where_that_stands(
    gazetteer: Gazetteer, sentence: str, name: str
) -> None:
    found = by_name(reading_of(SYRIA, sentence), gazetteer)
    assert name in found
    assert name.endswith("Hotel") or found[name].place is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Air strikes hit Kharkiv on Monday.", "Kharkiv"),
        ("Shells hit Saraqib on Monday, killing four.", "Saraqib"),
        ("Drones have again struck Belgorod.", "Belgorod"),
        ("A missile struck Kharkiv on Monday.", "Kharkiv"),
    ],
)
def test_what_weapons_hit_is_a_place_whatever_the_reader_takes_its_name_for(text: str, name: str) -> None:
    assert [claim.place.name for claim in read(text).claims if claim.place] == [name]
