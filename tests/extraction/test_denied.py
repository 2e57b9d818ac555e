"""What a denial denies: that it happened, how it is told, or only who did it; what its denier tells instead."""

from __future__ import annotations

import pytest

from recount.model import Claim, Status
from recount.model.claim import DENIED_DOING, DENIED_FIGURE
from tests.coded import read

NEWS = "An air strike killed 12 people in Saraqib on Monday, medics said. "


def claims(text: str) -> tuple[list[Claim], list[Claim]]:
    """The denials of a text, and what its other claims after the news tell."""
    told = read(NEWS + text).claims
    denials = [one for one in told if one.status.value is Status.DENIED]
    return denials, [one for one in told if one.status.value is not Status.DENIED and one.trigger.start > len(NEWS)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The army denied that 12 people had been killed.", DENIED_FIGURE),
        ("The army denied reports that 12 people had been killed, and said three were wounded.", DENIED_FIGURE),
        ("The army denied a massacre, saying two people had been killed by stray bullets.", DENIED_FIGURE),
        ("The army denied involvement in the attack.", DENIED_DOING),
        ("The army denied any responsibility for the strike.", DENIED_DOING),
        ("The army denied carrying out the strike.", DENIED_DOING),
        ("The army denied having bombed the town.", DENIED_DOING),
        ("The army denied that its jets had bombed Saraqib.", DENIED_DOING),
        ("The army said it was not behind the strike.", DENIED_DOING),
        ("The army denied killing civilians.", DENIED_DOING),
        ("The army denied that any air strike had taken place.", ""),
        ("The army denied the attack.", ""),
        ("The army denied it.", ""),
    ],
)
def test_a_denial_of_a_figure_or_of_having_done_it_is_no_denial_that_it_happened(text: str, rule: str) -> None:
    denials, _ = claims(text)
    assert denials
    for one in denials:
        assert one.status.rule == rule if rule else one.status.rule not in (DENIED_FIGURE, DENIED_DOING)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The army denied any massacre, saying eight civilians had been killed by stray bullets.", 8),
        ("The army denied the massacre and put the death toll at four.", 4),
        ("The army denied that 12 had died, saying the toll stood at five.", 5),
        ("The army denied killing civilians, saying it had killed nine militants.", 9),
    ],
)
def test_what_the_denier_tells_instead_is_a_figure_of_its_own(text: str, dead: int) -> None:
    denials, told = claims(text)
    assert dead not in [toll.value.count.low for one in denials for toll in one.tolls]
    (own,) = [one for one in told if [toll.value.count.low for toll in one.tolls] == [dead]]
    assert own.status.value is Status.HAPPENED
    assert own.origin == denials[0].origin
    assert "bullets" not in " ".join(name.value for one in (*denials, own) for name in one.agents)
