"""One deed that a week or a month only dates, and several that a figure for these sums up."""

from __future__ import annotations

import pytest

from recount.extraction.one_deed import UP_TO_REPORT
from recount.model import Claim
from recount.model.claim import OF_ONE_DEED
from recount.model.values import Precision
from tests.coded import read

# read as of Friday, 3 June 2016


def counted(text: str) -> Claim:
    """The one claim of a text that has figures."""
    (claim,) = [claim for claim in read(text).claims if claim.tolls]
    return claim


@pytest.mark.parametrize(
    ("text", "kind", "dead"),
    [
        ("The death toll from last week's attack on a mosque in Jarablus has risen to 33.", "attack", 33),
        ("The number of people killed in last week's mosque attack in Jarablus climbed to 35.", "attack", 35),
        ("The death toll from last month's massacre in Taldou was raised to 108, the mission said.", "attack", 108),
        ("The toll from last week's bombing of a bakery in Azaz rose to 41, police said.", "bombing", 41),
        ("The number of victims of last month's massacre in Taldou now stands at 120.", "attack", 120),
        ("Medics raised the death toll from last week's air strike on a school in Douma to 37.", "air_strike", 37),
        (
            "Officials put the number of people killed in last week's suicide bombing in Quetta at 52.",
            "suicide_bombing",
            52,
        ),
        ("The death toll from the attack on a market in Jarablus last week has risen to 26.", "attack", 26),
        ("The death toll from an attack last month on a market in Jarablus has risen to 26.", "attack", 26),
        ("The toll in the market attack in Jarablus earlier last month now stands at 26.", "attack", 26),
        ("The number of people killed when gunmen attacked a bus in Azaz last week rose to 14.", "attack", 14),
        ("The death toll from last week's deadly twin suicide bombing in Azaz has so far risen to 44.", None, 44),
        ("The death toll from last week's shelling of a clinic in Douma rose to nine, medics said.", "shelling", 9),
        ("Last week's attack on a mosque in Jarablus killed 35 people, the mayor said.", "attack", 35),
        ("Last week gunmen attacked a mosque in Jarablus, killing 35 people, the mayor said.", "attack", 35),
    ],
)
def test_a_week_or_a_month_dates_a_single_deed_and_sums_up_nothing(text: str, kind: str | None, dead: int) -> None:
    claim = counted(text)
    assert claim.type == (kind or "suicide_bombing")
    (toll,) = claim.tolls
    assert (toll.value.count.low, toll.value.wider) == (dead, None)
    assert claim.time is not None
    assert claim.time.rule.endswith(OF_ONE_DEED)
    assert claim.time.value.precision is not Precision.DAY
    assert claim.time.value.iso() == ("2016-05" if "month" in text else "2016-05-23/2016-05-29")


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from last week's attacks in Jarablus rose to 40, the mayor said.",
        "The number of people killed in last week's attacks in Jarablus has climbed to 40.",
        "Attacks last week killed 40 people in Jarablus, the mayor said.",
        "Last week's raids in Jarablus killed 40 people, the mayor said.",
        "At least 40 people were killed in raids in Jarablus last month, the mayor said.",
        "At least 40 people were killed in Jarablus in the past week, the mayor said.",
        "The number of people killed in attacks in the past week has risen to 60, police said.",
        "The toll from every attack in Jarablus last month rose to 60, police said.",
        "The death toll from last week's attack and ambush in Jarablus rose to 35, the mayor said.",
        "The death toll from last week's fighting in Azaz rose to 90, the mission said.",
        "The death toll from last month's offensive in Azaz rose to 90, the mission said.",
        "The death toll from last month's shelling of Douma rose to 90, the mission said.",
        "The number of people killed in Azaz last month rose to 60, police said.",
        "The death toll for last month rose to 210, the monitor said.",
        "The death toll from a series of attacks in Azaz last week rose to 60, police said.",
    ],
)
def test_several_deeds_of_a_week_or_a_month_are_summed_up(text: str) -> None:
    claim = counted(text)
    assert claim.type == "toll_report"
    assert claim.time is None or not claim.time.rule.endswith(OF_ONE_DEED)


@pytest.mark.parametrize(
    ("text", "kind", "dead"),
    [
        ("Officials put the number of people killed in Monday's bombing in Quetta at 52.", "bombing", [52]),
        (
            "Two more people have died of wounds from Monday's attack on a mosque in Azaz, bringing the toll to 35.",
            "attack",
            [2, 35],
        ),
    ],
)
def test_who_counts_the_dead_of_one_deed_tells_no_total_over_several(text: str, kind: str, dead: list[int]) -> None:
    claim = counted(text)
    assert claim.type == kind
    assert [toll.value.count.low for toll in claim.tolls] == dead


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Clashes in Azaz last week killed 40 rebels, the army said.", "armed_clash"),
        ("Six people were killed in Azaz on Friday, bringing the toll this month to 88.", "attack"),
        ("At least 12 people died in raids on Azaz on Monday, medics said.", "air_strike"),
    ],
)
def test_what_is_one_fight_or_of_one_day_stays_so(text: str, own: str) -> None:
    assert counted(text).type == own


def test_a_stretch_up_to_the_report_dates_no_single_deed() -> None:
    claim = counted("The death toll in Azaz since last week's attack has risen to 60, police said.")
    assert claim.time is not None
    assert claim.time.rule.startswith(UP_TO_REPORT)
    assert not claim.time.rule.endswith(OF_ONE_DEED)
