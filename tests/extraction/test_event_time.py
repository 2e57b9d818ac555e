"""Which of the times that a passage tells belongs to which of its events."""

from __future__ import annotations

import pytest

from recount.extraction.event_time import Option
from recount.extraction.time_weights import WEIGHTS
from recount.model import Claim
from tests.coded import read


def days(text: str) -> list[tuple[str, str]]:
    """The type and the time of each claim; reports appear on Friday 3 June 2016."""
    return [(claim.type, _iso(claim)) for claim in read(text).claims]


def _iso(claim: Claim) -> str:
    return claim.time.value.iso() if claim.time else ""


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Rebels shelled the town of Azaz on Monday.", ["2016-05-30"]),
        ("Rebels shelled the town of Azaz on Monday, the ministry said on Tuesday.", ["2016-05-30"]),
        ("The ministry said on Tuesday that rebels had shelled the town of Azaz.", [""]),
        (
            "Rebels captured Azaz on Monday, and on Wednesday jets bombed the town of Idlib.",
            ["2016-05-30", "2016-06-01"],
        ),
        (
            "Government jets bombed Idlib on Wednesday. The raids killed nine civilians, medics said.",
            ["2016-06-01", "2016-06-01"],
        ),
        (
            "A gas attack killed hundreds of people in Ghouta in 2013. On Monday jets bombed Idlib.",
            ["2013", "2016-05-30"],
        ),
        (
            "Jets bombed the town of Idlib on Monday. The day before, rebels captured Azaz.",
            ["2016-05-30", "2016-05-29"],
        ),
        ("Gunmen killed nine farmers near Azaz, the parish said on 1.6.2016.", [""]),
        ("Gunmen killed nine farmers near Azaz a monitor said on Tuesday.", [""]),
        (
            "Four more nurses died on Wednesday, bringing the toll of Monday's raid on Azaz to 15, a monitor said.",
            ["2016-05-30"],
        ),
        ("The mayor revised the toll of the raid on Azaz on 12 May down to 20 from 23.", ["2016-05-12"]),
        ("Officials on 2 June raised the death toll from the bombing in Azaz on 12 May to 31.", ["2016-05-12"]),
        ("Police revised the number of dead in the blast in Azaz on 30 May to 18.", ["2016-05-30"]),
        ("The mayor revised the toll of the raid on Azaz to 20 on 2 June.", [""]),
        ("Two days after rebels captured Azaz on 12 May, jets bombed the town of Idlib.", ["2016-05-12", ""]),
        ("Less than a week ago, rebels shelled the town of Azaz.", ["2016-05-28/2016-06-03"]),
        (
            "Rebels captured Azaz on 12 May. Less than two weeks later, jets bombed the town of Idlib.",
            ["2016-05-12", "2016-05-12/2016-05-25"],
        ),
        ("In a statement issued on Tuesday, the ministry said rebels had shelled the town of Azaz.", [""]),
        ("Rebels shelled the town of Azaz on Monday, the heaviest shelling there since March 2015.", ["2016-05-30"]),
        ("The army said it would look into reports that its jets bombed Azaz on Monday.", ["2016-05-30"]),
        ("The raid on Azaz, the first since March 2015, killed nine farmers.", [""]),
        ("Most of the farmers killed in Azaz since Monday were shot by gunmen.", ["2016-05-30/2016-06-03"]),
    ],
)
def test_each_event_gets_its_own_time(text: str, times: list[str]) -> None:
    assert [time for _, time in days(text)] == times


def test_what_is_carried_cites_the_words_that_said_it() -> None:
    text = "Government jets bombed Idlib on Wednesday. The raids killed nine civilians, medics said."
    _, second = read(text).claims
    assert second.time is not None
    assert second.time.span.of(text) == "Wednesday"


def test_a_time_is_weighed_by_named_features() -> None:
    assert Option(None, ("none", "unheard of")).score == WEIGHTS["none"]
    assert all(name.split(":")[0] in ("own", "carried", "none") for name in WEIGHTS)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "The battle for Azaz, which began on 12 April, ended on Sunday. Sixty soldiers were killed in the battle.",
            ["2016-04-12/2016-05-29"] * 2,
        ),
        ("The siege of Azaz began in March 2014 and was lifted on 18 April 2016.", ["2014-03-01/2016-04-18"]),
        ("The offensive on Azaz, which ended on Sunday after it began on 2 May, killed 40.", ["2016-05-02/2016-05-29"]),
    ],
)
def test_what_began_and_ended_lasted_from_the_one_to_the_other(text: str, times: list[str]) -> None:
    assert [when for _, when in days(text)] == times
