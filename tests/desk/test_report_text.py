"""A report's text laid out for reading."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from recount.desk.report_text import PORTION, laid_out, portion_of
from recount.model import Document, Label, LabelKind, Span
from tests.made import TEXT, report, strike


def whole(document: Document) -> Span:
    return Span(0, len(document.text))


def letters(document: Document, *claims: object) -> str:
    """The pieces put together, characters that can't be seen among them."""
    rows = laid_out(document, claims, whole(document))  # type: ignore[arg-type]
    return "".join(piece.text or document.text[piece.at] for row in rows for piece in row.pieces)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "One.\n\n\nTwo.\r\nThree.\tFour.",
        "hidden\u200b word, \u202eturned\u202c, nul\x00, and a flag \U0001f1f8\U0001f1fe",
        "a" * 20_000,
        "short line\n" * 3,
    ],
)
def test_pieces_put_together_are_the_text(text: str) -> None:
    document = replace(report("a"), text=text, labels=(), passages=())
    assert letters(document).replace("\n", "") == text.replace("\n", "")


def test_an_event_is_marked_where_it_stands() -> None:
    document = report("a")
    claim = strike(document)
    rows = laid_out(document, [claim], whole(document), claim)
    told = [piece for row in rows for piece in row.pieces if piece.events]
    assert "".join(piece.text for piece in told) == claim.trigger.of(document.text)
    assert [row.claims for row in rows if row.claims] == [(claim,)]
    lit = "".join(piece.text for row in rows for piece in row.pieces if piece.lit)
    assert lit == claim.clause.of(document.text)


def test_two_events_on_overlapping_words_are_both_readable() -> None:
    document = report("a")
    one = strike(document)
    other = replace(one, id="b" * 16, trigger=Span(one.trigger.start + 1, one.trigger.end + 3))
    rows = laid_out(document, [one, other], whole(document))
    deepest = max((piece for row in rows for piece in row.pieces), key=lambda piece: len(piece.events))
    assert deepest.events == (one.id, other.id)


def test_characters_that_can_not_be_seen_are_named() -> None:
    document = replace(report("a"), text="pay\u202egnp", labels=(), passages=())
    (row,) = laid_out(document, (), whole(document))
    assert [piece.unseen for piece in row.pieces] == ["", "U+202E RIGHT-TO-LEFT OVERRIDE", ""]


def test_labels_and_splices_are_told() -> None:
    text = "A caption here.\nThe first story goes on. The second story begins."
    second = text.index("The second")
    document = replace(
        report("a"),
        text=text,
        labels=(Label(LabelKind.CAPTION, Span(0, 15), "it stands below a picture"),),
        passages=((Span(16, second),), (Span(second, len(text)),)),
    )
    rows = laid_out(document, (), whole(document))
    assert [row.label for row in rows] == ["caption", "", ""]
    assert [row.splice for row in rows] == [False, False, True]


def test_portions_cover_the_text_and_are_found_by_a_place() -> None:
    text = "A line of some length that is repeated.\n" * 10_000
    last = portion_of(text, 10_000)
    spans = [portion_of(text, n).span for n in range(1, last.of + 1)]
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert portion_of(text, at=PORTION * 2 + 5_000).n == 3
    assert portion_of("", 3).of == 1
