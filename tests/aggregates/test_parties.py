"""Harm by party and by dyad: done and suffered apart, own losses apart, whom nobody names not dropped."""

from __future__ import annotations

from datetime import date

import pytest

from recount.aggregates.parties import NOT_TOLD, PartyRow, dyads_of, totals_by_party
from recount.codebook.actors import built_in_actors
from recount.codebook.parties import party_named
from recount.codebook.sides import side_on
from recount.model import Category, Incident, Status
from tests.aggregates.figures import RANGE, figure, incident

ACTORS = built_in_actors()
CIVILIAN, COMBATANT = Category.CIVILIAN, Category.COMBATANT


def parties(*told: Incident) -> dict[str, PartyRow]:
    return {row.party: row for row in totals_by_party(told, RANGE, ACTORS).rows}


def test_harm_done_and_harm_suffered_are_apart_and_a_partys_own_losses_are_not_its_doing() -> None:
    fight = incident(
        "a",
        figure("x", 20, who="ISIS fighters", category=COMBATANT),
        figure("x", 3, who="Syrian soldiers", category=COMBATANT),
        agents=("Syrian army",),
        targets=("ISIS",),
    )
    rows = parties(fight)
    assert (rows["Syrian army"].did.whole.low, rows["Syrian army"].suffered.whole.low) == (20, 3)
    assert (rows["Islamic State"].did.whole.incidents, rows["Islamic State"].suffered.whole.low) == (0, 20)


def test_civilians_combatants_and_the_rest_are_told_apart() -> None:
    some = incident("a", figure("x", 8, category=CIVILIAN), figure("x", 50, category=COMBATANT), agents=("ISIS",))
    rest = incident("b", figure("x", 58), figure("x", 8, category=CIVILIAN), agents=("ISIS",))
    did = parties(some, rest)["Islamic State"].did
    assert (did.whole.low, did.civilians.low, did.combatants.low, did.unknown) == (116, 16, 50, (50, 50))


def test_who_did_it_with_others_is_marked_as_shared() -> None:
    rows = parties(incident("a", figure("x", 4), agents=("Syrian army", "Hezbollah")))
    assert {name: row.shared for name, row in rows.items() if row.did.whole.told} == {
        "Syrian army": ("a",),
        "Hezbollah": ("a",),
    }


def test_whom_nobody_names_is_a_row_of_its_own() -> None:
    rows = parties(incident("a", figure("x", 4), agents=("jets",), targets=("water wells",)))
    assert (rows[NOT_TOLD].did.whole.low, rows[NOT_TOLD].suffered.whole.low) == (4, 4)


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("ISIS fighters", "Islamic State"),
        ("Islamic State positions", "Islamic State"),
        ("militants of the Islamic State", "Islamic State"),
        ("Residents", "residents"),
        ("coalition jets", "coalition"),
        ("Martyrs of Tel Nour Brigade", "Martyrs of Tel Nour Brigade"),
        ("Turkish artillery", "Turkish"),
        ("water wells", None),
        ("Jets", None),
        ("buildings", None),
    ],
)
def test_words_mean_a_party_or_none(name: str, party: str | None) -> None:
    assert party_named(name, ACTORS) == party


def test_sides_are_those_of_the_day() -> None:
    assert side_on(ACTORS, "Syrian air force", None) == "Syrian government"
    assert side_on(ACTORS, "Nusra Front", date(2015, 1, 1)) == "al-Qaeda"
    assert side_on(ACTORS, "Nusra Front", date(2016, 9, 1)) == "al-Nusra Front"
    assert side_on(ACTORS, "Men of Tel Nour", date(2016, 9, 1)) == "Men of Tel Nour"


def test_dyads_stand_by_side_with_their_days_and_unknown_agents_stay() -> None:
    told = [
        incident("a", figure("x", 4), agents=("Syrian army",), targets=("ISIS",), day=date(2017, 1, 3)),
        incident("b", figure("x", 2), agents=("Syrian air force",), targets=("ISIS",), day=date(2017, 5, 3)),
        incident("c", agents=(), targets=("ISIS",)),
        incident("d", figure("x", 9), agents=("ISIS",), targets=("residents",), status=Status.DENIED),
    ]
    found = dyads_of(told, RANGE, ACTORS)
    assert [(row.agent, row.target, row.sum.low, row.sum.incidents, row.first, row.last) for row in found.rows] == [
        ("Syrian government", "Islamic State", 6, 2, date(2017, 1, 3), date(2017, 5, 3)),
        (NOT_TOLD, "Islamic State", 0, 1, date(2017, 6, 2), date(2017, 6, 2)),
    ]
    assert [(one.why, one.sum.told) for one in found.left_out] == [("only denied", ("d",))]


def test_a_clash_is_a_dyad_each_way_and_infighting_is_one_with_itself() -> None:
    both = ("Syrian army", "ISIS")
    clash = incident("a", figure("x", 4, who="Syrian soldiers", category=COMBATANT), agents=both, targets=both)
    rows = {(row.agent, row.target): row.sum.low for row in dyads_of([clash], RANGE, ACTORS).rows}
    assert rows == {("Islamic State", "Syrian government"): 4, ("Syrian government", "Islamic State"): 0}
    infighting = incident("b", agents=("Ahrar al-Sham",), targets=("Jaish al-Islam",))
    (row,) = dyads_of([infighting], RANGE, ACTORS).rows
    assert (row.agent, row.target) == ("Syrian opposition", "Syrian opposition")
