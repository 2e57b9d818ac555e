"""How two reports of one incident relate, by the deaths they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from recount.model import Category, Change, Toll
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.ledgers import incident

MONITOR, ARMY, NOBODY = "Northern Monitor", "Army of Oster", "witnesses"
RISING, NEW, FIRST, FALLING = Change.RISING, Change.REVISED, Change.PRELIMINARY, Change.FALLING
Said = tuple[str, Sequence[Toll]]


def dead(n: int, change: Change | None = None, *, open_: bool = False, who: str = "people") -> Toll:
    category = Category.UNKNOWN if who == "people" else Category.COMBATANT
    return replace(toll(n, None if open_ else n, who=who, category=category), change=change)


def related(first: Sequence[Said], second: Sequence[Said], *, days: int = 1) -> tuple[str, str, str]:
    """How reports a and b, the second out so many days later, relate."""
    documents = [report("a", "word " * 9), report("b", "word " * 9, day=DAY + timedelta(days=days))]
    claims = [
        claim(document, n, tolls=tolls, origin=[origin], main=n == 0)
        for document, said in zip(documents, (first, second), strict=True)
        for n, (origin, tolls) in enumerate(said)
    ]
    (found,) = incident(documents, claims).relations
    assert days or found.rel != "update" or found.ordered is (first[0][1][0].change is not second[0][1][0].change)
    assert found.ordered or (found.rel == "update" and not days)
    return found.a, found.b, found.rel


@pytest.mark.parametrize(
    ("first", "second", "rel"),
    [
        (dead(14), dead(14), "same"),
        (dead(14, open_=True), dead(14), "same"),
        (dead(14), dead(17), "update"),
        (dead(17), dead(14), "update"),
    ],
    ids=["the same number", "a bound opened", "more", "fewer"],
)
def test_an_origins_other_number_is_an_update(first: Toll, second: Toll, rel: str) -> None:
    assert related([(MONITOR, [first])], [(MONITOR, [second])]) == ("a", "b", rel)


@pytest.mark.parametrize(
    ("first", "second", "rel"),
    [
        (dead(14), dead(14), "same"),
        (dead(14), dead(17), "conflict"),
        (dead(10, open_=True), dead(19), "conflict"),
        (dead(14), dead(17, RISING), "update"),
        (dead(14), dead(17, NEW), "update"),
        (dead(14, RISING), dead(17, NEW), "conflict"),
        (dead(17), dead(14, NEW), "conflict"),
        (dead(14), dead(17, FALLING), "conflict"),
        (dead(14, FIRST), dead(17), "update"),
        (dead(17, FIRST), dead(14), "conflict"),
    ],
)
def test_what_a_report_says_of_its_figure_tells_growth_from_dispute(first: Toll, second: Toll, rel: str) -> None:
    assert related([(MONITOR, [first])], [(ARMY, [second])]) == ("a", "b", rel)


def test_a_figure_that_nobody_vouches_for_by_name_gives_way_to_a_higher_one() -> None:
    assert related([(NOBODY, [dead(3)])], [(ARMY, [dead(5)])]) == ("a", "b", "update")
    assert related([(NOBODY, [dead(9)])], [(ARMY, [dead(5)])]) == ("a", "b", "conflict")


def test_a_figure_that_stands_in_both_reports_settles_that_they_tell_the_same() -> None:
    first = [(MONITOR, [dead(25)]), (ARMY, [dead(15)])]
    assert related(first, [("Rescuers of Tarnow", [dead(15)])]) == ("a", "b", "same")


def test_groups_told_apart_in_one_claim_are_one_figure() -> None:
    groups = [dead(2, who="guards of the mill"), dead(3, who="mine workers")]
    assert related([(MONITOR, groups)], [(ARMY, [dead(3)])]) == ("a", "b", "conflict")
    assert related([(MONITOR, groups)], [(ARMY, [dead(5)])]) == ("a", "b", "same")


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        (dead(17), dead(14), "ba"),
        (dead(14), dead(17), "ab"),
        (dead(17), dead(14, FALLING), "ab"),
        (dead(17, RISING), dead(14), "ba"),
        (dead(14), dead(17, FIRST), "ba"),
    ],
)
def test_of_one_day_words_tell_which_came_first_and_else_the_number(first: Toll, second: Toll, order: str) -> None:
    assert related([(MONITOR, [first])], [(MONITOR, [second])], days=0) == (*order, "update")


def test_parts_those_added_and_totals_of_a_war_make_no_conflict() -> None:
    added = replace(toll(5), change=Change.MORE)
    part = toll(4, who="children", category=Category.CIVILIAN, sub=True)
    assert related([(MONITOR, [dead(14)])], [(ARMY, [added])]) == ("a", "b", "same")
    assert related([(MONITOR, [dead(14)])], [(ARMY, [part])]) == ("a", "b", "same")
    documents = [report("a", "word " * 9), report("b", "word " * 9)]
    claims = [
        claim(documents[0], tolls=[dead(14)], origin=[MONITOR]),
        claim(documents[1], tolls=[dead(90000)], origin=[ARMY], type_="toll_report"),
    ]
    assert [r.rel for r in incident(documents, claims).relations] == ["same"]
