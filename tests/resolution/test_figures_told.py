"""Which of a report's figures stand in the ledger of what it is mainly about."""

from __future__ import annotations

import pytest

from recount.model import Harm
from recount.pipeline import incidents_of
from tests.coded import read, tools


def dead(text: str) -> set[tuple[int | None, int | None]]:
    """The killed in the ledger of a report's main incident, lower and upper bound."""
    told = read(text)
    incidents = incidents_of([told.document], told.claims, tools().actors)
    main = next(incident for incident in incidents if incident.main_of)
    return {(entry.count.low, entry.count.high) for entry in main.ledger if entry.harm is Harm.KILLED}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Jets killed dozens of civilians in Raqqa on Monday, a monitor said. It was one of the worst days of the "
            "year. Over 130 civilians died when the jets bombed Raqqa, the monitor said.",
            {(24, None), (131, None)},
            id="a number for what was told in words",
        ),
        pytest.param(
            "The Orlen Brigade said it had killed several Vela Front fighters near Idlib as groups of rebels clashed. "
            "The brigade said it had killed six Vela Front fighters near Idlib.",
            {(3, None), (6, 6)},
            id="several, then six",
        ),
        pytest.param(
            "At least nine people were killed on Thursday as an alliance of rebels attacked Aleppo, the Vela Monitor "
            "said. The Vela Monitor said four civilians were killed in Aleppo in the assault by the rebel groups.",
            {(9, None), (4, 4)},
            id="some kind of the people told",
        ),
        pytest.param(
            "At least 19 civilians were killed by a barrel bomb and rockets in Aleppo on Monday, the Vela Monitor "
            "said. Fifteen of the dead came in the barrel bomb strike on a district of Aleppo.",
            {(19, None), (15, 15)},
            id="some of the dead",
        ),
        pytest.param(
            "Rocket fire killed nine people in Damascus on Thursday, the Vela Monitor said. State news agency SANA "
            "said nine people had been killed in bombardment by terrorists.",
            {(9, 9)},
            id="another origin's same figure",
        ),
        pytest.param(
            "A car bomb killed 39 people at a school in Homs on Wednesday, the Vela Monitor said. The governor of "
            "Homs had also reported the deadly attack, giving a toll of 31 killed and 74 wounded.",
            {(39, 39), (31, 31)},
            id="a toll of the attack told",
        ),
        pytest.param(
            "Planes of the US-led coalition bombed Raqqa on Sunday. Activists said eight civilians were killed by the "
            "coalition airstrikes.",
            {(8, 8)},
            id="a party by a shorter name",
        ),
    ],
)
def test_figures_of_one_happening_stand_together(text: str, figures: set[tuple[int | None, int | None]]) -> None:
    assert dead(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            "Jets killed dozens of civilians in Raqqa on Monday, a monitor said. Shells killed 130 soldiers in Homs on "
            "Monday, the monitor said.",
            {(24, None)},
            id="another town",
        ),
        pytest.param(
            "Jets killed 12 civilians in Raqqa on Monday, a monitor said. In January scores of civilians were killed "
            "in raids on Raqqa, it said.",
            {(12, 12)},
            id="another time",
        ),
    ],
)
def test_figures_of_others_stay_away(text: str, figures: set[tuple[int | None, int | None]]) -> None:
    assert dead(text) == figures


def test_the_war_since_then_is_another_matter_and_since_monday_is_not() -> None:
    lead = "A suicide bomber killed 25 soldiers in Zahra in Aleppo on Monday, the Vela Monitor said. "
    assert dead(lead + "The monitor said 19 rebels have been killed since Monday in Zahra.") == {(25, 25), (19, 19)}
    assert dead(lead + "Since the start of the war 900 people have been killed in Zahra, it said.") == {(25, 25)}
