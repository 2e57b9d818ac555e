"""Examples as tests: what an example asks for beside what was read, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recount.codebook.rules import EventType, Example
from recount.model import Claim, Status

FIELDS = ("type", "status", "agents", "targets", "places", "time", "tolls", "origin", "via")
"""What an example can ask of a claim, in the order in which a reader compares."""

_LISTS = frozenset({"agents", "targets", "places", "tolls", "origin", "via"})
_ALONE = 4  # a claim without its counterpart weighs more than three wrong fields
_MOST = 12  # claims of one example that are brought together; more are compared in their order


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is read otherwise than the example says, each side as the codebook writes it."""

    field: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim that the example asks for beside the one that was read; one of them is None where it stands alone."""

    expected: Mapping[str, object] | None
    claim: Claim | None
    differences: tuple[Difference, ...]


def pairs_of(event_type: EventType, example: Example, claims: Sequence[Claim]) -> tuple[Pair, ...]:
    """The claims of an example beside those that were read from its text, both in text order."""
    wanted = tuple(
        {"type": event_type.name, "status": Status.HAPPENED.value, **claim} for claim in example.claims[:_MOST]
    )
    read = tuple(claims[:_MOST])

    @cache
    def best(i: int, j: int) -> tuple[int, tuple[Pair, ...]]:
        if i == len(wanted) and j == len(read):
            return 0, ()
        options = []
        if i < len(wanted) and j < len(read):
            pair = Pair(wanted[i], read[j], differences(wanted[i], read[j]))
            cost, rest = best(i + 1, j + 1)
            options.append((cost + len(pair.differences), (pair, *rest)))
        if i < len(wanted):
            cost, rest = best(i + 1, j)
            options.append((cost + _ALONE, (Pair(wanted[i], None, ()), *rest)))
        if j < len(read):
            cost, rest = best(i, j + 1)
            options.append((cost + _ALONE, (Pair(None, read[j], ()), *rest)))
        return min(options, key=lambda option: option[0])

    return best(0, 0)[1]


def differences(wanted: Mapping[str, object], claim: Claim) -> tuple[Difference, ...]:
    """The fields that are asked for and read otherwise."""
    found = []
    for field in (field for field in FIELDS if field in wanted):
        asked, got = _listed(field, wanted[field]), value_of(claim, field)
        if asked != got:
            found.append(Difference(field, shown(asked), shown(got)))
    return tuple(found)


def value_of(claim: Claim, field: str) -> object:
    """A field of a claim as examples write it: "killed 26+ militants", 2016-06-03."""
    if field == "type":
        return claim.type
    if field == "status":
        return claim.status.value.value
    if field == "time":
        return claim.time.value.iso() if claim.time is not None else ""
    if field == "tolls":
        return [f"{t.value.harm.value} {t.value.count} {t.value.who}".strip() for t in claim.tolls]
    return [cited.value for cited in getattr(claim, field)]


def shown(value: object) -> str:
    """A value of a field for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) or "nothing" if isinstance(value, list) else str(value) or "nothing"


def _listed(field: str, asked: object) -> object:
    return [asked] if field in _LISTS and not isinstance(asked, list) else asked
