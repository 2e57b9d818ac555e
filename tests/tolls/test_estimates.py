from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import UNDATED, Category, Count, Harm, LedgerEntry
from recount.tolls import RULES, by_acled, by_range, by_ucdp, headline_of, latest_per_origin, most_counted
from recount.tolls.estimates import at_bounds

ENTRY = LedgerEntry("c", "r1", Harm.KILLED, "people", Category.UNKNOWN, False, Count(1, 1), "A", (), UNDATED)


def said(
    origin: str,
    low: int | None,
    high: int | None,
    *,
    category: Category = Category.UNKNOWN,
    document: str = "r1",
    sub: bool = False,
    harm: Harm = Harm.KILLED,
    reprint_of: str | None = None,
    who: str = "people",
    claim: str = "c",
) -> LedgerEntry:
    return replace(
        ENTRY,
        origin=origin,
        count=Count(low, high),
        category=category,
        document=document,
        sub=sub,
        harm=harm,
        reprint_of=reprint_of,
        who=who,
        claim=claim,
    )


def test_the_rules_put_the_same_ledger_differently() -> None:
    ledger = [said("A", 14, 14), said("B", 9, 9), said("C", 21, None)]
    span, ucdp, acled = by_range(ledger), by_ucdp(ledger), by_acled(ledger)
    assert span is not None
    assert (span.rule, span.low, span.best, span.high) == ("range", 9, None, None)
    assert ucdp is not None
    assert (ucdp.rule, ucdp.low, ucdp.best, ucdp.high) == ("ucdp", 9, 14, None)
    assert acled is not None
    assert (acled.rule, acled.low, acled.best, acled.high) == ("acled", 9, 9, 9)
    assert [(e.low, e.high) for e in latest_per_origin(ledger)] == [(14, 14), (9, 9), (21, None)]


def test_an_origins_latest_figure_counts() -> None:
    (one,) = latest_per_origin([said("A", 14, 14), said("A", 21, 21, document="r2")])
    assert (one.low, one.high) == (21, 21)


@pytest.mark.parametrize(
    ("ledger", "whole"),
    [
        ([said("A", 26, None, category=Category.COMBATANT), said("A", 9, 9, category=Category.CIVILIAN)], (35, None)),
        (
            [
                said("A", 58, 58),
                said("A", 50, 50, category=Category.COMBATANT),
                said("A", 8, 8, category=Category.CIVILIAN),
            ],
            (58, 58),
        ),
        ([said("A", 20, 20), said("A", 5, 5, category=Category.CIVILIAN, sub=True)], (20, 20)),
        (
            [
                said("A", 26, 26, category=Category.COMBATANT),
                said("A", 9, 9, category=Category.CIVILIAN),
                said("A", 30, 30, document="r2"),
            ],
            (30, 30),
        ),
        ([said("A", 0, 0)], (0, 0)),
        ([said("A", None, 40)], (None, 40)),
    ],
    ids=["along with", "whole and groups", "a part is not added", "revised downward as a whole", "zero", "up to"],
)
def test_one_origins_figure_for_all(ledger: list[LedgerEntry], whole: tuple[int | None, int | None]) -> None:
    (one,) = latest_per_origin(ledger)
    assert (one.low, one.high) == whole


def fighters(who: str, low: int, high: int | None, *, claim: str = "c", document: str = "r1") -> LedgerEntry:
    return said("A", low, high, who=who, category=Category.COMBATANT, claim=claim, document=document)


@pytest.mark.parametrize(
    ("ledger", "whole"),
    [
        ([fighters("Northern militants", 26, None), fighters("soldiers", 9, 9)], (35, None)),
        ([fighters("militants", 26, 26), fighters("soldiers", 9, 9, claim="d")], (26, 26)),
        (
            [
                fighters("militants", 26, 26),
                fighters("soldiers", 9, 9),
                fighters("soldiers", 12, 12, document="r2", claim="d"),
            ],
            (26, 26),
        ),
        ([fighters("soldiers", 7, 7), fighters("Oster soldiers", 4, 4)], (7, 7)),
        ([said("A", 58, 58), said("A", 8, 8, category=Category.CIVILIAN, document="r2")], (58, 58)),
        ([said("A", 10, 10), said("A", 12, 12), said("A", 15, 15, document="r2")], (15, 15)),
    ],
    ids=["one claim", "two claims", "one group revised", "one within the other", "some of all", "two figures for all"],
)
def test_groups_of_one_origin_do_not_hide_each_other(
    ledger: list[LedgerEntry], whole: tuple[int | None, int | None]
) -> None:
    (one,) = latest_per_origin(ledger)
    assert (one.low, one.high) == whole


@pytest.mark.parametrize(
    ("figures", "span", "most"),
    [
        ([(87, None), (100, None)], (87, None), 100),
        ([(87, None), (100, 100)], (87, 100), 100),
        ([(10, 10), (22, None)], (10, None), 22),
        ([(22, None), (22, 22)], (22, None), 22),
        ([(None, 9), (12, 12)], (None, 12), 12),
        ([(5, 8), (6, 6)], (5, 8), 8),
    ],
)
def test_a_bound_is_open_where_its_figure_is_and_all_rules_say_so(
    figures: list[tuple[int | None, int | None]], span: tuple[int | None, int | None], most: int
) -> None:
    ledger = [said(origin, *bounds) for origin, bounds in zip("AB", figures, strict=True)]
    for rule in (by_range, by_ucdp):
        estimate = rule(ledger)
        assert estimate is not None
        assert (estimate.low, estimate.high, estimate.most) == (*span, most)
    assert most_counted(ledger) == most


def test_a_reprint_and_another_harm_do_not_count() -> None:
    ledger = [said("A", 14, 14), said("B", 99, 99, reprint_of="r1"), said("C", 70, 70, harm=Harm.CASUALTIES)]
    assert [e.origin for e in by_range(ledger).entries] == ["A"]  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_what_nobody_stated_is_not_zero(rule: str) -> None:
    assert headline_of(RULES[rule], [said("A", 5, 5, harm=Harm.WOUNDED)]) is None
    zero = headline_of(RULES[rule], [said("A", 0, 0)])
    assert zero is not None
    assert zero.low == 0


FIGURES = st.lists(
    st.builds(
        lambda origin, low, more: said(origin, low, None if more is None else low + more),
        st.sampled_from("ABCD"),
        st.integers(0, 500),
        st.none() | st.integers(0, 50),
    ),
    min_size=1,
    max_size=12,
)


@given(FIGURES)
def test_no_rule_goes_beyond_what_some_origin_said(ledger: list[LedgerEntry]) -> None:
    lows = [e.count.low for e in ledger if e.count.low is not None]
    for rule in RULES.values():
        estimate = headline_of(rule, ledger)
        assert estimate is not None
        for n in (estimate.low, estimate.best):
            assert n is None or min(lows) <= n <= max(lows)


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.integers(0, 200), st.booleans()), min_size=1, max_size=8))
def test_the_figures_at_the_bounds_are_those_that_an_estimate_is_made_of(told: list[tuple[str, int, bool]]) -> None:
    given_by = {origin: (number, least) for origin, number, least in told}
    figures = [said(o, n, None if least else n, claim=o) for o, (n, least) in given_by.items()]
    chosen = by_range(figures)
    assert chosen is not None
    behind = at_bounds(chosen)
    assert len(behind) <= 2
    assert set(behind) <= set(chosen.entries)
    assert chosen.low in {entry.count.low for entry in behind}
    assert chosen.most in {entry.count.low for entry in behind}


def test_groups_that_one_origin_tells_apart_stand_behind_a_bound_together() -> None:
    apart = [said("A", 50, 50, category=Category.COMBATANT, who="gunmen"), said("A", 8, 8, category=Category.CIVILIAN)]
    chosen = by_range([*apart, said("B", 20, 20, claim="d"), said("C", 30, 30, claim="e")])
    assert chosen is not None
    assert {(entry.origin, entry.count.low) for entry in at_bounds(chosen)} == {("A", 50), ("A", 8), ("B", 20)}
