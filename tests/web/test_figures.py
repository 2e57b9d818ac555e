"""Lines of an incident's ledger chart."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from recount.desk.ledgers import ledger
from recount.desk.lines.ledgers import ledger_line
from recount.drawing.ledger import Line
from recount.model import Category, Harm, LedgerEntry
from recount.store import Filters, opened
from recount.tolls.headlines import DEFAULT, RULES, headline
from recount.tolls.lines import lines_of
from recount.web.incident_figures import drawn_lines
from tests.aggregates.figures import figure


def drawn(*told: LedgerEntry) -> tuple[Line, ...]:
    return drawn_lines(lines_of(told, DEFAULT), Harm.KILLED, {"Oster": 3})


def test_a_line_opens_the_sentence_of_its_figure_and_has_its_sides_colour() -> None:
    (line,) = drawn(figure("Army", 7, None, claim="c4", side="Oster"))
    assert line.party == 3
    assert [(point.ref, point.words, point.counted) for point in line.points] == [
        ("c4.killed", "Army: 7+ people killed", "7 or more")
    ]


def test_all_whom_an_origin_counts_that_tells_several_apart_stand_beside_them() -> None:
    lines = drawn(
        figure("Monitor", 3, who="boys", category=Category.CIVILIAN),
        figure("Monitor", 3, who="nuns", category=Category.CIVILIAN),
        figure("Clinic", 6, document="d2", claim="c2"),
    )
    assert [(line.name, line.points[0].counted) for line in lines] == [
        ("Clinic", "6"), ("Monitor: all together", "6"), ("Monitor: boys", "3"), ("Monitor: nuns", "3"),
    ]  # fmt: skip
    assert lines[1].points[0].words == "Monitor: 6 killed: 3 boys killed; 3 nuns killed"


def test_every_line_of_the_examples_ends_in_what_the_headline_counts(record: Path) -> None:
    with closing(opened(record)) as store:
        incidents = store.incidents(Filters())
    walked = 0
    for one in incidents:
        read = ledger(record, one.id)
        for figures in read.figures:
            each = headline(RULES["latest-per-origin"], one.ledger, figures.harm)
            (known,) = ledger_line(read.only(figures.harm))["headlines"]
            told = {line["origin"]: line["steps"][-1] for line in known["lines"]}
            chart = drawn_lines(figures.lines, figures.harm, {})
            for own in each:
                origin = own.entries[0].origin
                assert (told[origin]["low"], told[origin]["high"]) == (own.low, own.high)
                ends = [line.points[-1] for line in chart if line.name == origin or line.name.startswith(f"{origin}: ")]
                assert (own.low, own.high) in [(point.low, point.high) for point in ends]
                walked += 1
    assert walked > 20
