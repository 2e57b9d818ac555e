"""Whose name may still be told: consent that was withdrawn, and a name that was taken back, hold at once for all that
releases give out, not from the next one on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from recount.desk.publishing_choices import names_taken_back
from recount.publishing.content import PublicIncident
from recount.publishing.withholding import without_words
from recount.store import SqlStore
from recount.store.victims import Victim

Held = tuple[Victim, frozenset[str]]
"""A named person with all claims that the entry is or was kept by."""


def as_agreed(
    store: SqlStore, incidents: Iterable[tuple[PublicIncident, Collection[str]]]
) -> tuple[PublicIncident, ...]:
    """Incidents of a release, each with its claims then, without the persons whose names are not released any more, and
    without names that were taken back."""
    held = list(incidents)
    named = store.victims_called(victim.name for one, _ in held for victim in one.victims)
    taken = names_taken_back(store)
    return tuple(without_words(_agreed(one, claims, named), taken) for one, claims in held)


def _agreed(one: PublicIncident, claims: Collection[str], named: Sequence[Held]) -> PublicIncident:
    if not one.victims:
        return one
    kept = tuple(victim for victim in one.victims if _is_released(victim.name, claims, named))
    return one if kept == one.victims else replace(one, victims=kept)


def _is_released(name: str, claims: Collection[str], named: Sequence[Held]) -> bool:
    """Whether who is called so is released still: of several of one name those of the incident count; where its reports
    were read anew since, so that none of its claims is known, all of them do."""
    called = [(victim, own) for victim, own in named if victim.name == name]
    here = [victim for victim, own in called if not own.isdisjoint(claims)]
    return any(victim.released and not victim.gone for victim in here or [victim for victim, _ in called])
