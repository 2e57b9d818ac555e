"""Battles and offensives that go on for weeks: the dead of one are a total of many days, not those of the day that it
is told on. "So far 450 people have been killed in the battle for the city", "a battle of nine months … 1,400 were
killed in the battle"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from recount.extraction.time_joins import COURSE
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks
from recount.extraction.when import TimeMention
from recount.extraction.wordforms import text_of
from recount.model import ReportDate, Sentence
from recount.model.values import Precision

_NOUNS = frozenset({"battle", "offensive", "campaign", "siege", "assault", "onslaught", "fight"})
_ALWAYS = frozenset({"offensive", "campaign", "onslaught"})
_OVER_TOWNS = frozenset({"battle", "fight"})
_OF_TOWNS = frozenset({"siege", "assault"})
_NOUN = rf"(?P<noun>{'|'.join(sorted(_NOUNS))})s?\b"
_LONG = re.compile(
    rf"(?:-(?:week|month|year)(?:-long|-old)?|\b(?:weeks|months|years)[ -]long)\s+(?:[\w-]+\s+){{0,2}}?{_NOUN}"
    rf"|\b(?:weeks|months|years)\s+of\s+(?:[\w-]+\s+){{0,2}}?{_NOUN.replace('noun', 'of')}"
    rf"|\b{_NOUN.replace('noun', 'first')}(?:\s+[\w'’.-]+){{0,6}}?\s+(?:of|lasted|lasting|for|took|raged)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:weeks|months|years)\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(rf"\b{_NOUN}[^.;]{{0,60}}?\b(?:began|begun|started|launched)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:so far|to date)\b", re.IGNORECASE)
_SOON = 40  # characters from the verb to the day that something began on
_WEEKS = timedelta(days=14)
_WHERE = frozenset({"in", "during", "from", "of", "since", "throughout"})


def lasting_in(sentence: Sentence, times: Sequence[TimeMention], published: ReportDate) -> frozenset[str]:
    """The battles, sieges and offensives, by their noun, that a sentence says went on for weeks: by how long, or by a
    day well before the report on which they began."""
    text = text_of(sentence)
    found = {
        noun.lower()
        for match in _LONG.finditer(text)
        for noun in (match["noun"], match["of"], match["first"])
        if noun is not None
    }
    for match in _BEGUN.finditer(text):
        end = sentence.span.start + match.end()
        if any(-len(match[0]) <= t.when.span.start - end <= _SOON and _is_weeks_old(t, published) for t in times):
            found.add(match["noun"].lower())
    return frozenset(found)


def _is_weeks_old(time: TimeMention, published: ReportDate) -> bool:
    """Whether what began at a time had gone on for weeks when it ended, or when the report came out."""
    when, out = time.when.value, published.first or published.last
    if time.when.rule == COURSE and when.first is not None and when.last is not None:
        return when.last - when.first >= _WEEKS
    return when.last is not None and out is not None and out - when.last >= _WEEKS


def days_in(times: Iterable[TimeMention]) -> frozenset[int]:
    """The tokens that begin a day's name."""
    return frozenset(time.first for time in times if time.when.value.precision is Precision.DAY)


def is_of_campaign(tree: Tree, hit: Hit, marks: Marks) -> bool:
    """Whether a figure sums up a battle, a siege or an offensive: "so far", or one known to have gone on for weeks
    without a day for the figure itself."""
    head = hit.head
    around = [*tree.subjects(head), *tree.kids[head]] if tree.is_verb(head) else list(tree.kids[head])
    for noun in around:
        named = _NOUNS & set(tree.forms[noun])
        if not named or (noun not in tree.subjects(head) and tree.preposition(noun) not in _WHERE):
            continue
        if named & marks.lasting and not any(_nearest_verb(tree, day) == head for day in marks.days):
            return True
        if _SO_FAR.search(text_of(tree.sentence)) and _is_over_a_town(tree, noun, named, marks):
            return True
    return False


def _is_over_a_town(tree: Tree, noun: int, named: Iterable[str], marks: Marks) -> bool:
    """Whether a noun means more than one fight: an offensive, "the battle for the city", "the assault on Raqqa"."""
    names = set(named)
    if names & _ALWAYS:
        return True
    under = set(tree.subtree(noun))
    aims = {tree.preposition(k) for k in tree.kids[noun]}
    return bool(names & _OVER_TOWNS and "for" in aims) or bool(names & _OF_TOWNS and under & marks.places)


def _nearest_verb(tree: Tree, i: int) -> int | None:
    return next((j for j in tree.ancestors(i) if tree.is_verb(j)), None)
