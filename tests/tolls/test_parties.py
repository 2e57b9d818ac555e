"""Whose people a figure counts: never the attacker's for being named, a party's own where it says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.model import Category, Cited, Claim, LedgerEntry, Span
from recount.tolls.parties import Parties, names_foes
from tests.resolution.told import claim, report
from tests.tolls.test_estimates import said

ACTORS = built_in_actors()
PARTIES = Parties(ACTORS)
COMBATANT = Category.COMBATANT
SYRIA, IS, SDF = "Syrian government", "Islamic State", "Syrian Democratic Forces"


def figure(who: str, words: str = "", side: str | None = None, category: Category = COMBATANT) -> LedgerEntry:
    return replace(said(side or "A", 6, 6, who=who, category=category), words=words, side=side)


def deed(agents: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Claim:
    return replace(
        claim(report("a")),
        agents=tuple(Cited(name, Span(0, 1)) for name in agents),
        targets=tuple(Cited(name, Span(0, 1)) for name in targets),
    )


@pytest.mark.parametrize(
    ("who", "agents", "targets", "party"),
    [
        ("militants", ("Syrian army",), ("Islamic State",), IS),
        ("soldiers", ("Islamic State",), ("Syrian army",), SYRIA),
        ("soldiers", ("Syrian army",), ("Islamic State",), None),
        ("pro-government fighters", ("Syrian army",), ("Islamic State",), None),
        ("militants", (SDF,), ("militants", "civilians", "SDF fighters"), None),  # an offensive of one named party
        ("militants", ("Syrian army", "Islamic State"), ("Syrian army", "Islamic State"), IS),
        ("soldiers", ("Syrian army", "Islamic State"), ("Syrian army", "Islamic State"), SYRIA),
        ("fighters", (SDF, "Islamic State"), (SDF, "Islamic State"), None),
        ("fighters", (), ("Islamic State", "al-Nusra Front"), None),
        ("Syrian and allied forces", (), ("Islamic State",), None),
        ("rebels", (), ("rebels", "Hezbollah fighters"), None),
        ("militants", (), ("militants", "Islamic State positions"), IS),
        ("SDF fighters", ("SDF",), ("militants", "SDF fighters"), SDF),
    ],
)
def test_the_dead_are_those_of_whom_it_was_done_to(
    who: str, agents: tuple[str, ...], targets: tuple[str, ...], party: str | None
) -> None:
    assert PARTIES.of(figure(who), deed(agents, targets)) == party


@pytest.mark.parametrize(
    ("words", "who", "before", "side", "party"),
    [
        ("six of its soldiers were killed", "soldiers", "", SYRIA, SYRIA),
        ("lost 25 men", "men", "the Islamic State ", SYRIA, IS),
        ("lost 25 men", "men", "We ", SYRIA, SYRIA),
        ("it had lost only two fighters", "fighters", "", IS, IS),
        ("25 men lost their lives", "men", "", IS, None),
        ("killed two of its fighters", "fighters", "the Islamic State ", SDF, None),
        ("five of its fighters died", "fighters", "Islamic State attacked a post and ", SDF, None),
        ("five of our fighters died", "fighters", "Islamic State attacked a post and ", SDF, SDF),
        ("five of its fighters died", "fighters", "", None, None),
    ],
)
def test_its_people_are_those_of_the_party_named_last_or_of_who_speaks(
    words: str, who: str, before: str, side: str | None, party: str | None
) -> None:
    told = figure(who, words, side, Category.UNKNOWN if who == "men" else COMBATANT)
    assert PARTIES.of(told, deed(), before) == party


def test_a_number_without_a_noun_counts_those_told_to_be_somebodys_own() -> None:
    told = figure("fighters", "only two had died", IS)
    before = "The Islamic State denied that 23 of its fighters were killed on Sunday, saying "
    assert PARTIES.of(told, deed(), "saying only ", before) == IS
    assert PARTIES.of(told, deed(), "saying only ", before.replace("its fighters", "the fighters")) is None


@pytest.mark.parametrize(
    ("who", "side", "agents", "country", "party"),
    [
        ("soldiers", "Peruvian army", ("Shining Path",), "PE", "Peruvian army"),
        ("policemen", SYRIA, ("Islamic State",), "SY", SYRIA),
        ("army officers", "government (NE)", ("Boko Haram",), "NE", "government (NE)"),
        ("soldiers", "Peruvian army", (), "PE", "Peruvian army"),
        ("soldiers", "Turkish government", ("Islamic State",), "SY", None),  # they may be anybody's
        ("soldiers", SYRIA, ("Turkish army",), "SY", None),
        ("soldiers", SYRIA, ("Syrian army",), "SY", None),
        ("rebel officers", SYRIA, (), "SY", None),
        ("coalition soldiers", SYRIA, ("Islamic State",), "SY", None),
        ("militants", SYRIA, (), "SY", None),
        ("soldiers", IS, ("Ahrar al-Sham",), "SY", None),
    ],
)
def test_soldiers_of_whom_their_own_state_speaks_at_home_are_its_own(
    who: str, side: str, agents: tuple[str, ...], country: str, party: str | None
) -> None:
    told = deed(agents, ("soldiers",))
    assert told.place is not None
    assert PARTIES.of(figure(who, side=side), replace(told, place=replace(told.place, country=country))) == party


NAMES = st.lists(
    st.sampled_from(["Syrian army", "Islamic State", "SDF", "Turkish army", "residents", "Ahrar al-Sham"]), max_size=3
)


@given(NAMES, NAMES, st.sampled_from(["soldiers", "militants", "fighters", "rebels", "people"]))
def test_who_only_does_it_never_counts_among_the_dead_unless_by_name(
    agents: list[str], targets: list[str], who: str
) -> None:
    told = deed(tuple(agents), tuple(targets))
    party = PARTIES.of(figure(who), told)
    doing, done_to = ({PARTIES.of(figure(f"{name} fighters"), deed()) for name in names} for names in (agents, targets))
    only_hit = done_to - doing - {None}
    assert party is None or party in (only_hit or doing | done_to)


def test_nobody_calls_its_own_people_terrorists() -> None:
    assert names_foes("four Terrorists")
    assert not names_foes("fighters")
    one = figure("terrorists", "six terrorists killed", SDF)
    assert PARTIES.of(one, deed((), ("SDF positions", "SDF"))) is None
