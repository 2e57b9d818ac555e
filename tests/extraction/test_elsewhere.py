"""One verb, two places: a figure that is only joined on and has its own place is a claim of its own."""

from __future__ import annotations

import pytest

from tests.coded import read


def told(text: str) -> list[tuple[int, str]]:
    """Each figure of a text with the first place of its claim."""
    return [
        (toll.value.count.low or 0, claim.places[0].value if claim.places else "")
        for claim in read(text).claims
        for toll in claim.tolls
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Air strikes killed 14 people in the town of Douma and another six people in the town of Harasta.",
            [(14, "Douma"), (6, "Harasta")],
        ),
        (
            "Shelling killed 11 people near Douma and another nine people, among them two children, in Harasta.",
            [(11, "Douma"), (9, "Harasta"), (2, "Harasta")],
        ),
    ],
)
def test_figures_of_two_places_are_two_claims(text: str, figures: list[tuple[int, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes killed 14 people in Douma and wounded another six people.",
        "Shelling killed 14 soldiers and three civilians in Harasta.",
    ],
)
def test_figures_of_one_place_stay_one_claim(text: str) -> None:
    claims = [claim for claim in read(text).claims if claim.tolls]
    assert len(claims) == 1
    assert len(claims[0].tolls) == 2


def test_those_counted_elsewhere_are_told_of_by_the_same_source_and_done_by_the_same_hand() -> None:
    text = (
        "The Observatory said army jets killed 14 people in the town of Douma and another six in the town of Harasta."
    )
    first, second = (claim for claim in read(text).claims if claim.tolls)
    assert first.origin == second.origin
    assert [a.value for a in first.agents] == [a.value for a in second.agents]
    assert second.clause.of(text).startswith("another six")
