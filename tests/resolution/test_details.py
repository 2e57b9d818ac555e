"""What was hit, at which hour, by which camp: details that a clause gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.resolution.details import camps_of, gives_up, hours_apart, hours_in, objects_hit
from tests.resolution.told import REGION, claim, report

ACTORS = built_in_actors()
OBJECTS = conflict_merging().objects


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("Shells fell on a crowded fruit market", {"market"}),
        ("A jet struck two schools", {"school"}),
        ("A clinic in Tarnow Bridge was bombed", {"hospital"}),
        ("The blast at the mosque killed five", {"place of worship"}),
        ("The wounded were taken to a hospital", set()),
        ("Doctors at a hospital counted five dead", set()),
        ("A jet struck the town", set()),
    ],
)
def test_what_was_hit_is_told_from_where_the_wounded_were_taken(clause: str, kinds: set[str]) -> None:
    assert objects_hit(clause, claim(report("a")), OBJECTS) == kinds


def test_a_target_is_an_object_that_was_hit() -> None:
    assert objects_hit("", claim(report("a"), targets=["two village Bakeries"]), OBJECTS) == {"bakery"}


@pytest.mark.parametrize(
    ("clause", "hours"),
    [
        ("Jets came at dawn and again in the evening", {"morning", "evening"}),
        ("Jets came at noon, a miller said on Friday evening", {"afternoon"}),
        ("Jets came", set()),
    ],
)
def test_the_hour_is_that_of_the_event(clause: str, hours: set[str]) -> None:
    assert hours_in(clause) == hours


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (["morning"], ["evening"], True),
        (["afternoon"], ["night"], True),
        (["morning"], ["night"], False),  # the small hours are both
        (["evening"], ["night"], False),
        (["morning", "evening"], ["evening"], False),
        (["morning"], [], False),
        ([], [], False),
    ],
)
def test_only_hours_at_the_ends_of_a_day_are_apart(a: Sequence[str], b: Sequence[str], apart: bool) -> None:
    assert hours_apart(a, b) is apart
    assert hours_apart(b, a) is apart


@pytest.mark.parametrize(
    ("names", "camps"),
    [
        (["rebels"], {"rebels"}),
        (["government forces"], {"state"}),
        (["army"], {"state"}),
        (["Islamic State"], {"rebels"}),
        (["rebels", "army"], {"rebels", "state"}),
        (["Syrian army"], set()),  # of another country than the place
        (["group"], set()),
        (["Oster millers"], set()),
    ],
)
def test_camps_follow_from_kinds_of_actors_and_words_for_them(names: list[str], camps: set[str]) -> None:
    assert camps_of(names, claim(report("a"), place=REGION), ACTORS) == camps


@pytest.mark.parametrize("trigger", ["withdrew", "Withdrawal", "left", "pulled out", "fell back", "handed over"])
def test_some_lose_by_what_they_do(trigger: str) -> None:
    assert gives_up(trigger)


@pytest.mark.parametrize("trigger", ["captured", "fell", "entered", "retook"])
def test_others_gain_by_it(trigger: str) -> None:
    assert not gives_up(trigger)
