"""A total of more than its event, of a month, a war, a province, is told apart from the event's own figure."""

from __future__ import annotations

import pytest

from recount.model import Claim
from recount.model.values import Precision
from tests.coded import read

# read as of Friday, 3 June 2016


def told(text: str) -> list[tuple[str, str, list[str], list[int], list[int]]]:
    """Each claim of a text: type, time, places, its own figures, and those of more."""
    return [_in_short(claim) for claim in read(text).claims]


def _in_short(claim: Claim) -> tuple[str, str, list[str], list[int], list[int]]:
    own = [toll.value.count.low or 0 for toll in claim.tolls if not toll.value.wider]
    more = [toll.value.count.low or 0 for toll in claim.tolls if toll.value.wider]
    return claim.type, claim.time.value.iso() if claim.time else "", [place.value for place in claim.places], own, more


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Shells killed six people in Douma on Tuesday, bringing the death toll this month to 88.",
            ("shelling", "2016-05-31", ["Douma"], [6], [88]),
        ),
        (
            "An air strike killed 19 people in Saraqeb on Wednesday, taking the number of civilians killed in Idlib "
            "province since March to 213.",
            ("air_strike", "2016-06-01", ["Saraqeb"], [19], [213]),
        ),
        (
            "A car bomb killed nine people in Jarablus on Thursday, raising to 61 the number of dead in the town since "
            "Monday.",
            ("bombing", "2016-06-02", ["Jarablus"], [9], [61]),
        ),
        (
            "A car bomb killed nine people in Jarablus on Wednesday, taking the toll so far this year to 310.",
            ("bombing", "2016-06-01", ["Jarablus"], [9], [310]),
        ),
        (
            "A roadside bomb killed three soldiers near Tikrit on Thursday, pushing the death toll in Iraq to 45.",
            ("bombing", "2016-06-02", ["Tikrit"], [3], [45]),
        ),
        (
            "Raids killed eight civilians in Maarat al-Numan on Monday, which brought the toll since the war began to "
            "over 300,000.",
            ("air_strike", "2016-05-30", ["Maarat al-Numan"], [8], [300001]),
        ),
        (
            "Air strikes killed 12 people in Saraqeb on Wednesday and 150 since the start of the month.",
            ("air_strike", "2016-06-01", ["Saraqeb"], [12], [150]),
        ),
        (
            "Five people were shot dead in Mogadishu on Tuesday, bringing the toll this week to 17.",
            ("attack", "2016-05-31", ["Mogadishu"], [5], [17]),
        ),
        (
            "A car bomb killed 14 people in Jarablus on Tuesday, bringing to 130 the number of people killed in "
            "bombings in Syria since the start of the month.",
            ("bombing", "2016-05-31", ["Jarablus"], [14], [130]),
        ),
        (
            "Air strikes killed 17 people in Douma on Wednesday, taking the death toll from a week of bombardment of "
            "the enclave to 290.",
            ("air_strike", "2016-06-01", ["Douma"], [17], [290]),
        ),
        (
            "A rocket killed two people in Douma on Monday, raising to 40 the toll from days of shelling of the town.",
            ("shelling", "2016-05-30", ["Douma"], [2], [40]),
        ),
        (
            "Air strikes killed nine people in Raqqa on Monday, bringing the number of civilians killed by the "
            "alliance in the city to 700 in two months.",
            ("air_strike", "2016-05-30", ["Raqqa"], [9], [700]),
        ),
        (
            "The attack killed ten people in Kabul on Monday and was the third in the city in a week, raising the "
            "number of dead to 31.",
            ("attack", "2016-05-30", ["Kabul"], [10], [31]),
        ),
        (
            "Two shepherds were shot in Nablus on Monday, bringing the combined death toll to 26, and police left.",
            ("attack", "2016-05-30", ["Nablus"], [], [26]),
        ),
        (
            "Shells killed two people in Douma on Monday, and a total of 212 people have died in the enclave since "
            "the bombardment began.",
            ("shelling", "2016-05-30", ["Douma"], [2], [212]),
        ),
        (
            "Air strikes killed nine people in Raqqa on Monday, while 340 civilians have been killed in the city "
            "since the offensive began in March.",
            ("air_strike", "2016-05-30", ["Raqqa"], [9], [340]),
        ),
        (
            "Two soldiers died in a mine blast near Tikrit on Monday; 45 have been killed in the province since April.",
            ("bombing", "2016-05-30", ["Tikrit"], [2], [45]),
        ),
    ],
)
def test_the_total_of_more_is_set_apart_and_its_time_and_place_are_not_the_events(
    text: str, event: tuple[str, str, list[str], list[int], list[int]]
) -> None:
    assert told(text)[0] == event


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two people died on Thursday, bringing the toll of Tuesday's strike on Douma to nine.", [2, 9]),
        ("Two of the wounded died on Wednesday, bringing the number of dead since Monday's bombing to 12.", [2, 12]),
        ("The number of people killed in an air strike this morning on the market of Atarib has risen to 21.", [21]),
        ("Two bombs went off in Azaz on Monday, bringing the combined toll from the twin blasts to 20.", [20]),
        ("A bomb killed five people in Azaz on Monday, and another two have died since.", [5, 2]),
        ("A bomb killed five people in Azaz on Monday, and another two have died since then.", [5, 2]),
        ("The death toll from the five-day siege of the hotel in Azaz has risen to 31.", [31]),
        ("Air strikes killed 12 soldiers and 40 rebels in Saraqeb since Monday.", [12, 40]),
        ("A bomb killed five people in Azaz on Monday, and another two died, bringing the toll to seven.", [5, 2, 7]),
        ("Shelling killed 31 people in Douma in three days, among them a 17-year-old boy.", [31, 1]),
    ],
)
def test_the_events_own_total_stays_its_own(text: str, figures: list[int]) -> None:
    claims = read(text).claims
    assert not any(toll.value.wider for claim in claims for toll in claim.tolls)
    assert sorted(toll.value.count.low or 0 for claim in claims for toll in claim.tolls) == sorted(figures)


def test_a_sentence_that_only_tells_such_a_total_is_a_total_itself() -> None:
    (claim,) = read("The death toll this month has risen to 88, the monitor said.").claims
    assert claim.type == "toll_report"
    assert not claim.tolls[0].value.wider


@pytest.mark.parametrize(
    "text",
    [
        "That brought to 19 the number of civilians killed in three days of shelling.",
        "The death toll from the offensive on Raqqa has risen to 450, the monitor said.",
        "The alliance went on with air strikes near Raqqa, with some 640 people killed since strikes began.",
        "So far 450 people have been killed in the battle for the city, medics said.",
        "At least 300 civilians have so far been killed in the assault on Raqqa.",
    ],
)
def test_what_sums_up_days_of_war_is_a_total_itself(text: str) -> None:
    claims = read(text).claims
    (counted,) = [claim for claim in claims if claim.tolls]
    assert counted.type == "toll_report"
    assert not counted.tolls[0].value.wider


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("The premier declared victory in Raqqa on Monday after a battle of nearly nine months.", "battle"),
        ("Troops took Raqqa on Monday, ending a three-month siege.", "siege"),
        ("Rebels won Raqqa on Monday in an offensive that lasted six weeks.", "offensive"),
        ("The battle for Raqqa, which began on 3 March, ended on Monday.", "battle"),
    ],
)
def test_the_dead_of_a_battle_of_weeks_are_not_those_of_the_day_of_its_end(before: str, then: str) -> None:
    claims = read(f"{before} More than 1,200 soldiers were killed in the {then}, the army said.").claims
    (counted,) = [claim for claim in claims if claim.tolls]
    assert counted.type == "toll_report"
    assert counted.time is None or counted.time.value.precision is not Precision.DAY


@pytest.mark.parametrize(
    "text",
    [
        "Ten rebels were killed in the battle for Azaz on Monday.",
        "Troops took Raqqa on Monday after a battle of two hours. Nine soldiers were killed in the battle.",
        "The three-month siege of Raqqa ended. On Monday nine soldiers were killed in the siege, the army said.",
        "So far nine people have been killed in the fighting in Azaz, medics said.",
    ],
)
def test_the_dead_of_one_fight_are_its_own(text: str) -> None:
    counted = [claim for claim in read(text).claims if claim.tolls]
    assert counted
    assert all(claim.type != "toll_report" for claim in counted)


def test_those_whom_the_total_counts_are_no_targets_of_the_event() -> None:
    text = "A mine killed four people near Manbij on Monday, bringing to 70 the number of farmers killed this year."
    (claim,) = read(text).claims
    assert [target.value for target in claim.targets] == ["people"]


def test_the_words_that_tell_it_are_cited_with_it() -> None:
    text = "Shells killed six people in Douma on Tuesday, raising to 88 the number of dead in the town since Saturday."
    (claim,) = read(text).claims
    more = claim.tolls[1]
    assert more.span.of(text) == "raising to 88 the number of dead in the town since Saturday"
    assert more.rule.endswith("+toll.wider")


def test_what_stands_between_a_deed_and_the_verb_of_its_total_dates_the_deed() -> None:
    (claim,) = read("The number of people killed in an air strike this morning on Atarib has risen to 21.").claims
    assert claim.time is not None
    assert claim.time.value.iso() == "2016-06-03"
