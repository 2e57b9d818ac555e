"""The fullest name of whom a report mentions."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.extraction.name_forms import bare, without_title
from recount.extraction.names import NameTable, fullest_names
from recount.model import Reading, Span
from tests.extraction.wordings import reading

ACTORS = built_in_actors()
REPORT = reading(
    "Militia spokesman Redan/PER Xelo/PER said the Hilltop/ORG Civil/ORG Council/ORG (HCC/ORG) retook Tel Nour. | "
    "Provincial governor Amir/PER al-Dalal/PER said Islamic/ORG State/ORG in Iraq/ORG and Syria/ORG left. | "
    "Daesh left. | The Syrian/ORG Observatory/ORG for Human/ORG Rights/ORG confirmed it. | SANA/ORG reported it."
)


def test_a_person_of_whom_the_model_took_the_last_word_alone_keeps_the_first() -> None:
    report = reading("Provincial governor Amir Dalal/PER left Tel/LOC Nour/LOC. | Dalal")
    assert fullest("Dalal", report) == "Amir Dalal"


def fullest(words: str, report: Reading = REPORT) -> str:
    """What the report's name table makes of words that stand at the end of an added paragraph."""
    text = report.document.text
    table = fullest_names(report, ACTORS)
    start = text.rindex(words)
    return table.fullest(Span(start, start + len(words))).value


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Xelo", "Redan Xelo"),
        ("Dalal", "Amir al-Dalal"),
        ("the governor", "Amir al-Dalal"),
        ("HCC", "Hilltop Civil Council"),
        ("Daesh", "Islamic State in Iraq and Syria"),
        ("the Observatory", "Syrian Observatory for Human Rights"),
        ("the Britain-based monitor", "Syrian Observatory for Human Rights"),
        ("a monitoring group", "Syrian Observatory for Human Rights"),
        ("the state news agency", "SANA"),
        ("the bakers", "bakers"),
        ("a hospital official", "hospital official"),
        ("Tel Sabra", "Tel Sabra"),
    ],
)
def test_a_mention_leads_to_the_fullest_name_of_the_report(mention: str, name: str) -> None:
    text = REPORT.document.text + " " + mention
    table = NameTable(text, fullest_names(REPORT, ACTORS).names, fullest_names(REPORT, ACTORS)._acronyms, ACTORS)
    found = table.fullest(Span(len(text) - len(mention), len(text)))
    assert found.value == name
    assert " ".join(found.span.of(text).split()) == name
    assert found.rule.startswith("names.")


def test_names_of_two_people_are_kept_apart() -> None:
    report = reading("Amir/PER Dalal/PER met Sami/PER Dalal-Haddad/PER. | Later Haddad/PER left.")
    assert fullest("Haddad", report) == "Sami Dalal-Haddad"
    assert fullest("Dalal", report) != "Haddad"


def test_the_first_of_two_surnames_is_enough() -> None:
    report = reading("Lucio/PER Barrera/PER Solis/PER met farmers. | Later Minister Barrera/PER left.")
    assert fullest("Minister Barrera", report) == "Lucio Barrera Solis"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Britain-based Tel Nour Monitor", "Tel Nour Monitor"),
        ("state-run Radio Furat", "Radio Furat"),
        ("the army's", "army"),
        ("“the mayor”,", "mayor"),
        ("The", "The"),
        ("", ""),
    ],
)
def test_a_bare_name_has_no_article_or_epithet(words: str, name: str) -> None:
    assert bare(words, Span(0, len(words))).of(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [("Gen. Amir Dalal", "Amir Dalal"), ("Prime Minister Amir Dalal", "Amir Dalal"), ("Amir Dalal", "Amir Dalal")],
)
def test_a_person_has_no_title(words: str, name: str) -> None:
    assert without_title(words, Span(0, len(words))).of(words) == name
