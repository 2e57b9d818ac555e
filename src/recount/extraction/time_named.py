"""The times a report names, each expression by itself: what the words mean before ranges and "since" join them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from recount.extraction.time_atom import Atom
from recount.extraction.time_atoms import atoms_in
from recount.extraction.time_vague import vague_in
from recount.extraction.when import resolved_mention
from recount.extraction.wordforms import lowered, text_of
from recount.model import UNDATED, Cited, Precision, ReportDate, Sentence, When

_PERIODS = frozenset(("when.quarter", "when.half"))


@dataclass(slots=True)
class _Course:
    """What a report has named so far that later words count from: the last quarter's first day, the last day."""

    period: date | None = None
    day: date | None = None


def named_times(sentences: Iterable[Sentence], published: ReportDate) -> tuple[Cited[When], ...]:
    """Every expression of time in text order, resolved against the day(s) the report may have appeared on.

    Words without a date are among them: "now" by the rule "when.now", "recently" by "when.once", "soon" by "when.soon".
    """
    course, out = _Course(), []
    for sentence in sentences:
        text = text_of(sentence)
        atoms = atoms_in(sentence, text)
        vague = [v for v in vague_in(sentence, text, lowered(text)) if not any(_overlap(v, a) for a in atoms)]
        for atom in sorted((*atoms, *vague), key=lambda a: a.start):
            when = _named(sentence, text, atom, published, course)
            if when is not None:
                _remember(course, atom, when)
                out.append(when)
    return tuple(out)


def _overlap(a: Atom, b: Atom) -> bool:
    return a.start < b.end and b.start < a.end


def _named(sentence: Sentence, text: str, atom: Atom, published: ReportDate, course: _Course) -> Cited[When] | None:
    anchor = published
    if atom.of_period is not None and course.period is not None:
        atom, anchor = replace(atom, rule="when.quarter", resolve=atom.of_period, absolute=False), _on(course.period)
    elif atom.of_period is not None and atom.resolve is None:
        return None
    elif atom.from_other:
        anchor = _on(course.day) if course.day is not None else UNDATED if published.first is None else published
    mention = resolved_mention(sentence, text, atom, anchor)
    return mention.when if mention is not None else None


def _on(day: date) -> ReportDate:
    return ReportDate(day, day, "explicit", 1.0)


def _remember(course: _Course, atom: Atom, named: Cited[When]) -> None:
    if atom.rule in _PERIODS and atom.of_period is None:
        course.period = named.value.first
    elif named.value.precision is Precision.DAY:
        course.day = named.value.first
