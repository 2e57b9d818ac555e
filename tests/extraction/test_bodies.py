"""Bodies are counted apart from those who came in with them alive."""

from __future__ import annotations

import pytest

from tests.extraction.told_figures import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hospitals in Zarun said they had received 17 bodies and 367 wounded people.", "killed 17; wounded 367"),
        ("The clinic in Melku took in four bodies and 12 injured people after the raid.", "killed 4; wounded 12"),
        ("Doctors received 40 wounded villagers and 12 bodies after the strike in Tarsa.", "killed 12; wounded 40"),
        ("The bodies of 9 people and 14 wounded civilians came in after the raid on Tarsa.", "killed 9; wounded 14"),
        ("Rescuers pulled three bodies and nine survivors from a house bombed in Melku.", "killed 3"),
        ("Teams found 14 bodies and two people alive under the rubble after the strike in Tarsa.", "killed 14"),
        ("The army returned 12 bodies and 5 prisoners after the battle of Tarsa.", "killed 12"),
        ("The hospital took two bodies and seven people with injuries after the bombing.", "killed 2; wounded 7"),
        (
            "Doctors received the bodies of 11 people, including three children, and 46 wounded people after the raid.",
            "killed 11; part killed 3; wounded 46",
        ),
        ("Rescuers found nine bodies, three of them women, in Tarsa after the strike.", "killed 9; part killed 3"),
        ("The bodies of four soldiers and two civilians were found in Tarsa after the raid.", "killed 2; killed 4"),
        ("Ten bodies of soldiers and five of civilians were found in Tarsa.", "killed 10; killed 5"),
        ("The blast in Tarsa left three dead and nine wounded.", "killed 3; wounded 9"),
        ("Twelve wounded soldiers were executed in Tarsa on Monday.", "killed 12"),
        ("Troops killed 12 rebels and four prisoners in Tarsa on Monday.", "killed 12; killed 4"),
    ],
)
def test_who_came_in_alive_is_not_among_the_bodies(text: str, told: str) -> None:
    assert figures(text) == told
