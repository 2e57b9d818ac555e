"""Private persons whom a figure counts by name: a ledger tells how many; names stand beside it and never in it."""

from __future__ import annotations

from functools import cache, lru_cache

from recount.codebook.actors import Actors, built_in_actors
from recount.export.private import may_be_private
from recount.model import Count, Incident, LedgerEntry
from recount.tolls.populations import is_quantity

_FEW = 3  # whom one figure counts by name


def names_somebody(entry: LedgerEntry) -> bool:
    """Whether a figure's own words for whom it counts are a private person's name, or a few ("Omar Haddad, killed")."""
    return bool(entry.who) and _is_name(entry.who, entry.count)


def whom_counted(entry: LedgerEntry) -> str:
    """The words for whom a figure counts, of somebody named no more than that it was a person."""
    if not names_somebody(entry):
        return entry.who
    return "person" if entry.count.high == 1 else "people"


def target_words(incident: Incident) -> tuple[str, ...]:
    """Those it was done to, of whom the ledger counts by name no more than that they were persons."""
    named = {entry.who.casefold() for entry in incident.ledger if names_somebody(entry)}
    if not named:
        return incident.targets
    return tuple(dict.fromkeys("person" if one.casefold() in named else one for one in incident.targets))


@lru_cache(maxsize=4096)
def _is_name(who: str, count: Count) -> bool:
    few = count.low is not None and count.low == count.high and 1 <= count.low <= _FEW
    return few and not is_quantity(who) and may_be_private(who, _actors())


@cache
def _actors() -> Actors:
    return built_in_actors()
