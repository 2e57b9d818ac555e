from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Category, Change, Cited, Claim, Count, Document, Harm, Incident, Span, Status, When
from recount.resolution import resolve
from recount.tolls import ledger_as_of, with_ledgers
from recount.tolls.standing import formers, standing
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.ledgers import incident

ACTORS = built_in_actors()
MONITOR, ARMY = ["Northern Monitor"], ["Army of Oster"]
STORY = (
    "Rockets fell on the tannery of Tarnow Bridge during the morning shift and set the drying sheds on fire. "
    "The foreman read the names of the dead aloud to the families who waited behind the iron gate of the yard."
)


def recounted(documents: Sequence[Document], claims: Sequence[Claim]) -> Incident:
    """The one incident of some claims that surely belong together."""
    (incident,) = with_ledgers(resolve(documents, claims, ACTORS), documents, claims, ACTORS)
    return incident


def days(n: int) -> list[Document]:
    return [report("abcdef"[k], day=DAY + timedelta(days=k)) for k in range(n)]


def test_a_later_figure_of_the_same_origin_revises_the_earlier_one() -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[toll(17)], origin=MONITOR),
        claim(documents[1], tolls=[toll(21, category=Category.CIVILIAN)], origin=MONITOR),
    ]
    first, second = recounted(documents, claims).ledger
    assert (first.revises, second.revises) == (None, claims[0].id)


def test_a_rivals_figure_revises_nothing() -> None:
    documents = days(3)
    claims = [
        claim(documents[0], tolls=[toll(14)], origin=MONITOR),
        claim(documents[1], tolls=[toll(12)], origin=ARMY),
        claim(documents[2], tolls=[toll(16)], origin=MONITOR),
    ]
    assert [e.revises for e in recounted(documents, claims).ledger] == [None, None, claims[0].id]


def test_of_two_figures_of_one_day_whose_order_nobody_tells_both_stand_the_lower_first() -> None:
    documents = [report("a"), report("b")]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (21, 17), strict=True)]
    ledger = recounted(documents, claims).ledger
    assert [(str(e.count), e.revises) for e in ledger] == [("17", None), ("21", None)]
    assert len(standing(ledger)) == 2


@pytest.mark.parametrize("change", [Change.RISING, Change.REVISED])
def test_words_decide_which_of_two_figures_of_one_day_is_the_later(change: Change) -> None:
    documents = [report("a"), report("b")]
    risen = replace(toll(21), change=change)
    claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (risen, toll(17)), strict=True)]
    ledger = recounted(documents, claims).ledger
    assert [(str(e.count), e.revises) for e in ledger] == [("17", None), ("21", claims[1].id)]


def test_an_open_bound_below_a_number_told_before_takes_its_place_only_where_it_says_so() -> None:
    documents = days(2)
    for least, revises in ((toll(12, None), False), (replace(toll(12, None), change=Change.FALLING), True)):
        claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (toll(31), least), strict=True)]
        later = recounted(documents, claims).ledger[1]
        assert (later.revises is not None) is revises


def test_a_report_that_says_its_figure_was_lowered_comes_after_its_days_others() -> None:
    documents = [report("a"), report("b")]
    lowered = replace(toll(17), change=Change.FALLING)
    claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (lowered, toll(21)), strict=True)]
    ledger = recounted(documents, claims).ledger
    assert [(str(e.count), e.revises) for e in ledger] == [("21", None), ("17", claims[1].id)]


@pytest.mark.parametrize(
    "second",
    [
        toll(17),
        toll(3, harm=Harm.WOUNDED),
        toll(5, category=Category.COMBATANT, who="fighters"),
        toll(4, sub=True, who="children", category=Category.CIVILIAN),
    ],
    ids=["the same figure", "another harm", "another population", "a part"],
)
def test_other_figures_of_the_same_origin_are_no_revisions(second: object) -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[toll(17)], origin=MONITOR),
        claim(documents[1], tolls=[second, toll(17)], origin=MONITOR),  # type: ignore[list-item]
    ]
    assert all(e.revises is None for e in recounted(documents, claims).ledger)


def test_a_group_told_apart_is_revised_by_its_own_later_figure_alone() -> None:
    documents = days(2)
    militants = toll(26, None, who="militants", category=Category.COMBATANT)
    soldiers = [toll(n, who="soldiers", category=Category.COMBATANT) for n in (9, 12)]
    claims = [claim(d, tolls=[militants, s], origin=MONITOR) for d, s in zip(documents, soldiers, strict=True)]
    ledger = recounted(documents, claims).ledger
    assert [e.revises for e in ledger] == [None, None, None, claims[0].id]
    assert [(e.document, str(e.count)) for e in standing(ledger)] == [("b", "26+"), ("b", "12")]


def test_a_smaller_figure_for_civilians_revises_no_figure_for_everybody() -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[toll(58)], origin=MONITOR),
        claim(documents[1], tolls=[toll(8, who="civilians", category=Category.CIVILIAN)], origin=MONITOR),
    ]
    assert [e.revises for e in recounted(documents, claims).ledger] == [None, None]


def test_a_part_is_revised_by_the_same_part() -> None:
    documents = days(2)
    part = {"sub": True, "category": Category.CIVILIAN}
    claims = [
        claim(documents[0], tolls=[toll(17), toll(4, who="children", **part)], origin=MONITOR),  # type: ignore[arg-type]
        claim(documents[1], tolls=[toll(17), toll(6, who="Children", **part)], origin=MONITOR),  # type: ignore[arg-type]
    ]
    assert [e.revises for e in recounted(documents, claims).ledger if e.sub] == [None, claims[0].id]


def test_a_reprint_is_no_voice_of_its_own_and_revises_nothing() -> None:
    documents = [report("a", STORY), report("b", STORY, day=DAY + timedelta(days=1)), *days(3)[2:]]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (14, 14, 16), strict=True)]
    first, reprint, third = recounted(documents, claims).ledger
    assert (first.reprint_of, reprint.reprint_of, third.reprint_of) == (None, "a", None)
    assert (reprint.revises, third.revises) == (None, claims[0].id)


def test_of_one_day_the_first_print_of_a_story_is_counted_first() -> None:
    documents = [report("a", STORY), report("b", f"QUAY SAAR (Reuters) - {STORY}")]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (14, 14), strict=True)]
    assert [(e.document, e.reprint_of) for e in recounted(documents, claims).ledger] == [("b", None), ("a", "b")]


def test_a_new_figure_in_a_reprint_is_its_origins_new_figure() -> None:
    documents = [report("a", STORY), report("b", STORY, day=DAY + timedelta(days=1))]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (14, 19), strict=True)]
    incident = recounted(documents, claims)
    assert [(e.reprint_of, e.revises) for e in incident.ledger] == [(None, None), (None, claims[0].id)]
    assert [(r.a, r.b, r.rel) for r in incident.relations] == [("a", "b", "reprint"), ("a", "b", "update")]


def test_a_figure_that_a_reprint_changed_goes_back_to_the_print_that_changed_it() -> None:
    later = DAY + timedelta(days=1)
    documents = [
        report("a", STORY),
        report("b", STORY, day=later, outlet="The Ferry Post"),
        report("c", STORY, day=later, outlet="Reuters"),
        report("d", STORY, day=None, outlet="Radio Furat"),
    ]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (10, 14, 14, 14), strict=True)]
    ledger = recounted(documents, claims).ledger
    assert [(e.document, e.reprint_of) for e in ledger] == [("a", None), ("c", None), ("b", "c"), ("d", "c")]
    assert [e.revises for e in ledger] == [None, claims[0].id, None, None]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_plans_state_no_deaths_but_no_deaths_is_a_figure(status: Status) -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[toll(14)], targets=["mill"]),
        claim(documents[1], tolls=[toll(14), toll(0)], status=status, targets=["mill"]),
    ]
    assert [str(e.count) for e in recounted(documents, claims).ledger] == ["14", "0"]


def test_a_denial_has_a_ledger_of_its_own() -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[toll(14)], targets=["mill"]),
        claim(documents[1], tolls=[toll(14), toll(0)], status=Status.DENIED, targets=["mill"]),
    ]
    told = with_ledgers(resolve(documents, claims, ACTORS), documents, claims, ACTORS)
    assert sorted([str(e.count) for e in incident.ledger] for incident in told) == [["0"], ["14"]]


def test_a_figure_that_two_origins_vouch_for_is_entered_for_each() -> None:
    one = report("a")
    ledger = recounted([one], [claim(one, tolls=[toll(14)], origin=[*MONITOR, *ARMY])]).ledger
    assert {e.origin for e in ledger} == {"Northern Monitor", "Army of Oster"}


def test_a_figure_that_only_its_report_credits_to_somebody_says_so() -> None:
    one = report("a", "word " * 9, outlet="Harbour Post")
    claims = [
        claim(one, 0, tolls=[toll(14)], targets=["mill"]),
        claim(one, 1, tolls=[toll(9, harm=Harm.WOUNDED)], origin=["Tarnow police"], targets=["mill"]),
    ]
    assert [(e.origin, e.elsewhere) for e in recounted([one], claims).ledger] == [
        ("Tarnow police", True),
        ("Tarnow police", False),
    ]


def test_casualties_nobody_divided_stay_casualties() -> None:
    one = report("a")
    (entry,) = recounted([one], [claim(one, tolls=[toll(30, harm=Harm.CASUALTIES)])]).ledger
    assert entry.harm is Harm.CASUALTIES


def test_as_of_a_day_only_what_was_surely_out_by_then_is_known() -> None:
    documents = [*days(3)[:2], report("u", day=None)]
    claims = [claim(d, tolls=[toll(14 + n)], origin=MONITOR) for n, d in enumerate(documents)]
    ledger = recounted(documents, claims).ledger
    assert [str(e.count) for e in ledger_as_of(ledger, DAY)] == ["14"]
    assert [str(e.count) for e in ledger_as_of(ledger, DAY + timedelta(days=1))] == ["14", "15"]
    assert ledger_as_of(ledger, date(2000, 1, 1)) == ()


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ((14, MONITOR), (14, MONITOR), ("a", "b", "same")),
        ((14, MONITOR), (17, MONITOR), ("a", "b", "update")),
        ((14, MONITOR), (14, ARMY), ("a", "b", "same")),
        ((14, MONITOR), (17, ARMY), ("a", "b", "conflict")),
    ],
)
def test_reports_relate_by_the_deaths_they_give(
    first: tuple[int, list[str]], second: tuple[int, list[str]], relation: tuple[str, str, str]
) -> None:
    documents = days(2)
    claims = [
        claim(d, tolls=[toll(n)], origin=origin, targets=["mill"])
        for d, (n, origin) in zip(documents, (first, second), strict=True)
    ]
    (found,) = recounted(documents, claims).relations
    assert (found.a, found.b, found.rel) == relation


def test_of_two_reports_of_one_day_the_lower_toll_came_first() -> None:
    documents = [report("a"), report("b")]
    claims = [claim(d, tolls=[toll(n)], origin=MONITOR) for d, n in zip(documents, (17, 14), strict=True)]
    (found,) = recounted(documents, claims).relations
    assert (found.a, found.b, found.rel) == ("b", "a", "update")


def test_a_figure_that_revises_one_of_its_own_claim_names_that_one() -> None:
    (document,) = days(1)
    lowered = replace(toll(11), change=Change.FALLING, earlier=Count(14, 14))
    claims = [claim(document, tolls=[toll(14), lowered], origin=MONITOR)]
    ledger = recounted([document], claims).ledger
    former = formers(ledger)
    assert [(str(e.count), str(f.count) if (f := former(e)) else None) for e in ledger] == [("14", None), ("11", "14")]


def test_what_was_counted_in_days_of_strikes_is_of_more_than_the_last_of_them() -> None:
    (document,) = days(1)
    first, last = claim(document, 0, tolls=[toll(4)]), claim(document, 1, tolls=[toll(140)])
    stretch = Cited(When.between(DAY - timedelta(days=9), DAY), Span(0, 4), "when.lasting")
    one = incident([document], [first, replace(last, time=stretch)], when=When.day(DAY))
    assert [(str(entry.count), entry.campaign) for entry in one.ledger] == [("4", False), ("140", True)]


@pytest.mark.parametrize(
    ("words", "agents", "category", "charged"),
    [
        ("700 people were killed in fighting in the town", [], Category.UNKNOWN, False),
        ("clashes around the town left 40 civilians dead", [], Category.CIVILIAN, False),
        ("the battle for the town cost 900 lives", [], Category.UNKNOWN, False),
        ("the guard killed 12 people during the fighting", ["Quay guard"], Category.UNKNOWN, True),
        ("fighting with the guard killed 12 soldiers", [], Category.COMBATANT, True),
        ("12 people were killed in the raid", [], Category.UNKNOWN, True),
    ],
)
def test_the_dead_of_fighting_of_which_no_side_is_named_are_charged_to_nobody(
    words: str, agents: list[str], category: Category, charged: bool
) -> None:
    documents = [report("a", words), report("b", "The guard entered the town.")]
    told = {"type_": "armed_clash", "clause": Span(0, len(words))}
    claims = [
        claim(documents[0], agents=agents, tolls=[toll(12, category=category)], **told),  # type: ignore[arg-type]
        claim(documents[1], type_="armed_clash", agents=["Quay guard"]),
    ]
    (entry,) = recounted(documents, claims).ledger
    assert entry.charged is charged
