"""Examples beside what was read: which claim is held against which, and what differs."""

from __future__ import annotations

from datetime import date

import pytest

from recount.codebook import EventType, Example
from recount.codebook.cases import FIELDS, pairs_of, value_of
from recount.model import Category, Cited, Claim, Count, Harm, Span, Status, Toll, When

FLOOD = EventType("flood", "Flood", "Water.", "It counts.", "water", 2)
HERE = Span(0, 5)


def claim(kind: str = "flood", agents: str = "", killed: int = 0, day: int = 0) -> Claim:
    toll = Toll(Harm.KILLED, Count(killed, None), "people", Category.UNKNOWN)
    return Claim(
        id=f"{kind}{agents}{killed}",
        document="d",
        type=kind,
        status=Cited(Status.HAPPENED, HERE),
        trigger=HERE,
        clause=HERE,
        rule=f"{kind}/1",
        agents=(Cited(agents, HERE),) if agents else (),
        tolls=(Cited(toll, HERE),) if killed else (),
        time=Cited(When.day(date(2016, 6, day)), HERE) if day else None,
    )


def example(*claims: dict[str, object]) -> Example:
    return Example("flood-1", "A flood.", claims)


def test_a_field_is_written_as_examples_write_it() -> None:
    one = claim(agents="Rain", killed=3, day=2)
    assert {field: value_of(one, field) for field in FIELDS} == {
        "type": "flood",
        "status": "happened",
        "agents": ["Rain"],
        "targets": [],
        "places": [],
        "time": "2016-06-02",
        "tolls": ["killed 3+ people"],
        "origin": [],
        "via": [],
    }


@pytest.mark.parametrize(
    ("asked", "differing"),
    [
        ({}, []),
        ({"agents": ["Rain"]}, []),
        ({"agents": "Rain", "tolls": "killed 3+ people"}, []),
        ({"type": "storm"}, ["type"]),
        ({"status": "denied", "time": ""}, ["status", "time"]),
        ({"agents": [], "places": ["Homs"]}, ["agents", "places"]),
    ],
)
def test_only_what_is_asked_for_is_compared(asked: dict[str, object], differing: list[str]) -> None:
    (pair,) = pairs_of(FLOOD, example(asked), [claim(agents="Rain", killed=3, day=2)])
    assert [one.field for one in pair.differences] == differing


def test_claims_are_held_against_those_that_they_resemble() -> None:
    sea, wind = claim(agents="Sea"), claim("storm", agents="Wind", killed=4)
    missed, found = pairs_of(FLOOD, example({"agents": ["Rain"]}, {"agents": ["Sea"]}), [sea])
    assert (missed.claim, missed.expected and missed.expected["agents"]) == (None, ["Rain"])
    assert (found.claim, found.differences) == (sea, ())
    more, found = pairs_of(FLOOD, example({"agents": ["Sea"]}), [wind, sea])
    assert (more.expected, more.claim) == (None, wind)
    assert (found.claim, found.differences) == (sea, ())


def test_a_near_miss_wants_no_claim_and_many_claims_stay_bounded() -> None:
    assert pairs_of(FLOOD, example(), []) == ()
    assert [pair.expected for pair in pairs_of(FLOOD, example(), [claim()])] == [None]
    assert len(pairs_of(FLOOD, example({}), [claim(killed=n) for n in range(500)])) == 12
