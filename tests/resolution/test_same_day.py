"""Two reports of one day in one town: one happening that outlets tell in their own way, or two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Span
from recount.resolution import resolve
from tests.resolution.told import DAY, TOWN, claim, report, toll

ACTORS = built_in_actors()


def are_one(first: str, dead: int, second: str, other_dead: int, **values: object) -> bool:
    """Whether two reports' clauses, of bombs in one town on one day, are of one happening; `dead` are their figures."""
    documents, claims = [], []
    for name, text, n in (("a", first, dead), ("b", second, other_dead)):
        document = report(name, text, day=DAY + timedelta(days=name == "b"))
        who = next((word for word in ("soldiers", "policemen", "civilians") if word in text), "people")
        told = {"type_": "bombing", "place": TOWN, "when": DAY, "tolls": [toll(n, who=who)], **values}
        documents.append(document)
        claims.append(claim(document, clause=Span(0, len(text)), **told))  # type: ignore[arg-type]
    return len(resolve(documents, claims, ACTORS)) == 1


@pytest.mark.parametrize(
    ("first", "dead", "second", "other"),
    [
        ("A car bomb went off near a cinema, killing six people", 6, "A car bomb went off near a mosque", 4),
        ("A car bomb tore through a market, killing six people", 6, "A bomber struck an army checkpoint", 9),
        ("A bomb exploded at 10 a.m. and killed four people", 4, "A bomb exploded at 10 p.m. and killed seven", 7),
        ("A bomb killed three people in the morning", 3, "A bomb killed five people late in the night", 5),
        ("A bomb in a restaurant killed nine people", 9, "A bomb at the main bus station killed five", 5),
        ("A roadside bomb killed three policemen", 3, "A grenade killed two civilians", 2),
        ("A bomb at a sports club killed three people", 3, "A bomb went off as worshippers left a mosque", 45),
    ],
)
def test_two_of_one_day_in_one_town_stay_two(first: str, dead: int, second: str, other: int) -> None:
    assert not are_one(first, dead, second, other)


@pytest.mark.parametrize(
    ("first", "dead", "second", "other"),
    [
        ("A car bomb went off near a cinema, killing six people", 6, "A car bomb killed six people", 6),
        ("A bomb tore through a market, killing six people", 6, "A blast at a busy fruit market killed nine people", 9),
        ("A bomb outside a mosque killed 14 people", 14, "A bomb in a market killed 14 people", 14),
        ("A bomb killed four people at 9:30 a.m.", 4, "A morning blast killed seven people", 7),
        ("A bomb killed 12 people around noon", 12, "A bomb killed 15 people in the morning", 15),
        ("A bomb hit a police station, killing four people", 4, "A bomb at a checkpoint killed four", 4),
        ("A suicide bomber hit a convoy, killing six people", 6, "A bomber blew himself up near the airport", 6),
        ("A bomb killed three policemen", 3, "A bomb killed four people", 4),
        ("A bomb at a funeral killed 30 people", 30, "A bomb at a mosque killed 28 people", 28),
    ],
)
def test_one_that_outlets_tell_in_their_own_way_is_one(first: str, dead: int, second: str, other: int) -> None:
    assert are_one(first, dead, second, other)


@pytest.mark.parametrize(
    ("agents", "one"),
    [
        ((["government"], ["Russian jets"]), False),
        ((["Israeli"], ["Syrian government"]), False),
        ((["government"], ["army"]), True),
        (([], ["Russian jets"]), True),
    ],
)
def test_air_strikes_of_two_states_are_two(agents: tuple[list[str], list[str]], one: bool) -> None:
    documents = [report("a", "Jets killed them in the old town."), report("b", "They died in a raid.")]
    told = [
        claim(document, type_="air_strike", tolls=[toll(n)], agents=names)
        for document, n, names in zip(documents, (25, 15), agents, strict=True)
    ]
    assert (len(resolve(documents, told, ACTORS)) == 1) is one


@pytest.mark.parametrize(
    ("whole", "dead", "one"),
    [
        ("Five people were killed in separate attacks", 5, False),
        ("A series of bombings in the city killed 37 people", 37, False),
        ("Bombings across the city killed 37 people", 37, False),
        ("The blast was the last in a series of bombings and killed four people", 4, True),
        ("A bomb killed five people", 5, True),
    ],
)
def test_a_sum_over_several_is_none_of_them(whole: str, dead: int, one: bool) -> None:
    assert are_one("A bomb killed three people", 3, whole, dead) is one
