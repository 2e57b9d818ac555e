from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import (
    ADMITTED,
    Category,
    Cited,
    Claim,
    Harm,
    LedgerEntry,
    OriginKind,
    Place,
    PlacePrecision,
    Span,
    Stance,
)
from recount.tolls.parties import Parties
from recount.tolls.stances import stance_of
from tests.resolution.told import claim, report
from tests.tolls.test_estimates import said

ACTORS = built_in_actors()
PARTIES = Parties(ACTORS)
SYRIA = Place("Raqqa", "SY", None, 35.9, 39.0, PlacePrecision.EXACT)


def entry(who: str, category: Category, side: str | None, kind: OriginKind = OriginKind.PARTY) -> LedgerEntry:
    return replace(said(side or "A", 9, 9, who=who, category=category), side=side, kind=kind)


def told(agents: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Claim:
    one = claim(report("a"))
    return replace(
        one,
        agents=tuple(Cited(name, Span(0, 1)) for name in agents),
        targets=tuple(Cited(name, Span(0, 1)) for name in targets),
    )


@pytest.mark.parametrize(
    ("figure", "deed", "stance"),
    [
        (entry("Turkish soldiers", Category.COMBATANT, "Turkish government"), told((), ("Turkish army",)), "admission"),
        (entry("soldiers", Category.COMBATANT, "Turkish government"), told(("Islamic State",)), "admission"),
        (entry("soldiers", Category.COMBATANT, "Turkish government"), told(), "admission"),
        (entry("soldiers", Category.COMBATANT, "Islamic State"), told(), "boast"),
        (entry("militants", Category.COMBATANT, "Turkish government"), told(), "boast"),
        (entry("militants", Category.COMBATANT, "Turkish government"), told((), ("Islamic State",)), "boast"),
        (entry("people", Category.UNKNOWN, "Turkish government"), told((), ("Islamic State",)), "neither"),
        (entry("people", Category.UNKNOWN, "Turkish government"), told(("Turkish army",), ("Islamic State",)), "boast"),
        (entry("fighters", Category.COMBATANT, "Turkish government"), told(("Russian air force",)), "neither"),
        (entry("civilians", Category.CIVILIAN, "US-led coalition"), told(("US-led coalition",)), "admission"),
        (entry("civilians", Category.CIVILIAN, "US-led coalition"), told(("Islamic State",)), "neither"),
        (entry("allied fighters", Category.COMBATANT, "US-led coalition"), told(("US-led coalition",)), "admission"),
        (entry("militants", Category.COMBATANT, None, OriginKind.MONITOR), told(), "neither"),
        (entry("soldiers", Category.COMBATANT, "Iraqi government"), told((), ("Islamic State",)), "admission"),
        (entry("militants", Category.COMBATANT, "Syrian Democratic Forces"), told(("SDF",), ("SDF",)), "boast"),
        (entry("terrorists", Category.COMBATANT, "Islamic State"), told(("IS",), ("IS",)), "boast"),
        (
            replace(entry("fighters", Category.COMBATANT, "Islamic State"), party="Islamic State"),
            told(("IS",)),
            "admission",
        ),
        (entry("civilians", Category.CIVILIAN, "Islamic State"), told(("IS", "SDF"), ("IS", "SDF")), "neither"),
        (entry("Syrians", Category.UNKNOWN, "Syrian government"), told(("Turkish army",), ("Syrians",)), "neither"),
    ],
)
def test_a_party_admits_its_own_losses_and_harm_and_boasts_of_its_enemies(
    figure: LedgerEntry, deed: Claim, stance: str
) -> None:
    assert stance_of(figure, deed, ACTORS, PARTIES).value == stance


@pytest.mark.parametrize(
    ("speaker", "side", "who", "agents", "stance"),
    [
        ("Pakistan's army", "Pakistani army", "Indian soldiers", ("Pakistan's army",), "boast"),
        ("Ukraine's military", "Ukrainian government", "Russian soldiers", ("Ukraine's military",), "boast"),
        ("Ukraine's military", "Ukrainian government", "Ukrainian soldiers", (), "admission"),
        ("Ukraine's army", "Ukrainian government", "Ukrainian soldiers", ("Russian forces",), "admission"),
        ("Colombian army", "Colombian army", "Colombian soldiers", (), "admission"),
        ("Armenia's army", "government (AM)", "Azerbaijani soldiers", (), "boast"),
        ("Armenia's army", "government (AM)", "Armenian soldiers", (), "admission"),
        ("Armenia's army", "government (AM)", "soldiers", (), "admission"),
        ("Armenia's army", "government (AM)", "soldiers", ("Armenia's army",), "boast"),
        ("Revolutionary Guards", "Iranian government", "American soldiers", (), "boast"),
        ("Kenyan navy", "government (KE)", "Ugandan marines", ("Kenyan jets",), "boast"),
        ("Kenyan navy", "government (KE)", "civilians", ("Kenyan jets",), "admission"),
    ],
)
def test_soldiers_called_by_their_country_are_its_own(
    speaker: str, side: str, who: str, agents: tuple[str, ...], stance: str
) -> None:
    category = Category.CIVILIAN if who == "civilians" else Category.COMBATANT
    deed = replace(told(agents), origin=(Cited(speaker, Span(0, 1)),))
    figure = entry(who, category, side)
    figure = replace(figure, party=PARTIES.of(figure, deed))
    assert stance_of(figure, deed, ACTORS, PARTIES).value == stance


def test_that_nobody_died_is_neither() -> None:
    none = replace(entry("civilians", Category.CIVILIAN, "US-led coalition"), count=said("A", 0, 0).count)
    assert stance_of(none, told(("US-led coalition",)), ACTORS, PARTIES) is Stance.NEITHER


def test_destroyed_things_are_neither() -> None:
    tanks = replace(entry("tanks", Category.OBJECT, "Turkish government"), harm=Harm.DESTROYED)
    assert stance_of(tanks, told(("Turkish army",)), ACTORS, PARTIES) is Stance.NEITHER


def test_a_states_agency_speaks_for_it_at_home_and_only_reports_from_others_wars() -> None:
    figure = entry("militants", Category.COMBATANT, "Syrian government", OriginKind.AGENCY)
    abroad = entry("militants", Category.COMBATANT, "Turkish government", OriginKind.AGENCY)
    deed = replace(told((), ("Islamic State",)), place=SYRIA)
    assert stance_of(figure, deed, ACTORS, PARTIES) is Stance.BOAST
    assert stance_of(abroad, deed, ACTORS, PARTIES) is Stance.NEITHER


@pytest.mark.parametrize(
    ("rule", "stance"), [("attribution.said", "neither"), (f"attribution.said {ADMITTED}", "admission")]
)
def test_who_acknowledges_that_it_killed_people_admits_it(rule: str, stance: str) -> None:
    figure = entry("people", Category.UNKNOWN, "US-led coalition")
    claim = replace(told(("US-led coalition",)), origin=(Cited("US-led coalition", Span(0, 1), rule),))
    assert stance_of(figure, claim, ACTORS, PARTIES) == stance
