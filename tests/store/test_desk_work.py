"""What waits in an incident, and who is given it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.export.wording import estimate_words
from recount.model import Category, Cited, Claim, Count, Document, Feature, Harm, Merge, Toll
from recount.store.desk_work import Wanted
from recount.store.desk_work_items import BASE, items_of, worth
from recount.store.port import Entry
from recount.store.sql import SqlStore, opened_or_made
from recount.tolls.headlines import by_range
from tests.made import at, cited, incident_of, report, sentences, strike

THRESHOLD = 3.7
HELD = 300.0


def told(key: str, number: int, origin: str) -> tuple[Document, Claim]:
    """A report and its claim, of an origin that counts so many."""
    document = report(key, outlet=f"Outlet {key}")
    toll = Cited(
        Toll(Harm.KILLED, Count(number, number), "people", Category.UNKNOWN), at(document, "at least 26 militants")
    )
    claim = strike(document, tolls=(toll,), origin=(replace(cited(document, "Northern Monitor"), value=origin),))
    return document, claim


def of_kinds(incident: object) -> dict[str, str]:
    return {item.kind: item.id for item in items_of(incident, THRESHOLD)}  # type: ignore[arg-type]


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A store of six incidents, each told by one report; in a file unless a test asks for one on a server."""
    folder = tmp_path / "record"
    address = request.getfixturevalue("database") if getattr(request, "param", "") == "server" else None
    with closing(opened_or_made(folder, address)) as made:
        pairs = [told(f"r{n}", 3 + n, f"Origin {n}") for n in range(6)]
        made.add([Entry(d, d.text.encode(), sentences(d), (c,)) for d, c in pairs], "stamp")
        made.put_incidents([incident_of([c], [d]) for d, c in pairs])
        yield made


def asks(who: str, now: float = 1000.0, **more: object) -> Wanted:
    return Wanted(who, 4, now, **more)  # type: ignore[arg-type]


class TestWhatWaits:
    def test_what_nobody_has_looked_at_is_new_until_it_is_graded_or_judged(self) -> None:
        document, claim = told("a", 3, "Monitor")
        one = incident_of([claim], [document])
        assert set(of_kinds(one)) == {"new"}
        assert not of_kinds(replace(one, grade="confirmed"))
        assert not of_kinds(replace(one, judged=("j1",)))

    def test_origins_that_can_not_all_be_right_contradict_each_other(self) -> None:
        pairs = [told("a", 9, "Army"), told("b", 26, "Monitor")]
        one = incident_of([c for _, c in pairs], [d for d, _ in pairs])
        (item,) = [item for item in items_of(one, THRESHOLD) if item.kind == "contradicted"]
        assert item.what == "2 origins give 9 to 26 killed"

    def test_a_contradiction_is_asked_with_the_range_that_the_headline_gives(self) -> None:
        """Of four figures the gap between two of them is not what the origins give."""
        pairs = [told("a", 18, "Army"), told("b", 39, "Monitor"), told("c", 32, "Clinic"), told("d", 40, "Crescent")]
        one = incident_of([c for _, c in pairs], [d for d, _ in pairs])
        open_above = [replace(e, count=Count(e.count.low, None)) if e.origin == "Crescent" else e for e in one.ledger]
        for told_of in (one, replace(one, ledger=tuple(open_above))):
            (item,) = [item for item in items_of(told_of, THRESHOLD) if item.kind == "contradicted"]
            chosen = by_range(told_of.ledger)
            assert chosen is not None
            assert item.what == f"4 origins give {estimate_words(chosen)} killed"

    def test_a_further_figure_asks_anew_and_the_same_ones_do_not(self) -> None:
        pairs = [told("a", 9, "Army"), told("b", 26, "Monitor"), told("c", 30, "Clinic")]
        two = incident_of([c for _, c in pairs[:2]], [d for d, _ in pairs[:2]])
        again = replace(two, id="i-found-otherwise")
        three = incident_of([c for _, c in pairs], [d for d, _ in pairs])
        assert of_kinds(two)["contradicted"] == of_kinds(again)["contradicted"]
        assert of_kinds(two)["contradicted"] != of_kinds(three)["contradicted"]

    def test_a_high_toll_is_asked_about_as_open_as_it_is(self) -> None:
        document, claim = told("a", 40, "Monitor")
        one = incident_of([claim], [document])
        open_above = replace(one, ledger=tuple(replace(entry, count=Count(40, None)) for entry in one.ledger))
        asked = [{i.kind: i.what for i in items_of(each, THRESHOLD)}["alone"] for each in (one, open_above)]
        assert asked == ["40 killed on the word of one origin", "40 or more killed on the word of one origin"]

    def test_a_high_toll_of_one_origin_waits_before_one_of_several(self) -> None:
        alone = incident_of([told("a", 40, "Monitor")[1]], [told("a", 40, "Monitor")[0]])
        pairs = [told("a", 40, "Monitor"), told("b", 40, "Army")]
        several = incident_of([c for _, c in pairs], [d for d, _ in pairs])
        assert "alone" in of_kinds(alone)
        assert "high" in of_kinds(several)
        assert BASE["alone"] > BASE["high"]

    def test_a_merge_by_a_narrow_sum_is_uncertain_and_one_within_a_report_is_none(self) -> None:
        pairs = [told("a", 9, "Army"), told("b", 9, "Army")]
        one = incident_of([c for _, c in pairs], [d for d, _ in pairs])
        narrow = Merge(pairs[0][1].id, pairs[1][1].id, 3.9, (Feature("day same", 2.2, ""),))
        assert "merge" in of_kinds(replace(one, merges=(narrow,)))
        assert "merge" not in of_kinds(replace(one, merges=(replace(narrow, score=6.0),)))
        beside = replace(narrow, features=(Feature("next to it", 0.4, ""),))
        assert "merge" not in of_kinds(replace(one, merges=(beside,)))

    def test_a_toll_adds_to_the_worth_without_end_to_neither_side(self) -> None:
        assert [worth(n) for n in (0, 1, 20, 100)] == [0, 5, 22, 33]
        assert worth(10**9) == worth(200) == 35

    def test_what_lasts_longer_than_a_month_comes_later(self) -> None:
        document, claim = told("a", 40, "Monitor")
        one = incident_of([claim], [document])
        assert one.when is not None
        long = replace(one, when=replace(one.when, first=date(2017, 1, 1), last=date(2017, 6, 1)))
        scores = [{i.kind: i.score for i in items_of(each, THRESHOLD)} for each in (one, long)]
        assert scores[0]["alone"] > scores[1]["alone"]


class TestWhoIsGivenWhat:
    def test_the_first_item_is_the_one_that_is_worth_most(self, store: SqlStore) -> None:
        item = store.take_next(asks("amal"), HELD)
        assert item is not None
        assert item.score == max(i.score for n in range(6) for i in store.queue_of(_incidents(store)[n]))

    def test_two_people_get_two_items_and_one_person_the_same_again(self, store: SqlStore) -> None:
        first = store.take_next(asks("amal"), HELD)
        other = store.take_next(asks("bo"), HELD)
        assert first
        assert other
        assert first.incident != other.incident
        assert store.take_next(asks("amal"), HELD) == first

    def test_a_lock_frees_itself(self, store: SqlStore) -> None:
        first = store.take_next(asks("amal", 1000), HELD)
        assert store.take_next(asks("bo", 1000 + HELD + 1), HELD) == first

    def test_looking_at_it_renews_the_lock_and_keeps_when_it_began(self, store: SqlStore) -> None:
        first = store.take_next(asks("amal", 1000), HELD)
        assert first is not None
        lock = store.take(first.id, asks("amal", 1200), HELD)
        assert lock is not None
        assert (lock.since, lock.until) == (1000, 1200 + HELD)
        assert store.take(first.id, asks("bo", 1400), HELD) is None

    def test_what_is_given_to_somebody_is_nobody_elses(self, store: SqlStore) -> None:
        first = store.take_next(asks("amal"), HELD)
        assert first is not None
        store.give(first.id, "bo", "amal", "now")
        store.let_go("amal")
        assert store.take_next(asks("amal"), HELD) != first
        store.let_go("amal")
        assert store.take_next(asks("bo", whose="mine"), HELD) == first

    def test_what_is_skipped_comes_back(self, store: SqlStore) -> None:
        first = store.take_next(asks("amal"), HELD)
        assert first is not None
        store.skip(first.id, "amal", 2000)
        assert store.take_next(asks("amal", 1999), HELD) != first
        store.let_go("amal")
        assert store.take_next(asks("amal", 2001), HELD) == first

    def test_next_and_before_walk_the_same_order(self, store: SqlStore) -> None:
        walked = [store.take_next(asks("amal"), HELD)]
        while (after := walked[-1]) and (found := store.take_next(asks("amal"), HELD, after=after.id)):
            walked.append(found)
        back = [walked[-1]]
        while (one := back[-1]) and (found := store.take_next(asks("amal"), HELD, before=one.id)):
            back.append(found)
        assert walked == back[::-1]
        assert len(walked) == sum(store.waiting(asks("amal")).values())

    @pytest.mark.parametrize("store", ["file", "server"], indirect=True)
    def test_filters_and_kinds_narrow_it(self, store: SqlStore) -> None:
        only = _incidents(store)[2]
        asked = asks("amal", within=frozenset({only}))
        assert store.take_next(asked, HELD).incident == only  # type: ignore[union-attr]
        assert store.waiting(asked) == {"new": 1}
        others = asks("amal", closed=frozenset({only}))
        assert store.waiting(others) == {"new": 5}
        store.let_go("amal")
        assert store.take_next(asks("amal", within=frozenset({only}), closed=frozenset({only})), HELD) is None
        assert store.take_next(asks("amal", kinds=("judgement",)), HELD) is None

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.sampled_from("nlk")), max_size=30))
    def test_no_incident_is_ever_looked_at_by_two(self, store: SqlStore, steps: list[tuple[str, int, str]]) -> None:
        for who in "abc":
            store.let_go(who)
        now, holds = 10_000.0, {}  # type: tuple[float, dict[str, tuple[str, float]]]
        for who, seconds, what in steps:
            now += seconds
            if what == "l":
                store.let_go(who)
                holds.pop(who, None)
                continue
            item = store.take_next(asks(who, now), HELD, alone=True)
            others = {held for other, (held, until) in holds.items() if other != who and until > now}
            assert item is None or item.incident not in others
            holds.pop(who, None)
            if item is not None:
                holds[who] = (item.incident, now + HELD)
        for who in "abc":
            store.let_go(who)


def _incidents(store: SqlStore) -> list[str]:
    return [one.id for one in store.incidents()]
