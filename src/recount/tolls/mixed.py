"""Figures for people of whom their report says that fighters were among them, and not how many.

"At least 22 people were killed, most of them militants", "it was not clear how many of the dead were civilians": who
counts eight civilians of these dead has not counted all of them.
"""

from __future__ import annotations

import re

from recount.model import Category, Claim, Document, Harm, Toll

_FOUGHT = (
    r"(?:fighters?|militants?|rebels?|insurgents?|jihadists?|extremists?|terrorists?|gunm[ae]n|combatants?|soldiers?|"
    r"troops|commanders?|policem[ae]n|security (?:forces|personnel)|militiam[ae]n|guerrillas?)"
)
_NEAR = r"[^.!?;\n]{0,60}?"
_WAYS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        (" of the", " of whom"),
        re.compile(
            r"\b(?:most|many|some|several|half|two[- ]thirds|a (?:few|third|quarter|number)|majority|rest|all|part)"
            rf" of (?:the|those|them|whom|these)\b{_NEAR}\b(?:{_FOUGHT}|(?:belong(?:ed|ing|s)? to|members of))\b"
        ),
    ),
    (
        ("mostly", "mainly", "largely", "chiefly", "including", "among th"),
        re.compile(
            r"\b(?:mostly|mainly|largely|chiefly|including|among (?:them|the dead|the victims|those killed))"
            rf"{_NEAR}\b{_FOUGHT}\b"
        ),
    ),
    (
        ("civilians and", "civilians or", "civilians as", "and civilians", "or civilians", "as civilians"),
        re.compile(
            rf"\b{_FOUGHT} (?:and|or|as well as) civilians\b|"
            rf"\bcivilians (?:and|or|as well as) (?:\w+ ){{0,2}}{_FOUGHT}\b"
        ),
    ),
    (
        ("how many", "whether", "if "),
        re.compile(rf"\b(?:how many|whether|if)\b{_NEAR}\b(?:were|was|are) (?:\w+ )?(?:civilians?|{_FOUGHT})\b"),
    ),
)
"""The ways to say so, in small letters, each with words of which it has one, found sooner."""
_REACH = 240  # characters behind a figure: the rest of its sentence and the one after it
_ENDS = re.compile(r"[.!?][\"”’]?\s+")


def fighters_among(claim: Claim, toll: Toll, start: int, document: Document) -> bool:
    """Whether a report says so of a figure for people that begins at `start`, in its sentence or the next."""
    if toll.category is not Category.UNKNOWN or toll.harm is not Harm.KILLED or toll.sub:
        return False
    return _says_so(document.text[start : max(claim.clause.end, start) + _REACH])


def _says_so(words: str) -> bool:
    lower = words.lower()
    ways = [told for needed, told in _WAYS if any(map(lower.__contains__, needed))]
    if not ways:
        return False
    own, *others = _ENDS.split(lower, maxsplit=2)
    sentences = " ".join((own, *others[:1]))
    return any(told.search(sentences) is not None for told in ways)
