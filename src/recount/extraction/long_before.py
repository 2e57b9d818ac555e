"""A deed told only for how long before the news it was: "killed 11, a week after a raid there killed 41"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from recount.extraction.tree import Tree
from recount.extraction.wordforms import word_set
from recount.model import Cited, Precision, Span, When

LONG_BEFORE = "when.long_before"
"""The rule of such a deed's time."""
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_SPANS = {**_DAYS, "month": 0, "months": 0, "year": 0, "years": 0}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_HARMED = word_set("killed wounded injured claimed left")
_FIGURE = 5  # tokens behind such a verb within which its figure begins


class Aside(NamedTuple):
    """The tokens of such a deed, from the words for how long to the end of its clause, and how many days before (or,
    below zero, after) the news it was; None where the words say no more than months or years."""

    tokens: range
    days: int | None


def aside_in(tree: Tree) -> Aside | None:
    """The first such deed of a sentence that gives a figure of its own; None where it tells of no other."""
    return next(_asides(tree), None)


def _asides(tree: Tree) -> Iterator[Aside]:
    many = len(tree.tokens)
    for i in range(2, many - 3):
        if tree.text(i) not in ("after", "before") or tree.text(i - 1) not in _SPANS:
            continue
        start, number = i - 2, _number(tree, i - 2)
        if number is None:
            continue
        end = next((k for k in range(i + 1, many) if tree.text(k) in (",", ";")), many)
        if not _has_own_toll(tree, range(i + 1, end)) or _is_bare(tree, i + 1):
            continue
        unit = _DAYS.get(tree.text(i - 1))
        sign = 1 if tree.text(i) == "after" else -1
        yield Aside(range(start, end), None if unit is None else sign * unit * number)


def _number(tree: Tree, i: int) -> int | None:
    word = tree.text(i)
    return _NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else None)


def _is_bare(tree: Tree, i: int) -> bool:
    """Whether the clause names no doer: "two days after killing nine"."""
    return tree.is_verb(i) or tree.text(i) == "being"


def _has_own_toll(tree: Tree, tokens: range) -> bool:
    def has_figure(verb: int) -> bool:
        return any(tree.tokens[i].upos == "NUM" for i in range(verb + 1, min(verb + _FIGURE, tokens.stop)))

    return any(tree.text(i) in _HARMED and has_figure(i) for i in tokens)


def when_aside(tree: Tree, aside: Aside, news: When | None) -> Cited[When]:
    """When such a deed was, counted from the day of the news where that is known; its words for how long are cited."""
    first, _, last = tree.tokens[aside.tokens.start : aside.tokens.start + 3]
    span = Span(first.span.start, last.span.end)
    words = " ".join(token.text for token in tree.tokens[aside.tokens.start : aside.tokens.start + 3])
    day = news.first if news is not None and news.precision is Precision.DAY else None
    if day is None or aside.days is None:
        return Cited(When(None, None, Precision.UNKNOWN, words), span, LONG_BEFORE)
    return Cited(_around(day, aside.days, words), span, LONG_BEFORE)


def _around(news: date, days: int, words: str) -> When:
    """The day so many days before; weeks are seldom meant to the day."""
    then, slack = news - timedelta(days=days), timedelta(days=1 if abs(days) >= 7 else 0)
    return When.between(then - slack, then + slack, words)
