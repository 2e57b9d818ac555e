"""Claims to incidents: which reports tell of one happening, whose word it is, and why we think so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from recount.codebook import Merging, conflict_merging
from recount.codebook.actors import Actors
from recount.model import Claim, Document, Incident
from recount.resolution.constraints import NONE, Bonds, Constraints
from recount.resolution.grouping import Surroundings, links_of, pairs_compared, told_in
from recount.resolution.grouping import grouped as _grouped
from recount.resolution.incidents import Group, incident_of
from recount.resolution.reprints import Reprint, Reprints, reprints_among

__all__ = [
    "NONE",
    "Constraints",
    "Group",
    "Reprint",
    "Reprints",
    "grouped",
    "incident_of",
    "reprints_among",
    "resolve",
]


def resolve(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    actors: Actors,
    constraints: Constraints = NONE,
    merging: Merging | None = None,
) -> tuple[Incident, ...]:
    """The incidents that `claims` tell of, each claim in exactly one; the same whatever the order of the input.

    An incident's id is made from the smallest id of its claims. The ledgers are empty: `recount.tolls` fills them.
    Claims of reports that are not among `documents` raise KeyError. Without a codebook's `merging` the built-in one
    decides on merges.
    """
    reports = {document.id: document for document in documents}
    told = {claim.id: claim for claim in claims}
    reprints = reprints_among(reports.values())
    groups = grouped(reports, told.values(), reprints, actors, constraints, merging)
    return tuple(incident_of(group, reports, told, reprints, actors) for group in groups)


def grouped(
    reports: Mapping[str, Document],
    claims: Iterable[Claim],
    reprints: Reprints,
    actors: Actors,
    constraints: Constraints = NONE,
    merging: Merging | None = None,
) -> tuple[Group, ...]:
    """Which claims tell of one happening: groups in order of their smallest claim ids, each claim in exactly one."""
    of_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_report[claim.document].append(claim)
    merging = merging or conflict_merging()
    bonds = Bonds.of(constraints)
    told = [one for name, own in of_report.items() for one in told_in(reports[name], own, actors, merging, bonds)]
    told.sort(key=lambda one: one.account.id)
    around = Surroundings(reprints, merging, bonds)
    links = links_of(told, pairs_compared(told, around), around)
    groups = (group for part in _grouped(told, links, around) for group in part)
    return tuple(sorted(groups, key=lambda group: group.claims))
