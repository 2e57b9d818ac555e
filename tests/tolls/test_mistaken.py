"""Dead fighters who turn out to have been civilians: what takes their place, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recount.model import ADMITTED, Category, Cited, Claim, Document, Harm, Incident, Span
from recount.tolls import RULES, headline_of
from recount.tolls.standing import given_up, standing
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.ledgers import incident

ARMY, MONITOR = ["Army of Oster"], ["Northern Monitor"]
FIGHTERS, CIVILIANS = Category.COMBATANT, Category.CIVILIAN


def told(
    document: Document, sentence: str, number: int, category: Category, origin: list[str] = ARMY, *, admits: bool = True
) -> Claim:
    """A claim in a sentence of a report: the clause is what follows "that"."""
    start = document.text.index(sentence) + max(0, sentence.find("that ") + 5)
    clause = Span(start, document.text.index(sentence) + len(sentence))
    made = claim(document, start, tolls=[toll(number, category=category)], origin=origin, clause=clause)
    if not admits:
        return made
    return replace(made, origin=tuple(Cited(c.value, c.span, f"{c.rule} {ADMITTED}".strip()) for c in made.origin))


def recounted(*told: tuple[Document, Claim]) -> Incident:
    documents = list({document.id: document for document, _ in told}.values())
    return incident(documents, [one for _, one in told])


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("The army acknowledged that it killed four civilians.", "It had earlier said that it killed six rebels."),
        ("The army admitted that it killed four shepherds by mistake.", "Initially it said that six rebels died."),
        ("The army conceded that its jets mistook four herders for rebels.", "It first claimed that six rebels died."),
        ("The army admitted that the four dead were civilians.", "Previously it reported that six gunmen died."),
    ],
)
def test_in_one_report_an_admission_takes_the_place_of_what_was_said_before(now: str, before: str) -> None:
    document = report("a", f"{now} {before}")
    found = recounted(
        (document, told(document, now, 4, CIVILIANS)), (document, told(document, before, 6, FIGHTERS, admits=False))
    )
    assert [e.count.low for e in standing(found.ledger)] == [4]
    assert [e.count.low for e in given_up(found.ledger)] == [6]
    chosen = headline_of(RULES["range"], found.ledger)
    assert chosen is not None
    assert (chosen.low, chosen.high) == (4, 4)


@pytest.mark.parametrize(
    ("now", "number", "admits", "stand"),
    [
        ("The army said that all six killed were civilians.", 6, False, [6]),
        ("The army said that it had bombed four traders in error.", 4, False, [4]),
        ("The army said that it struck the wrong house and killed four people.", 4, False, [4]),
        ("The army said that those killed turned out to be four farmers.", 4, False, [4]),
        ("The army said that those killed were four farmers rather than armed militants.", 4, False, [4]),
        ("The army acknowledged that six farmers were killed.", 6, True, [6]),
        ("The army acknowledged that four farmers were killed in the strike.", 4, True, [6, 4]),
        ("The army said that four farmers were killed in the strike.", 4, False, [6, 4]),
    ],
)
def test_in_a_later_report_its_words_have_to_say_that_they_were_the_dead(
    now: str, number: int, admits: bool, stand: list[int]
) -> None:
    first, later = report("a", "The army said that six rebels were killed."), report("b", now, day=DAY + timedelta(1))
    found = recounted(
        (first, told(first, first.text, 6, FIGHTERS, admits=False)),
        (later, told(later, now, number, CIVILIANS, admits=admits)),
    )
    assert [e.count.low for e in standing(found.ledger)] == stand
    revising = [e.revises is not None for e in found.ledger if e.category is CIVILIANS]
    assert revising == [len(stand) == 1]


def test_fighters_told_of_beside_the_civilians_stand() -> None:
    now = "The army admitted that it killed four farmers by mistake."
    beside = "It said that six rebels were killed as well."
    document = report("a", f"{now} {beside}")
    found = recounted(
        (document, told(document, now, 4, CIVILIANS)), (document, told(document, beside, 6, FIGHTERS, admits=False))
    )
    assert sorted(e.count.low or 0 for e in standing(found.ledger)) == [4, 6]


def test_a_rival_takes_back_nothing_for_others() -> None:
    first, later = report("a", "The army said that six rebels were killed."), report("b", "The six were civilians.")
    found = recounted(
        (first, told(first, first.text, 6, FIGHTERS, admits=False)),
        (later, told(later, later.text, 6, CIVILIANS, MONITOR, admits=False)),
    )
    assert {(e.origin, e.count.low) for e in standing(found.ledger)} == {(ARMY[0], 6), (MONITOR[0], 6)}
    assert not given_up(found.ledger)


def test_what_was_taken_back_of_the_wounded_says_nothing_of_the_dead() -> None:
    document = report("a", "The army admitted that four farmers were hit by mistake.")
    hurt = told(document, document.text, 4, CIVILIANS)
    hurt = replace(hurt, tolls=(Cited(toll(4, category=CIVILIANS, harm=Harm.WOUNDED), Span(0, 1)),))
    first = report("b", "The army said that six rebels were killed.", day=DAY - timedelta(1))
    found = recounted((first, told(first, first.text, 6, FIGHTERS, admits=False)), (document, hurt))
    assert len(standing(found.ledger)) == 2
