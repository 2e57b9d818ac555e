"""Harm that nobody came to is no figure."""

from __future__ import annotations

import pytest

from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    "text",
    [
        "Police in Bukari defused a bomb that could have killed dozens.",
        "A rocket hit an empty school in Homra; had classes been in session, hundreds would have died.",
        "Had the market been open, the shell that hit Homra would have killed scores of people, the mayor said.",
        "If the bomb had exploded in Homra, at least 50 people would have been killed, police said.",
        "The blast in Homra could have killed hundreds if the bus had been full, an officer said.",
        "A missile struck an empty barracks in Homra. Had troops been inside, 200 would have been killed.",
        "Soldiers found a car bomb in Homra that was meant to kill hundreds of pilgrims.",
        "Police in Homra foiled an attack that would have killed many people.",
        "Without the shelter, the strike on Homra would have killed all 40 pupils.",
        "Experts said the explosives found in Homra were enough to kill 300 people.",
        "The device, capable of killing dozens of people, was defused in Homra.",
        "The bombing in Homra nearly killed 20 pupils, the headmaster said.",
        "The strike would have killed 20 and wounded 40 had the pupils been in class in Homra.",
        "The shelling of Homra could kill thousands, the mayor warned.",
    ],
)
def test_what_would_have_come_to_people_is_no_figure(text: str) -> None:
    assert figures(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bomb killed 12 people in Homra and could have killed many more, police said.", "killed 12"),
        ("The air strike on Homra may have killed 30 people, the monitor said.", "killed 30"),
        ("Up to 40 people could have been killed in the air strike on Homra, the rescuers said.", "killed ≤40"),
        ("As many as 60 people may have died when shells hit Homra, the monitor said.", "killed ≤60"),
        ("The army said the strike on Homra must have killed 24 fighters.", "killed 24"),
        ("Some 30 people may be dead under the rubble in Homra after the air strike.", "killed ~30"),
        ("The gunmen, who would later kill nine villagers, entered Homra on Monday.", "killed 9"),
        ("An air strike meant to kill a rebel leader hit a clinic in Homra and killed six nurses.", "killed 6"),
        ("The bombing nearly killed the mayor and wounded eight people in Homra.", "wounded 8"),
    ],
)
def test_what_may_have_come_to_people_still_is(text: str, told: str) -> None:
    assert figures(text) == told
