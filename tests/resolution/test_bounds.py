"""Bounds on scores are never below the scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook import conflict_merging
from recount.model import Category, Count, Harm, Toll
from recount.resolution.accounts import Account, Days, Places
from recount.resolution.bounds import Bounds, traits_of
from recount.resolution.score import score_between

MERGING = conflict_merging()
FIRST = date(2016, 5, 2)


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


points = st.lists(st.sampled_from([(35.0, 37.0), (35.1, 37.1), (35.4, 37.2), (36.9, 38.0)]), max_size=2)
days = st.builds(
    lambda first, length, stated: Days(FIRST + timedelta(first), FIRST + timedelta(first + length), stated),
    st.integers(0, 12),
    st.sampled_from([0, 0, 0, 3, 9, 20, 40, 700]),
    st.booleans(),
)
places = st.builds(
    lambda fine, regions, countries, at, centres, names, wide: Places(
        fine, regions, countries, tuple(at), tuple(centres), names, wide, frozenset()
    ),
    some("12", "13"),
    some("VM/quay", "VM/saar"),
    some("VM", "OS"),
    points,
    points,
    some("kvr", "srk", "quay"),
    some("vmr", "kvr"),
)
tolls = st.lists(
    st.builds(
        lambda harm, low, closed, sub, earlier: Toll(
            harm, Count(low, low if closed else None), "people", Category.UNKNOWN, sub=sub, earlier=earlier
        ),
        st.sampled_from([Harm.KILLED, Harm.KILLED, Harm.WOUNDED]),
        st.integers(1, 40),
        st.booleans(),
        st.booleans(),
        st.none() | st.builds(lambda n: Count(n, n), st.integers(1, 40)),
    ),
    max_size=2,
)


@st.composite
def accounts(draw: st.DrawFn, name: str) -> Account:
    told = tuple(draw(tolls))
    whole = [toll for toll in told if not toll.sub]
    figures = {harm: frozenset(t.count.low or 0 for t in whole if t.harm is harm) for harm in {t.harm for t in whole}}
    return Account(
        id=name,
        document=f"d{name}",
        claims=(),
        types=draw(
            st.frozensets(st.sampled_from(["air_strike", "shelling", "armed_clash", "siege", "abduction"]), min_size=1)
        ),
        days=draw(st.none() | days),
        weekdays=draw(st.frozensets(st.integers(0, 6), max_size=1)),
        places=draw(places),
        agents=draw(some("quay front", "saar army", "quayside guard")),
        sides=draw(some("north", "south")),
        targets=draw(some("farmer", "teacher")),
        tolls=told,
        figures=figures,
        words=draw(some("market", "quarry", "orchard", "zyxwvut", "said")),
        clauses=draw(st.sampled_from([(), (frozenset("abcd"),)])),
        origins=frozenset(),
        main=draw(st.booleans()),
        reported=FIRST,
        people=draw(some("amal kori", "dara venn")),
        ages=draw(st.frozensets(st.integers(8, 10), max_size=2)),
        denied=draw(st.booleans()),
        objects=draw(some("school", "market")),
    )


@given(accounts("a"), accounts("b"), st.sampled_from([0.0, 0.4, 1.0]), st.floats(-8, 8))
def test_what_may_not_count_does_not_reach_the_threshold(
    a: Account, b: Account, share: float, threshold: float
) -> None:
    merging = replace(MERGING, threshold=threshold)
    kinds = [(a.types, a.denied), (b.types, b.denied)]
    traits = traits_of([a, b])
    traits["kinds"] = [0, 1]
    (may,) = Bounds(traits, kinds, merging).may_count(np.array([0]), np.array([1]), np.array([share])).tolist()
    if not may:
        assert score_between(a, b, share, merging) < threshold


def test_strangers_may_not_count_and_twins_may() -> None:
    here = Places(
        frozenset({"12"}), frozenset(), frozenset({"VM"}), ((35.0, 37.0),), (), frozenset(), *2 * (frozenset(),)
    )
    there = replace(here, fine=frozenset({"13"}), points=((39.0, 37.0),))
    on = Days(FIRST, FIRST, stated=True)
    none = frozenset[str]()
    one = Account(
        "a", "d1", (), frozenset({"shelling"}), on, frozenset(), here, none, none, none, (), {}, none, (), none, False
    )
    traits = traits_of([one, one, replace(one, places=there)])
    traits["kinds"] = 0
    bounds = Bounds(traits, [(one.types, False)], replace(MERGING, threshold=3.0))
    assert bounds.may_count(np.array([0, 0]), np.array([1, 2])).tolist() == [True, False]
