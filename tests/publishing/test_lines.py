"""The chart of a public incident: each origin's line ends in what the headline counts for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codec import packed, unpacked
from recount.model import Category, Harm, LedgerEntry
from recount.publishing.content import PublicIncident
from recount.publishing.lines import charts_of, drawn_lines
from recount.tolls.headlines import DEFAULT, RULES, HeadlineRule, OpenBounds, Statistic, headline
from tests.aggregates.figures import DAY, figure
from tests.publishing.made import site, told
from tests.publishing.test_making import made

REPORTS = [told("T\nJets struck Tel Nour and three people died.", *name)[0].id for name in ((), ("two",))]


def said(origin: str, low: int, high: int | None = -1, *, report: int = 0, **changes: object) -> LedgerEntry:
    """A figure of one of two reports; the second came out a day later."""
    day = DAY + timedelta(days=report)
    return figure(origin, low, high, document=REPORTS[report], claim=f"c{report}", day=day, **changes)  # type: ignore[arg-type]


def chart_words(one: PublicIncident) -> str:
    """What the chart of the killed says in words."""
    ((_, wide, slim),) = charts_of(one, 340)
    texts = [ElementTree.fromstring(drawn)[1].text or "" for drawn in (wide, slim)]  # noqa: S314 — our own
    assert texts[0] == texts[1]
    return texts[0]


SENTENCE = (
    said("Observatory", 1, who="woman", category=Category.CIVILIAN),
    said("Observatory", 3, who="children", category=Category.CIVILIAN),
    said("Observatory", 1, who="child", category=Category.CIVILIAN),
    said("rescuers", 4, report=1, who="villagers", category=Category.CIVILIAN),
)


def test_what_one_sentence_counts_side_by_side_is_one_figure_that_is_the_headlines() -> None:
    _, public = made(SENTENCE, DEFAULT)
    assert [one.words for one in public.headlines] == ["4 to 5"]
    words = chart_words(public)
    assert words == "Observatory: 5 (2 Jun 2017). rescuers: 4 (3 Jun 2017)."
    assert "then" not in words
    assert public.lines[0].steps[0].figures == (0, 1, 2)
    assert drawn_lines(public, Harm.KILLED)[0].points[0].words == ("1 woman killed; 3 children killed; 1 child killed")


def test_open_numbers_are_drawn_and_named_as_open() -> None:
    _, public = made(
        (
            said("army", 120, None, who="soldiers", category=Category.COMBATANT, words="at least 120 soldiers"),
            said("army", 36, None, who="rebels", category=Category.COMBATANT, words="several dozen rebels"),
            said("rescuers", 61, None, words="more than 60 people"),
        ),
        DEFAULT,
    )
    assert "more than 60 (2 Jun 2017)" in chart_words(public)
    (army,) = (line for line in public.lines if public.origins[line.origin].name == "army")
    assert [(step.low, step.high) for step in army.steps] == [(156, None)]
    drawn = str(charts_of(public, 340)[0][1])
    assert drawn.count('class="bar"') == len(public.lines)


def test_a_repetition_is_no_step_and_one_figure_of_one_origin_no_chart() -> None:
    _, public = made((said("Observatory", 9), said("Observatory", 9, report=1)), DEFAULT)
    assert [len(line.steps) for line in public.lines] == [1]
    assert charts_of(public, 340) == []
    _, public = made((said("Observatory", 9), said("Observatory", 12, report=1)), DEFAULT)
    assert "9 (2 Jun 2017), then 12 (3 Jun 2017)" in chart_words(public)


def test_lines_are_kept_in_a_release_and_one_made_without_them_has_no_chart() -> None:
    _, public = made(SENTENCE, DEFAULT)
    assert unpacked(PublicIncident, packed(public)) == public
    old = replace(public, lines=())
    page = (site((old,)).file(f"incidents/{old.id}.html") or b"").decode()
    assert "<svg" not in page.partition("What, who")[0]
    assert "1 woman killed" in page


WHOM = [("people", Category.UNKNOWN), ("woman", Category.CIVILIAN), ("child", Category.CIVILIAN),
        ("Zarqub Vexmoq", Category.CIVILIAN), ("dozens", Category.UNKNOWN), ("rebels", Category.COMBATANT)]  # fmt: skip
FIGURES = st.builds(
    lambda origin, low, open_, whom, report, sub: said(
        origin, low, None if open_ else low, report=report, who=whom[0], category=whom[1], sub=sub, words=whom[0]
    ),
    st.sampled_from(["Observatory", "army", "rescuers", "Zarqub Vexmoq", "Maltor Queshi"]),
    st.integers(0, 40),
    st.booleans(),
    st.sampled_from(WHOM),
    st.integers(0, 1),
    st.sampled_from([False, False, True]),
)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
@settings(max_examples=25)
@given(figures=st.lists(FIGURES, min_size=1, max_size=8, unique=True))
def test_every_line_ends_in_what_the_headline_counts(rule: HeadlineRule, figures: list[LedgerEntry]) -> None:
    ledger = tuple(sorted(figures, key=lambda entry: entry.reported.last or DAY))
    whole, public = made(ledger, rule)
    each = headline(replace(rule, statistic=Statistic.EACH, open_bounds=OpenBounds.OPEN), whole.incident.ledger)
    ends = [(line.steps[-1].low, line.steps[-1].high) for line in public.lines]
    for one in each:
        assert (one.low, one.high) in ends
        ends.remove((one.low, one.high))
    drawn = drawn_lines(public, Harm.KILLED)
    assert len({line.name for line in drawn}) == len(drawn) == len(public.lines)
    for line in public.lines:
        counted = [public.figures[n] for step in line.steps for n in step.figures]
        assert {(one.harm, one.origin, one.sub) for one in counted} == {(line.harm, line.origin, False)}
    assert not any("Vexmoq" in line.name or "Vexmoq" in point.words for line in drawn for point in line.points)
