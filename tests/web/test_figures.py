"""Lines of an incident's ledger chart."""

from __future__ import annotations

from recount.model import Category
from recount.web.incident_figures import lines_of
from tests.aggregates.figures import figure


def test_two_lines_of_one_origin_say_which_report_has_them() -> None:
    told = [
        figure("Monitor", 31, claim="c1", document="d1", chain=("Radio Furat", "Monitor")),
        figure("Monitor", 12, None, claim="c2", document="d2", chain=("Tel Nour Post", "Monitor")),
        figure("Clinic", 9, claim="c3", document="d2", chain=("Tel Nour Post", "Clinic")),
    ]
    names = [line.name for line in lines_of(told, {})]
    assert names == ["Monitor: people, in Radio Furat", "Monitor: people, in Tel Nour Post", "Clinic"]


def test_two_lines_of_one_report_say_whom_they_count_in_its_words() -> None:
    told = [
        figure("Monitor", 10, who="boys", category=Category.CIVILIAN, claim="c1", chain=("Radio Furat", "Monitor")),
        figure("Monitor", 5, who="nuns", category=Category.CIVILIAN, claim="c1", chain=("Radio Furat", "Monitor")),
    ]
    assert [line.name for line in lines_of(told, {})] == ["Monitor: boys", "Monitor: nuns"]
