"""Judged claims are found again after their reports were read anew: by trigger, else by words, else listed."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.judging import Ground, How
from recount.model import Anchor, Claim, Document, Span
from tests.judging.made_judgements import on
from tests.made import TEXT, at, report, strike

DOCUMENT = report()
CLAIM = strike(DOCUMENT)
SECOND = strike(
    DOCUMENT,
    id="2" * 16,
    trigger=at(DOCUMENT, "spoke"),
    clause=at(DOCUMENT, "A camp doctor spoke of nine dead civilians"),
    type="toll_report",
)


def anchor(claim: Claim = CLAIM, document: Document = DOCUMENT) -> Anchor:
    return on([document], claim).anchors[0]


def moved_by(words: str, document: Document = DOCUMENT) -> Document:
    return dataclasses.replace(document, id="another", text=words + document.text)


def shifted(claim: Claim, by: int, document: str) -> Claim:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return dataclasses.replace(
        claim, id="f" * 16, document=document, trigger=moved(claim.trigger), clause=moved(claim.clause)
    )


def test_the_same_trigger_in_the_same_report_is_the_same_claim() -> None:
    found = Ground([DOCUMENT], [CLAIM, SECOND]).attached(anchor())
    assert (found.claim, found.how) == (CLAIM, How.SAME)


def test_another_type_on_the_same_trigger_is_said() -> None:
    now = dataclasses.replace(CLAIM, type="shelling")
    found = Ground([DOCUMENT], [now]).attached(anchor())
    assert (found.claim, found.how, found.why) == (now, How.MOVED, "now read as shelling, then as air strike")


@pytest.mark.parametrize(
    ("clause", "kept"),
    [
        ("jets struck Tel Nour on Friday, killing at least 26 militants", True),
        ("struck Tel Nour on Friday", False),
    ],
)
def test_a_claim_on_half_of_the_words_or_more_takes_the_place_of_one_that_is_gone(clause: str, kept: bool) -> None:
    now = dataclasses.replace(
        CLAIM, id="e" * 16, trigger=at(DOCUMENT, "killing"), clause=at(DOCUMENT, clause), rule="other"
    )
    found = Ground([DOCUMENT], [now, SECOND]).attached(anchor())
    assert found.claim == (now if kept else None)
    assert found.how is (How.MOVED if kept else How.GONE)


def test_a_claim_of_another_type_on_the_words_counts_only_where_it_is_alone() -> None:
    others = [
        dataclasses.replace(CLAIM, id=f"{n}" * 16, trigger=at(DOCUMENT, word), type=kind)
        for n, (word, kind) in enumerate((("killing", "attack"), ("jets", "deployment")))
    ]
    assert Ground([DOCUMENT], others[:1]).attached(anchor()).claim == others[0]
    assert Ground([DOCUMENT], others).attached(anchor()).claim is None


def test_the_same_bytes_under_another_id_are_the_same_report() -> None:
    again = dataclasses.replace(DOCUMENT, id="another", outlet="Northern Wire")
    claim = shifted(CLAIM, 0, "another")
    found = Ground([again], [claim]).attached(anchor())
    assert (found.claim, found.how) == (claim, How.MOVED)


def test_a_text_taken_out_of_its_page_otherwise_is_searched_for_the_words() -> None:
    again = moved_by("Share this page\n")
    claim = shifted(CLAIM, len("Share this page\n"), "another")
    assert Ground([again], [claim]).attached(anchor()).claim == claim
    other_bytes = dataclasses.replace(again, sha256="0" * 64)
    assert Ground([other_bytes], [claim]).attached(anchor()).claim == claim
    stranger = dataclasses.replace(other_bytes, name="another name")
    assert Ground([stranger], [claim]).attached(anchor()).claim is None


def test_words_that_stand_twice_are_those_nearest_to_where_they_stood() -> None:
    double = dataclasses.replace(DOCUMENT, id="another", text=f"{TEXT}\n\n{TEXT}")
    first = shifted(CLAIM, 0, "another")
    second = dataclasses.replace(shifted(CLAIM, len(TEXT) + 2, "another"), id="d" * 16)
    assert Ground([double], [second, first]).attached(anchor()).claim == first


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        ([], "its report is no longer in the record"),
        ([dataclasses.replace(DOCUMENT, text="Nothing of it. " * 30)], "its words no longer stand in the report"),
        ([DOCUMENT], "no claim is read from its words any more"),
    ],
)
def test_what_is_gone_says_why(documents: list[Document], why: str) -> None:
    found = Ground(documents, []).attached(anchor())
    assert (found.claim, found.how, found.why) == (None, How.GONE, why)


@given(st.text(alphabet="ab \n.", max_size=200), st.text(alphabet="ab \n.", max_size=200), st.booleans())
def test_whatever_stands_around_the_words_the_claim_is_found_again(before: str, after: str, other_id: bool) -> None:
    now = dataclasses.replace(DOCUMENT, id="another" if other_id else DOCUMENT.id, text=before + TEXT + after)
    claim = shifted(CLAIM, len(before), now.id)
    found = Ground([now], [claim]).attached(anchor())
    assert found.claim == claim
    assert Ground([now], []).attached(anchor()).how is How.GONE
