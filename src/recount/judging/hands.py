"""Whose hand a value is of where a person corrected or added it, and what had been read there before.

A value that a person gave stands among the machine's; wherever it is read, this says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recount.judging.correcting import BY_PERSON, field_of, rule_of
from recount.model import Cited, Claim, Incident, Judgement, LedgerEntry, Verdict
from recount.model.judgement import Kind

_PARTS = ("type", "status", "place", "time", "agents", "targets")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who gave a value, when and why, by which judgement, and what stood there before; `added` where the whole claim is
    theirs."""

    who: str
    added: bool
    was: str
    judgement: str
    when: datetime
    why: str

    @property
    def words(self) -> str:
        """The hand in words: "corrected by alice: read as 23"."""
        return f"added by {self.who}" if self.added else f"corrected by {self.who}: read as {self.was or 'nothing'}"


Hands = Mapping[str, Hand]
"""Hands by the rule that stands behind their values."""


def hands_of(made: Iterable[Judgement]) -> Hands:
    """The hands of those who made these judgements, each a correction or an addition."""
    return {rule_of(one): _hand_of(one) for one in made}


def _hand_of(one: Judgement) -> Hand:
    return Hand(one.who, one.verdict is Verdict.ADD, _read(one.was), one.id, one.when, one.why)


def judged_values(claims: Iterable[Claim]) -> frozenset[str]:
    """The judgements that values of some claims, as they stand after corrections, come from."""
    rules = (rule for claim in claims for rule in _rules(claim))
    return frozenset(rule.removeprefix(BY_PERSON) for rule in rules if rule.startswith(BY_PERSON))


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
    """The hands behind an incident's type, status, place, time and parties: of who corrected the incident itself, else
    of who gave the value in a claim, where no claim has it from the machine. `made` are judgements that apply to it."""
    found: dict[str, Hand] = {}
    told = list(claims)
    for field in _PARTS if hands else ():
        rules = [rule for claim in told for rule in _rules_behind(field, one, claim)]
        if rules and all(rule in hands for rule in rules):
            found[field] = hands[rules[0]]
    for judgement in made:
        if judgement.on.kind is Kind.INCIDENT and judgement.verdict is Verdict.CORRECT and judgement.field:
            name = field_of(judgement).name
            found["place" if name == "places" else name] = _hand_of(judgement)
    return found


def _rules_behind(field: str, one: Incident, claim: Claim) -> Iterator[str]:
    """The rules that a claim has an incident's value by, where it has it."""
    if field == "type":
        yield from [claim.rule] if claim.type == one.type else []
    elif field == "status":
        yield from [claim.status.rule] if claim.status.value is one.status else []
    elif field == "time":
        same = claim.time is not None and one.when is not None and claim.time.value.iso() == one.when.iso()
        yield from [claim.time.rule] if same and claim.time else []
    elif field == "place":
        same = claim.place is not None and one.place is not None and claim.place.name == one.place.name
        named = (claim.place_from,) if claim.place_from else claim.places[:1]
        yield from (cited.rule for cited in named if same)
    else:
        yield from (cited.rule for cited in getattr(claim, field) if cited.value in getattr(one, field))
