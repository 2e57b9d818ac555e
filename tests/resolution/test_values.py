from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Cited, Place, PlacePrecision, Span, Status, When
from recount.resolution.values import agents_of, place_names_of, place_of, status_of, type_of, when_of
from tests.resolution.told import ABROAD, COUNTRY, FAR_TOWN, REGION, TOWN, claim, report, toll

ONE = report("one")
TWO = report("two")


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([TOWN], TOWN),
        ([COUNTRY, REGION, TOWN], TOWN),
        ([REGION, REGION, TOWN], TOWN),
        ([REGION, REGION, REGION, FAR_TOWN], REGION),
        ([COUNTRY, REGION, REGION, ABROAD], REGION),
        ([TOWN, replace(TOWN, precision=PlacePrecision.NEAR), None], TOWN),
        ([None, COUNTRY], COUNTRY),
        ([None], None),
    ],
    ids=["one", "most exact", "exact in its region", "other region", "other country", "near", "country", "none"],
)
def test_the_place_is_the_most_exact_one_where_most_claims_point(
    places: list[Place | None], told: Place | None
) -> None:
    for order in itertools.islice(itertools.permutations(places), 12):
        assert place_of([claim(ONE, n, place=place, main=False) for n, place in enumerate(order)]) == told


@pytest.mark.parametrize(
    ("types", "told"),
    [
        (["toll_report", "toll_report", "shelling"], "shelling"),
        (["toll_report"], "toll_report"),
        (["bombing", "suicide_bombing"], "suicide_bombing"),
        (["bombing", "bombing", "suicide_bombing"], "bombing"),
        (["attack", "air_strike"], "air_strike"),
        (["raid_of_a_desks_own", "other_event"], "raid_of_a_desks_own"),
    ],
)
def test_the_type_is_the_most_frequent_and_telling_one(types: list[str], told: str) -> None:
    assert type_of([claim(ONE, n, type_=type_, main=False) for n, type_ in enumerate(types)]) == told


def test_an_attack_is_one_by_the_means_that_its_report_names() -> None:
    told = [claim(ONE, 1, type_="attack", main=True), claim(ONE, 2, type_="bombing", main=False)]
    assert type_of(told) == "bombing"
    assert type_of([*told, claim(ONE, 3, type_="shelling", main=False)]) == "attack"
    assert type_of([claim(ONE, 1, type_="attack", main=True), claim(TWO, 2, type_="bombing", main=False)]) == "attack"


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ([Status.PLANNED, Status.HAPPENED], Status.HAPPENED),
        ([Status.PLANNED, Status.ONGOING], Status.ONGOING),
        ([Status.DENIED, Status.ALLEGED], Status.ALLEGED),
        ([Status.DENIED], Status.DENIED),
        ([Status.HYPOTHETICAL, Status.PLANNED], Status.PLANNED),
    ],
)
def test_the_strongest_status_is_the_incidents(statuses: list[Status], told: Status) -> None:
    assert status_of([claim(ONE, n, status=status) for n, status in enumerate(statuses)]) is told


@pytest.mark.parametrize(
    ("told", "agents"),
    [
        ([(Status.HAPPENED, "Oster rifles"), (Status.ALLEGED, "Wester guard")], ("Oster rifles",)),
        ([(Status.HAPPENED, None), (Status.ALLEGED, "Wester guard")], ("Wester guard",)),
        ([(Status.HAPPENED, None), (Status.DENIED, "Velmark air arm")], ()),
        ([(Status.DENIED, "Velmark air arm"), (Status.DENIED, None)], ("Velmark air arm",)),
    ],
    ids=["accused beside seen", "only accused", "denies", "all denied"],
)
def test_who_denies_a_deed_is_not_its_agent(told: list[tuple[Status, str | None]], agents: tuple[str, ...]) -> None:
    claims = [claim(ONE, n, status=status, agents=[who] if who else []) for n, (status, who) in enumerate(told)]
    assert agents_of(claims, built_in_actors()) == agents


def test_a_town_is_named_before_its_region() -> None:
    claims = [claim(ONE, 1), claim(ONE, 2), claim(ONE, 3)]
    named = [("tarnow", "Oster"), ("tarnow", "Oster"), ("Oster",)]
    claims = [
        replace(c, places=tuple(Cited(n, c.trigger) for n in names)) for c, names in zip(claims, named, strict=True)
    ]
    assert place_names_of(claims) == ("tarnow", "Oster")


def test_the_name_of_the_place_where_it_happened_is_the_first() -> None:
    named = [("Tarnow", "Velmark"), ("Tarnow",), ("Ilmet",)]  # where the wounded were taken is told alone
    claims = [
        replace(
            claim(ONE, n, place=FAR_TOWN if names == ("Ilmet",) else TOWN),
            places=tuple(Cited(name, Span(0, 1)) for name in names),
        )
        for n, names in enumerate(named, 1)
    ]
    assert place_names_of(claims, place_of(claims)) == ("Tarnow", "Ilmet", "Velmark")


@pytest.mark.parametrize(
    ("kind", "first", "rule", "dated"),
    [
        ("attack", date(1984, 1, 1), "when.since", False),
        ("attack", date(2016, 9, 1), "when.since", True),
        ("attack", date(1984, 1, 1), "when.year", True),
        ("toll_report", date(1984, 1, 1), "when.since", True),
    ],
)
def test_since_when_it_has_been_so_for_years_dates_nothing(kind: str, first: date, rule: str, dated: bool) -> None:
    when = When.between(first, date(2017, 6, 1), "since then")
    told = when_of([replace(claim(ONE, 0, type_=kind), time=Cited(when, Span(0, 5), rule))])
    assert told is not None
    assert (told.first is not None, told.words) == (dated, "" if dated else "since then")


@pytest.mark.parametrize(
    ("agents", "told"),
    [
        (["rebel", "rebels", "rebels"], ("rebels",)),
        (["gunman"], ("gunman",)),
        (["Syrian army", "rebel"], ("Syrian army", "rebel")),
    ],
)
def test_one_and_several_without_a_name_are_one_party(agents: list[str], told: tuple[str, ...]) -> None:
    claims = [claim(ONE, n, agents=[name]) for n, name in enumerate(agents)]
    assert agents_of(claims, built_in_actors()) == told


def test_a_state_told_in_one_sentence_is_known_in_the_next() -> None:
    first, second = (claim(ONE, n, agents=["Israeli"]) for n in range(2))
    assert agents_of([first, second], built_in_actors()) == ("Israeli",)
    first = replace(first, agents=(replace(first.agents[0], rule="air_strike/1 air strike; modifier; as_written"),))
    assert agents_of([first, second], built_in_actors()) == ("Israel Defense Forces",)


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ([("when.since", (2015, 3, 28), (2016, 12, 18))], ((2015, 3, 28), (2016, 12, 18))),
        (
            [("when.since", (2015, 3, 28), (2016, 12, 18)), ("when.range", (2015, 3, 1), (2017, 4, 30))],
            ((2015, 3, 28), (2017, 4, 30)),
        ),
        (
            [("when.since", (2015, 3, 28), (2015, 9, 1)), ("when.since", (2015, 3, 28), (2016, 1, 4))],
            ((2015, 3, 28), (2016, 1, 4)),
        ),
        (
            [("when.since", (2015, 3, 28), (2015, 9, 1)), ("when.weekday", (2015, 8, 30), (2015, 8, 30))],
            ((2015, 3, 28), (2015, 9, 1)),
        ),
        ([("when.weekday", (2015, 8, 30), (2015, 8, 30))], ((2015, 8, 30), (2015, 8, 30))),
    ],
    ids=["goes on", "more exact beginning, later end", "went on", "a day of it", "a day"],
)
def test_a_siege_goes_on_from_when_it_began_to_when_it_was_last_told_of(
    times: list[tuple[str, tuple[int, int, int], tuple[int, int, int]]], told: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    claims = []
    for n, (rule, first, last) in enumerate(times):
        when = When.between(date(*first), date(*last))
        claims.append(replace(claim(ONE, n, type_="siege", main=False), time=Cited(when, Span(0, 1), rule)))
    for order in itertools.permutations(claims):
        found = when_of(order)
        assert found is not None
        assert (found.first, found.last) == tuple(date(*day) for day in told)


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ([("when.range", 5, 9), ("when.weekday", 6, 6), ("when.week", 6, 12)], (5, 9)),
        ([("when.range", 5, 9), ("when.since", 4, 7)], (4, 9)),
        ([("when.week", 6, 12), ("when.weekday", 6, 6)], (6, 6)),
        ([("when.range", 5, 6), ("when.weekday", 6, 6)], (6, 6)),
    ],
    ids=["days on end", "told twice", "a week in which one day was", "a night"],
)
@pytest.mark.parametrize("kind", ["armed_clash", "territory_change"])
def test_fighting_of_days_is_not_cut_to_the_day_that_a_town_fell(
    kind: str, times: list[tuple[str, int, int]], told: tuple[int, int]
) -> None:
    claims = []
    for n, (rule, first, last) in enumerate(times):
        when = When.between(date(2016, 5, first), date(2016, 5, last))
        dead = [toll(40)] if rule in ("when.range", "when.since") else []
        one = claim(ONE, n, type_=kind, tolls=dead, main=True)
        claims.append(replace(one, time=Cited(when, Span(0, 1), rule)))
    for order in itertools.permutations(claims):
        found = when_of(order)
        assert found is not None
        assert (found.first, found.last) == tuple(date(2016, 5, day) for day in told)


@pytest.mark.parametrize(("kind", "dead"), [("air_strike", 40), ("armed_clash", None)])
def test_what_a_week_of_strikes_or_of_an_offensive_tells_leaves_the_day(kind: str, dead: int | None) -> None:
    spans = [("when.range", 5, 9), ("when.weekday", 6, 6)]
    times = [Cited(When.between(date(2016, 5, a), date(2016, 5, b)), Span(0, 1), rule) for rule, a, b in spans]
    tolls = [toll(dead)] if dead else []
    told = [claim(ONE, n, type_=kind, tolls=tolls, main=True) for n in range(2)]
    found = when_of([replace(one, time=time) for one, time in zip(told, times, strict=True)])
    assert found is not None
    assert (found.first, found.last) == (date(2016, 5, 6), date(2016, 5, 6))
