from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import UNDATED, Category, Count, Harm, LedgerEntry
from recount.tolls import HEADLINES, by_acled, by_range, by_ucdp, latest_per_origin

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
    )


def test_the_rules_put_the_same_ledger_differently() -> None:
    ledger = [said("A", 14, 14), said("B", 9, 9), said("C", 21, None)]
    span, ucdp, acled = by_range(ledger), by_ucdp(ledger), by_acled(ledger)
    assert span is not None
    assert (span.rule, span.low, span.best, span.high) == ("range", 9, None, None)
    assert ucdp is not None
    assert (ucdp.rule, ucdp.low, ucdp.best, ucdp.high) == ("ucdp", 9, 14, 21)
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


def test_a_reprint_and_another_harm_do_not_count() -> None:
    ledger = [said("A", 14, 14), said("B", 99, 99, reprint_of="r1"), said("C", 70, 70, harm=Harm.CASUALTIES)]
    assert [e.origin for e in by_range(ledger).entries] == ["A"]  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", sorted(HEADLINES))
def test_what_nobody_stated_is_not_zero(rule: str) -> None:
    assert HEADLINES[rule]([said("A", 5, 5, harm=Harm.WOUNDED)], Harm.KILLED) is None
    zero = HEADLINES[rule]([said("A", 0, 0)], Harm.KILLED)
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
    for rule in HEADLINES.values():
        estimate = rule(ledger, Harm.KILLED)
        assert estimate is not None
        for n in (estimate.low, estimate.best):
            assert n is None or min(lows) <= n <= max(lows)
