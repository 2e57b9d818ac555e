"""Which claim a report is mainly about."""

from __future__ import annotations

import re
from dataclasses import replace

from recount.codebook import Codebook
from recount.model import Claim, Document, Harm, Status

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_LEAD = 600


def with_main(claims: tuple[Claim, ...], document: Document, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims with one marked: the one the title tells, or the lead's first claim with the gravest harm."""
    if not claims:
        return ()
    title = _words(document.title or "")
    lead = claims[0].clause.start + _LEAD
    ranked = [
        (_told_by_title(claim, title, document.text), *_gravity(claim, codebook), claim.trigger.start <= lead, -n)
        for n, claim in enumerate(claims)
    ]
    best = max(range(len(claims)), key=lambda n: (ranked[n][3], *ranked[n]))
    return tuple(replace(claim, main=n == best) for n, claim in enumerate(claims))


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit())


def _told_by_title(claim: Claim, title: frozenset[str], text: str) -> float:
    """How much of the title the claim's clause and values say, in tenths."""
    if not title:
        return 0.0
    words = _words(claim.clause.of(text)) | _words(" ".join(c.value for c in (*claim.agents, *claim.targets, *claim.places)))
    shared = len(title & words) / len(title)
    trigger = 0.3 if _words(claim.trigger.of(text)) & title else 0.0
    figures = {str(t.value.count.low) for t in claim.tolls} & title
    return round(shared + trigger + (0.3 if figures else 0.0), 1)


def _gravity(claim: Claim, codebook: Codebook) -> tuple[int, int]:
    happened = claim.status.value in (Status.HAPPENED, Status.ALLEGED, Status.ONGOING)
    deaths = max((t.value.count.low or 0 for t in claim.tolls if t.value.harm is Harm.KILLED), default=0)
    return (int(happened), (2 if deaths else 1 if claim.tolls else 0) * 10 + codebook.types[claim.type].gravity)
