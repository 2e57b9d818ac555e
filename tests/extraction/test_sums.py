"""Figures that sum up what a report tells, or names, as several happenings."""

from __future__ import annotations

import pytest

from recount.model.claim import SUM_OF_SEVERAL, SUMMED
from tests.coded import read

# read as of Friday, 3 June 2016


def told(text: str) -> tuple[list[int], list[int]]:
    """The dead that a text's claims tell of happenings, and those that sums tell, in order."""
    claims = read(text).claims
    dead = [(toll.value.count.low or 0, SUM_OF_SEVERAL in claim.rule) for claim in claims for toll in claim.tolls]
    return [number for number, sums in dead if not sums], [number for number, sums in dead if sums]


@pytest.mark.parametrize(
    ("text", "parts", "sums"),
    [
        (
            "A bomber blew himself up by a mosque in Peshawar on Monday, killing nine people. In a separate attack in "
            "Peshawar the same day gunmen shot dead three policemen. The two attacks left 12 dead.",
            [9, 3],
            [12],
        ),
        (
            "Gunmen shot dead four guards in Kirkuk on Tuesday evening, police said. The attack came hours after a "
            "truck bomb killed 13 people in the city. Tuesday's attacks left 17 people dead in all, a nurse said.",
            [4, 13],
            [17],
        ),
        (
            "A drone killed one man in Donetsk on Monday morning. In the afternoon shelling of the city killed five "
            "people at a market. Six people were killed in both attacks.",
            [1, 5],
            [6],
        ),
        (
            "Two attacks in Kandahar killed 12 people on Wednesday. A roadside bomb killed eight policemen in the "
            "morning. Later gunmen shot dead four clerks.",
            [8, 4],
            [12],
        ),
        (
            "A shell hit a bakery in Aleppo on Sunday, killing seven people. Hours later a sniper shot dead two "
            "students in the city. Altogether, the attacks claimed nine lives.",
            [7, 2],
            [9],
        ),
        (
            "A grenade killed five people in Gao on Monday. Gunmen killed six traders in Gao the same evening. Between "
            "them the two attacks killed 11 people.",
            [5, 6],
            [11],
        ),
        (
            "A car bomb killed ten people in Kirkuk on Monday. A mine killed two people in Kirkuk on Monday. The two "
            "attacks had killed 13 people, police said on Thursday.",
            [10, 2],
            [13],
        ),
        (
            "Two air strikes hit Saraqeb on Monday. The first killed five people at a mill. The second killed two "
            "nurses. The army said it had killed 40 rebels in the strikes.",
            [5, 2],
            [40],
        ),
        (
            "Two air strikes killed eight people in Saraqeb on Monday. The first killed five people at a mill. The "
            "second killed two nurses.",
            [5, 2],
            [8],
        ),
        ("Monday's two attacks on Donetsk killed six people in total, the governor said on Tuesday.", [], [6]),
    ],
)
def test_what_several_happenings_cost_is_their_sum(text: str, parts: list[int], sums: list[int]) -> None:
    assert told(text) == (parts, sums)


@pytest.mark.parametrize(
    "text",
    [
        "Two car bombs killed 22 people by a school in Homs on Wednesday. The two blasts left 22 people dead.",
        "Two bombs exploded at a market in Kirkuk on Monday. The blasts killed 12 people. Nurses put the toll at 15.",
        "Two air strikes hit a market in Saraqeb on Monday. In total the two strikes killed 12 people.",
        "Twin bombings killed 20 people at a mosque in Kano on Monday. The first bomb went off at the gate.",
        "Air strikes on Douma killed a total of 30 people on Monday, medics said.",
        "Gunmen attacked a village near Gao on Monday, killing seven herders. In all, seven people died in the attack.",
        "Gunmen killed three people in Gao on Monday. A bomb killed two in Kano. Air strikes on Douma killed five.",
        "Gunmen killed three people in Gao on Monday and two on Sunday. Attacks in Gao killed five people last week.",
        "A bomb killed ten people in Azaz on Monday. Two more died in hospital. The attacks left 12 people dead.",
    ],
)
def test_what_one_happening_cost_is_no_sum(text: str) -> None:
    assert told(text)[1] == []


def test_the_sum_is_a_total_that_its_parts_are_told_to_be_part_of() -> None:
    text = (
        "Gunmen killed four farmers in Maiduguri on Monday, police said. Another attack in Maiduguri on Monday killed "
        "nine soldiers. Combined, the attacks killed 13 people."
    )
    *parts, whole = read(text).claims
    assert whole.type == "toll_report"
    assert not whole.tolls[0].value.wider
    assert all(part.within is not None and part.within.value == whole.id for part in parts)
    assert all(part.within is not None and part.within.rule == SUMMED for part in parts)
