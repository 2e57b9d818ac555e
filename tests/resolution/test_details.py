"""At which hour, with what, by which camp, whom it killed: details that a clause gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Harm
from recount.resolution.details import called, camps_of, devices_in, gives_up, hours_apart, hours_told
from tests.resolution.told import REGION, claim, report, toll

ACTORS = built_in_actors()


@pytest.mark.parametrize(
    ("clause", "hours"),
    [
        ("Jets came at dawn and again in the evening", {"morning", "evening"}),
        ("Jets came at noon, a miller said on Friday evening", {"noon"}),
        ("Police said on Friday evening that a bomb went off in the morning", {"morning"}),
        ("A bomb went off at about 9 a.m. on Sunday", {"morning"}),
        ("A bomb went off at 7.30pm", {"evening"}),
        ("A bomb went off at 12:15 p.m., police said", {"noon"}),
        ("Jets came at 14:30 local time", {"afternoon"}),
        ("Jets came late on Sunday night", {"late"}),
        ("Jets came at 11 p.m.", {"late"}),
        ("Jets came at 2 am", {"night"}),
        ("Jets dropped 10 mines", set()),
        ("Jets came", set()),
    ],
)
def test_the_hour_is_that_of_the_event(clause: str, hours: set[str]) -> None:
    lower = clause.lower()
    assert hours_told(lower, frozenset(lower.split())) == hours


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (["morning"], ["evening"], 1.0),
        (["afternoon"], ["night"], 1.0),
        (["noon"], ["evening"], 1.0),
        (["morning"], ["late"], 1.0),
        (["morning"], ["afternoon"], 0.8),
        (["afternoon"], ["evening"], 0.4),  # five o'clock is both
        (["morning"], ["noon"], 0.0),
        (["morning"], ["night"], 0.0),  # the small hours are both
        (["evening"], ["late"], 0.0),
        (["morning", "evening"], ["evening"], 0.0),
        (["morning"], [], 0.0),
        ([], [], 0.0),
    ],
)
def test_hours_are_apart_as_far_as_nobody_calls_one_hour_both(a: Sequence[str], b: Sequence[str], apart: float) -> None:
    assert hours_apart(a, b) == apart
    assert hours_apart(b, a) == apart


@pytest.mark.parametrize(
    ("clause", "devices"),
    [
        ("a car bomb went off", {"vehicle"}),
        ("a van packed with explosives blew up", {"vehicle"}),
        ("a bomb planted on a motorcycle went off", {"motorcycle"}),
        ("a motorcycle bomb went off", {"motorcycle"}),
        ("gunmen on motorcycles opened fire", set()),
        ("a roadside bomb struck a car", {"roadside"}),
        ("two grenades were thrown", {"grenade"}),
        ("a drone fired", {"drone"}),
        ("warplanes came", {"jet"}),
        ("helicopters dropped barrel bombs", {"helicopter"}),
        ("a bomb went off", set()),
    ],
)
def test_what_it_was_done_with_is_told_by_few_words(clause: str, devices: set[str]) -> None:
    assert devices_in(clause) == devices


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (["soldiers"], {"forces"}),
        (["policemen", "civilians"], {"forces", "civilians"}),
        (["worshippers"], {"civilians", "worshipper"}),
        (["local reporter"], {"civilians", "journalist"}),
        (["people"], set()),
        (["soldiers", "people"], set()),  # of the others nothing is known
        (["militants"], set()),
    ],
)
def test_the_dead_are_called_forces_or_civilians_and_by_their_callings(who: list[str], names: set[str]) -> None:
    assert called([toll(3, who=word) for word in who]) == names


def test_parts_of_a_toll_and_those_wounded_do_not_say_whom_it_killed() -> None:
    assert not called([toll(2, who="soldiers", sub=True), toll(4, who="soldiers", harm=Harm.WOUNDED)])


@pytest.mark.parametrize(
    ("names", "camps"),
    [
        (["rebels"], {"rebels"}),
        (["government forces"], {"state"}),
        (["army"], {"state"}),
        (["Islamic State"], {"rebels"}),
        (["rebels", "army"], {"rebels", "state"}),
        (["Syrian army"], set()),  # of another country than the place
        (["army warplanes"], {"state"}),
        (["regime jets"], {"state"}),
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
