"""Happenings that one report tells one by one stay several, and one told on stays one."""

from __future__ import annotations

from itertools import chain

import pytest

from recount.aggregates.sums import Measure, parted, sum_of
from recount.model import Harm
from recount.pipeline import incidents_of
from recount.resolution.episodes import with_episodes
from recount.resolution.sums import sums_up
from recount.tolls import RULES
from recount.tolls.several import CAMPAIGN
from tests.coded import read, tools


def dead_in(*texts: str) -> list[list[int]]:
    """The dead that each incident of some reports gives for itself, in order; none of those of totals."""
    reports = [read(text) for text in texts]
    claims = list(chain.from_iterable(one.claims for one in reports))
    found = incidents_of([one.document for one in reports], claims, tools().actors, merging=tools().codebook.merging)
    told = [
        sorted({entry.count.low or 0 for entry in one.ledger if entry.harm is Harm.KILLED and not entry.campaign})
        for one in found
        if one.type != "toll_report"
    ]
    return sorted(told)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "Two bombs exploded in Kirkuk on Monday. The first killed five people by a mosque; the second killed two "
            "nurses an hour later, police said.",
            [[2], [5]],
        ),
        (
            "Two separate air strikes hit Saraqeb on Monday. The first, in the morning, killed six people at a mill; "
            "the second, in the afternoon, killed three nurses at a clinic.",
            [[3], [6]],
        ),
        ("Two strikes hit Douma on Monday. The first killed five people. The second killed two nurses.", [[2], [5]]),
        (
            "Two bombs went off in Gao on Monday. One killed six people in a market; the other killed three in a bar.",
            [[3], [6]],
        ),
        (
            "Two rockets hit Donetsk on Monday. One struck a school, killing four people. Another hit a clinic and "
            "killed two nurses.",
            [[2], [4]],
        ),
        (
            "Gunmen carried out two attacks in Mogadishu on Monday. In the first attack they killed four soldiers at a "
            "gate. In the second attack they killed nine people at a hotel.",
            [[4], [9]],
        ),
        (
            "Three explosions shook Kabul on Monday. The first killed two guards, the second killed five people at a "
            "school and the third killed one person by a clinic.",
            [[1], [2], [5]],
        ),
        (
            "Two bombs exploded in Kirkuk on Monday, killing five people in the first blast and two in the second.",
            [[2], [5]],
        ),
        (
            "A drone killed one man in Donetsk on Monday morning. In the afternoon shelling of the city killed three "
            "people at a bus stop.",
            [[1], [3]],
        ),
        (
            "Two shootings shook Kirkuk on Monday. Gunmen killed seven policemen. Gunmen shot dead four judges.",
            [[4], [7]],
        ),
        (
            "A car bomb killed ten people in Kirkuk on Monday. Gunmen shot dead five grocers in Kirkuk the same "
            "evening. Between them the two attacks killed 15 people.",
            [[5], [10]],
        ),
    ],
)
def test_deeds_told_one_by_one_are_several(text: str, dead: list[list[int]]) -> None:
    assert dead_in(text) == dead


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "A bomb exploded in Mosul on Monday morning, killing 12 people. By the afternoon the toll had risen to 15.",
            [[12, 15]],
        ),
        ("Two bombs exploded in Kirkuk on Monday. The blasts killed 12 people. Nurses put the toll at 15.", [[12, 15]]),
        (
            "Twin bombings killed 20 people at a mosque in Gao on Monday. The first bomb went off at the gate; the "
            "second exploded by the well.",
            [[20]],
        ),
        ("A bomb killed five people in Azaz on Monday. Hours later two of the wounded died in hospital.", [[2, 5]]),
        (
            "Shells hit a mill in Aleppo on Monday morning, killing three people. In the evening doctors said the "
            "shelling had killed five people.",
            [[3, 5]],
        ),
        (
            "A bomb killed ten people in Kaduna on Monday. It was the second attack on a church in a month. A pastor "
            "said the attack killed 12.",
            [[10, 12]],
        ),
    ],
)
def test_one_event_told_on_is_one(text: str, dead: list[list[int]]) -> None:
    assert dead_in(text) == dead


def test_those_who_announced_several_don_t_stand_alone() -> None:
    found = incidents_of(
        [
            (
                one := read("Two bombs exploded in Kirkuk on Monday. The first killed five people; the second two.")
            ).document
        ],
        one.claims,
        tools().actors,
        merging=tools().codebook.merging,
    )
    assert all(incident.ledger for incident in found)


def test_another_report_of_one_of_them_is_of_that_one() -> None:
    both = (
        "Two separate air strikes hit the town of Saraqeb on Monday. The first killed six people at a mill; the second "
        "killed three nurses at a clinic."
    )
    assert dead_in(both, "An air strike on a mill in Saraqeb on Monday killed six people.") == [[3], [6]]
    assert dead_in(both, "An air strike on a clinic in Saraqeb on Monday killed three nurses.") == [[3], [6]]


def test_a_sum_is_of_none_of_its_parts_whoever_tells_it() -> None:
    apart = (
        "A drone killed one man in Donetsk on Monday morning. In the afternoon shelling of the city killed three "
        "people at a bus stop. Four people were killed in both attacks."
    )
    later = "Monday's two attacks on Donetsk killed five people in total, the governor said."
    assert dead_in(apart, later) == [[1], [3]]


def test_who_tells_only_the_sum_tells_the_sum() -> None:
    apart = (
        "Air strikes killed 35 people in northern Syria on Monday, 22 in Saraqeb and 13 in Douma, medics said.",
        "Air strikes in northern Syria killed 35 people on Monday, medics said.",
    )
    assert dead_in(*apart) == [[13], [22]]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 23 people in Mosul on Monday, bringing to 240 the number killed in attacks across the country.",
        "Gunmen killed nine people in Gao on Monday, raising to 61 the dead in separate attacks in the north.",
    ],
)
def test_the_dead_of_a_campaign_make_no_sum_of_the_event(text: str) -> None:
    (claim,) = read(text).claims
    assert not sums_up(claim.clause.of(text), claim)


def test_a_sum_holds_its_parts_as_episodes_and_no_total_counts_both() -> None:
    one = read(
        "Gunmen killed four farmers in Maiduguri on Monday, police said. Another attack in Maiduguri on Monday killed "
        "nine soldiers. Combined, the attacks killed 13 people."
    )
    merging = tools().codebook.merging
    found = incidents_of([one.document], one.claims, tools().actors, merging=merging)
    found = with_episodes(found, tools().actors, merging)
    (whole,) = [incident for incident in found if incident.type == "toll_report"]
    assert {incident.part_of for incident in found if incident is not whole} == {whole.id}
    kept, out = parted(found, Measure(Harm.KILLED, RULES["range"]))
    assert sum_of(kept, Measure(Harm.KILLED, RULES["range"])).low == 13
    assert out == {CAMPAIGN: [whole]}
