"""What a report tells of a battle or a siege as a whole, and of what changed hands in the course of it."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Claim, Incident
from recount.pipeline import incidents_of
from tests.coded import read


def told(text: str) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    coded = read(text)
    return coded.claims, incidents_of([coded.document], coded.claims, built_in_actors())


def dead(incident: Incident) -> list[int | None]:
    return [entry.count.low for entry in incident.ledger]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "Rebels captured the town of Saraqib on Thursday after a three-day battle. The battle killed 60 men.",
            60,
        ),
        (
            "Rebels seized Saraqib on Thursday after five days of fighting. The fighting killed 130 people.",
            130,
        ),
        ("The army captured the town of Saraqib on Wednesday. The battle for Saraqib has killed 60 people.", 60),
        (
            "The army retook Saraqib on Thursday. The battle for Saraqib, which began last week, has killed 60 men.",
            60,
        ),
        ("Fighting in Saraqib has killed 75 people over the past two weeks. The army took the town on Wednesday.", 75),
    ],
)
def test_a_capture_on_a_day_is_no_more_than_an_episode_of_the_battle_whose_dead_are_its_own(
    text: str, figure: int
) -> None:
    claims, incidents = told(text)
    taken = next(one for one in claims if one.type == "territory_change")
    capture = next(one for one in incidents if taken.id in one.claims)
    battle = next(one for one in incidents if figure in dead(one))
    assert capture.type == "territory_change"
    assert dead(capture) == []
    assert capture.when is not None
    assert capture.when.first == capture.when.last
    assert battle.type == "armed_clash"
    assert set(capture.within) & set(battle.claims)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Rebels captured the town of Saraqib on Tuesday after five days of fighting.", "2016-05-27/2016-05-31"),
        ("Rebels captured the town of Saraqib on Tuesday after a three-day battle.", "2016-05-29/2016-05-31"),
        ("The battle for Saraqib, which began on Monday, has killed 60 people.", "2016-05-30/2016-06-03"),
    ],
)
def test_a_battle_goes_on_until_the_place_was_taken_or_the_report_came_out(text: str, days: str) -> None:
    (battle,) = [one for one in told(text)[0] if one.type == "armed_clash"]
    assert battle.time is not None
    assert battle.time.value.iso() == days


def test_an_assault_of_the_same_day_is_one_with_the_capture() -> None:
    claims, incidents = told("The army retook Saraqib on Monday. Twelve soldiers were killed in the assault.")
    (one,) = incidents
    assert set(one.claims) == {claim.id for claim in claims}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("At least 200 people have been killed since the siege of Madaya in Syria began, a rights group said.", 200),
        ("Some 60 people have died of hunger in the siege of Madaya in Syria.", 60),
        ("The siege of Madaya in Syria has killed more than 400 people, an aid group said.", 401),
        ("More than 2,000 residents of Madaya in Syria have died since the beginning of the siege.", 2001),
    ],
)
def test_what_a_siege_cost_is_not_the_toll_of_a_days_shelling(text: str, figure: int) -> None:
    claims, incidents = told(f"Shells killed nine people in Madaya in Syria on Monday. {text}")
    shelling = next(one for one in incidents if 9 in dead(one))
    (whole,) = [one for one in incidents if figure in dead(one)]
    assert whole.id != shelling.id
    assert whole.type in ("siege", "toll_report")
    assert whole.when is None
    assert claims
