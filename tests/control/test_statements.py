"""What one claim says of who holds a town: who comes, who goes, the whole or a part, and when it says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.codebook.rules import Shift
from recount.control import Statement, said_of_control
from recount.model import Place, PlacePrecision, Status, When
from tests.control.told import HOMS, RULES, WAER, statement, told

DAY = date(2017, 10, 1)


def said(*args: object, **changes: object) -> Statement:
    found = statement(*args, **{"day": DAY, **changes})
    assert isinstance(found, Statement), found
    return found


@pytest.mark.parametrize(
    ("clause", "trigger", "words", "agents", "targets", "shift", "parties", "before"),
    [
        (
            "ISIS took Qaryatain from the army", "took", "take", ["ISIS"], ["the army"],
            Shift.TAKEN, ("Islamic State",), ("the army",),
        ),
        ("the rebels withdrew from Qaryatain", "withdrew", "withdraw", ["rebels"], [], Shift.LEFT, ("rebels",), ()),
        ("soldiers entered Qaryatain", "entered", "enter", ["soldiers"], [], Shift.ENTERED, ("soldiers",), ()),
        ("the rebels lost Qaryatain", "lost", "lose", ["rebels"], [], Shift.LOST, ("rebels",), ()),
        (
            "the rebels lost Qaryatain to the Syrian army", "lost", "lose", ["rebels", "Syrian army"], [],
            Shift.TAKEN, ("Syrian army",), ("rebels",),
        ),
        (
            "the militia ceded Qaryatain to ISIS", "ceded", "cede", ["militia"], ["ISIS"],
            Shift.TAKEN, ("Islamic State",), ("militia",),
        ),
        (
            "Qaryatain fell to ISIS", "fell", "fall", ["ISIS"], [],
            Shift.TAKEN, ("Islamic State",), (),
        ),
        ("residents and ISIS seized Qaryatain", "seized", "seize", ["residents", "ISIS"], [], Shift.TAKEN,
         ("Islamic State",), ()),
        ("ISIS captured Qaryatain and its wells", "captured", "capture", ["ISIS"], ["wells"], Shift.TAKEN,
         ("Islamic State",), ()),
    ],
)  # fmt: skip
def test_the_words_tell_who_comes_and_who_goes(
    clause: str,
    trigger: str,
    words: str,
    agents: list[str],
    targets: list[str],
    shift: Shift,
    parties: tuple[str, ...],
    before: tuple[str, ...],
) -> None:
    found = said(clause, trigger, words=words, agents=agents, targets=targets)
    assert (found.shift, found.parties, found.before) == (shift, parties, before)


@pytest.mark.parametrize(
    ("clause", "part"),
    [
        ("ISIS captured Qaryatain", False),
        ("ISIS captured the town of Qaryatain", False),
        ("ISIS captured the northern town of Qaryatain", False),
        ("ISIS captured half of Qaryatain", True),
        ("ISIS captured three districts of Qaryatain", True),
        ("ISIS captured eastern Qaryatain", True),
        ("ISIS captured a depot in Qaryatain", True),
        ("ISIS captured a depot in the town of Qaryatain", True),
        ("ISIS captured Qaryatain districts", True),
        ("ISIS captured Qaryatain near Homs", False),
        ("Several groups captured Qaryatain", False),
        ("Qaryatain was captured by several groups", False),
        ("half of Qaryatain was captured by ISIS", True),
        ("after Qaryatain, ISIS captured 70 villages", True),
        ("they say ISIS captured nearly all of Qaryatain", True),
    ],
)
def test_part_of_a_town_is_not_the_town(clause: str, part: bool) -> None:
    assert said(clause, "captured", words="capture", agents=["ISIS"]).part is part


@pytest.mark.parametrize(
    ("clause", "aim"),
    [
        ("ISIS has been trying to capture Qaryatain", True),
        ("ISIS began an offensive to fully capture Qaryatain", True),
        ("ISIS was unable to capture Qaryatain", True),
        ("ISIS managed to capture Qaryatain", False),
        ("ISIS was able to capture Qaryatain", False),
        ("the floods helped the ISIS fighters to capture Qaryatain", False),
    ],
)
def test_an_aim_is_no_change(clause: str, aim: bool) -> None:
    found = statement(clause, "capture", agents=["ISIS"], day=DAY)
    assert (found == "an aim that is not told as reached") is aim


def test_siege_and_assault_name_no_holder() -> None:
    siege = said("rebels besiege Qaryatain", "besiege", agents=["rebels"], kind="siege")
    assault = said(
        "rebels launched an assault on the town of Qaryatain", "assault", agents=["rebels"], kind="offensive"
    )
    assert (siege.shift, assault.shift) == (Shift.BESIEGED, Shift.ATTACKED)
    assert not assault.part


def test_the_army_is_the_one_that_its_report_names() -> None:
    first, document = told("The Syrian army shelled Qaryatain", "shelled", agents=["Syrian army"], kind="shelling")
    second, _ = told("The army captured Qaryatain", "captured", words="capture", agents=["army"])
    claims = [first, replace(second, document=document.id)]
    (found,) = said_of_control(claims, {document.id: document}, [], RULES).statements
    assert (found.parties, found.sides) == (("Syrian army",), ("Syrian government",))


def test_a_party_counts_for_the_side_it_stood_on_that_day() -> None:
    clause = "Nusra Front fighters captured Qaryatain"
    days = {date(2015, 5, 1): "al-Qaeda", date(2017, 5, 1): "Hayat Tahrir al-Sham"}
    for day, side in days.items():
        found = said(clause, "captured", words="capture", agents=["Nusra Front"], day=day)
        assert (found.parties, found.sides) == (("al-Nusra Front",), (side,))


@pytest.mark.parametrize(
    ("agents", "sides"),
    [
        (["rebels", "ISIS"], ("rebels", "Islamic State")),
        (["fighters", "ISIS"], ("Islamic State",)),
        (["soldiers", "Syrian army"], ("Syrian government",)),
        (["Syrian army", "allied fighters"], ("Syrian government",)),
        (["soldiers", "ISIS"], ("soldiers", "Islamic State")),
    ],
)
def test_a_party_without_a_name_is_not_the_one_named_beside_it(agents: list[str], sides: tuple[str, ...]) -> None:
    clause = f"{agents[0]} and {agents[1]} captured Qaryatain"
    assert said(clause, "captured", words="capture", agents=agents).sides == sides


@pytest.mark.parametrize(
    ("clause", "end"),
    [
        ("ISIS captured a checkpoint on a highway that connects Qaryatain to Homs", True),
        ("ISIS captured the road to Qaryatain", True),
        ("ISIS captured the road between the cities of Qaryatain and Homs", True),
        ("ISIS captured the highway town of Qaryatain", False),
        ("ISIS captured Qaryatain on the road to Homs", False),
    ],
)
def test_where_a_road_leads_nothing_is_taken(clause: str, end: bool) -> None:
    found = statement(clause, "captured", words="capture", agents=["ISIS"], day=DAY)
    assert (found == "only the end of a road") is end


def test_a_quarter_is_shown_as_its_town_and_in_part() -> None:
    found = said("ISIS captured Waer, Homs", "captured", words="capture", agents=["ISIS"], place=WAER, called="Homs")
    assert (found.town.name, found.town.key, found.part) == ("Homs", "g169577", True)


def test_nothing_finer_than_a_town_is_shown_where_no_town_is_told() -> None:
    why = statement("ISIS captured Waer", "captured", words="capture", agents=["ISIS"], place=WAER, called="Waer")
    assert why == "finer than a town, and no town is named with it"
    base = Place("T4 air base", "SY", "Homs", 34.5, 37.6, PlacePrecision.EXACT, None)
    why = statement("ISIS took T4 air base", "took", words="take", agents=["ISIS"], place=base, called="T4 air base")
    assert why == "finer than a town, and no town is named with it"


def test_ground_near_a_town_is_a_part_and_a_governorate_a_region() -> None:
    near = Place("Homs", "SY", "Homs", 34.7, 36.7, PlacePrecision.NEAR, 169577)
    region = Place("Homs", "SY", "Homs", 34.5, 38.0, PlacePrecision.GOVERNORATE, 169575)
    assert said("ISIS took it, Homs", "took", words="take", agents=["ISIS"], place=near, called="Homs").part
    found = said("ISIS took it, Homs", "took", words="take", agents=["ISIS"], place=region, called="Homs")
    assert (found.town.region, found.part) == (True, False)
    assert found.town.key != said("ISIS took Homs", "took", words="take", agents=["ISIS"], place=HOMS).town.key


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"place": None}, "no known place"),
        ({"place": Place("Syria", "SY", None, 35.0, 38.0, PlacePrecision.COUNTRY, 163843)}, "wider than a region"),
        ({"status": Status.PLANNED}, "only planned"),
        ({"status": Status.HYPOTHETICAL}, "only hypothetical"),
        ({"agents": []}, "no party is told"),
        ({"agents": ["goal"]}, "no party is told"),
        ({"words": "celebrate"}, "its words say nothing of who holds the place"),
    ],
)
def test_what_says_nothing_is_left_out_with_its_reason(changes: dict[str, object], why: str) -> None:
    given = {"words": "capture", "agents": ["ISIS"], "day": DAY, **changes}
    assert statement("ISIS or its goal captured Qaryatain", "captured", **given) == why


def test_a_claim_without_a_day_is_bounded_by_its_report() -> None:
    found = said("ISIS captured Qaryatain", "captured", words="capture", agents=["ISIS"], day=None)
    assert (found.first, found.last) == (None, date(2017, 12, 1))
    vague = When(None, None, When.day(DAY).precision, "some time ago")
    found = said("ISIS captured Qaryatain", "captured", words="capture", agents=["ISIS"], day=None, when=vague)
    assert (found.first, found.last) == (None, date(2017, 12, 1))
