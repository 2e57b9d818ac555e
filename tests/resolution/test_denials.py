"""Denials stand beside what they deny, and beside nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Cited, Incident, Place, PlacePrecision, Span, Status, When
from recount.model.claim import DENIED_DOING, DENIED_FIGURE
from recount.resolution.denials import Denied, denials_of, what_is_denied
from tests.resolution.told import COUNTRY, DAY, FAR_TOWN, REGION, TOWN, claim, report

ACTORS, MERGING = built_in_actors(), conflict_merging()
REGION_S_TOWN = Place("Oster", "VM", "Oster", 10.9, 10.9, PlacePrecision.EXACT, 7)


def incident(
    name: str,
    report: str = "own",
    type_: str = "chemical_attack",
    days: int | None = 0,
    place: Place | None = TOWN,
    agents: tuple[str, ...] = (),
    status: Status = Status.HAPPENED,
) -> Incident:
    when = When.day(DAY + timedelta(days=days)) if days is not None else None
    return Incident(name, type_, status, when, place, (), agents, (), (f"{name}c",), (report,), (), (), ())


def denial(report: str = "r", **changes: object) -> Incident:
    return incident("denial", report, **{"status": Status.DENIED, **changes})  # type: ignore[arg-type]


DEED = incident("deed", "r")
ELSEWHERE = replace(DEED, documents=("own",))


@pytest.mark.parametrize(
    ("one", "said", "meant"),
    [
        (ELSEWHERE, denial(), True),
        (ELSEWHERE, denial(days=1), False),
        (ELSEWHERE, denial(place=FAR_TOWN), False),
        (ELSEWHERE, denial(place=REGION), False),
        (ELSEWHERE, denial(days=None), False),
        (ELSEWHERE, denial(type_="protest"), False),
        (replace(ELSEWHERE, status=Status.PLANNED), denial(), False),
        (replace(ELSEWHERE, agents=("Oster Brigade",)), denial(agents=("Velmark Guard",)), False),
        (replace(ELSEWHERE, agents=("Oster Brigade",)), denial(agents=("Oster Brigade",)), True),
        (replace(ELSEWHERE, agents=("gunmen",)), denial(agents=("Velmark Guard",)), True),
        (DEED, denial(days=None), True),
        (DEED, denial(place=REGION), True),
        (DEED, denial(days=None, place=REGION), True),
        (DEED, denial(days=None, place=REGION_S_TOWN), True),
        (DEED, denial(days=None, place=FAR_TOWN), False),
        (DEED, denial(place=COUNTRY), True),
        (DEED, denial(days=None, place=None), False),
        (DEED, denial(days=3), False),
    ],
)
def test_a_denial_is_of_the_same_deed_at_the_same_place_and_time(one: Incident, said: Incident, meant: bool) -> None:
    assert denials_of(one, [said], [one, said], ACTORS, MERGING) == ((said,) if meant else ())


def test_a_denial_that_may_mean_either_of_two_deeds_of_its_report_is_of_neither() -> None:
    said = denial(days=None)
    other = incident("other", "r", days=4)
    assert denials_of(DEED, [said], [DEED, other, said], ACTORS, MERGING) == ()
    assert denials_of(DEED, [said], [DEED, replace(other, place=FAR_TOWN), said], ACTORS, MERGING) == (said,)


@pytest.mark.parametrize(
    ("rules", "denied"),
    [
        (("status.denied",), Denied.HAPPENING),
        ((DENIED_FIGURE,), Denied.TELLING),
        ((DENIED_DOING, DENIED_FIGURE), Denied.TELLING),
        ((DENIED_DOING,), Denied.DOING),
        ((DENIED_DOING, "status.attribution"), Denied.HAPPENING),
        ((), Denied.HAPPENING),
    ],
)
def test_what_is_denied_is_the_most_that_any_of_the_claims_denies(rules: tuple[str, ...], denied: Denied) -> None:
    told = claim(report("r"), status=Status.DENIED)
    assert what_is_denied([replace(told, status=Cited(Status.DENIED, Span(0, 1), rule)) for rule in rules]) is denied
