"""Figures given by pointing to one that was told before."""

from __future__ import annotations

import pytest

from tests.coded import read


def figures(text: str) -> set[tuple[str, str, int | None, int | None]]:
    """Who gives which whole figure, of what harm."""
    return {
        (claim.origin[0].value if claim.origin else "", toll.value.harm, toll.value.count.low, toll.value.count.high)
        for claim in read(text).claims
        for toll in claim.tolls
        if "vague" not in toll.rule
    }


@pytest.mark.parametrize(
    ("second", "teller", "wounded"),
    [
        ("The Vela Watch reported the same toll in the bombing.", "Vela Watch", False),
        ("The Vela Watch gave the same figure.", "Vela Watch", False),
        ("The Vela Watch gave the same figures.", "Vela Watch", True),
        ("An identical death toll was given by nobody else, but the Vela Watch gave the same count.", "Vela Watch",
         False),
        ("The mayor confirmed the death toll.", "mayor", False),
    ],
)  # fmt: skip
def test_the_same_toll_is_the_figure_told_before(second: str, teller: str, wounded: bool) -> None:
    text = f"A car bomb killed at least nine people and wounded 20 in Orlen on Monday, the army said. {second}"
    own = {("army", "killed", 9, None), ("army", "wounded", 20, 20)}
    theirs = {(teller, "killed", 9, None)} | ({(teller, "wounded", 20, 20)} if wounded else set())
    assert figures(text) == own | theirs


@pytest.mark.parametrize(
    "second",
    [
        "The Vela Watch said the same number of people fled.",
        "The Vela Watch denied the same toll.",
        "The army said the same toll would be paid again.",
    ],
)
def test_another_number_or_a_denial_is_no_such_figure(second: str) -> None:
    text = f"A car bomb killed nine people in Orlen, the army said. {second}"
    assert figures(text) == {("army", "killed", 9, 9)}


def test_no_figure_before_no_figure_now() -> None:
    assert figures("Jets hit Orlen. The Vela Watch reported the same toll.") == set()
