"""What a release would change: former ids that lead elsewhere, incidents that changed, parts that were split off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.codec import unpacked
from recount.desk.consents import changes_agreed, unsaid_in
from recount.desk.publishing_checks import SPLIT_OFF, Caution
from recount.desk.withholding import gone_in
from recount.export.headings import heading_of
from recount.model import Incident
from recount.publishing.changes import Edition, PublicChange, changes_since
from recount.publishing.content import PublicIncident
from recount.publishing.release import Former
from recount.publishing.withholding import told_now, with_removed
from recount.store import SqlStore


@dataclass(frozen=True, slots=True)
class Part:
    """An incident that is not published, with claims that the last release told of the incident `public`."""

    public: str
    incident: Incident

    def caution(self) -> Caution:
        """The warning of it before a release."""
        return Caution(SPLIT_OFF, self.incident.id, self.public, heading_of(self.incident))


def former_ids(
    store: SqlStore, incidents: Sequence[tuple[Incident, PublicIncident]], ever: frozenset[str]
) -> tuple[Former, ...]:
    """Former public ids: those that lead to an incident of this release, and those that are withdrawn."""
    now = {public.id for _, public in incidents}
    leads = {old: public.id for one, public in incidents for old in one.public[1:] if old in ever}
    gone = store.first_without(sorted(ever - now - leads.keys()))
    found = [*(Former(old, to) for old, to in leads.items()), *(Former(old, since=n) for old, n in gone.items())]
    return tuple(sorted(found, key=lambda one: one.id))


def last_edition(store: SqlStore) -> tuple[Edition, tuple[str, ...]]:
    """What the last release held, and the public ids of those of it that were removed since."""
    rows = store.releases()
    held = store.released(rows[-1].number) if rows else ()
    found = tuple(unpacked(PublicIncident, one.incident) for one in held if one.incident)
    removed = tuple(one.public for one in held if not one.incident)
    return Edition(found, {one.public: frozenset(one.claims) for one in held}), removed


def parts_split_off(store: SqlStore, now: Edition) -> tuple[Part, ...]:
    """Incidents that a release would not hold, of claims that the last one told of an incident that is still there."""
    before, _ = last_edition(store)
    there = {one.id for one in now.incidents}
    told = frozenset(claim for claims in now.claims.values() for claim in claims)
    lost = {claim: key for key in sorted(there) for claim in before.claims.get(key, frozenset()) - told}
    found: dict[tuple[str, str], Part] = {}
    for one in store.holding(lost):
        for key in sorted({lost[claim] for claim in one.claims if claim in lost}):
            if key not in one.public and there.isdisjoint(one.public):
                found[key, one.id] = Part(key, one)
    return tuple(found[key] for key in sorted(found))


def changes_to(
    store: SqlStore, now: Edition, former: Iterable[Former], parts: Iterable[Part]
) -> tuple[PublicChange, ...]:
    """What a release of these incidents would change; what the last one held and gives out no more is not quoted."""
    before, removed = last_edition(store)
    leads = {one.id: one.to for one in former if one.to}
    found = changes_since(before, now, leads, frozenset(part.public for part in parts))
    changes = with_removed(found, removed, [one.id for one in now.incidents], leads)
    return changes_agreed(store, told_now(changes, len(store.releases()) + 1, gone_in(store)), unsaid_in(store))
