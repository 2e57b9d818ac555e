"""Whose hand values are of in claims of a record, and whether a report's words say what a person gave.

What a hand is stands in `judging.hands`.
"""

from __future__ import annotations

from collections.abc import Iterable

from recount.codebook.actors import name_key
from recount.extraction.pointed import count_named, when_named
from recount.judging.hands import Hands, hands_of, judged_values
from recount.model import Claim, Document, Span
from recount.store import RecordStore


def hands_in(store: RecordStore, claims: Iterable[Claim]) -> Hands:
    """The hands behind values of some claims, as they stand after corrections."""
    ids = judged_values(claims)
    return hands_of(store.judgements(ids)) if ids else {}


def says_it(field: str, value: str, claim: Claim, span: Span, document: Document) -> bool:
    """Whether words of a report say a value that a person gave; of a type and a status words are always the ground."""
    words = span.of(document.text)
    if field in ("type", "status"):
        return True
    if field == "time":
        when = when_named(words, document.published)
        given = claim.time.value if claim.time else None
        return when is not None and given is not None and (when.first, when.last) == (given.first, given.last)
    if field == "tolls":
        count = count_named(words)
        return count is not None and any(one.span == span and one.value.count == count for one in claim.tolls)
    name = claim.place.name if field == "place" and claim.place else value
    return name_key(name) in name_key(words)
