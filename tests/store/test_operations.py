"""What is part of what is worked out from the lines of a record as it is from its incidents."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Incident, Place, PlacePrecision, Status, When
from recount.resolution.episodes import with_episodes
from recount.store import Filters, SqlStore
from tests.made import RAQQA, report
from tests.store.test_finding import put

ACTORS, MERGING = built_in_actors(), conflict_merging()
FIRST = date(2016, 12, 1)
NEAR = Place("Kubash", "SY", "Raqqa", 35.99, 39.05, PlacePrecision.NEAR)
FAR = Place("Sluk", "SY", "Raqqa", 36.6, 39.12, PlacePrecision.EXACT)
AROUND = Place("Raqqa", "SY", "Raqqa", 35.9, 38.9, PlacePrecision.GOVERNORATE)
ROUGH = Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY)
IN_RAQQA = Place(RAQQA.name, RAQQA.country, "Raqqa", RAQQA.lat, RAQQA.lon, PlacePrecision.EXACT)


def happening(draw: random.Random) -> dict[str, Any]:
    first = FIRST + timedelta(days=draw.randint(0, 60))
    when = When.between(first, first + timedelta(days=draw.choice([0, 0, 0, 1, 4, 20])))
    return {
        "type": draw.choice(["air_strike", "shelling", "armed_clash", "siege", "offensive", "agreement"]),
        "status": draw.choice([Status.HAPPENED, Status.HAPPENED, Status.ONGOING, Status.PLANNED]),
        "when": draw.choice([when, when, when, None, When.from_iso("2016-12")]),
        "place": draw.choice([IN_RAQQA, IN_RAQQA, NEAR, FAR, AROUND, ROUGH, None]),
        "agents": draw.choice([(), ("Islamic State",), ("SDF",), ("Syrian army",), ("gunmen",)]),
        "targets": draw.choice([(), ("people",), ("ISIS fighters",), ("soldiers",)]),
    }


def filled(store: SqlStore, seed: int) -> tuple[Incident, ...]:
    draw = random.Random(seed)  # noqa: S311
    put(store, {f"r{n}": (report(f"r{n}"), {}, happening(draw)) for n in range(60)})
    return store.incidents()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_is_what_the_incidents_themselves_say(store: SqlStore, seed: int) -> None:
    incidents = filled(store, seed)
    expected = with_episodes(incidents, ACTORS, MERGING)
    assert any(one.part_of for one in expected)
    assert store.operations(ACTORS, MERGING).told_on(incidents) == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_of_one_incident_it_is_what_it_is_among_all(store: SqlStore, seed: int) -> None:
    incidents = filled(store, seed)
    for one in with_episodes(incidents, ACTORS, MERGING):
        found = store.operations(ACTORS, MERGING, around=one)
        assert (found.part_of.get(one.id), found.episodes.get(one.id, ())) == (one.part_of, one.episodes)


def test_what_only_hidden_reports_tell_is_no_operation(store: SqlStore) -> None:
    incidents = filled(store, 2)
    operation = next(one for one in with_episodes(incidents, ACTORS, MERGING) if one.episodes)
    hidden = frozenset(operation.documents)
    seen = store.incidents(Filters(hidden=hidden))
    found = store.operations(ACTORS, MERGING, hidden)
    assert found.told_on(seen) == with_episodes(seen, ACTORS, MERGING)
    assert operation.id not in found.episodes


def test_it_follows_when_incidents_change(store: SqlStore) -> None:
    incidents = filled(store, 1)
    assert store.operations(ACTORS, MERGING).part_of
    store.put_incidents([one for one in incidents if one.type != "siege"])
    left = store.incidents()
    assert store.operations(ACTORS, MERGING).told_on(left) == with_episodes(left, ACTORS, MERGING)
