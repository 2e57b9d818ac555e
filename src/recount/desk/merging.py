"""Why an incident's reports were brought together, and what kept others out that came near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.codebook import Merging
from recount.desk.asking import incident_named
from recount.desk.deciding import constraints_in
from recount.desk.operations import merging_of
from recount.export.names import Names, report_names
from recount.model import Claim, Document, Incident, Merge
from recount.resolution.blocks import keys_of, most_of, number_of
from recount.resolution.constraints import Bonds
from recount.resolution.discourse import JOIN
from recount.resolution.grouping import Surroundings, Told
from recount.resolution.near import NearMiss, near_misses
from recount.resolution.reprints import ReprintIndex
from recount.store import opened
from recount.store.gathering import Gathering

_REPORTS = 300  # of an incident, that near misses are looked for from


@dataclass(frozen=True, slots=True)
class Together:
    """Why an incident is one: each merge with the sum that it had to reach, and the nearest of those left out.

    `reports` and `names` are of all reports that stand in either; `claims` are those that merges and near misses name,
    and `beside` all that its report tells of the happening with such a claim, the claim itself included: what is said
    of two reports is said of all of these.
    """

    incident: Incident
    merges: tuple[tuple[Merge, float], ...]
    near: tuple[NearMiss, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Document]
    names: Names
    beside: Mapping[str, tuple[str, ...]]


def brought_together_by(record: Path, name: str) -> Together:
    """The merges of an incident that answers to a name, those across reports first; RecordError where none does.

    Near misses are looked for anew, by the weights and judgements that the record was last brought together with.
    """
    with closing(opened(record)) as store:
        one = incident_named(store, name)
        merging = merging_of(store)
        with store.gathered() as work:
            bonds = Bonds.of(constraints_in(work))
            near, beside = _near(work, one, merging, bonds)
        named = {end for merge in one.merges for end in (merge.a, merge.b)}
        named |= {end for miss in near for end in (miss.a, miss.b)}
        claims = {claim.id: claim for claim in store.claims(named)}
        documents = store.documents({claim.document for claim in claims.values()})
    reports = {document.id: document for document in documents}
    merges = [(merge, _needed(merge, claims, merging)) for merge in one.merges]
    merges.sort(key=lambda merge: merge[1] == JOIN)
    return Together(one, tuple(merges), near, claims, reports, report_names(documents), beside)


def _needed(merge: Merge, claims: Mapping[str, Claim], merging: Merging) -> float:
    """The sum from which two claims are one: of one report, or of two."""
    a, b = claims.get(merge.a), claims.get(merge.b)
    return JOIN if a and b and a.document == b.document else merging.threshold


def _near(
    work: Gathering, one: Incident, merging: Merging, bonds: Bonds
) -> tuple[tuple[NearMiss, ...], Mapping[str, tuple[str, ...]]]:
    """What came near an incident, and each of the accounts looked at with the claims that it is made of."""
    inside = set(one.claims)
    own = [
        row.told
        for row in work.index.of_reports(one.documents[:_REPORTS])
        if any(claim in inside for claim in row.told.account.ids)
    ]
    own.sort(key=lambda told: told.account.id)
    numbers: set[int] = set()
    for key in {key >> 1 for told in own for key in keys_of(told.account, merging)}:
        holders = work.index.holders(key, most_of(key) + 1)
        if len(holders) <= most_of(key):
            numbers.update(holders)
    numbers -= {number_of(told.account.id) for told in own}
    others = sorted(work.index.of_numbers(sorted(numbers)), key=lambda row: row.told.account.id)
    others = [row for row in others if row.standing.incident != one.id]
    members: dict[str, list[Told]] = defaultdict(list)
    for row in work.index.of_components({row.standing.component for row in others}):
        members[row.standing.incident].append(row.told)
    documents = {told.account.document for told in own} | {row.told.account.document for row in others}
    reprints = ReprintIndex(work.shelf).among(documents)
    near = near_misses(own, others, members, Surroundings(reprints, merging, bonds))
    accounts = [*(told.account for told in own), *(row.told.account for row in others)]
    return near, {account.id: tuple(account.ids) for account in accounts if len(account.ids) > 1}
