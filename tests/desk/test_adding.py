"""Claims that people add hold to their words, whatever is read anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codec import packed
from recount.desk.adding import occurrences
from recount.errors import RecordError
from recount.judging import State, judged
from recount.judging.adding import is_added
from recount.model import Claim, Document, Judgement, Verdict, Withdrawal
from tests.judging.made_judgements import MONDAY, judgement, on
from tests.made import report, strike

DOCUMENT = report("a")
CLAIM = strike(DOCUMENT)


def addition(document: Document = DOCUMENT, claim: Claim = CLAIM) -> Judgement:
    return judgement(Verdict.ADD, on([document], claim), value=packed(claim))


def test_an_added_claim_stands_among_the_others() -> None:
    found = judged([addition()], [DOCUMENT], [])
    (claim,) = found.claims
    assert (claim.id, claim.type, claim.trigger) == (CLAIM.id, CLAIM.type, CLAIM.trigger)
    assert is_added(claim)
    assert [one.state for one in found.standings] == [State.APPLIES]


def test_a_persons_claim_stands_for_the_machines_on_the_same_words() -> None:
    read = replace(CLAIM, tolls=(), agents=())
    found = judged([addition()], [DOCUMENT], [read])
    (claim,) = found.claims
    assert [cited.value for cited in claim.tolls] == [cited.value for cited in CLAIM.tolls]


def test_it_moves_with_its_words() -> None:
    moved = replace(DOCUMENT, id="f" * 20, text=f"A new line.\n{DOCUMENT.text}")
    (claim,) = judged([addition()], [moved], []).claims
    assert claim.trigger.of(moved.text) == CLAIM.trigger.of(DOCUMENT.text)
    assert claim.clause.of(moved.text) == CLAIM.clause.of(DOCUMENT.text)
    assert claim.document == moved.id


def test_without_its_words_it_is_listed_and_not_forced() -> None:
    other = replace(DOCUMENT, text="Nothing of that stands here.")
    found = judged([addition()], [other], [])
    assert found.claims == ()
    assert [one.state for one in found.standings] == [State.GONE]


def test_withdrawn_it_leaves_no_trace() -> None:
    gone = replace(addition(), withdrawn=Withdrawal(MONDAY, "Amal"))
    assert judged([gone], [DOCUMENT], []).claims == ()


def test_it_can_be_corrected_and_set_aside() -> None:
    added = addition()
    target = on([DOCUMENT], CLAIM)
    corrected = judgement(Verdict.CORRECT, target, 1, field="type", value="shelling")
    (claim,) = judged([added, corrected], [DOCUMENT], []).claims
    assert claim.type == "shelling"
    assert judged([added, judgement(Verdict.SET_ASIDE, target, 2)], [DOCUMENT], []).claims == ()


@pytest.mark.parametrize("value", ["", "{}", "[]", "not json", '{"trigger":[9,3]}', "[" * 5000])
def test_a_line_that_holds_no_claim_is_listed(value: str) -> None:
    found = judged([judgement(Verdict.ADD, on([DOCUMENT], CLAIM), value=value)], [DOCUMENT], [])
    assert found.claims == ()
    assert [one.state for one in found.standings] == [State.GONE]


def test_words_are_found_whole_and_over_line_ends() -> None:
    text = "He hit it. They were hit\nby a hitman."
    assert [span.start for span in occurrences("hit", text)] == [3, 21]
    assert [span.of(text) for span in occurrences("were hit by", text)] == ["were hit\nby"]
    assert [span.of(text) for span in occurrences("itman", text)] == ["itman"]
    with pytest.raises(RecordError, match="are no words"):
        occurrences("  ", text)
    with pytest.raises(RecordError, match="more than 500"):
        occurrences("word " * 200, text)
