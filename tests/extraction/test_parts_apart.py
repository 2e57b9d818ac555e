"""Totals whose parts lie in several places."""

from __future__ import annotations

import pytest

from recount.model.claim import SUMMED
from recount.pipeline import incidents_of
from tests.coded import read, tools


def told(text: str) -> list[str]:
    """The figures of each claim of a report, those of sums and parts marked."""
    return [
        " ".join(
            f"{toll.value.count}" + (" in all" if claim.type == "toll_report" else " part" if toll.value.sub else "")
            for toll in claim.tolls
        )
        for claim in sorted(read(text).claims, key=lambda claim: claim.clause.start)
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Shelling of Aleppo killed ten people on Monday, five of them at a school, three at a bakery and two at a "
            "mosque, doctors said.",
            ["10 in all", "5", "3", "2"],
        ),
        (
            "Bombs killed nine people in Kano on Monday, six of them in a market and three in a hotel.",
            ["9 in all", "6", "3"],
        ),
        (
            "Shells killed ten people in Azaz, five of them at a school, three at a mill and two at a mosque.",
            ["10 in all", "5", "3", "2"],
        ),
        (
            "Raids killed nine civilians on Monday, five in Saraqeb and four in Binnish, nurses said.",
            ["9 in all", "5", "4"],
        ),
        (
            "Raids killed 12 civilians in Idlib province on Monday, seven in Saraqeb and five in Binnish.",
            ["12 in all", "7", "5"],
        ),
        ("Nine people were killed in Kano on Monday, six in a market and three in a hotel.", ["9 in all", "6", "3"]),
        ("Gunmen shot dead nine people in Kano: six at a filling station and three in a bar.", ["9 in all", "6", "3"]),
        (
            "A series of attacks on three villages in Borno state killed 30 people on Tuesday, police said: 12 in "
            "Gwoza, 10 in Chibok and eight in Bama.",
            ["30 in all", "12", "10", "8"],
        ),
        (
            "Gunmen killed 12 people in Kano on Monday, eight in a mosque and four at a bar, police said.",
            ["12 in all", "8", "4"],
        ),
        (
            "At least 20 people were killed in bombings in Mosul on Monday, 12 at a mosque and eight at a hotel.",
            ["20+ in all", "12", "8"],
        ),
    ],
)
def test_each_part_is_a_claim_of_its_own_and_the_total_their_sum(text: str, figures: list[str]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed ten people in Kano on Monday, six in a cafe and four in a shop, police said.",
        "A suicide bomber killed 15 people in Kano on Monday, 12 inside a hotel and three in the street.",
        "Shelling killed ten people in Douma on Monday, five of them children and three women.",
        "Ten people were killed in the shelling of Douma on Monday, eight at the scene and two in hospital.",
        "Shelling of Douma killed nine people on Monday, six at a market and three at a nearby school.",
        "Air strikes on Douma killed 30 people on Monday, including 12 in a market and nine at a hospital.",
    ],
)
def test_the_parts_of_one_deed_are_parts(text: str) -> None:
    assert all("in all" not in figures for figures in told(text))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Nine people were killed in Aleppo on Monday: six by shelling and three by a drone.", ["9 6 part 3 part"]),
        ("Ten people died in Homs on Monday, seven by air strikes and three by landmines.", ["10 7 part 3 part"]),
        ("Ten people were killed by gunmen and four by police in Kano.", ["10 4"]),
    ],
)
def test_those_killed_by_each_means_are_parts_where_they_are_the_whole(text: str, figures: list[str]) -> None:
    assert told(text) == figures


def test_each_part_lies_where_its_words_say() -> None:
    claims = read("Raids killed nine civilians on Monday, five in Saraqeb and four in Binnish, nurses said.").claims
    assert [[name.value for name in claim.places] for claim in claims[1:]] == [["Saraqeb"], ["Binnish"]]


def test_a_sum_lies_where_none_of_its_parts_does_and_they_are_told_to_be_of_it() -> None:
    whole, *parts = read("Attacks across Borno killed 14 people on Tuesday: nine in Bama and five in Gwoza.").claims
    assert [name.value for name in whole.places] == ["Borno"]
    assert {part.within.value for part in parts if part.within is not None} == {whole.id}
    assert all(part.within is not None and part.within.rule == SUMMED for part in parts)


def test_a_sum_of_the_next_day_leaves_what_it_sums_up_apart() -> None:
    single = [
        "Shells hit a bakery in Aleppo on Wednesday morning, killing three people, doctors said.",
        "Shells hit a school in Aleppo on Wednesday afternoon, killing five people, doctors said.",
    ]
    both = (
        "Shelling of Aleppo killed eight people on Wednesday, five of them at a school, three at a bakery, they said."
    )
    reports = [read(text) for text in (*single, both)]
    claims = [claim for one in reports for claim in one.claims]
    incidents = incidents_of([one.document for one in reports], claims, tools().actors)
    dead = sorted(
        sorted({entry.count.low or 0 for entry in one.ledger if not entry.campaign}) for one in incidents if one.ledger
    )
    assert [3] in dead
    assert [5] in dead
    assert not any({3, 5} <= set(figures) for figures in dead)
