"""A grade that was given before an incident became what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.desk.judging import By, confirm, correct, judge_different, judge_same, withdraw
from recount.desk.publishing import draft
from recount.desk.regrading import changed_since_graded
from recount.model import Incident
from recount.store import opened
from tests.desk.conftest import SETTINGS

BY = By("Amal", "checked", exports=False)


@pytest.fixture
def graded(record: Path) -> Incident:
    store = opened(record)
    one = max(store.incidents(), key=lambda one: (len(one.documents), one.id))
    store.close()
    confirm(record, one.id, "confirmed", BY)
    return one


def said(record: Path, claim: str) -> str:
    store = opened(record)
    (one,) = store.holding([claim])
    words = changed_since_graded(one, store.judgements())
    store.close()
    return words


def warned(record: Path) -> int:
    return sum(one.kind == "graded before a change" for one in draft(record).warnings)


def test_an_incident_that_is_what_was_graded_is_not_warned_of(record: Path, graded: Incident) -> None:
    assert said(record, graded.claims[0]) == ""
    assert warned(record) == 0


def test_a_split_after_the_grade_is_said_until_it_is_graded_anew(record: Path, graded: Incident) -> None:
    judge_different(record, graded.claims[-1], graded.id, BY)
    assert said(record, graded.claims[0]).startswith("graded before a split (1 claim left")
    assert warned(record) == 1
    confirm(record, graded.claims[0], "confirmed", BY)
    assert said(record, graded.claims[0]) == ""


def test_a_merge_after_the_grade_is_said(record: Path, graded: Incident) -> None:
    store = opened(record)
    other = next(one for one in store.incidents() if one.id != graded.id)
    store.close()
    judge_same(record, graded.id, other.id, BY)
    assert "graded before a merge" in said(record, graded.claims[0])
    assert warned(record) == 1


def test_a_correction_after_the_grade_is_said_and_so_is_its_withdrawal(record: Path, graded: Incident) -> None:
    made = correct(record, f"{graded.claims[0]}.status", "alleged", BY, SETTINGS).standing.judgement
    assert "graded before 1 correction" in said(record, graded.claims[0])
    confirm(record, graded.id, "confirmed", BY)
    assert said(record, graded.claims[0]) == ""
    withdraw(record, made.id, BY)
    assert "graded before 1 correction" in said(record, graded.claims[0])
