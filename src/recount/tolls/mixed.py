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
_MIXED = re.compile(
    r"\b(?:most|many|some|several|half|two[- ]thirds|a (?:few|third|quarter|number)|majority|rest|all|part)"
    rf" of (?:the|those|them|whom|these)\b{_NEAR}\b(?:{_FOUGHT}|(?:belong(?:ed|ing|s)? to|members of))\b|"
    rf"\b(?:mostly|mainly|largely|chiefly|including|among (?:them|the dead|the victims|those killed))"
    rf"{_NEAR}\b{_FOUGHT}\b|"
    rf"\b{_FOUGHT} (?:and|or|as well as) civilians\b|\bcivilians (?:and|or|as well as) (?:\w+ ){{0,2}}{_FOUGHT}\b|"
    rf"\b(?:how many|whether|if)\b{_NEAR}\b(?:were|was|are) (?:\w+ )?(?:civilians?|{_FOUGHT})\b",
    re.IGNORECASE,
)
_MAY_BE = re.compile(
    r"fighter|milit|rebel|insurg|jihad|extrem|terror|gunm|combat|soldier|troop|command|policem|securit|guerr|civilian|"
    r"belong|members",
    re.IGNORECASE,
)
_REACH = 240  # characters behind a figure: the rest of its sentence and the one after it
_ENDS = re.compile(r"[.!?][\"”’]?\s+")


def fighters_among(claim: Claim, toll: Toll, start: int, document: Document) -> bool:
    """Whether a report says so of a figure for people that begins at `start`, in its sentence or the next."""
    if toll.category is not Category.UNKNOWN or toll.harm is not Harm.KILLED or toll.sub:
        return False
    return _says_so(document.text[start : max(claim.clause.end, start) + _REACH])


def _says_so(words: str) -> bool:
    if _MAY_BE.search(words) is None:
        return False
    own, *others = _ENDS.split(words, maxsplit=2)
    return _MIXED.search(" ".join((own, *others[:1]))) is not None
