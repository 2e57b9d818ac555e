"""Answers to what waits: what they judge, that they are undone, and that two people don't collide."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import queue_looking, queueing
from recount.desk.judging import By, confirm, correct, judge_different, judge_unsure, judgements, set_aside, withdraw
from recount.desk.queue_scenes import marked, scene_of
from recount.desk.queueing import Item, answer, next_item, progress, take, take_back, wanted
from recount.desk.running import RunOptions, run
from recount.errors import ConflictError, RecordError
from recount.judging import State
from recount.model import Incident, Span
from recount.store import Filters, opened
from tests.desk.conftest import EXAMPLES, SETTINGS

CODER, REVIEWER = 2, 3
AMAL, BO = By("amal", exports=False), By("bo", exports=False)


def first(record: Path, kind: str, who: str = "amal", role: int = REVIEWER) -> Item:
    found = next_item(record, wanted(record, who, role, (kind,)))
    assert found is not None
    return found


def waits(record: Path, item: str) -> bool:
    with closing(opened(record)) as store:
        found = store.queue_item(item)
    return found is not None and not found[1]


def test_seeing_something_new_is_no_judgement_and_is_undone(record: Path) -> None:
    item = first(record, "new")
    given = answer(record, item.id, "accept", AMAL, REVIEWER)
    assert not given.judgement
    assert not judgements(record)
    assert not waits(record, item.id)
    take_back(record, given.id, AMAL)
    assert waits(record, item.id)


def test_a_correction_withdrawn_after_the_grade_brings_the_grade_back_to_the_queue(record: Path) -> None:
    with closing(opened(record)) as store:
        one = store.incidents()[0]
    corrected = correct(record, f"{one.claims[0]}.status", "alleged", AMAL, SETTINGS).standing.judgement
    grade = confirm(record, one.id, "confirmed", BO).standing.judgement
    assert next_item(record, wanted(record, "bo", REVIEWER, ("judgement",))) is None
    withdraw(record, corrected.id, AMAL)
    item = first(record, "judgement", "bo")
    assert (item.a, item.what) == (grade.id, "bo: confirmed; changed since it was graded")
    answer(record, item.id, "accept", BO, REVIEWER)
    assert not waits(record, item.id)
    correct(record, f"{one.claims[0]}.status", "denied", AMAL, SETTINGS)
    assert first(record, "judgement", "bo").id != item.id


def test_what_a_coder_has_read_a_reviewer_is_to_grade(record: Path) -> None:
    item = first(record, "new", role=CODER)
    answer(record, item.id, "accept", AMAL, CODER)
    assert next_item(record, wanted(record, "amal", CODER, ("grade",))) is None
    graded = first(record, "grade", "bo")
    assert graded.incident == item.incident
    given = answer(record, graded.id, "confirmed", BO, REVIEWER)
    assert given.judgement
    with closing(opened(record)) as store:
        assert store.incident(item.incident).grade == "confirmed"
    assert not waits(record, graded.id)


def test_setting_aside_takes_the_incident_out_and_undoing_brings_it_back(record: Path) -> None:
    item = first(record, "new")
    given = answer(record, item.id, "reject", AMAL, REVIEWER)
    with closing(opened(record)) as store, pytest.raises(RecordError):
        store.incident(item.incident)
    take_back(record, given.id, AMAL)
    assert waits(record, item.id)


def test_an_uncertain_merge_is_judged_on_its_two_claims(record: Path) -> None:
    pair = _unsure(record)
    given = answer(record, pair.id, "accept", BO, REVIEWER)
    (one,) = [s.judgement for s in judgements(record) if s.judgement.id == given.judgement]
    assert one.verdict.value == "same"
    assert not waits(record, pair.id)


def test_unsure_waits_for_a_reviewer_and_not_for_a_coder(record: Path) -> None:
    pair = _unsure(record)
    assert next_item(record, wanted(record, "amal", CODER, ("unsure",))) is None
    assert first(record, "unsure", "bo") == pair


def test_a_judgement_that_no_longer_applies_waits_until_somebody_looks(record: Path) -> None:
    one, other = _incidents(record)[:2]
    lost = judge_different(record, one, other, AMAL)
    for claim in _claims(record, one):
        set_aside(record, claim, AMAL)
    assert {s.state for s in judgements(record) if s.judgement.id == lost.standing.judgement.id} & {
        State.GONE,
        State.MOVED,
    }
    item = first(record, "judgement", "bo")
    assert scene_of(record, item).judgement is not None
    answer(record, item.id, "accept", BO, REVIEWER)
    assert not waits(record, item.id)


@pytest.mark.parametrize("kind", [kind for kind in queueing.KINDS if kind not in ("grade", "judgement", "far")])
def test_whatever_was_answered_waits_again_when_that_is_undone(record: Path, kind: str) -> None:
    queueing.ready(record)
    queue_looking.look_for_near_misses(record, 30)
    item = _unsure(record) if kind == "unsure" else first(record, kind)
    for choice in queueing.choices_for(record, item, REVIEWER):
        given = answer(record, item.id, choice.name, AMAL if kind != "unsure" else BO, REVIEWER)
        take_back(record, given.id, BO)
        assert waits(record, item.id), choice.name


def test_withdrawing_a_judgement_is_no_answer_that_can_be_undone(record: Path) -> None:
    one, other = _incidents(record)[:2]
    lost = judge_different(record, one, other, AMAL).standing.judgement
    for claim in _claims(record, one):
        set_aside(record, claim, AMAL)
    given = answer(record, first(record, "judgement", "bo").id, "reject", BO, REVIEWER)
    assert "judge anew" in given.said
    with pytest.raises(ConflictError, match="withdrew a judgement"):
        take_back(record, given.id, BO)
    (still,) = [answered for answered in queueing.last_answers(record) if answered.id == given.id]
    assert still.undone is None
    assert [s.judgement.withdrawn is not None for s in judgements(record) if s.judgement.id == lost.id] == [True]


def test_leaving_it_to_a_reviewer_is_undone_as_well(record: Path) -> None:
    item = first(record, "new", role=CODER)
    given = answer(record, item.id, "unsure", AMAL, CODER)
    assert next_item(record, wanted(record, "amal", CODER, ("new",))) != item
    queueing.let_go(record, "amal")
    assert next_item(record, wanted(record, "bo", REVIEWER, ("new",), "reviewers")) == item
    take_back(record, given.id, AMAL)
    with closing(opened(record)) as store:
        found = store.queue_item(item.id)
    assert found is not None
    assert found[2] == ""


def test_a_withdrawn_judgement_brings_its_question_back(record: Path) -> None:
    item = first(record, "new")
    given = answer(record, item.id, "confirmed", AMAL, REVIEWER)
    withdraw(record, given.judgement, BO)
    assert waits(record, item.id)


def test_grading_elsewhere_answers_what_is_new(record: Path) -> None:
    item = first(record, "new")
    confirm(record, item.incident, "confirmed", BO)
    assert not waits(record, item.id)


def test_what_was_seen_stays_seen_after_all_reports_were_read_anew(record: Path) -> None:
    item = first(record, "new")
    answer(record, item.id, "accept", AMAL, REVIEWER)
    run([EXAMPLES], record, SETTINGS, RunOptions(reread=True))
    assert not waits(record, item.id)
    assert next_item(record, wanted(record, "amal", REVIEWER, ("new",))) is not None


def test_a_second_answer_is_refused_and_so_is_one_to_what_somebody_else_looks_at(record: Path) -> None:
    item = first(record, "new")
    with pytest.raises(RecordError, match="looked at by amal"):
        answer(record, item.id, "accept", BO, REVIEWER)
    answer(record, item.id, "accept", AMAL, REVIEWER)
    with pytest.raises(RecordError, match="answered before"):
        answer(record, item.id, "accept", AMAL, REVIEWER)
    with pytest.raises(RecordError, match="can't be given here"):
        answer(record, first(record, "new").id, "perhaps", AMAL, REVIEWER)


def test_who_comes_second_is_told_who_looks_at_it(record: Path) -> None:
    item = first(record, "new")
    seen = take(record, item.id, wanted(record, "bo", REVIEWER))
    assert not seen.mine
    assert seen.lock is not None
    assert seen.lock.who == "amal"


def test_many_at_once_are_never_given_one_incident(record: Path) -> None:
    got: list[str] = []
    begin = threading.Barrier(6)

    def work(who: str) -> None:
        begin.wait()
        for _ in range(4):
            item = next_item(record, wanted(record, who, REVIEWER))
            if item is not None:
                got.append(item.id)
                answer(record, item.id, queueing.choices_for(record, item, REVIEWER)[0].name, By(who, exports=False), 3)

    queueing.ready(record)
    workers = [threading.Thread(target=work, args=(f"person {n}",)) for n in range(6)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(got) == len(set(got))


def test_progress_counts_what_is_answered_and_what_waits(record: Path) -> None:
    want = wanted(record, "amal", REVIEWER)
    before = progress(record, want)
    answer(record, first(record, "new").id, "accept", AMAL, REVIEWER)
    now = progress(record, want)
    assert (now.today, now.left) == (before.today + 1, before.left - 1)


def test_filters_narrow_the_queue(record: Path) -> None:
    kinds = {item.type for item in _all(record)}
    for kind in sorted(kinds)[:2]:
        want = wanted(record, "amal", REVIEWER, filters=Filters(types=(kind,)))
        item = next_item(record, want)
        with closing(opened(record)) as store:
            assert item is not None
            assert store.incident(item.incident).type == kind


def test_a_queue_that_is_none_is_said(record: Path) -> None:
    with pytest.raises(RecordError, match="is none of the queue's"):
        wanted(record, "amal", REVIEWER, ("urgent",))
    with pytest.raises(RecordError, match="is none"):
        wanted(record, "amal", REVIEWER, whose="his")


def test_near_misses_are_looked_for_little_by_little(record: Path) -> None:
    queueing.ready(record)
    while queue_looking.look_for_near_misses(record, 5):
        pass
    assert queue_looking.look_for_near_misses(record, 5) == 0


def test_marks_are_cut_to_the_sentence() -> None:
    text = "Jets struck Tel Nour on Friday."
    assert marked(text, Span(0, 31), [Span(12, 20), Span(5, 11), Span(14, 18)]) == [
        ("Jets ", False),
        ("struck", True),
        (" ", False),
        ("Tel Nour", True),
        (" on Friday.", False),
    ]
    assert marked("a" * 5000, Span(0, 5000), [])[-1] == (" …", False)


def _unsure(record: Path) -> Item:
    """A pair that somebody was unsure of."""
    one, other = _incidents(record)[:2]
    judge_unsure(record, one, other, AMAL)
    return first(record, "unsure", "bo")


def _incidents(record: Path) -> list[str]:
    return [one.id for one in _all(record)]


def _all(record: Path) -> tuple[Incident, ...]:
    with closing(opened(record)) as store:
        return store.incidents()


def _claims(record: Path, incident: str) -> tuple[str, ...]:
    with closing(opened(record)) as store:
        return store.incident(incident).claims


def test_a_pair_is_shown_with_the_words_that_tell_place_and_day_wherever_they_stand(record: Path) -> None:
    with closing(opened(record)) as store:
        claims = store.claims()
        texts = {document.id: document.text for document in store.documents()}
    far = next(
        claim
        for claim in claims
        if claim.time and not claim.clause.overlaps(claim.time.span) and claim.time.span.start < claim.time.span.end
    )
    other = next(claim for claim in claims if claim.document != far.document)
    judge_unsure(record, far.id, other.id, AMAL)
    sides = scene_of(record, first(record, "unsure", "bo")).sides
    told = next(side.told for side in sides if side.told and side.told.claim.id == far.id)
    said = [words for words, is_marked in told.pieces if is_marked]
    assert far.time
    for span in (far.time.span, *(cited.span for cited in far.places)):
        assert any(span.of(texts[far.document]) in words or words in span.of(texts[far.document]) for words in said)
