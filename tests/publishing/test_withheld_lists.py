"""What is withheld, as somebody looks it through."""

from __future__ import annotations

from dataclasses import replace

from recount.publishing.withheld_lists import Sentence, by_name
from tests.publishing.made import material, redacted, told


def test_a_name_stands_once_with_the_words_around_it_and_all_its_incidents() -> None:
    first = told(
        "Raid\nJets struck Tel Nour and three people died, Zarqub Vexmoq said.", "a", origin=("Zarqub Vexmoq",)
    )
    second = told("More\nJets struck Tel Nour and three people died, wept Zarqub Vexmoq.", "b")
    other = material([second], "R-00000002")
    other = replace(other, incident=replace(other.incident, id="another"))
    _, redactor = redacted([material([first]), other])
    names = [one for one in by_name(redactor.withheld) if one.words == "Zarqub Vexmoq"]
    assert len(names) == 1
    assert len(names[0].incidents) == 2
    assert len(names[0].whys) == 2
    assert Sentence("Jets struck Tel Nour and three people died, ", "Zarqub Vexmoq", " said.") in names[0].sentences


def test_sentences_of_hidden_reports_are_not_shown() -> None:
    open_one = told("Raid\nJets struck Tel Nour and three people died, wept Zarqub Vexmoq.", "a")
    secret = told("More\nHelicopters struck Tel Nour and three people died; Zarqub Vexmoq lives by the mill.", "b")
    _, redactor = redacted([material([open_one, secret], hidden=frozenset({secret[0].id}))])
    assert "mill" not in repr(by_name(redactor.withheld))
