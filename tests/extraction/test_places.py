"""Places are found in sentences and resolved by what the report speaks of.

Sentences are hand-made: a word, its part of speech and, where the reader would see one, its entity.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.extraction.places import PlaceMention, places_in
from recount.gazetteer import Gazetteer
from recount.model import Document, Entity, Passage, PlacePrecision, Reading, Sentence, Span, Token

_UPOS = {"P": "PROPN", "N": "NOUN", "V": "VERB", "A": "ADJ", "I": "ADP", "D": "DET", "C": "CCONJ", "M": "NUM"}


def reading_of(*tagged: str) -> Reading:
    """A report from sentences like "Rebels/N entered/V Azaz/P/PLACE ./."; `~` glues a word to the one before."""
    text, sentences = "", []
    for line in tagged:
        tokens: list[Token] = []
        entities: list[Entity] = []
        for i, piece in enumerate(line.split(" ")):
            word, *marks = piece.split("/")
            if word.startswith("~"):
                word = word[1:]
            elif text:
                text += " "
            span = Span(len(text), len(text) + len(word))
            text += word
            upos = _UPOS.get(marks[0], "PUNCT") if marks else "X"
            tokens.append(Token(i, span, word, word.lower(), upos, "", 0, "root" if i == 0 else "dep"))
            kind = marks[1] if len(marks) > 1 else ""
            last = entities[-1] if entities else None
            if kind and last and last.kind == kind and last.last == i - 1:
                entities[-1] = replace(last, last=i, span=Span(last.span.start, span.end))
            elif kind:
                entities.append(Entity(kind, i, i, span))
        whole = Span(tokens[0].span.start, tokens[-1].span.end)
        sentences.append(Sentence(whole, tuple(tokens), tuple(entities)))
    return Reading(Document("d", "d", text, "", "", ""), (Passage(0, tuple(sentences)),))


SYRIA = "The/D Syrian/A army/N shelled/V Homs/P/PLACE ./."
"""Context: a report on Syria."""


def by_name(reading: Reading, gazetteer: Gazetteer) -> dict[str, PlaceMention]:
    return {m.name.value: m for m in places_in(reading, gazetteer)}


@pytest.mark.parametrize(
    ("sentence", "name", "country", "admin1", "precision"),
    [
        ("Rebels/N entered/V the/D town/N of/I Azaz/P ./.", "Azaz", "SY", "Aleppo", "exact"),
        ("Jets/N bombed/V rural/A Aleppo/P/PLACE ./.", "Aleppo", "SY", "Aleppo", "governorate"),
        ("Jets/N bombed/V the/D Damascus/P/PLACE countryside/N ./.", "Damascus", "SY", "Rural Damascus", "governorate"),
        ("Iraqi/A troops/N left/V Basra/P/PLACE Governorate/P ./.", "Basra", "IQ", "Basra", "governorate"),
        ("Troops/N moved/V into/I Idlib/P/PLACE province/N ./.", "Idlib", "SY", "Idlib", "governorate"),
        ("Shells/N fell/V near/I Jarablus/P/PLACE ./.", "Jarablus", "SY", "Aleppo", "near"),
        ("They/N stood/V 40/M km/N from/I Manbij/P/PLACE ./.", "Manbij", "SY", "Aleppo", "near"),
        ("Fighting/N raged/V north/N of/I Hama/P/PLACE ./.", "Hama", "SY", "Hama", "near"),
        ("A/D mine/N went/V off/I in/I eastern/A Ghouta/P/PLACE ./.", "Ghouta", "SY", "Rural Damascus", "district"),
        ("A/D raid/N hit/V Tabqa/P/PLACE airbase/N ./.", "Tabqa airbase", "SY", "Raqqa", "exact"),
        ("A/D raid/N hit/V Talbiseh/P/PLACE hospital/N ./.", "Talbiseh hospital", "SY", "Homs", "near"),
        ("Clashes/N reached/V northern/A Syria/P/PLACE ./.", "Syria", "SY", None, "country"),
        ("A/D bomb/N hit/V the/D al/P ~-/. ~Midan/P neighbourhood/N ./.", "al-Midan", "SY", "Damascus", "exact"),
        ("Raids/N hit/V Deir/P Ezour/P in/I the/D east/N ./.", "Deir Ezour", "SY", "Deir ez-Zor", "exact"),
        ("A/D blast/N shook/V Syrias/P/PLACE Idlib/P/PLACE ./.", "Idlib", "SY", "Idlib", "exact"),
    ],
)
def test_a_place_is_found_and_resolved(
    gazetteer: Gazetteer, sentence: str, name: str, country: str, admin1: str | None, precision: str
) -> None:
    found = by_name(reading_of(SYRIA, sentence), gazetteer)
    place = found[name].place
    assert place is not None
    assert (place.country, place.admin1, place.precision) == (country, admin1, PlacePrecision(precision))
    assert not found[name].is_modifier


@pytest.mark.parametrize(
    ("sentence", "name", "relation"),
    [
        ("Rebels/N struck/V in/I the/D northern/A city/N of/I Aleppo/P/PLACE ./.", "Aleppo", "in"),
        ("Families/N fled/V from/I Homs/P/PLACE to/I Idlib/P/PLACE ./.", "Homs", "from"),
        ("Families/N fled/V from/I Homs/P/PLACE to/I Idlib/P/PLACE ./.", "Idlib", "to"),
        ("A/D bomb/N exploded/V outside/I Hama/P/PLACE ./.", "Hama", "outside"),
        ("A/D mine/N blew/V up/I in/I the/D fighters/N stronghold/N of/I Raqqa/P/PLACE ./.", "Raqqa", "in"),
        ("A/D mine/N blew/V up/I in/I rebel/N ~-/. ~held/V Douma/P ./.", "Douma", "in"),
        ("Shells/N fell/V on/I areas/N including/V Azaz/P/PERSON ./.", "Azaz", "in"),
        ("Raids/N hit/V towns/N in/I Hama/P/PLACE ,/. Homs/P and/C Idlib/P ./.", "Idlib", "in"),
    ],
)
def test_the_preposition_that_governs_a_name_is_kept(
    gazetteer: Gazetteer, sentence: str, name: str, relation: str
) -> None:
    assert by_name(reading_of(SYRIA, sentence), gazetteer)[name].relation == relation


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Syrian/A troops/N fired/V ./.", "Syrian"),
        ("Turkey/P/PLACE ~'s/I military/N denied/V it/N ./.", "Turkey"),
        ("The/D Damascus/P/PLACE regime/N denied/V it/N ./.", "Damascus"),
        ("The/D US/P/PLACE ~-/. ~led/V coalition/N denied/V it/N ./.", "US"),
        ("The/D Homs/P/ORG Media/P/ORG Center/P/ORG denied/V it/N ./.", "Homs"),
        ("The/D Raqqa/P Liberation/P Front/P denied/V it/N ./.", "Raqqa"),
        ("The/D Islamic/A State/P of/I Iraq/P/PLACE and/C the/D Levant/P/PLACE denied/V it/N ./.", "Iraq"),
        ("The/D Islamic/A State/P of/I Iraq/P/PLACE and/C the/D Levant/P/PLACE denied/V it/N ./.", "Levant"),
    ],
)
def test_peoples_and_names_inside_organisations_are_modifiers(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert by_name(reading_of(SYRIA, sentence), gazetteer)[name].is_modifier


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Jordan/P/PERSON Hale/P/PERSON denied/V it/N ./.", "Jordan"),
        ("General/P Salem/P denied/V it/N ./.", "Salem"),
        ("On/I Sunday/P/TIME the/D guns/N fell/V silent/A ./.", "Sunday"),
        ("The/D Red/P Cross/P denied/V it/N ./.", "Red Cross"),
        ("Reading/P of/I the/D names/N went/V on/I ./.", "Reading"),
    ],
)
def test_persons_days_and_common_words_are_no_places(gazetteer: Gazetteer, sentence: str, name: str) -> None:
    assert name not in by_name(reading_of(SYRIA, sentence), gazetteer)


def test_a_namesake_is_told_by_the_country_that_the_report_speaks_of(gazetteer: Gazetteer) -> None:
    line = "Gunmen/N attacked/V the/D town/N of/I Tripoli/P/PLACE ./."
    lebanon = by_name(reading_of("The/D Lebanese/A army/N left/V Beirut/P/PLACE ./.", line), gazetteer)
    libya = by_name(reading_of("The/D Libyan/A army/N left/V Benghazi/P/PLACE ./.", line), gazetteer)
    assert lebanon["Tripoli"].place is not None
    assert libya["Tripoli"].place is not None
    assert (lebanon["Tripoli"].place.country, libya["Tripoli"].place.country) == ("LB", "LY")


def test_the_place_said_to_contain_a_name_decides(gazetteer: Gazetteer) -> None:
    found = by_name(
        reading_of("A/D bomb/N hit/V Salem/P/PLACE in/I Tamil/P/PLACE Nadu/P/PLACE ,/. India/P/PLACE ./."), gazetteer
    )
    assert found["Salem"].place is not None
    assert found["Salem"].place.country == "IN"


def test_an_obscure_town_of_another_country_is_refused(gazetteer: Gazetteer) -> None:
    found = by_name(reading_of(SYRIA, "A/D shell/N hit/V the/D village/N of/I Wamego/P ./."), gazetteer)
    assert found["Wamego"].place is None
    assert found["Wamego"].name.value == "Wamego"


def test_an_unknown_name_keeps_its_name_and_takes_the_region_it_lies_in(gazetteer: Gazetteer) -> None:
    found = by_name(
        reading_of(SYRIA, "Shells/N hit/V the/D village/N of/I Zorbabad/P in/I Idlib/P/PLACE province/N ./."), gazetteer
    )
    place = found["Zorbabad"].place
    assert place is not None
    assert (place.name, place.admin1, place.precision) == ("Zorbabad", "Idlib", PlacePrecision.GOVERNORATE)


def test_without_any_region_an_unknown_name_has_no_place(gazetteer: Gazetteer) -> None:
    found = by_name(reading_of(SYRIA, "Shells/N hit/V the/D village/N of/I Zorbabad/P ./."), gazetteer)
    assert found["Zorbabad"].place is None


def test_a_word_of_an_actors_name_is_a_place_only_where_the_gazetteer_knows_it(gazetteer: Gazetteer) -> None:
    reading = reading_of(SYRIA, "Shells/N hit/V the/D village/N of/I Zorbabad/P ./.")
    assert {m.name.value for m in places_in(reading, gazetteer)} >= {"Homs", "Zorbabad"}
    of_actor = {m.name.value for m in places_in(reading, gazetteer, lambda _: True)}
    assert "Homs" in of_actor
    assert "Zorbabad" not in of_actor


def test_a_street_named_after_a_far_town_is_not_put_there(gazetteer: Gazetteer) -> None:
    found = by_name(reading_of(SYRIA, "A/D bomb/N hit/V Baghdad/P/PLACE Street/P ./."), gazetteer)
    assert found["Baghdad Street"].place is None


def test_a_list_that_lost_its_commas_is_taken_apart(gazetteer: Gazetteer) -> None:
    found = by_name(
        reading_of(SYRIA, "Jets/N bombed/V the/D towns/N of/I Douma/P Zorbabad/P Harasta/P and/C Wibbeldon/P ./."),
        gazetteer,
    )
    assert list(found)[-4:] == ["Douma", "Zorbabad", "Harasta", "Wibbeldon"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels/N entered/V Azaz/P/PERSON at/I dawn/N ./.",
        "Jets/N hit/V the/D village/N of/I Azaz/P/PERSON ./.",
        "The/D fall/N of/I Azaz/P/PERSON came/V late/A ./.",
        "Shells/N fell/V in/I Azaz/P/PERSON ./.",
    ],
)
def test_a_town_that_the_reader_takes_for_a_person_is_found_all_the_same(gazetteer: Gazetteer, sentence: str) -> None:
    assert "Azaz" in by_name(reading_of(SYRIA, sentence), gazetteer)


def test_seas_and_continents_have_no_position(gazetteer: Gazetteer) -> None:
    found = by_name(reading_of(SYRIA, "A/D ship/N sank/V in/I the/D Mediterranean/P/PLACE ./."), gazetteer)
    assert found["Mediterranean"].place is None


def test_upper_case_wires_are_read(gazetteer: Gazetteer) -> None:
    found = by_name(
        reading_of(
            "SALVADORAN/A TROOPS/N CLASHED/V WITH/I REBELS/N IN/I CHALATENANGO/P/PLACE DEPARTMENT/N ./.",
            "A/D BOMB/N EXPLODED/V IN/I THE/D CITY/N OF/I SAN/P MIGUEL/P ,/. MANY/A FLED/V ./.",
        ),
        gazetteer,
    )
    chalatenango, miguel = found["CHALATENANGO"].place, found["SAN MIGUEL"].place
    assert chalatenango is not None
    assert chalatenango.precision is PlacePrecision.GOVERNORATE
    assert miguel is not None
    assert (miguel.country, miguel.admin1) == ("SV", "San Miguel")


@pytest.mark.parametrize(
    ("opening", "country"),
    [
        ("Israeli/A jets/N bombed/V Gaza/P/PLACE ./.", "PS"),
        ("Indian/A police/N entered/V Ahmedabad/P/PLACE ./.", "IN"),
        ("Iraqi/A troops/N entered/V Mosul/P/PLACE ./.", "IQ"),
        ("Ukrainian/A troops/N left/V Kherson/P/PLACE ./.", "UA"),
    ],
)
def test_any_war_is_read(gazetteer: Gazetteer, opening: str, country: str) -> None:
    places = [m.place for m in places_in(reading_of(opening), gazetteer)]
    assert country in {place.country for place in places if place}


def test_one_name_means_one_place_throughout_a_report(gazetteer: Gazetteer) -> None:
    reading = reading_of(
        "Shells/N hit/V Salamiyeh/P/PLACE in/I Hama/P/PLACE ,/. Syria/P/PLACE ./.",
        "Salamiyeh/P/PLACE was/V quiet/A later/A ./.",
    )
    places = {m.place for m in places_in(reading, gazetteer) if m.name.value == "Salamiyeh"}
    assert len(places) == 1
    assert None not in places


def test_every_name_is_the_words_it_cites(gazetteer: Gazetteer) -> None:
    reading = reading_of(
        SYRIA,
        "Jets/N hit/V Deir/P ez/P ~-/. ~Zor/P ,/. the/D al/P ~-/. ~Bab/P area/N and/C Shayrat/P Airfield/P ./.",
    )
    mentions = places_in(reading, gazetteer)
    assert len(mentions) >= 5
    for m in mentions:
        sentence = reading.passages[m.passage].sentences[m.sentence]
        assert m.name.value == re.sub(r"\s+", " ", m.name.span.of(reading.document.text))
        assert sentence.tokens[m.first].span.start == m.name.span.start
        assert sentence.tokens[m.last].span.end >= m.name.span.end
        assert m.inside is None or 0 <= m.inside < len(mentions)


_TAGGED = (
    "Syria/P/PLACE Homs/P al/P ~-/. ~Bab/P of/I in/I the/D Salem/P/PERSON Street/P province/N near/I ,/. and/C "
    "Army/P/ORG Zorbabad/P Syrians/P US/P ~'s/I 40/M km/N from/I -/. US/N é/P x/N"
)
_WORDS = st.sampled_from(_TAGGED.split())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(words=st.lists(_WORDS, min_size=1, max_size=30))
def test_no_order_of_words_upsets_it_and_no_two_names_overlap(gazetteer: Gazetteer, words: list[str]) -> None:
    reading = reading_of(" ".join(words).lstrip("~"))
    mentions = places_in(reading, gazetteer)
    assert mentions == places_in(reading, gazetteer)
    for one, other in pairwise(mentions):
        assert one.name.span.end <= other.name.span.start
