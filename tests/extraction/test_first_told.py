"""A figure told as added to others stands alone where none of its harm was told before."""

from __future__ import annotations

import pytest

from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The hospital said 31 people were killed in the air strike on Demba. It said another 112 people were "
            "injured.",
            "killed 31; wounded 112",
        ),
        (
            "The air strike on Demba killed 31 people. Another 112 were wounded, the hospital said.",
            "killed 31; wounded 112",
        ),
        ("The air strike on Demba killed 31 people. A further 12 were wounded, medics said.", "killed 31; wounded 12"),
        ("The attack on Demba killed six people. Another 15 were abducted, police said.", "abducted 15; killed 6"),
        ("The blast in Demba wounded 40 people. Another 15 people were killed, medics said.", "killed 15; wounded 40"),
        ("The blast in Demba killed 15 people.\n\nAnother 40 were wounded, medics said.", "killed 15; wounded 40"),
        (
            "The air strike on Demba killed 31 people and wounded 20. Another 12 were wounded on Tuesday, medics said.",
            "killed 31; more wounded 12; wounded 20",
        ),
        (
            "The shelling of Demba killed nine people on Monday. Another four people were killed on Tuesday.",
            "killed 9; more killed 4",
        ),
        ("Shelling wounded 40 people in Demba. Two of the wounded died on Tuesday.", "more killed 2; wounded 40"),
        ("Another 40 people were wounded in Demba in the air strike, medics said.", "more wounded 40"),
    ],
)
def test_the_first_figure_of_a_harm_adds_to_nothing(text: str, told: str) -> None:
    assert figures(text) == told
