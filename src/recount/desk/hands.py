"""Whose hand a value is of where a person corrected or added it, and what had been read there before.

A value that a person gave stands among the machine's; wherever it is read, this says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from recount.codebook.actors import name_key
from recount.extraction.pointed import count_named, when_named
from recount.judging.correcting import BY_PERSON, field_of, rule_of
from recount.model import Cited, Claim, Document, Incident, Judgement, LedgerEntry, Span, Verdict
from recount.model.judgement import Kind
from recount.store import RecordStore


@dataclass(frozen=True, slots=True)
class Hand:
    """Who gave a value, and what stood there before; `added` where the whole claim is theirs."""

    who: str
    added: bool
    was: str = ""

    @property
    def words(self) -> str:
        """The hand in words: "corrected by alice: read as 23"."""
        return f"added by {self.who}" if self.added else f"corrected by {self.who}: read as {self.was or 'nothing'}"


Hands = Mapping[str, Hand]
"""Hands by the rule that stands behind their values."""


def hands_in(store: RecordStore, claims: Iterable[Claim]) -> Hands:
    """The hands behind values of some claims, as they stand after corrections."""
    ids = {rule.removeprefix(BY_PERSON) for claim in claims for rule in _rules(claim) if rule.startswith(BY_PERSON)}
    made = store.judgements(ids) if ids else ()
    return {rule_of(one): Hand(one.who, one.verdict is Verdict.ADD, _read(one.was)) for one in made}


def _rules(claim: Claim) -> Iterator[str]:
    yield claim.rule
    yield from (cited.rule for cited in _values(claim))


def _values(claim: Claim) -> Iterator[Cited[Any]]:
    lone: tuple[Cited[Any] | None, ...] = (claim.status, claim.time, claim.place_from)
    yield from (cited for cited in lone if cited is not None)
    for field in ("agents", "targets", "places", "origin", "via", "tolls"):
        yield from getattr(claim, field)


def _read(was: str) -> str:
    """What had been read, without the class of a figure's people and the point of a place."""
    return re.sub(r" \((?:[a-z ]+|-?[\d.]+, -?[\d.]+)\)$", "", was)


def hand_of_figure(entry: LedgerEntry, claim: Claim | None, hands: Hands) -> Hand | None:
    """The hand behind a figure of a ledger, by its claim; None where the machine read it."""
    if claim is None or not hands:
        return None
    told = [one for one in claim.tolls if one.value.harm is entry.harm and one.value.count == entry.count]
    same = [one for one in told if one.value.who == entry.who] or told
    return next((hands[one.rule] for one in same if one.rule in hands), None)


def hands_on_whole(one: Incident, made: Iterable[Judgement], claims: Iterable[Claim], hands: Hands) -> dict[str, Hand]:
    """The hands behind an incident's place, time and parties: of who corrected the incident itself, else of who gave
    the value in a claim, where no claim has it from the machine. `made` are judgements that apply to it."""
    found: dict[str, Hand] = {}
    told = list(claims)
    names = {"place": [one.place.name] if one.place else [], "agents": one.agents, "targets": one.targets}
    for field in ("place", "agents", "targets", "time"):
        if field == "time":
            given = [c.time for c in told if c.time and one.when and c.time.value.iso() == one.when.iso()]
        else:
            of_claim = "places" if field == "place" else field
            given = [cited for c in told for cited in getattr(c, of_claim) if cited.value in names[field]]
        if given and all(cited.rule in hands for cited in given):
            found[field] = hands[given[0].rule]
    for judgement in made:
        if judgement.on.kind is Kind.INCIDENT and judgement.verdict is Verdict.CORRECT and judgement.field:
            name = field_of(judgement).name
            found["place" if name == "places" else name] = Hand(judgement.who, False, _read(judgement.was))
    return found


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
