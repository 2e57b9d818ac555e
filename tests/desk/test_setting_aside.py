"""What becomes of an incident when claims of it are set aside: its id, its history, and what fell apart."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk.incident_history import history_of
from recount.desk.incident_views import incident_view
from recount.desk.judged import actors_of_record
from recount.desk.judging import By, Effect, confirm, judge_different, judge_same, set_aside, withdraw
from recount.desk.resolving import brought_up
from recount.desk.running import RunOptions, run
from recount.desk.splitting import most_of, split_off
from recount.desk.what_it_did import what_it_did
from recount.errors import RecordError
from recount.model import Incident, Judgement, Verdict
from recount.store import RecordStore, opened
from tests.desk.conftest import EXAMPLES, SETTINGS

BY = By("Amal", "a film scene", exports=False)


@pytest.fixture
def one(record: Path) -> Incident:
    """An incident of several reports."""
    with closing(opened(record)) as store:
        return max(store.incidents(), key=lambda one: (len(one.documents), len(one.claims), one.id))


def first_of(one: Incident) -> str:
    """The claim that an incident's id is made of."""
    return one.id.removeprefix("i")


def holding(record: Path, claim: str) -> Incident:
    with closing(opened(record)) as store:
        (found,) = store.holding([claim])
        return found


def test_an_incident_keeps_its_id_where_the_claim_that_it_was_made_of_is_set_aside(record: Path, one: Incident) -> None:
    rest = [claim for claim in one.claims if claim != first_of(one)]
    made = set_aside(record, first_of(one), BY)
    larger = most_of(record, rest)
    assert larger is not None
    assert larger.id == one.id
    assert made.standing.judgement.rests[0].incident == one.id
    withdraw(record, made.standing.judgement.id, BY)
    assert holding(record, rest[0]) == one


def test_it_keeps_its_id_when_one_claim_after_the_other_goes_and_when_all_is_read_anew(
    record: Path, one: Incident
) -> None:
    for _ in range(2):
        now = most_of(record, one.claims)
        assert now is not None
        set_aside(record, min(now.claims), BY)
    before = most_of(record, one.claims)
    assert before is not None
    assert before.id == one.id
    rest = before.claims[0]
    run([EXAMPLES], record, SETTINGS, RunOptions(jobs=1, reread=True))
    assert holding(record, rest) == before


def test_it_keeps_its_id_where_the_report_of_that_claim_is_set_aside(record: Path, one: Incident) -> None:
    with closing(opened(record)) as store:
        report = store.claims([first_of(one)])[0].document
        others = [claim.id for claim in store.claims(one.claims) if claim.document != report]
    assert others
    set_aside(record, report, BY)
    assert holding(record, others[0]).id == one.id


def test_of_what_falls_in_halves_the_old_address_leads_to_one_and_nothing_goes_silently(record: Path) -> None:
    held_together, made = _tied(record)
    first, second = (holding(record, claim) for claim in held_together)
    assert first.id != second.id
    assert incident_view(record, made.on.id).whole.id in (first.id, second.id)
    did = what_it_did(record, made)
    assert did is not None
    assert {one.id for one in did.incidents} == {first.id, second.id}
    assert "held together" in did.words


def test_what_a_split_takes_off_beyond_what_was_ticked_is_told(record: Path) -> None:
    with closing(opened(record)) as store:
        alone = sorted((one for one in store.incidents() if len(one.claims) == 1), key=lambda one: one.id)
    middle, a, b = alone[0], alone[3], alone[6]
    judge_same(record, middle.id, a.id, BY)
    judge_same(record, middle.claims[0], b.claims[0], BY)
    effect = split_off(record, holding(record, a.claims[0]).id, middle.claims, BY)
    stay = {holding(record, one.claims[0]).id for one in (a, b)}
    assert len(stay) == 2
    did = what_it_did(record, effect.standing.judgement)
    assert did is not None
    assert did.words.startswith("1 claim that was not ticked left it as well, as only what was split off had held it")
    assert {one.id for one in did.incidents} < stay
    pair = judge_different(record, a.claims[0], b.claims[0], BY)
    assert what_it_did(record, pair.standing.judgement) is None


def _tied(record: Path) -> tuple[tuple[str, str], Judgement]:
    """Two claims of different places that a third one had tied together, before that was set aside."""
    with closing(opened(record)) as store:
        alone = [one for one in store.incidents() if len(one.claims) == 1][:8]
    ordered = sorted(alone, key=lambda one: one.id)
    middle, a, b = ordered[0], ordered[3], ordered[6]
    judge_same(record, middle.id, a.id, BY)
    judge_same(record, middle.claims[0], b.claims[0], BY)
    assert holding(record, a.claims[0]).id == holding(record, b.claims[0]).id
    effect: Effect = set_aside(record, middle.claims[0], BY)
    return (a.claims[0], b.claims[0]), effect.standing.judgement


def test_the_history_names_claims_that_were_taken_out_also_after_the_incident_changed(
    record: Path, one: Incident
) -> None:
    made = set_aside(record, one.claims[-1], BY).standing.judgement
    shown = incident_view(record, one.id)
    assert [standing.judgement.id for standing in shown.history] == [made.id]
    withdraw(record, made.id, BY)
    assert incident_view(record, one.id).history[0].judgement.withdrawn is not None


def test_who_looked_before_a_claim_was_taken_out_is_told(record: Path, one: Incident) -> None:
    before = incident_view(record, one.id).seen
    set_aside(record, one.claims[-1], BY)
    with closing(opened(record)) as store:
        assert history_of(store, store.incident(one.id))[0].judgement.id[-8:] not in before
    assert incident_view(record, one.id).seen != before


def test_a_grade_says_that_claims_were_set_aside_since(record: Path, one: Incident) -> None:
    confirm(record, one.id, "confirmed", BY)
    set_aside(record, one.claims[-1], BY)
    assert incident_view(record, one.id).regrade == "graded before 1 claim of it was set aside"


def test_what_was_set_aside_alone_has_no_address_left(record: Path) -> None:
    with closing(opened(record)) as store:
        alone = next(one for one in store.incidents() if len(one.claims) == 1)
    set_aside(record, alone.claims[0], BY)
    with pytest.raises(RecordError, match="was set aside on"):
        incident_view(record, alone.id)


def test_many_set_aside_at_once_are_brought_together_as_one_after_the_other(
    record: Path, one: Incident, tmp_path: Path
) -> None:
    for claim in one.claims[:2]:
        set_aside(record, claim, BY)
    with closing(opened(record)) as store:
        stepwise = [(each.id, each.claims) for each in store.incidents()]
        made = store.judgements_with(Verdict.SET_ASIDE)
    other = tmp_path / "other"
    run([EXAMPLES], other, SETTINGS, RunOptions(jobs=1))
    with closing(opened(other)) as store:
        store.judge(made)
        _bring(store)
        assert [(each.id, each.claims) for each in store.incidents()] == stepwise


def _bring(store: RecordStore) -> None:
    brought_up(store, actors_of_record(store, None))
