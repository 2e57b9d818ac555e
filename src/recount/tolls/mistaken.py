"""Figures for fighters that their origin takes back, as those who died were civilians.

"The army acknowledged that it had killed four civilians by mistake. It had earlier said that it had killed six
fighters": the four stand in the place of the six, and nobody adds them. A party that admits civilians beside the
fighters of whom it told has not taken these back; so its words have to say it: that it was a mistake, or who the dead
were, or, in one report, which of the figures was the earlier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from recount.model import ADMITTED, Category, Claim, Document, Harm, LedgerEntry
from recount.tolls.populations import same_number

_HARMS = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES})
_MISTAKEN = re.compile(
    r"\b(?:by mistake|mistak\w+|mistook|in error|erroneous(?:ly)?|wrongly|misidentif\w+|wrong (?:target|house|people)|"
    r"(?:faulty|inaccurate|false|bad|wrong) (?:intelligence|information)|turned out to (?:be|have been)|"
    r"(?:were|was|are|had been|have been) (?:in fact |actually |all |indeed |really |mostly )*civilians?|"
    r"(?:not|rather than|instead of) (?:\w+ ){0,2}"
    r"(?:fighters|militants|rebels|insurgents|terrorists|gunmen|jihadists))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:earlier|previously|initially|originally|at first|first (?:said|claimed|reported|announced|told|spoke)|"
    r"had (?:said|claimed|reported|announced|stated|insisted|declared|boasted|spoken))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s|\n")
_FAR = 300  # characters of a sentence on either side of a figure's clause


def in_place_of_fighters(
    entries: Sequence[LedgerEntry], claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> frozenset[int]:
    """The places, in a ledger in report order, of the figures for civilians that stand in the place of their origin's
    own figures for fighters."""
    fought = {(e.origin, e.harm) for e in entries if e.category is Category.COMBATANT}
    told = {n: e for n, e in enumerate(entries) if (e.origin, e.harm) in fought and _counts_all(e, Category.CIVILIAN)}
    return frozenset(n for n, entry in told.items() if _takes_back(n, entries, claims, documents))


def _takes_back(
    n: int, entries: Sequence[LedgerEntry], claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> bool:
    entry = entries[n]
    others = [(k, e) for k, e in enumerate(entries) if (e.origin, e.harm) == (entry.origin, entry.harm)]
    foes = [(k, e) for k, e in others if _counts_all(e, Category.COMBATANT) and not counts_own(e)]
    beside = [e for _, e in foes if e.document == entry.document]
    if any(not _BEFORE.search(_sentence(claims[e.claim], documents)) for e in beside):
        return False
    before = [e for k, e in foes if k < n and e.document != entry.document]
    admitted = any(cited.rule.endswith(ADMITTED) for cited in claims[entry.claim].origin)
    if _MISTAKEN.search(_sentence(claims[entry.claim], documents)):
        return bool(beside or before)
    return admitted and (bool(beside) or any(same_number(e.count, entry.count) for e in before))


def counts_own(entry: LedgerEntry) -> bool:
    """Whether a party counts its own people."""
    return entry.party is not None and entry.party == entry.side


def _counts_all(entry: LedgerEntry, category: Category) -> bool:
    whole = not entry.sub and not entry.campaign and entry.count.high != 0
    return whole and entry.harm in _HARMS and entry.category is category


def _sentence(claim: Claim, documents: Mapping[str, Document]) -> str:
    """The sentence of a claim, as far as it is near its clause."""
    text = documents[claim.document].text
    before = _SENTENCE_END.split(text[max(0, claim.clause.start - _FAR) : claim.clause.start])[-1]
    after = _SENTENCE_END.split(text[claim.clause.end : claim.clause.end + _FAR] + "\n")[0]
    return before + claim.clause.of(text) + after
