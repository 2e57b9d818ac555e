"""An incident from the claims that tell of it: what they say together, whose word it is, how their reports relate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recount.codebook.actors import Actors
from recount.model import Claim, Document, Incident, Merge, Relation
from recount.model.making import quickly
from recount.resolution import values
from recount.resolution.origins import origins_of
from recount.resolution.reprints import Reprints

_CROWD = 60  # reports of one incident; beyond it only neighbours in time are related, all pairs are too many


@quickly
@dataclass(frozen=True, slots=True)
class Group:
    """Ids of the claims that tell of one happening, and why they were put together; `name` is the incident's id where
    a split decides it."""

    claims: tuple[str, ...]
    merges: tuple[Merge, ...] = ()
    name: str = ""

    @property
    def id(self) -> str:
        """The id of the incident, made from the smallest id of its claims, unless a split decides it."""
        return self.name or f"i{min(self.claims)}"


def group_in(incident: Incident) -> Group:
    """The group that an incident was made of."""
    group = Group(tuple(sorted(incident.claims)), incident.merges)
    return group if group.id == incident.id else replace(group, name=incident.id)


def incident_of(
    group: Group, reports: Mapping[str, Document], told: Mapping[str, Claim], reprints: Reprints, actors: Actors
) -> Incident:
    """The incident that a group of claims tells of, without its ledger.

    `reports` and `told` hold, by id, at least the group's own.
    """
    of_report = (told[c] for c in group.claims)
    claims = sorted(of_report, key=lambda c: (reprints.order(reports[c.document]), c.trigger, c.id))
    documents = tuple(dict.fromkeys(claim.document for claim in claims))
    place = values.place_of(claims)
    return Incident(
        id=group.id,
        type=values.type_of(claims),
        status=values.status_of(claims),
        when=values.when_of(claims),
        place=place,
        place_names=values.place_names_of(claims, place),
        agents=values.agents_of(claims, actors),
        targets=values.targets_of(claims, actors),
        claims=tuple(claim.id for claim in claims),
        documents=documents,
        main_of=tuple(dict.fromkeys(claim.document for claim in claims if claim.main)),
        origins=origins_of(claims, reports, reprints, actors),
        ledger=(),
        merges=tuple(sorted(group.merges, key=lambda m: (-m.score, m.a, m.b))),
        relations=_relations(documents, reprints),
        within=values.within_of(claims),
    )


def _relations(documents: Sequence[str], reprints: Reprints) -> tuple[Relation, ...]:
    """How an incident's reports relate, the earlier one first: reprint or same; the ledger tells updates, conflicts."""
    reach = len(documents) if len(documents) <= _CROWD else 1
    return tuple(
        Relation(a, b, "reprint" if reprints.is_whole(a, b) else "same")
        for n, a in enumerate(documents)
        for b in documents[n + 1 : n + 1 + reach]
    )
