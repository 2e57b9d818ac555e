"""The CoNLL 2018 measures on cases counted by hand."""

from __future__ import annotations

import pytest

from benchmarks.conll import MEASURES, Row, agreement, f1


def row(form: str, head: int, rel: str = "dep", joint: str | None = None, size: int = 1) -> Row:
    return Row(form, form.lower(), "X", "X", head, rel, joint, size)


GOLD = [[row("Rebels", 2, "nsubj"), row("fled", 0, "root"), row(".", 2, "punct")], [row("Why", 0, "root")]]


def test_a_parse_agrees_with_itself() -> None:
    assert {m: f1(agreement(GOLD, GOLD), m) for m in MEASURES} == dict.fromkeys(MEASURES, 100.0)


def test_a_missed_sentence_end_costs_both_sentences_and_one_arc() -> None:
    system = [[*GOLD[0], row("Why", 2, "parataxis")]]
    counts = agreement(GOLD, system)
    assert counts["sentences/right"] == 0
    assert f1(counts, "words") == 100
    assert f1(counts, "uas") == f1(counts, "las") == 75


def test_subtypes_of_relations_are_left_out() -> None:
    system = [[row("Rebels", 2, "nsubj:pass"), *GOLD[0][1:]], GOLD[1]]
    assert f1(agreement(GOLD, system), "las") == 100


def test_words_cut_otherwise_are_lost_and_so_is_what_hangs_on_them() -> None:
    system = [[row("Rebels", 2, "nsubj"), row("fl", 0, "root"), row("ed", 2), row(".", 2, "punct")], GOLD[1]]
    counts = agreement(GOLD, system)
    assert counts["words/right"] == 3
    assert f1(counts, "words") == pytest.approx(200 * 3 / 9)
    assert counts["uas/right"] == 1


def test_parts_of_a_joint_token_are_matched_by_their_forms() -> None:
    gold = [
        [row("They", 3), row("do", 3, joint="dont", size=2), row("n't", 3, joint="dont", size=2), row("x", 0, "root")]
    ]
    right = [[row("They", 3), row("do", 3), row("nt", 3), row("x", 0, "root")]]
    whole = [[row("They", 2), row("dont", 3), row("x", 0, "root")]]
    assert agreement(gold, right)["words/right"] == 3
    assert agreement(gold, whole)["words/right"] == 2


def test_different_texts_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same characters"):
        agreement(GOLD, [[row("Rebels", 0, "root")]])
