"""What lines of figures are called, and the numbers that they go through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.export.figure_lines import named_lines, number_words
from recount.model import Category, Change, Count, LedgerEntry
from recount.tolls.headlines import DEFAULT, RULES
from recount.tolls.lines import lines_of
from tests.aggregates.figures import figure


def names(*told: LedgerEntry) -> list[str]:
    return [line.name for line in named_lines(lines_of(told, DEFAULT))]


def test_two_lines_of_one_origin_say_which_report_has_them() -> None:
    told = [
        figure("Monitor", 31, claim="c1", document="d1", chain=("Radio Furat", "Monitor")),
        figure("Monitor", 12, None, claim="c2", document="d2", chain=("Tel Nour Post", "Monitor")),
        figure("Clinic", 9, claim="c3", document="d2", chain=("Tel Nour Post", "Clinic")),
    ]
    assert names(*told) == ["Monitor: people, in Radio Furat", "Monitor: people, in Tel Nour Post", "Clinic"]


def test_two_lines_of_one_report_say_whom_they_count_in_its_words() -> None:
    told = [
        figure("Monitor", 10, who="boys", category=Category.CIVILIAN, claim="c1", chain=("Radio Furat", "Monitor")),
        figure("Monitor", 5, who="nuns", category=Category.CIVILIAN, claim="c1", chain=("Radio Furat", "Monitor")),
    ]
    assert names(*told) == ["Monitor: boys", "Monitor: nuns", "Monitor: all together"]


def test_no_two_lines_bear_one_name() -> None:
    told = [figure("Monitor", 1, who="child"), replace(figure("Monitor", 1, who="child"), change=Change.MORE)]
    assert names(*told) == ["Monitor: child (1)", "Monitor: child (2)"]
    several = figure("Monitor", 24, None, who="dozens", claim="c2", document="d2", words="dozens died")
    assert names(figure("Monitor", 70), several) == ["Monitor: people, 70", "Monitor: people, dozens"]


def test_who_counts_only_some_is_named_so_where_others_count_others() -> None:
    civilians = figure("Clinic", 5, who="villagers", category=Category.CIVILIAN, claim="c2")
    fighters = figure("Army", 9, who="rebels", category=Category.COMBATANT, claim="c3")
    assert names(figure("Monitor", 14), civilians, fighters) == ["Monitor", "Clinic: civilians", "Army: fighters"]
    assert names(civilians, replace(civilians, origin="Council")) == ["Clinic", "Council"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([figure("Monitor", 61, None, words="more than 60 people were killed")], "more than 60"),
        ([figure("Monitor", 120, None, words="at least 120 people were killed")], "120 or more"),
        ([figure("Monitor", 36, None, words="several dozen people were killed")], "several dozen"),
        ([figure("Monitor", 2, None, words="people were killed")], "2 or more"),
        ([figure("Monitor", None, 9, words="up to nine died")], "up to 9"),
        ([figure("Monitor", 40, 50, words="40 to 50 died")], "40 to 50"),
        ([replace(figure("Monitor", 100), count=Count(100, 100, approx=True))], "~100"),
        (
            [
                figure("Monitor", 120, who="soldiers", category=Category.COMBATANT),
                figure("Monitor", 36, None, who="villagers", category=Category.CIVILIAN, words="several dozen"),
            ],
            "156 or more",
        ),
    ],
)
def test_an_open_number_is_worded_as_open(told: list[LedgerEntry], words: str) -> None:
    (line,) = lines_of(told, DEFAULT)
    assert [number_words(stand) for stand in line.stands] == [words]


def test_a_word_stands_at_the_number_that_the_rule_has_for_it() -> None:
    told = [figure("Monitor", 24, None, who="dozens", words="dozens died")]
    for rule, number in ((RULES["acled"], 12), (DEFAULT, 24)):
        (line,) = lines_of(told, rule)
        assert [(stand.low, stand.high, number_words(stand)) for stand in line.stands] == [(number, None, "dozens")]
