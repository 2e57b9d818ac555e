from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Incident, Place, Status, When
from recount.resolution.episodes import with_episodes
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
) -> Incident:
    when = When.between(DAY + timedelta(days=days[0]), DAY + timedelta(days=days[1]))
    return Incident(name, type_, status, when, place, (), agents, (), (f"{name}c",), (), (), (), ())


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
    ],
)
def test_only_what_is_of_a_lasting_type_and_goes_on_for_days_holds_episodes(operation: Incident) -> None:
    assert with_episodes((operation, incident("e")), ACTORS, MERGING)[1].part_of is None


def test_a_month_or_a_year_in_which_something_happened_is_no_length() -> None:
    clash = incident("o", "armed_clash", (0, 20), REGION)
    in_may = When.between(date(2016, 5, 1), date(2016, 5, 31))
    vague = Incident(clash.id, clash.type, clash.status, in_may, REGION, (), clash.agents, (), (), (), (), (), ())
    assert with_episodes((vague, incident("e")), ACTORS, MERGING)[1].part_of is None


def test_the_shortest_operation_holds_and_may_itself_be_part_of_a_longer_one() -> None:
    siege = incident("siege", "siege", (0, 90), TOWN)
    assault = incident("assault", "offensive", (1, 6), TOWN)
    for everything in permutations((siege, assault, incident("e"))):
        found = {one.id: one for one in with_episodes(everything, ACTORS, MERGING)}
        assert found["e"].part_of == "assault"
        assert found["assault"].part_of == "siege"
        assert found["siege"].episodes == ("assault",)
