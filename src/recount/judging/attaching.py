"""The claims that judgements were made on, found again after their reports were read anew.

A judgement holds to the same trigger in the same report; else to the claim that shares half of the words or more; else
to none, which is listed and never forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from recount.model import Anchor, Claim, Document, Span

_HALF = 0.5
_LONGEST_QUOTE = 20_000  # a clause is a sentence; what is longer is looked for by its beginning


class How(StrEnum):
    """How a judged claim was found again: on its own trigger; moved to other words or another type; not at all."""

    SAME = "same"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Attached:
    """Where a judged claim stands now; `claim` is None where it is gone, `why` says what has changed."""

    anchor: Anchor
    claim: Claim | None
    how: How
    why: str = ""


class Ground:
    """The reports and claims that judgements are attached to, as they are now."""

    def __init__(self, documents: Iterable[Document], claims: Iterable[Claim]) -> None:
        self._documents = {document.id: document for document in documents}
        self._claims = {claim.id: claim for claim in claims}
        self._of: Mapping[str, list[Claim]] | None = None
        self._same_bytes: Mapping[str, list[str]] | None = None

    def attached(self, anchor: Anchor) -> Attached:
        """A judged claim in its report as it is read now."""
        claim = self._claims.get(anchor.claim)
        if claim is not None and claim.trigger.start == anchor.trigger.start:
            return _found(anchor, claim)
        document = self._document(anchor)
        if document is None:
            return Attached(anchor, None, How.GONE, "its report is no longer in the record")
        shift = _shift(anchor, document)
        if shift is None:
            return Attached(anchor, None, How.GONE, "its words no longer stand in the report")
        told = self._told(document.id)
        trigger = _moved(anchor.trigger, shift)
        for claim in told:
            if claim.trigger == trigger or claim.trigger.start == trigger.start:
                return _found(anchor, claim, "its report was received or read otherwise")
        nearest = _nearest(anchor, _moved(anchor.clause, shift), trigger, told)
        if nearest is None:
            return Attached(anchor, None, How.GONE, "no claim is read from its words any more")
        why = f"its words are now told by a claim on “{nearest.trigger.of(document.text)}”"
        return Attached(anchor, nearest, How.MOVED, why + _other_type(anchor, nearest))

    def placed(self, anchor: Anchor) -> tuple[Document, int] | None:
        """The report that holds the words of an anchor now, and by how many characters they lie further on there than
        they did; None where they stand in no report any more."""
        document = self._document(anchor)
        shift = _shift(anchor, document) if document else None
        return None if document is None or shift is None else (document, shift)

    def with_claims(self, claims: Iterable[Claim]) -> Ground:
        """The same reports with more claims, or with others in the place of those with the same ids."""
        return Ground(self._documents.values(), {**self._claims, **{claim.id: claim for claim in claims}}.values())

    def report(self, anchor: Anchor) -> str | None:
        """The id of the report that a judged claim stood in, as it is now; None where it is gone."""
        document = self._document(anchor)
        return document.id if document else None

    def _document(self, anchor: Anchor) -> Document | None:
        """The report; else one of the same bytes, rather of the same name; else the one of its name with its words."""
        if anchor.report in self._documents:
            return self._documents[anchor.report]
        if self._same_bytes is None:
            by_bytes: dict[str, list[str]] = defaultdict(list)
            for key in sorted(self._documents):
                by_bytes[self._documents[key].sha256].append(key)
                by_bytes[f"name {self._documents[key].name}"].append(key)
            self._same_bytes = by_bytes
        same = [self._documents[key] for key in self._same_bytes.get(anchor.sha256, ()) if anchor.sha256]
        if same:
            return min(same, key=lambda document: (document.name != anchor.name, document.id))
        named = [self._documents[key] for key in self._same_bytes.get(f"name {anchor.name}", ())]
        holding = [document for document in named if anchor.quote and anchor.quote in document.text]
        return holding[0] if len(holding) == 1 else None

    def _told(self, document: str) -> list[Claim]:
        if self._of is None:
            of: dict[str, list[Claim]] = defaultdict(list)
            for claim in self._claims.values():
                of[claim.document].append(claim)
            self._of = of
        return sorted(self._of.get(document, ()), key=lambda claim: (claim.trigger, claim.id))


def _found(anchor: Anchor, claim: Claim, why: str = "") -> Attached:
    if claim.type != anchor.type:
        return Attached(anchor, claim, How.MOVED, f"{why}{_other_type(anchor, claim)}".removeprefix(", "))
    return Attached(anchor, claim, How.MOVED if why else How.SAME, why)


def _other_type(anchor: Anchor, claim: Claim) -> str:
    if claim.type == anchor.type:
        return ""
    return f", now read as {claim.type.replace('_', ' ')}, then as {anchor.type.replace('_', ' ')}"


def _shift(anchor: Anchor, document: Document) -> int | None:
    """By how many characters the words lie further on than they did; None where they no longer stand in the text."""
    text, quote = document.text, anchor.quote[:_LONGEST_QUOTE]
    at = anchor.clause.start
    if not quote or text.startswith(quote, at):
        return 0
    after, before = text.find(quote, at), text.rfind(quote, 0, at + len(quote))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: (abs(place - at), place)) - at if found else None


def _moved(span: Span, shift: int) -> Span:
    start = max(0, span.start + shift)
    return Span(start, max(start, span.end + shift))


def _nearest(anchor: Anchor, clause: Span, trigger: Span, told: Iterable[Claim]) -> Claim | None:
    """The claim whose clause shares half of the words or more: one of the same type first, then the one that shares
    most. One of another type counts only where no other claim is read from the words."""
    near = [(shared, claim) for claim in told if (shared := _share(clause, claim.clause)) >= _HALF]
    alike = [(shared, claim) for shared, claim in near if claim.type == anchor.type]
    if not alike and len(near) > 1:
        return None
    ranked = sorted(alike or near, key=lambda one: (-one[0], abs(one[1].trigger.start - trigger.start), one[1].id))
    return ranked[0][1] if ranked else None


def _share(a: Span, b: Span) -> float:
    """The part of the longer stretch that both cover."""
    longest = max(a.end - a.start, b.end - b.start)
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / longest if longest else 0.0
