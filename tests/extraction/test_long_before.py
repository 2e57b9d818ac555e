"""A deed that is only told for how long before the news it was is a claim of its own, with its own figure and time."""

from __future__ import annotations

import pytest

from tests.coded import read


def told(text: str) -> list[tuple[list[str], str]]:
    """The figures and the time of each claim; reports appear on Friday 3 June 2016."""
    return [
        ([str(cited.value.count) for cited in claim.tolls], claim.time.value.iso() if claim.time else "")
        for claim in read(text).claims
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Jets struck the market of Idlib on Monday, killing 11 people, a week after a raid there killed 41.",
            [(["11"], "2016-05-30"), (["41"], "2016-05-22/2016-05-24")],
        ),
        (
            "A car bomb killed 12 people in Azaz on Monday, two days after a similar attack killed 30 in the town.",
            [(["12"], "2016-05-30"), (["30"], "2016-05-28")],
        ),
        (
            "A car bomb killed nine people in Azaz on Monday, a year after a blast there killed 60 people.",
            [(["9"], "2016-05-30"), (["60"], "a year after")],
        ),
        (
            "Two days after a bomb killed 14 people at a mosque in Azaz, jets bombed a school in Idlib, killing six.",
            [(["14"], "Two days after"), (["6"], "")],
        ),
        ("A bomb killed nine people in Azaz on Monday, the mayor said.", [(["9"], "2016-05-30")]),
    ],
)
def test_what_was_a_week_before_is_another_event(text: str, claims: list[tuple[list[str], str]]) -> None:
    assert [claim for claim in told(text) if claim[0] or len(claims) == 1] == claims
