"""What kinds of objects a clause says were hit."""

from __future__ import annotations

import pytest

from recount.codebook import conflict_merging
from recount.resolution.hit import objects_hit
from tests.resolution.told import TOWN, claim, report

OBJECTS = conflict_merging().objects


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("Shells fell on a crowded fruit market", {"market"}),
        ("A jet struck two schools", {"school"}),
        ("A clinic in Tarnow Bridge was bombed", {"hospital"}),
        ("The blast at the mosque killed five", {"mosque"}),
        ("A car bomb exploded near a cinema", {"cinema"}),
        ("A bomb went off at a crowded picture house and a cinema", {"home", "cinema"}),
        ("A car bomb tore through a market", {"market"}),
        ("A bomber blew himself up at an army checkpoint", {"checkpoint"}),
        ("A bomb went off outside the gate of an army base", {"base"}),
        ("Shells hit a school, a bakery and two mosques", {"school", "bakery", "mosque"}),
        ("Gunmen stormed a police station and a bank", {"police", "bank"}),
        ("It went off next to a bus station", {"bus station"}),
        ("A bomb in a coffee shop killed two", {"hotel"}),
        ("A school bus was hit", {"bus"}),
        ("It went off as worshippers left a church", {"church"}),
        ("A mob set fire to a church", {"church"}),
        ("A blast at a hospital killed five", {"hospital"}),
        ("The wounded were taken to a hospital", set()),
        ("Doctors at a hospital counted five dead", set()),
        ("A bomb exploded in the town, police and hospital sources said", set()),
        ("Gunmen killed the imam of a mosque", set()),
        ("Gunmen shot men returning from a wedding", set()),
        ("He was on his way to school", set()),
        ("A parked car exploded", set()),
        ("A jet struck the town", set()),
        ("Shells hit Tarnow Bridge", set()),
    ],
)
def test_what_was_hit_is_told_from_where_the_wounded_were_taken(clause: str, kinds: set[str]) -> None:
    assert objects_hit(clause, claim(report("a"), place=TOWN), OBJECTS) == kinds


def test_a_target_is_an_object_that_was_hit() -> None:
    assert objects_hit("", claim(report("a"), targets=["two village Bakeries"]), OBJECTS) == {"bakery"}
