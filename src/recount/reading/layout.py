"""How a text is laid out: words, paragraphs, and lines that were only broken to fit a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from recount.model import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WRAP_WIDTHS = range(50, 101)
_STOP = re.compile(r"[.!?…](?:[\"'”’»)\]]|\s)*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared: lower case, apostrophes left out ("Syria's" and "Syrias" are one)."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space around it; `gap` counts the line ends before it (0 for the first)."""

    span: Span
    gap: int


def words_of(text: str, start: int = 0, end: int | None = None, limit: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, the first `limit` of them."""
    found: list[Word] = []
    for m in _WORD.finditer(text, start, len(text) if end is None else end):
        if limit is not None and len(found) >= limit:
            break
        found.append(Word(m[0].casefold().replace("'", "").replace("’", ""), Span(*m.span())))
    return found


def ends_in_stop(passage: str) -> bool:
    """Whether the last word is followed by a full stop, question or exclamation mark."""
    return _STOP.search(passage[-12:]) is not None


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: blank lines and single line ends part them, line ends that only wrap a line don't."""
    lines = [span for m in _LINE.finditer(text) if (span := trimmed(text, Span(*m.span()))) is not None]
    width = _wrap_width(text, lines)
    found: list[Paragraph] = []
    for line in lines:
        if found and _goes_on(text, found[-1].span, line, width):
            found[-1] = Paragraph(Span(found[-1].span.start, line.end), found[-1].gap)
        else:
            between = text[found[-1].span.end : line.start] if found else ""
            found.append(Paragraph(line, between.count("\n") or between.count("\r")))
    return tuple(found)


def trimmed(text: str, span: Span) -> Span | None:
    """`span` without the white space at its ends; None where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _follows_directly(text: str, end: int, line: Span) -> bool:
    """Whether `line` is the very next line, not set in (an indent opens a paragraph)."""
    between = text[end : line.start].replace("\r\n", "\n").lstrip(" \t")
    return between in {"\n", "\r", "\u2028"}


def _wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """The width a text was wrapped to, None where it was not: in a wrapped text, nearly every line that another line
    follows directly is so long that the next line's first word would not have fitted."""
    followed = [(a, b) for a, b in pairwise(lines) if _follows_directly(text, a.end, b)]
    width = max((a.end - a.start for a, _ in followed), default=0)
    if len(followed) < 2 or width not in _WRAP_WIDTHS:
        return None
    full = sum(_is_full(text, a, b, width) for a, b in followed)
    return width if full >= 0.7 * len(followed) else None


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    first_word = following.of(text).split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(first_word) > width - 12


def _goes_on(text: str, paragraph: Span, line: Span, width: int | None) -> bool:
    """Whether `line` continues the paragraph: the next line, broken for its width, or going on in lower case."""
    if not _follows_directly(text, paragraph.end, line):
        return False
    if line.of(text)[0].islower() and not ends_in_stop(text[max(paragraph.start, paragraph.end - 12) : paragraph.end]):
        return True
    last = Span(max(text.rfind("\n", paragraph.start, paragraph.end) + 1, paragraph.start), paragraph.end)
    return width is not None and _is_full(text, last, line, width)
