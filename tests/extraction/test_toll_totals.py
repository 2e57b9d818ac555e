"""A toll that is told with "is", and what others put it at."""

from __future__ import annotations

import pytest

from tests.coded import read
from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The final toll of Wednesday's strikes on Sarra is 17 dead, the civil defence said.", "killed 17"),
        ("The toll of the bombing in Sarra is one dead and four wounded, police said.", "killed 1; wounded 4"),
        ("Our toll for the Sarra strike is 44 killed, the group said.", "killed 44"),
        ("The current toll from the Sarra attack is 12 dead and 30 injured.", "killed 12; wounded 30"),
        ("The number of dead in the bombing of Sarra is 31, the hospital said.", "killed 31"),
        ("The death toll of the strike on Sarra is now 23, the health ministry said.", "killed 23"),
        ("The toll of the fighting in Sarra is 70 dead, the ministry said, and the army's figure is 55.", "killed 70"),
    ],
)
def test_a_toll_did_not_die_itself(text: str, told: str) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The toll of the strikes on Sarra is 17, the police said; the health ministry put it at 16.",
        "The strikes on Sarra killed 17, the police said; the health ministry put its figure at 16.",
        "The final toll of the raids on Sarra is 17 dead, the police said; the health ministry kept its figure at 16.",
        "The toll of the strikes on Sarra is 17, the police said, while the health ministry stuck to its figure of 16.",
        "The strikes on Sarra killed 17, the police said; the health ministry held to its count of 16.",
    ],
)
def test_a_second_speakers_figure_is_its_own(text: str) -> None:
    told = {(claim.origin[0].value, toll.value.count.low) for claim in read(text).claims for toll in claim.tolls}
    assert told == {("police", 17), ("health ministry", 16)}
