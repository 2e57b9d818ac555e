"""The order of what is said of a town: one change told by several, rivals side by side, and who holds it on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from recount.codebook.rules import Shift
from recount.control import holding_on, said_of_control, timelines_of
from recount.export.control_wording import who_words
from recount.model import Cited, Claim, Document, Span, Status, When
from tests.control.told import RULES, timeline, told
from tests.made import incident_of

Report = tuple[Claim, Document]


def taken(who: str, day: date | None, outlet: str = "Radio Furat", **changes: object) -> Report:
    targets: list[str] = changes.get("targets", [])  # type: ignore[assignment]
    clause = f"{who} captured Qaryatain{''.join(f' from {target}' for target in targets)}"
    changes = {"words": "capture", "agents": [who], "day": day, "outlet": outlet, **changes}
    return told(clause, "captured", **changes)  # type: ignore[arg-type]


APRIL, OCTOBER, LATER = date(2016, 4, 3), date(2017, 10, 1), date(2017, 10, 21)
TOLD = [
    taken("Syrian army", APRIL, targets=["ISIS"]),
    taken("Assad forces", APRIL, "Harbour Post"),
    taken("ISIS", OCTOBER),
    taken("Syrian army", LATER),
]


def test_a_capture_a_loss_and_a_recapture_come_out_in_order() -> None:
    steps = timeline(TOLD).steps
    assert [(step.sides, step.first) for step in steps] == [
        (("Syrian government",), APRIL),
        (("Islamic State",), OCTOBER),
        (("Syrian government",), LATER),
    ]
    assert steps[0].origins == ("Harbour Post", "Radio Furat")
    assert not any(step.rivals for step in steps)


def test_who_is_last_said_to_hold_it_depends_on_the_day() -> None:
    found = timeline(TOLD)
    days = {date(2016, 4, 2): None, APRIL: 0, date(2017, 9, 30): 0, OCTOBER: 1, date(2018, 1, 1): 2}
    for day, number in days.items():
        assert holding_on(found, day).held == (None if number is None else found.steps[number])


def test_a_change_that_may_be_of_after_the_day_does_not_count_yet() -> None:
    found = timeline([taken("ISIS", None, when=When.from_iso("2017-10"))])
    assert holding_on(found, date(2017, 10, 15)).held is None
    assert holding_on(found, date(2017, 10, 31)).held == found.steps[0]


def test_rivals_that_are_both_said_to_hold_it_stand_side_by_side() -> None:
    found = timeline([taken("Syrian army", OCTOBER), taken("ISIS", OCTOBER, "Harbour Post")])
    assert [step.rivals for step in found.steps] in ([(1,), (0,)], [(1,), (0,)])
    holding = holding_on(found, OCTOBER)
    assert holding.held is not None
    assert len(holding.contested) == 1
    assert {*holding.held.sides, *holding.contested[0].sides} == {"Syrian government", "Islamic State"}


def test_who_took_it_from_the_other_does_not_contest_it() -> None:
    month = When.from_iso("2017-10")
    found = timeline([taken("ISIS", None, when=month), taken("Syrian army", None, when=month, targets=["ISIS"])])
    assert not any(step.rivals for step in found.steps)


def test_an_army_without_a_name_is_no_rival_of_a_named_one_but_rebels_are() -> None:
    assert not any(s.rivals for s in timeline([taken("Syrian army", APRIL), taken("soldiers", APRIL)]).steps)
    assert all(s.rivals for s in timeline([taken("soldiers", APRIL), taken("rebels", APRIL)]).steps)


def test_who_took_a_town_together_elsewhere_is_no_rival() -> None:
    apart = [taken("Syrian army", OCTOBER), taken("Hezbollah", OCTOBER, "Harbour Post")]
    assert all(step.rivals for step in timeline(apart).steps)
    clause = "Hezbollah and the Syrian army entered Qaryatain"
    together = told(clause, "entered", words="enter", agents=["Hezbollah", "Syrian army"], day=APRIL)
    assert not any(step.rivals for step in timeline([*apart, together]).steps)


def test_a_denial_changes_no_holder_and_is_shown_against_what_it_denies() -> None:
    denial = taken("ISIS", OCTOBER, "State news", status=Status.DENIED)
    found = timeline([*TOLD, denial])
    denied = next(step for step in found.steps if step.denied)
    assert [found.steps[n].sides for n in denied.rivals] == [("Islamic State",)]
    held = holding_on(found, OCTOBER)
    assert held.held is not None
    assert held.held.sides == ("Islamic State",)
    assert [step.denied for step in held.contested] == [True]


def test_who_denies_to_have_lost_a_town_contests_who_took_it() -> None:
    denial = told(
        "The rebels denied that they had lost Qaryatain",
        "lost",
        words="lose",
        agents=["rebels"],
        published=LATER,
        status=Status.DENIED,
    )
    found = timeline([taken("ISIS", OCTOBER), denial])
    assert [step.rivals for step in found.steps] == [(1,), (0,)]
    assert holding_on(found, LATER).contested == (found.steps[1],)
    own = timeline([taken("rebels", OCTOBER), denial])
    assert not any(step.rivals for step in own.steps)


def test_who_denies_its_own_loss_contests_it_by_its_word_alone() -> None:
    words = "Iraq's military denied on Sunday that it had lost Qaryatain"
    claim, document = told(words, "lost", words="lose", published=LATER, status=Status.DENIED)
    claim = replace(claim, origin=(Cited("Iraq's military", Span(0, 15)),))
    found = timeline([taken("ISIS", OCTOBER), (claim, document)])
    assert [step.sides for step in found.steps] == [("Islamic State",), ("Iraqi government",)]
    assert [step.rivals for step in found.steps] == [(1,), (0,)]


def test_what_is_only_denied_gives_no_holder() -> None:
    found = timeline([taken("ISIS", OCTOBER, status=Status.DENIED)])
    assert holding_on(found, LATER).held is None


def test_a_report_without_a_day_tells_the_last_change_again_unless_another_took_it_since() -> None:
    again = taken("Syrian army", None, "Late Post", published=date(2016, 5, 1))
    assert len(timeline([TOLD[0], again]).steps) == 1
    after = taken("Syrian army", None, "Late Post", published=date(2017, 10, 5))
    steps = timeline([TOLD[0], TOLD[2], after]).steps
    assert [(step.first, step.last) for step in steps][-1] == (None, date(2017, 10, 5))
    assert len(steps) == 3


def test_what_nothing_dates_is_shown_last_and_changes_no_holder() -> None:
    undated = [taken("rebels", None, outlet, published=None) for outlet in ("One", "Two")]
    found = timeline([*TOLD, *undated])
    assert (found.steps[-1].last, found.steps[-1].origins) == (None, ("One", "Two"))
    assert holding_on(found, date.max).held == found.steps[2]
    assert holding_on(timeline(undated), date.max).held is None


def test_a_narrower_day_narrows_the_change() -> None:
    (step,) = timeline([taken("ISIS", None, when=When.from_iso("2017-10")), taken("ISIS", OCTOBER)]).steps
    assert (step.first, step.last) == (OCTOBER, OCTOBER)


def test_after_a_withdrawal_nobody_is_told_to_hold_it() -> None:
    left = told("ISIS withdrew from Qaryatain", "withdrew", words="withdraw", agents=["ISIS"], day=date(2017, 10, 10))
    holding = holding_on(timeline([TOLD[2], left]), date(2017, 10, 12))
    assert holding.left
    other = told("rebels withdrew from Qaryatain", "withdrew", words="withdraw", agents=["rebels"], day=LATER)
    assert not holding_on(timeline([TOLD[2], other]), LATER).left


def together(first: str, second: str, outlet: str) -> Report:
    clause = f"{first} and {second} captured Qaryatain"
    return told(clause, "captured", words="capture", agents=[first, second], day=APRIL, outlet=outlet)


@pytest.mark.parametrize(
    ("reports", "sides"),
    [
        (  # who took it with somebody named stays, by whoever tells of them
            [together("rebels", "ISIS", "One"), together("rebels", "Islamist militants", "Two")],
            {"rebels": 2, "Islamic State": 1, "Islamist militants": 1},
        ),
        ([together("rebels", "Nusra Front", "One"), taken("rebels", APRIL, "Two")], {"rebels": 2, "al-Qaeda": 1}),
        ([together("tribal fighters", "ISIS", "One"), taken("ISIS", APRIL, "Two")],
         {"Islamic State": 2, "tribal fighters": 1}),
        ([taken("Syrian army", APRIL, "One"), together("Syrian army", "soldiers", "Two")], {"Syrian government": 2}),
    ],
)  # fmt: skip
def test_who_takes_a_town_with_others_stays_beside_them_with_those_who_say_so(
    reports: list[Report], sides: dict[str, int]
) -> None:
    (step,) = timeline(reports).steps
    assert dict(zip(step.sides, map(len, step.voices), strict=True)) == sides
    assert [len(voices) for voices in step.voices] == sorted(map(len, step.voices), reverse=True)
    words = who_words(step)
    assert all(f"{side} ({n} origin" in words for side, n in sides.items()) == (len(set(sides.values())) > 1)


def test_an_army_that_another_report_of_the_incident_names_is_no_second_side() -> None:
    reports = [taken("Syrian army", APRIL, "One"), taken("regime forces", APRIL, "Two")]
    documents = [document for _, document in reports]
    one = incident_of([claim for claim, _ in reports], documents)
    said = said_of_control([c for c, _ in reports], {d.id: d for d in documents}, [one], RULES)
    ((step,),) = (found.steps for found in timelines_of(said.statements, RULES.actors))
    assert (step.sides, len(step.origins)) == (("Syrian government",), 2)


def test_part_of_a_town_changes_no_holder_and_is_kept() -> None:
    part = told("rebels seized half of Qaryatain", "seized", words="seize", agents=["rebels"], day=date(2017, 10, 5))
    holding = holding_on(timeline([TOLD[2], part]), LATER)
    assert holding.held is not None
    assert holding.held.sides == ("Islamic State",)
    assert [(step.shift, step.part) for step in holding.since] == [(Shift.TAKEN, True)]


DAYS = st.dates(date(2017, 1, 1), date(2017, 3, 1))
ANY = st.builds(
    lambda who, day, outlet, status, dated: taken(
        who, day if dated else None, outlet, status=status, published=day if dated is not None else None
    ),
    st.sampled_from(["ISIS", "Syrian army", "rebels", "soldiers", "Nusra Front"]),
    DAYS,
    st.sampled_from(["One", "Two", "Three"]),
    st.sampled_from([Status.HAPPENED, Status.ALLEGED, Status.DENIED]),
    st.sampled_from([True, False, None]),
)  # fmt: skip


@drawn(st.lists(ANY, min_size=1, max_size=12, unique_by=lambda report: report[0].id), st.randoms())
def test_no_order_of_reports_matters_and_no_claim_is_lost_or_doubled(reports: list[Report], chance: object) -> None:
    found = timeline(reports)
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert timeline(shuffled) == found
    claims = [claim for step in found.steps for claim in step.claims]
    assert sorted(claims) == sorted(claim.id for claim, _ in reports)
    for n, step in enumerate(found.steps):
        assert step.first is None or (step.last is not None and step.first <= step.last)
        assert all(n in found.steps[rival].rivals for rival in step.rivals)


def test_the_rules_know_the_armies_of_these_tests() -> None:
    assert RULES.actors.canonical("Assad forces") is not None


def _fallen(outlet: str = "Radio Furat", **changes: object) -> Report:
    return told("the town of Qaryatain had fallen", "fallen", words="fall", outlet=outlet, **changes)  # type: ignore[arg-type]


def test_a_town_that_has_fallen_to_somebody_not_told_is_contested_by_who_denies_it() -> None:
    denial = told(
        "the army denied it", "it", words="fall", called="Qaryatain", status=Status.DENIED, outlet="Harbour Post"
    )
    claim = replace(denial[0], origin=(Cited("Syrian army", Span(0, 1)),))
    first, second = timeline([_fallen(), (claim, denial[1])]).steps
    assert (first.shift, first.denied, first.sides, first.rivals) == (Shift.TAKEN, False, (), (1,))
    assert (second.shift, second.denied, second.rivals) == (Shift.LOST, True, (0,))
    assert who_words(first) == ""


@pytest.mark.parametrize(
    ("origin", "contested"),
    [("state television", True), ("Syrian state TV", True), ("ISIS", False), ("Residents", True)],
)
def test_who_denies_a_loss_contests_the_last_who_took_it_but_their_own(origin: str, contested: bool) -> None:
    denial = told("denied the town had been lost", "lost", words="lose", status=Status.DENIED, published=LATER)
    claim = replace(denial[0], origin=(Cited(origin, Span(0, 1)),))
    steps = timeline([taken("ISIS", OCTOBER), (claim, denial[1])]).steps
    assert [bool(step.rivals) for step in steps] == [contested, contested]


def test_fighting_that_goes_on_contests_who_has_just_taken_a_town() -> None:
    capture, document = taken("Syrian army", OCTOBER, targets=["ISIS"])
    clash, _ = told("clashes continued in Qaryatain", "clashes", kind="armed_clash", day=OCTOBER)
    begin = len(document.text) + 2
    document = replace(document, text=f"{document.text}. clashes continued in Qaryatain.")
    clash = replace(clash, document=document.id, clause=Span(begin, len(document.text)))
    said = said_of_control([capture, clash], {document.id: document}, [], RULES)
    (found,) = timelines_of(said.statements, RULES.actors)
    assert [(step.shift, step.rivals) for step in found.steps] == [(Shift.TAKEN, (1,)), (Shift.FOUGHT, (0,))]
