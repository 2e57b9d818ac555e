"""Whose name may still be told: consent that was withdrawn, a name that was taken back, and a person who was entered
since and is not released, hold at once for all that releases give out, not from the next one on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from recount.codebook.actors import actors_over, built_in_actors
from recount.codec import unpacked
from recount.desk.kept_rules import kept_rules
from recount.desk.publishing_choices import names_allowed, names_taken_back
from recount.desk.withholding import Outing
from recount.publishing.changes import PublicChange, without_names
from recount.publishing.content import PublicIncident
from recount.publishing.known import Known
from recount.publishing.release import Release
from recount.publishing.unreleased import name_parts, whole_names
from recount.publishing.unsaid import Unsaid
from recount.publishing.withholding import without_words
from recount.store import SqlStore, opened
from recount.store.victims import Victim, VictimFilter

Held = tuple[Victim, frozenset[str]]
"""A named person with all claims that the entry is or was kept by."""
_ALL = 1_000_000


def unsaid_of(record: Path) -> Unsaid:
    """The names that no release may say now: those of named persons who are not released."""
    with closing(opened(record)) as store:
        return _kept(record, store.giving_out_mark())


@lru_cache(maxsize=8)
def _kept(record: Path, _mark: str) -> Unsaid:
    with closing(opened(record)) as store:
        return unsaid_in(store)


def unsaid_in(store: SqlStore) -> Unsaid:
    """The same of an open record."""
    return _unsaid(store, store.victims(VictimFilter(released="no"), _ALL)[1])


def was_said(record: Path, person: Victim) -> tuple[Outing, ...]:
    """The published incidents that a release, as it was made, told with the name of this person, by public id."""
    with closing(opened(record)) as store:
        unsaid = _unsaid(store, [person])
        rows = {public: store.rows_as(public) for public in unsaid.own}
        said = {
            public: tuple(number for number, line in some if line and _says(line, unsaid))
            for public, some in rows.items()
        }
    return tuple(Outing(public, numbers) for public, numbers in sorted(said.items()) if numbers)


def _says(line: str, unsaid: Unsaid) -> bool:
    one = replace(unpacked(PublicIncident, line), victims=())
    return unsaid.incident(one) != one


def _unsaid(store: SqlStore, found: Sequence[Victim]) -> Unsaid:
    if not found:
        return Unsaid(Known(built_in_actors()))
    own: dict[str, set[str]] = defaultdict(set)
    for public, some in _published_as(store, found).items():
        own[public].update(part for one in some for name in one.names for part in name_parts(name))
    with kept_rules(store) as kept:
        actors = actors_over(kept.actors)
    names = whole_names(name for one in found for name in one.names)
    known = Known(actors, released=names_allowed(store), unreleased=names)
    return Unsaid(known, {public: frozenset(parts) for public, parts in own.items()})


def _published_as(store: SqlStore, persons: Sequence[Victim]) -> Mapping[str, Sequence[Victim]]:
    """The persons by the public ids of their incidents: of those that hold their claims in any release, and of the one
    that they belong to now."""
    homes = store.homes_of([one.id for one in persons])
    asked = {one.id for one in persons}
    claims: dict[str, list[Victim]] = defaultdict(list)
    for one, own in store.victims_called(one.name for one in persons):
        for claim in own if one.id in asked else ():
            claims[claim].append(one)
    found: dict[str, dict[str, Victim]] = defaultdict(dict)
    for public, told in store.claims_out(claims):
        found[public] |= {one.id: one for claim in told for one in claims[claim]}
    publics = {key: incident.public for key in set(homes.values()) if (incident := store.incident(key))}
    for one in persons:
        for public in publics.get(homes.get(one.id, ""), ()):
            found[public][one.id] = one
    return {public: tuple(some.values()) for public, some in found.items()}


def as_agreed(
    store: SqlStore, incidents: Iterable[tuple[PublicIncident, Collection[str]]], unsaid: Unsaid
) -> tuple[PublicIncident, ...]:
    """Incidents of a release, each with its claims then, without the persons whose names are not released any more,
    without names that were taken back, and without those that may not be said now."""
    held = list(incidents)
    named = store.victims_called(victim.name for one, _ in held for victim in one.victims)
    taken = names_taken_back(store)
    return tuple(unsaid.incident(without_words(_agreed(one, claims, named), taken)) for one, claims in held)


def words_agreed(store: SqlStore, release: Release, unsaid: Unsaid) -> Release:
    """What a release says of itself, and of what it changed, without names that were taken back and those that may not
    be said now."""
    told, say = release.policy, unsaid.words
    policy = replace(
        told, title=say(told.title), about=say(told.about), licence=say(told.licence), contact=say(told.contact)
    )
    return replace(
        release, note=say(release.note), policy=policy, changes=changes_agreed(store, release.changes, unsaid)
    )


def changes_agreed(store: SqlStore, changes: Iterable[PublicChange], unsaid: Unsaid) -> tuple[PublicChange, ...]:
    """Changes without the same names."""
    return unsaid.changes(without_names(changes, names_taken_back(store)))


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
