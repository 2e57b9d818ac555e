"""Harm by party and by dyad: done and suffered apart, own losses apart, whom nobody names not dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.aggregates.charging import NOT_TOLD, charged
from recount.aggregates.parties import PartyRow, dyads_of, totals_by_party
from recount.aggregates.sums import Measure, Sum
from recount.codebook.actors import built_in_actors
from recount.codebook.parties import CIVILIANS, FIGHTERS, FOREIGN, STATE_FORCES, full_name, party_named
from recount.codebook.sides import side_on
from recount.model import Category, Harm, Incident, LedgerEntry, Stance, Status, When
from tests.aggregates.figures import DAY, RANGE, UCDP, figure, incident

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
        ("Residents", CIVILIANS),
        ("a boy", CIVILIANS),
        ("soldiers", STATE_FORCES),
        ("rebels", FIGHTERS),
        ("Kurdish fighters", FIGHTERS),
        ("men", None),
        ("Syrians", None),
        ("group", None),
        ("coalition jets", FOREIGN),
        ("Coalition", FOREIGN),
        ("US-led", "US-led coalition"),
        ("Martyrs of Tel Nour Brigade", "Martyrs of Tel Nour Brigade"),
        ("Turkish artillery", "Turkish army"),
        ("water wells", None),
        ("Jets", None),
        ("buildings", None),
    ],
)
def test_words_mean_a_party_or_none(name: str, party: str | None) -> None:
    assert party_named(name, ACTORS) == party


def test_a_short_form_means_the_one_party_of_its_kind_that_is_named_beside_it() -> None:
    assert full_name("coalition", ["US-led coalition", "Islamic State"], ACTORS) == "US-led coalition"
    assert full_name("army", ["Free Syrian Army", "Syrian army"], ACTORS) == "Syrian army"
    assert full_name("army", ["Turkish army", "Syrian army"], ACTORS) == "army"
    assert full_name("residents", ["Islamic State"], ACTORS) == "residents"
    assert full_name("Coalition jets", ["US-led coalition", "Islamic State"], ACTORS) == "US-led coalition"
    assert full_name("coalition forces", ["US-led coalition", "Saudi-led coalition"], ACTORS) == "coalition forces"
    assert full_name("jets", ["US-led coalition"], ACTORS) == "jets"
    assert full_name("rebel positions", ["Islamic State"], ACTORS) == "rebel positions"


def test_a_states_forces_are_one_row_however_its_country_is_told() -> None:
    told = [
        incident(n, figure("x", 4), agents=(who,))
        for n, who in zip("ab", ("Turkey's military", "Turkish army"), strict=True)
    ]
    unlisted = [
        incident(n, figure("x", 4), agents=(who,))
        for n, who in zip("cd", ("Kenyan jets", "army of Kenya"), strict=True)
    ]
    rows = {name: row.did.whole.low for name, row in parties(*told, *unlisted).items() if row.did.whole.told}
    assert rows == {"Turkish army": 8, "government (KE)": 8}


def test_a_short_form_is_no_second_row_beside_its_party() -> None:
    error = incident(
        "a",
        figure("x", 18, who="fighters", category=COMBATANT, party="Syrian Democratic Forces"),
        figure("y", 18, who="allied fighters", category=COMBATANT, claim="c2", document="d2"),
        agents=("US-led coalition", "Coalition jets"),
        targets=("allied fighters", "fighters", "post of the Syrian Democratic Forces"),
    )
    assert [(d.agent, d.target, d.sum.low) for d in dyads_of([error], RANGE, ACTORS).rows] == [
        ("US-led coalition", "Syrian Democratic Forces", 18)
    ]
    rows = parties(error)
    assert {name for name, row in rows.items() if row.did.whole.told or row.suffered.whole.told} == {
        "US-led coalition",
        "Syrian Democratic Forces",
    }


@pytest.mark.parametrize(
    ("kind", "targets", "who", "row"),
    [
        ("air_strike", ("Islamic State", "fighters"), "fighters", "Islamic State"),
        ("air_strike", ("Islamic State", "fighters"), "soldiers", STATE_FORCES),
        ("air_strike", ("Islamic State", "Hezbollah"), "fighters", FIGHTERS),
        ("air_strike", ("Tarnow Mill", "fighters"), "fighters", FIGHTERS),
        ("air_strike", ("Syrian army",), "soldiers", "Syrian army"),
        ("armed_clash", ("Islamic State",), "fighters", FIGHTERS),
    ],
)
def test_whose_dead_they_are_is_told_by_the_only_party_hit(
    kind: str, targets: tuple[str, ...], who: str, row: str
) -> None:
    one = incident(
        "a", figure("x", 9, who=who, category=COMBATANT), type=kind, agents=("Russian forces",), targets=targets
    )
    (charge,) = charged(one, Harm.KILLED, ACTORS).charges
    assert charge.people == row


def test_the_regime_is_the_government_of_the_country() -> None:
    assert party_named("regime forces", ACTORS, "SY") == "Syrian government"
    assert party_named("regime forces", ACTORS) == STATE_FORCES


def test_sides_are_those_of_the_day() -> None:
    assert side_on(ACTORS, "Syrian air force", None) == "Syrian government"
    assert side_on(ACTORS, "Nusra Front", date(2015, 1, 1)) == "al-Qaeda"
    assert side_on(ACTORS, "Nusra Front", date(2016, 9, 1)) == "al-Nusra Front"
    assert side_on(ACTORS, "Men of Tel Nour", date(2016, 9, 1)) == "Men of Tel Nour"


def test_dyads_stand_by_side_with_their_days_and_unknown_agents_stay() -> None:
    told = [
        incident(
            "a", figure("x", 4, who="ISIS fighters"), agents=("Syrian army",), targets=("ISIS",), day=date(2017, 1, 3)
        ),
        incident(
            "b",
            figure("x", 2, who="ISIS fighters"),
            agents=("Syrian air force",),
            targets=("ISIS",),
            day=date(2017, 5, 3),
        ),
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


def test_an_attackers_own_dead_and_the_people_it_fights_are_not_taken_for_each_other() -> None:
    offensive = incident(
        "a",
        figure("x", 161, who="militants", category=COMBATANT, agents=("Syrian Democratic Forces",)),
        figure("x", 30, who="civilians", category=CIVILIAN, agents=("Syrian Democratic Forces",)),
        figure("x", 20, who="SDF fighters", category=COMBATANT, agents=("Syrian Democratic Forces",)),
        agents=("Syrian Democratic Forces",),
        targets=("militants", "civilians", "Syrian Democratic Forces"),
    )
    rows = parties(offensive)
    assert {name: row.suffered.whole.low for name, row in rows.items()} == {
        "Syrian Democratic Forces": 20,
        CIVILIANS: 30,
        FIGHTERS: 161,
        NOT_TOLD: 0,
    }
    assert rows[NOT_TOLD].did.whole.low == 20
    assert (rows["Syrian Democratic Forces"].did.civilians.low, rows[NOT_TOLD].did.civilians.low) == (30, 0)


def test_harm_is_done_by_whom_the_figures_own_claim_names() -> None:
    fight = incident(
        "a",
        figure("x", 47, who="civilians", category=CIVILIAN, agents=("Turkish army",)),
        figure("y", 9, who="civilians", category=CIVILIAN),
        figure("z", 16, who="soldiers", category=COMBATANT, party="Turkish government", agents=("Islamic State",)),
        agents=("Turkish army", "Islamic State"),
        targets=("soldiers",),
    )
    found = {(row.agent, row.target): row.sum.told for row in dyads_of([fight], RANGE, ACTORS).rows}
    assert found[("Turkish government", CIVILIANS)] == ("a",)
    assert found[("Islamic State", "Turkish government")] == ("a",)
    assert ("Turkish government", STATE_FORCES) not in found
    assert STATE_FORCES not in parties(fight)


def test_a_figure_added_without_a_doer_is_charged_to_nobody() -> None:
    fight = incident(
        "a",
        figure("x", 4, who="civilians", category=CIVILIAN, agents=("Syrian army",)),
        replace(figure("y", 9, who="rebels", category=COMBATANT, agents=("Syrian army",)), charged=False),
        agents=("Syrian army",),
    )
    rows = parties(fight)
    assert (rows["Syrian army"].did.whole.low, rows[NOT_TOLD].did.whole.low) == (4, 9)


def test_in_a_clash_fighters_without_a_name_are_nobodys_doing() -> None:
    clash = incident(
        "a",
        figure("x", 7, who="fighters", category=COMBATANT),
        agents=("Islamic State", "Ahrar al-Sham"),
        targets=("Islamic State", "Ahrar al-Sham"),
    )
    rows = parties(clash)
    assert {name: row.did.whole.low for name, row in rows.items() if row.did.whole.told} == {NOT_TOLD: 7}


def test_nobody_fights_itself_and_a_place_is_no_party() -> None:
    told = incident("a", figure("x", 30), agents=("Islamic State", "Raqqa"), targets=("ISIS positions",))
    assert [(row.agent, row.target) for row in dyads_of([told], RANGE, ACTORS).rows] == [("Islamic State", NOT_TOLD)]


def test_a_day_centuries_off_dates_no_dyad() -> None:
    long_ago = incident("a", agents=("ISIS",), targets=("residents",), when=When.between(date(1500, 1, 1), DAY))
    (row,) = dyads_of([long_ago], RANGE, ACTORS).rows
    assert (row.first, row.last) == (None, None)


NAMES = st.lists(
    st.sampled_from(["Syrian army", "Syrian air force", "ISIS", "SDF", "Ahrar al-Sham", "militants", "residents"]),
    max_size=3,
    unique=True,
)
FIGURES = st.builds(
    lambda origin, low, more, told, party, agents, sub: figure(
        origin, low, None if more is None else low + more,
        who=told[0], category=told[1], party=party if told[1] is COMBATANT else None, agents=tuple(agents), sub=sub,
    ),
    st.sampled_from(["a", "b", "c"]),
    st.integers(0, 60),
    st.sampled_from([None, 0, 0, 5]),
    st.sampled_from(
        [
            ("people", Category.UNKNOWN), ("villagers", CIVILIAN), ("soldiers", COMBATANT), ("militants", COMBATANT),
            ("ISIS fighters", COMBATANT), ("Syrian soldiers", COMBATANT), ("Ahrar al-Sham fighters", COMBATANT),
        ]
    ),
    st.sampled_from([None, "Syrian government", "Islamic State"]),
    NAMES,
    st.sampled_from([False, False, True]),
)  # fmt: skip
TOLD = st.lists(st.tuples(st.lists(FIGURES, max_size=5), NAMES, NAMES), min_size=1, max_size=4)


def _made(told: list[tuple[list[LedgerEntry], list[str], list[str]]]) -> list[Incident]:
    return [incident(str(n), *ledger, agents=tuple(a), targets=tuple(t)) for n, (ledger, a, t) in enumerate(told)]


@given(TOLD, st.sampled_from([RANGE, UCDP]))
def test_a_part_never_exceeds_its_whole(
    told: list[tuple[list[LedgerEntry], list[str], list[str]]], measure: Measure
) -> None:
    def fits(part: Sum, whole: Sum) -> bool:
        return part.low <= whole.low and (whole.high is None or (part.high is not None and part.high <= whole.high))

    for row in totals_by_party(_made(told), measure, ACTORS).rows:
        for apart in (row.did, row.suffered):
            assert set(apart.civilians.told) | set(apart.combatants.told) <= set(apart.whole.told)
            for part in (apart.civilians, apart.combatants):
                assert not part.told or fits(part, apart.whole)
            assert apart.unknown[0] <= apart.whole.low


@given(TOLD)
def test_own_dead_are_never_harm_done_and_no_figure_is_lost(
    told: list[tuple[list[LedgerEntry], list[str], list[str]]],
) -> None:
    for one in _made(told):
        found = charged(one, Harm.KILLED, ACTORS)
        assert [charge.entry for charge in found.charges] == list(one.ledger)
        for charge in found.charges:
            assert charge.doers
            assert charge.people == NOT_TOLD or charge.people not in charge.doers
            for doer in charge.doers:
                assert "Syrian government" not in (found.side(doer), found.side(charge.people)) or (
                    found.side(doer) != found.side(charge.people)
                )


@pytest.mark.parametrize(
    ("kind", "agents", "who", "doers", "people"),
    [
        ("offensive", ("Syrian army",), "soldiers", (NOT_TOLD,), STATE_FORCES),
        ("territory_change", ("Syrian army",), "conscripts", (NOT_TOLD,), STATE_FORCES),
        ("territory_change", ("Syrian army",), "rebels", ("Syrian army",), FIGHTERS),
        ("armed_clash", ("Syrian army",), "soldiers", (NOT_TOLD,), STATE_FORCES),
        ("armed_clash", ("Syrian army",), "insurgents", ("Syrian army",), FIGHTERS),
        ("siege", ("Ahrar al-Sham",), "soldiers", ("Ahrar al-Sham",), STATE_FORCES),
        ("offensive", ("Ahrar al-Sham",), "combatants", (NOT_TOLD,), NOT_TOLD),
        ("offensive", ("Ahrar al-Sham",), "rebels", (NOT_TOLD,), FIGHTERS),
        (
            "offensive",
            ("Syrian army", "Syrian government", "militias"),
            "pro-government fighters",
            (NOT_TOLD,),
            "Syrian government",
        ),
        ("offensive", ("ISIS",), "regime loyalists", ("Islamic State",), "Syrian government"),
        ("offensive", ("Syrian army",), "anti-government rebels", ("Syrian army",), FIGHTERS),
        ("air_strike", ("Turkish army",), "soldiers", ("Turkish army",), STATE_FORCES),
        ("offensive", ("Syrian army",), "residents", ("Syrian army",), CIVILIANS),
    ],
)
def test_in_a_fight_nobody_is_charged_with_those_who_may_be_its_own(
    kind: str, agents: tuple[str, ...], who: str, doers: tuple[str, ...], people: str
) -> None:
    category = CIVILIAN if who == "residents" else COMBATANT
    fight = incident("a", figure("x", 6, who=who, category=category, agents=agents), type=kind, agents=agents)
    (charge,) = charged(fight, Harm.KILLED, ACTORS).charges
    assert (charge.doers, charge.people) == (doers, people)


def test_fighters_whom_their_origin_takes_back_are_not_counted_beside_the_civilians_they_were() -> None:
    one = incident(
        "a",
        figure("Iraqi army", 6, who="Islamic State fighters", category=COMBATANT, party="Islamic State"),
        figure("Iraqi army", 4, who="civilians", category=CIVILIAN, claim="c2", instead=True),
        agents=("Iraqi army",),
        targets=("Islamic State", "civilians"),
    )
    rows = parties(one)
    assert "Islamic State" not in rows
    did = rows["Iraqi army"].did
    assert (did.whole.low, did.whole.high, did.civilians.low, did.combatants.told) == (4, 4, 4, ())


def soldiers(origin: str, number: int, **changes: object) -> LedgerEntry:
    """Soldiers of Syria killed, as an origin has it."""
    return replace(
        figure(origin, number, who="soldiers", category=COMBATANT, party="Syrian government", claim=origin),
        **changes,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("others", "bounds", "boasted"),
    [
        ((), (0, 40), True),
        ((soldiers("monitor", 12),), (12, 40), False),
        ((soldiers("Syrian army", 9, stance=Stance.ADMISSION),), (9, 40), False),
    ],
)
@pytest.mark.parametrize("stance", Stance)
def test_a_boast_raises_no_least_number_beyond_what_others_tell(
    others: tuple[LedgerEntry, ...], bounds: tuple[int, int], boasted: bool, stance: Stance
) -> None:
    claimed = soldiers("Islamic State", 40, stance=stance)
    one = incident("a", claimed, *others, agents=("Islamic State",), targets=("Syrian army",))
    rows = parties(one)
    (dyad,) = dyads_of([one], RANGE, ACTORS).rows
    alone = boasted and stance is Stance.BOAST
    expected = (40, 40) if boasted and not alone else bounds
    for found in (rows["Islamic State"].did.whole, rows["Syrian army"].suffered.whole, dyad.sum):
        assert (found.low, found.high) == expected
        assert found.boasted == (("a",) if alone else ())
    assert rows["Islamic State"].did.combatants.low == expected[0]
