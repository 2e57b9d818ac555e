"""A figure that a sentence only names as the one before is no figure beside the new one."""

from __future__ import annotations

import pytest

from tests.coded import read
from tests.extraction.told_figures import figures

OVERTAKEN = [
    ("The death toll from the bombing in Kasra, which stood at 40 on Tuesday, climbed to 53.", 40, 53),
    ("The death toll from the air strike on Kasra, put at 40 on Tuesday, now stands at 53, the ministry said.", 40, 53),
    ("The death toll from the blast in Kasra, initially 12, was later put at 29, police said.", 12, 29),
    ("The death toll, which was 18 on Sunday, has risen to 25, the hospital in Kasra said of the bombing.", 18, 25),
    ("The toll from the bombing in Kasra, earlier given as 30, is now 41, officials said.", 30, 41),
    ("The number of dead in the Kasra bombing, which was 14 a day earlier, rose to 19, the hospital said.", 14, 19),
    ("The death toll in the Kasra attack, first reported as nine, was raised to 16, police said.", 9, 16),
    ("The death toll from the shelling of Kasra, estimated at 60 on Monday, was revised down to 48.", 60, 48),
    ("Wednesday's toll of 40 dead in the bombing of Kasra climbed to 53 on Thursday.", 40, 53),
    ("The toll of the bombing in Kasra stood at 40 on Tuesday and climbed to 53, police said.", 40, 53),
    ("The toll of the bombing in Kasra was 40 on Tuesday before rising to 53, police said.", 40, 53),
    ("The death toll in Kasra, 40 on Tuesday, reached 53 on Wednesday after the bombing.", 40, 53),
]


@pytest.mark.parametrize(("text", "then", "now"), OVERTAKEN)
def test_the_figure_before_is_what_the_new_one_came_from(text: str, then: int, now: int) -> None:
    (toll,) = (cited.value for claim in read(text).claims for cited in claim.tolls)
    assert (toll.count.low, toll.earlier and toll.earlier.low) == (now, then)
    assert toll.change == ("rising" if now > then else "falling")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The death toll from the shelling of Kasra, now at 60, is expected to rise.", "killed 60"),
        ("The death toll from the shelling of Kasra, which stands at 60, is likely to rise.", "killed 60"),
        ("The death toll from the bombing of Kasra, which killed 40 people, could rise.", "killed 40"),
        (
            "The death toll in the Kasra bombing, which stood at 14, and the number of wounded, which hit 60, grew.",
            "killed 14; wounded 60",
        ),
        (
            "The death toll from the Kasra bombing, which stood at 14, was confirmed by the mayor, who said 60 were "
            "wounded.",
            "killed 14; wounded 60",
        ),
        ("The death toll from the Kasra bombing, which wounded 14 people, climbed to 53.", "killed 53; wounded 14"),
        ("The toll of the bombing in Kasra was 40 and prices rose to 53, police said.", "killed 40"),
    ],
)
def test_a_number_beside_a_total_that_is_not_before_it_stands(text: str, told: str) -> None:
    assert figures(text) == told
