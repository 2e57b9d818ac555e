from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Document, Span
from recount.resolution.reprints.lineage import Change, aligned
from tests.resolution.told import report

LINES = (
    "Shells fell on the grain market of Tarnow Bridge early on Tuesday while farmers were unloading their carts.",
    "The district doctor counted seven dead and said that two more people were still under the roof of the hall.",
    "Nobody in the garrison across the river would say who had given the order to open fire on the market.",
    "It was the third such day.",
)


def changes(earlier: str, later: str) -> list[tuple[str, str, str]]:
    a, b = report("a", earlier), report("b", later)
    return [
        (
            piece.change.value,
            piece.earlier.of(a.text) if piece.earlier else "",
            piece.later.of(b.text) if piece.later else "",
        )
        for piece in aligned(a, b)
    ]


def test_each_sentence_is_the_same_edited_cut_or_added() -> None:
    edited = LINES[1].replace("seven dead", "nine dead")
    added = "The mayor has asked the farmers to stay at home until the end of the week."
    assert changes(" ".join(LINES), " ".join((LINES[0], edited, added, LINES[3]))) == [
        ("same", LINES[0], LINES[0]),
        ("edited", LINES[1], edited),
        ("added", "", added),
        ("cut", LINES[2], ""),
        ("same", LINES[3], LINES[3]),
    ]


def test_two_sentences_drawn_together_are_no_cut() -> None:
    together = f"{LINES[0][:-1]}, and {LINES[1]}"
    found = changes(f"{LINES[0]} {LINES[1]}", together)
    assert [change for change, _, _ in found] == ["edited", "edited"]
    assert {later for _, _, later in found} == {together}


def test_sentences_in_another_order_are_the_same_sentences() -> None:
    found = changes(" ".join(LINES[:3]), " ".join((LINES[2], LINES[0], LINES[1])))
    assert [change for change, _, _ in found] == ["same", "same", "same"]


def test_a_changed_line_end_or_comma_is_no_edit() -> None:
    assert [change for change, _, _ in changes(LINES[0], LINES[0].replace(" early", ",\nearly"))] == ["same"]


@given(st.lists(st.sampled_from(LINES), max_size=6), st.lists(st.sampled_from(LINES), max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_lost_or_told_twice(earlier: list[str], later: list[str]) -> None:
    a, b = report("a", " ".join(earlier) or " "), report("b", " ".join(later) or " ")
    pieces = aligned(a, b)
    assert _texts(a, [p.earlier for p in pieces if p.earlier]) == sorted(earlier)
    own = [p.later for p in pieces if p.later and (p.words or p.change is not Change.EDITED)]
    assert _texts(b, own) == sorted(later)


def _texts(document: Document, spans: list[Span]) -> list[str]:
    return sorted(span.of(document.text) for span in spans)
