"""A toll that its sentence divides by where its people died: the numbers at each place are parts of it, or claims of
their own where they are all of it and several happenings (see `test_parts_apart`)."""

from __future__ import annotations

import pytest

from tests.coded import read


def told(text: str) -> list[tuple[list[str], list[str]]]:
    """Each claim's figures, and those that are parts."""
    return [
        (
            [str(toll.value.count) for toll in claim.tolls if not toll.value.sub],
            [str(toll.value.count) for toll in claim.tolls if toll.value.sub],
        )
        for claim in read(text).claims
    ]


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            "Shelling of Azaz killed nine people on Monday: four in a market, three in a mill and two at a gate.",
            "9",
            "432",
        ),
        ("Raids killed nine civilians on Monday, including three in Saraqeb and four in Binnish.", "9", "34"),
    ],
)
def test_numbers_at_places_are_parts_of_the_number_of_all(text: str, whole: str, parts: str) -> None:
    assert told(text) == [([whole], list(parts))]


@pytest.mark.parametrize(
    "text",
    [
        "Raids killed 12 civilians in Saraqeb on Monday and five in Binnish, nurses said.",
        "Three people were killed in Homs, two in Hama and one in Idlib.",
        "Clashes left 14 dead, eight soldiers in the town and six rebels outside it, the governor said.",
    ],
)
def test_numbers_of_other_places_and_other_people_are_not(text: str) -> None:
    assert not any(parts for _, parts in told(text))
