"""Under which name a party stands in an incident, however its reports word it."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.resolution.named_parties import agent_named, target_named

ACTORS = built_in_actors()
SUBJECT, MODIFIER = (
    "air_strike/1 bomb; subject; names.as_written",
    "air_strike/1 air strike; modifier; names.as_written",
)


@pytest.mark.parametrize(
    ("name", "type_", "rule", "party"),
    [
        ("Russian", "air_strike", MODIFIER, "Russian forces"),
        ("Russia", "air_strike", SUBJECT, "Russian forces"),
        ("Russian Federation", "shelling", SUBJECT, "Russian forces"),
        ("Moscow", "air_strike", SUBJECT, "Russian forces"),
        ("Russian artillery", "shelling", SUBJECT, "Russian forces"),
        ("Russian forces", "air_strike", SUBJECT, "Russian forces"),
        ("Russian air force", "air_strike", SUBJECT, "Russian air force"),
        ("USA", "air_strike", SUBJECT, "United States armed forces"),
        ("U.S.", "air_strike", MODIFIER, "United States armed forces"),
        ("Russia", "agreement", SUBJECT, "Russian government"),
        ("Eritrea", "shelling", SUBJECT, "Eritrea"),
        ("Islamic State drones", "air_strike", SUBJECT, "Islamic State"),
        ("Palestinian", "attack", SUBJECT, "Palestinian"),
        ("Palestinian", "shelling", MODIFIER, "Palestinian"),
        ("Turkish", "bombing", MODIFIER, "Turkish"),
        ("Syrian", "attack", SUBJECT, "Syrian"),
        ("gunmen", "attack", SUBJECT, "gunmen"),
    ],
)
def test_a_state_fights_by_its_forces_however_it_is_called(name: str, type_: str, rule: str, party: str) -> None:
    assert agent_named(name, type_, rule, ACTORS) == party


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Islamic State targets", "Islamic State"),
        ("ISIS positions", "Islamic State"),
        ("Syrian army outposts", "Syrian army"),
        ("Islamic State-held town", "Islamic State-held town"),
        ("hospital", "hospital"),
        ("Syrians", "Syrians"),
    ],
)
def test_whose_things_are_hit_is_hit(name: str, party: str) -> None:
    assert target_named(name, ACTORS) == party
