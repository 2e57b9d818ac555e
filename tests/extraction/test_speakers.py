"""Whom "the group" points back to, and which bodies with names of their own are somebody else."""

from __future__ import annotations

import pytest

from tests.coded import read


def tellers(text: str) -> list[list[str]]:
    """The origins of each claim with a figure, in text order."""
    claims = sorted((c for c in read(text).claims if c.tolls), key=lambda c: c.trigger.start)
    return [[name.value for name in claim.origin] for claim in claims]


FIRST = "{} said it killed 12 soldiers in Goma on Monday. "


@pytest.mark.parametrize(
    ("first", "then", "origin"),
    [
        ("The RSF", "The Darfur Nurses Network", "Darfur Nurses Network"),
        ("The RSF", "The Emergency Lawyers group", "Emergency Lawyers group"),
        ("The RSF", "The Darfur emergency group", "Darfur emergency group"),
        ("Hezbollah", "The Tarnow Group", "Tarnow Group"),
        ("Hezbollah", "The Lebanese Rescue Organisation", "Lebanese Rescue Organisation"),
        ("Boko Haram", "The Borno Relief Network", "Borno Relief Network"),
        ("M23", "The Congolese Women Network", "Congolese Women Network"),
        ("M23", "The Goma Medical Body", "Goma Medical Body"),
        # those who are meant again
        ("The RSF", "The group", "RSF"),
        ("The RSF", "The Sudanese group", "RSF"),
        ("Boko Haram", "The militant group", "Boko Haram"),
        ("Al-Shabab", "The Islamist group", "Al-Shabab"),
        ("Hezbollah", "The Iran-backed group", "Hezbollah"),
        ("Hezbollah", "The Tehran-backed militant group", "Hezbollah"),
        ("The Free Kivu Movement", "The rebel group", "Free Kivu Movement"),
        ("The Tarnow Relief Network", "The Tarnow network", "Tarnow Relief Network"),
        ("The Tarnow Relief Network", "The relief network", "Tarnow Relief Network"),
    ],
)
def test_a_body_with_a_name_of_its_own_is_nobody_named_before(first: str, then: str, origin: str) -> None:
    told = tellers(FIRST.format(first) + f"{then} said 26 people died in the attack.")
    assert told == [[first.removeprefix("The ")], [origin]]


@pytest.mark.parametrize(
    ("first", "then", "origin"),
    [
        ("The Interior Ministry", "The Health Ministry", "Health Ministry"),
        ("The interior ministry", "The health ministry", "health ministry"),
        ("The Tarnow Hospital", "The Velland Hospital", "Velland Hospital"),
        ("The Tarnow Emergency Committee", "The Velland Women Committee", "Velland Women Committee"),
        ("A police official", "The hospital official", "hospital official"),
        ("The provincial council", "The council", "provincial council"),
        ("The Tarnow Emergency Committee", "The emergency committee", "Tarnow Emergency Committee"),
        ("A police official", "The security official", "police official"),
    ],
)
def test_bodies_of_one_sort_are_told_apart_by_what_they_are_for(first: str, then: str, origin: str) -> None:
    text = f"{first} said five people were killed in a raid on Goma on Monday. {then} said nine people had died."
    assert tellers(text)[-1] == [origin]


def test_a_group_that_has_spoken_of_itself_is_the_one_meant_last() -> None:
    text = (
        "The Houthis said they killed 12 soldiers in Marib on Monday. The Amran Doctors Syndicate said 26 people died. "
        "The group said nine people were wounded."
    )
    assert tellers(text) == [["Houthis"], ["Amran Doctors Syndicate"], ["Amran Doctors Syndicate"]]
