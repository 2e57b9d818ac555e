"""Which claim a report is mainly about."""

from __future__ import annotations

import re
from dataclasses import replace

from recount.codebook import Codebook
from recount.extraction.event_place import CARRIED
from recount.model import Claim, Document, Harm, LabelKind, Status
from recount.model.claim import PART_OF_SEVERAL

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_GRAVEST = 9
# Calibrated as a set on training reports: how much of the title a claim tells counts most, then that it gives the
# title's figure, that people were killed, how grave its type is; each claim farther down loses a little.
_TITLE, _FIGURE, _KILLED, _GRAVITY, _LATER = 1.5, 0.5, 0.25, 0.25, 0.1
# Without a title the lead decides: what is plainly asserted and grave, soon.
_UNTITLED_LATER = 0.5
_ASSERTED = frozenset({Status.HAPPENED, Status.ALLEGED, Status.ONGOING})


def with_main(claims: tuple[Claim, ...], document: Document, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims with one marked: the one the title tells, or the lead's first claim with the gravest harm. The body's
    claims go before the title's own, which hardly say where and when, and a total before its parts."""
    if not claims:
        return ()
    title = _words(document.title or "")
    scores = [
        _by_title(claim, n, title, document.text, codebook) if title else _by_lead(claim, n, codebook)
        for n, claim in enumerate(claims)
    ]
    titles = [label.span for label in document.labels if label.kind is LabelKind.TITLE]
    bodily = [not any(span.contains(claim.trigger) for span in titles) for claim in claims]
    whole = [not claim.rule.endswith(PART_OF_SEVERAL) for claim in claims]
    best = max(range(len(claims)), key=lambda n: (bodily[n], whole[n], scores[n], -n))
    return tuple(replace(claim, main=n == best) for n, claim in enumerate(claims))


def _words(text: str) -> frozenset[str]:
    """Content words cut to six letters, so that "explosion" meets "explosions"."""
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit())


def _by_title(claim: Claim, n: int, title: frozenset[str], text: str, codebook: Codebook) -> float:
    told = _words(claim.clause.of(text)) | _words(
        " ".join(cited.value for cited in (*claim.agents, *claim.targets, *claim.places) if cited.rule != CARRIED)
    )
    figures = {str(toll.value.count.low) for toll in claim.tolls}
    return (
        _TITLE * len(title & told) / len(title)
        + _FIGURE * bool(figures & title)
        + _KILLED * any(toll.value.harm is Harm.KILLED for toll in claim.tolls)
        + _GRAVITY * codebook.types[claim.type].gravity / _GRAVEST
        - _LATER * n
    )


def _by_lead(claim: Claim, n: int, codebook: Codebook) -> float:
    grave = codebook.types[claim.type].gravity / _GRAVEST
    return grave + (claim.status.value in _ASSERTED) - _UNTITLED_LATER * n
