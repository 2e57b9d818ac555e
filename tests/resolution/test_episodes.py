from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import BESIEGED, Incident, Place, Status, When
from recount.resolution.episodes import Operations, happening_of, with_episodes
from tests.resolution.told import COUNTRY, DAY, FAR_TOWN, REGION, TOWN

ACTORS = built_in_actors()
MERGING = conflict_merging()


def incident(
    name: str,
    type_: str = "air_strike",
    days: tuple[int, int] = (2, 2),
    place: Place | None = TOWN,
    agents: tuple[str, ...] = ("Oster Brigade",),
    status: Status = Status.HAPPENED,
    targets: tuple[str, ...] = (),
    within: tuple[str, ...] = (),
) -> Incident:
    when = When.between(DAY + timedelta(days=days[0]), DAY + timedelta(days=days[1]))
    return Incident(name, type_, status, when, place, (), agents, targets, (f"{name}c",), (), (), (), (), within=within)


BATTLE = incident("battle", "armed_clash", (0, 20), REGION)


@pytest.mark.parametrize(
    ("one", "held"),
    [
        (incident("e"), True),
        (incident("e", "territory_change"), True),
        (incident("e", days=(20, 21)), False),
        (incident("e", place=FAR_TOWN), False),
        (incident("e", place=COUNTRY), False),
        (incident("e", agents=("Velmark Guard",)), False),
        (incident("e", agents=()), False),
        (incident("e", "agreement"), False),
        (incident("e", "toll_report", (1, 9)), False),
        (incident("e", status=Status.PLANNED), False),
    ],
)
def test_an_episode_lies_within_the_days_place_and_parties_of_its_operation(one: Incident, held: bool) -> None:
    battle, episode = with_episodes((BATTLE, one), ACTORS, MERGING)
    assert (episode.part_of == "battle") is held
    assert battle.episodes == (("e",) if held else ())


@pytest.mark.parametrize(
    "operation",
    [
        incident("o", "armed_clash", (2, 3), REGION),
        incident("o", "toll_report", (0, 20), REGION),
        incident("o", "air_strike", (0, 20), REGION),
        incident("o", "armed_clash", (0, 20), REGION, status=Status.PLANNED),
        incident("o", "siege", (0, 20), REGION, status=Status.DENIED),
    ],
)
def test_only_what_is_of_a_lasting_type_and_goes_on_for_days_holds_episodes(operation: Incident) -> None:
    assert with_episodes((operation, incident("e")), ACTORS, MERGING)[1].part_of is None


def test_a_month_or_a_year_in_which_something_happened_is_no_length() -> None:
    clash = incident("o", "armed_clash", (0, 20), REGION)
    in_may = When.between(date(2016, 5, 1), date(2016, 5, 31))
    vague = Incident(clash.id, clash.type, clash.status, in_may, REGION, (), clash.agents, (), (), (), (), (), ())
    assert with_episodes((vague, incident("e")), ACTORS, MERGING)[1].part_of is None


@pytest.mark.parametrize(
    ("operation", "held"),
    [
        (incident("o", "siege", (-700, 700), TOWN), True),
        (incident("o", "armed_clash", (-700, 700), TOWN), True),
        (incident("o", "siege", (-700, 700), REGION), False),
        (incident("o", "siege", (-150, 150), REGION), True),
        (incident("o", "siege", (-4000, 700), TOWN), False),
    ],
    ids=["a town for years", "a battle for years", "a region for years", "a region for a year", "a state of things"],
)
def test_years_of_siege_hold_what_happens_in_the_town(operation: Incident, held: bool) -> None:
    assert (with_episodes((operation, incident("e")), ACTORS, MERGING)[1].part_of == "o") is held


def test_the_shortest_operation_holds_and_may_itself_be_part_of_a_longer_one() -> None:
    siege = incident("siege", "siege", (0, 90), TOWN)
    assault = incident("assault", "offensive", (1, 6), TOWN)
    for everything in permutations((siege, assault, incident("e"))):
        found = {one.id: one for one in with_episodes(everything, ACTORS, MERGING)}
        assert found["e"].part_of == "assault"
        assert found["assault"].part_of == "siege"
        assert found["siege"].episodes == ("assault",)


@pytest.mark.parametrize(
    ("agents", "targets", "of", "to", "held"),
    [
        ((), ("people",), ("Velmark Guard",), ("civilians",), True),
        ((), ("people",), (), ("fighters",), True),
        ((), ("residents",), ("Velmark Guard",), ("market",), True),
        (("Oster Brigade",), ("civilians",), ("Velmark Guard",), ("civilians",), False),
        (("Oster Brigade",), ("people",), ("Velmark Guard",), ("Oster Brigade",), True),
        (("Oster Brigade",), ("soldiers",), (), ("rebels",), True),
    ],
)
def test_people_residents_and_things_are_no_parties(
    agents: tuple[str, ...], targets: tuple[str, ...], of: tuple[str, ...], to: tuple[str, ...], held: bool
) -> None:
    battle = incident("battle", "armed_clash", (0, 4), TOWN, agents, targets=targets)
    one = incident("e", place=TOWN, agents=of, targets=to)
    assert (with_episodes((battle, one), ACTORS, MERGING)[1].part_of == "battle") is held


def test_what_an_episode_is_part_of_is_told_to_the_end() -> None:
    told = (incident("siege", "siege", (0, 90)), incident("assault", "offensive", (1, 6)), incident("e"))
    found = Operations.among((happening_of(each, {}) for each in told), ACTORS, MERGING)
    assert (found.chain_of("e"), found.chain_of("assault"), found.chain_of("siege")) == (
        ("assault", "siege"),
        ("siege",),
        (),
    )


LAUNCHED = incident("o", "offensive", (2, 2), TOWN)
UNDATED = replace(incident("o", "offensive", place=None), when=None)


@pytest.mark.parametrize(
    ("operation", "one", "held"),
    [
        (LAUNCHED, incident("e", within=("oc",)), True),
        (LAUNCHED, incident("e", place=FAR_TOWN, agents=("Velmark Guard",), within=("oc",)), True),
        (UNDATED, incident("e", within=("oc",)), True),
        (LAUNCHED, replace(incident("e", place=None, within=("oc",)), when=None), True),
        (LAUNCHED, incident("e", days=(0, 1), within=("oc",)), False),
        (LAUNCHED, incident("e", "toll_report", within=("oc",)), False),
        (LAUNCHED, incident("e", status=Status.PLANNED, within=("oc",)), False),
        (replace(LAUNCHED, status=Status.PLANNED), incident("e", within=("oc",)), False),
        (replace(LAUNCHED, type="air_strike"), incident("e", within=("oc",)), False),
        (LAUNCHED, incident("e", within=("nobodys",)), False),
    ],
)
def test_what_a_report_tells_to_be_part_of_an_operation_is(operation: Incident, one: Incident, held: bool) -> None:
    assert (with_episodes((operation, one), ACTORS, MERGING)[1].part_of == "o") is held


def test_two_operations_that_are_told_to_be_part_of_each_other_are_no_circle() -> None:
    one, other = incident("a", "offensive", within=("bc",)), incident("b", "siege", within=("ac",))
    found = with_episodes((one, other), ACTORS, MERGING)
    assert [each.part_of for each in found] == ["b", None]


BESIEGED_TOWN = incident("o", "siege", (-90, 0), TOWN)


@pytest.mark.parametrize(
    ("one", "held"),
    [
        (incident("e", "attack", (20, 20), agents=("Sniper",), within=(BESIEGED,)), True),
        (incident("e", "shelling", (20, 20), agents=(), within=(BESIEGED,)), True),
        (incident("e", "shelling", (20, 20), within=(BESIEGED,)), True),
        (incident("e", "shelling", (20, 20)), False),
        (incident("e", "shelling", (300, 300), within=(BESIEGED,)), False),
        (incident("e", "shelling", (-100, -100), within=(BESIEGED,)), False),
        (incident("e", "shelling", (20, 20), agents=("Velmark Guard",), within=(BESIEGED,)), False),
        (incident("e", "shelling", (20, 20), place=FAR_TOWN, within=(BESIEGED,)), False),
    ],
)
def test_what_happens_in_a_town_called_besieged_is_part_of_its_siege(one: Incident, held: bool) -> None:
    assert (with_episodes((BESIEGED_TOWN, one), ACTORS, MERGING)[1].part_of == "o") is held


@pytest.mark.parametrize(
    ("one", "held"),
    [
        (incident("e", "shelling", (-5, -5), TOWN), True),
        (incident("e", "bombing", (-5, -5), TOWN, agents=()), False),
        (incident("e", "shelling", (-5, -5), TOWN, agents=("rebels",)), False),
        (incident("e", "shelling", (-5, -5), TOWN, agents=("Velmark Guard",), targets=("Oster Brigade",)), False),
    ],
)
def test_a_siege_holds_what_the_besiegers_do(one: Incident, held: bool) -> None:
    assert (with_episodes((BESIEGED_TOWN, one), ACTORS, MERGING)[1].part_of == "o") is held


@pytest.mark.parametrize(
    ("one", "held"),
    [
        (incident("e", "territory_change", (2, 2)), True),
        (incident("e", "territory_change", (20, 20)), True),
        (incident("e", "territory_change", (20, 20), agents=("Velmark Guard",), targets=("Oster Brigade",)), True),
        (incident("e", "territory_change", (40, 40)), False),
        (incident("e", "territory_change", (1, 1)), False),
        (incident("e", "territory_change", (20, 20), FAR_TOWN), False),
        (incident("e", "territory_change", (20, 20), agents=("Velmark Guard",)), False),
        (incident("e", "bombing", (20, 20)), False),
    ],
)
def test_an_offensive_holds_the_places_that_change_hands_around_it_soon_after(one: Incident, held: bool) -> None:
    assert (with_episodes((LAUNCHED, one), ACTORS, MERGING)[1].part_of == "o") is held


def test_each_part_says_why_it_is_one() -> None:
    told = (
        BESIEGED_TOWN,
        incident("a", "shelling", (-5, -5), TOWN),
        incident("b", "attack", (9, 9), TOWN, (), within=(BESIEGED,)),
        incident("c", "attack", (9, 9), FAR_TOWN, within=("oc",)),
    )
    telling = {claim: one.id for one in told for claim in one.claims}
    found = Operations.among((happening_of(one, telling) for one in told), ACTORS, MERGING)
    assert found.because == {
        "a": "within its days, 0 km from it, with Oster Brigade in both",
        "b": "told to be in a besieged place, 0 km from it",
        "c": "its report tells it as part of it",
    }


MADE = st.lists(
    st.builds(
        lambda type_, first, days, place, agent, target: (type_, (first, first + days), place, agent, target),
        st.sampled_from(["air_strike", "armed_clash", "siege", "offensive", "shelling", "protest", "toll_report"]),
        st.integers(0, 40),
        st.sampled_from([0, 0, 0, 1, 2, 5, 19]),
        st.sampled_from([TOWN, REGION, FAR_TOWN, COUNTRY, None]),
        st.sampled_from([(), ("Oster Brigade",), ("Velmark Guard",), ("rebels",)]),
        st.sampled_from([(), ("people",), ("Oster Brigade",), ("soldiers",)]),
    ),
    max_size=14,
)


@given(made=MADE, seed=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_what_is_part_of_what_does_not_depend_on_order_and_each_lies_within_its_operation(made, seed) -> None:  # type: ignore[no-untyped-def]
    told = [
        incident(f"i{n}", type_, days, place, agent, targets=target)
        for n, (type_, days, place, agent, target) in enumerate(made)
    ]
    found = {one.id: one for one in with_episodes(told, ACTORS, MERGING)}
    seed.shuffle(told)
    again = {one.id: one for one in with_episodes(told, ACTORS, MERGING)}
    assert {key: one.part_of for key, one in found.items()} == {key: one.part_of for key, one in again.items()}
    for one in found.values():
        alone = {other.id: with_episodes((other, one), ACTORS, MERGING)[1].part_of for other in told if other != one}
        holding = [found[key] for key, whole in alone.items() if whole == key and key != one.id]
        assert (one.part_of is None) == (not holding)
        if one.part_of is not None:
            shortest = min(holding, key=lambda whole: (whole.when.last - whole.when.first, whole.id))  # type: ignore[union-attr, operator]
            assert one.part_of == shortest.id
            assert one.id in found[one.part_of].episodes
