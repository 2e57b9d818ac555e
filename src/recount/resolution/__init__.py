"""Claims to incidents: which reports tell of one happening, whose word it is, and why we think so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from recount.codebook.actors import Actors
from recount.model import Claim, Document, Feature, Incident, Merge
from recount.resolution.accounts import Account
from recount.resolution.blocks import candidate_pairs
from recount.resolution.cluster import Link, happenings
from recount.resolution.constraints import NONE, Constraints
from recount.resolution.discourse import accounts_of, maybe_one
from recount.resolution.incidents import Group, incident_of
from recount.resolution.reprints import Reprint, Reprints, reprints_among
from recount.resolution.score import THRESHOLD, Context, features_between, lie_apart, say_the_same, total
from recount.resolution.words import RARE, rarity

__all__ = ["NONE", "Constraints", "Group", "Reprint", "Reprints", "grouped", "incident_of", "reprints_among", "resolve"]

_ACCOUNTS = 30


def resolve(
    documents: Iterable[Document], claims: Iterable[Claim], actors: Actors, constraints: Constraints = NONE
) -> tuple[Incident, ...]:
    """The incidents that `claims` tell of, each claim in exactly one; the same whatever the order of the input.

    An incident's id is made from the smallest id of its claims. The ledgers are empty: `recount.tolls` fills them.
    Claims of reports that are not among `documents` raise KeyError.
    """
    reports = {document.id: document for document in documents}
    told = {claim.id: claim for claim in claims}
    reprints = reprints_among(reports.values())
    groups = grouped(reports, told.values(), reprints, actors, constraints)
    return tuple(incident_of(group, reports, told, reprints, actors) for group in groups)


def grouped(
    reports: Mapping[str, Document],
    claims: Iterable[Claim],
    reprints: Reprints,
    actors: Actors,
    constraints: Constraints = NONE,
) -> tuple[Group, ...]:
    """Which claims tell of one happening: groups in order of their smallest claim ids, each claim in exactly one."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document].append(claim)
    accounts: list[Account] = []
    inner: list[Merge] = []
    together: set[tuple[int, int]] = set()
    for document in sorted(told):
        found, merges = accounts_of(reports[document], told[document], actors)
        together |= {(i + len(accounts), j + len(accounts)) for i, j in maybe_one(reports[document], found)}
        accounts += found
        inner += merges
    links = list(_links(accounts, reprints))
    keys = [account.id for account in accounts]
    groups, used = happenings(
        keys,
        [account.document for account in accounts],
        links,
        THRESHOLD,
        together,
        lambda i, j: lie_apart(accounts[i].places, accounts[j].places),
    )
    across = [Merge(*_ends(accounts[link.i], accounts[link.j]), link.score, link.features) for link in used]
    of_claim = {claim.id: n for n, group in enumerate(groups) for i in group for claim in accounts[i].claims}
    reasons: dict[int, list[Merge]] = defaultdict(list)
    for merge in (*inner, *across):
        reasons[of_claim[merge.a]].append(merge)
    return tuple(
        Group(tuple(sorted(c.id for i in group for c in accounts[i].claims)), tuple(reasons[n]))
        for n, group in enumerate(groups)
    )


def _ends(a: Account, b: Account) -> tuple[str, str]:
    return (a.id, b.id) if a.id < b.id else (b.id, a.id)


def _links(accounts: Sequence[Account], reprints: Reprints) -> Iterator[Link]:
    shared = {(min(r.earlier, r.later), max(r.earlier, r.later)): r.share for r in reprints.pairs}
    context = Context(shared)
    rare = frozenset(word for account in accounts for word in account.words if rarity(word) >= RARE)
    whole = {(min(r.earlier, r.later), max(r.earlier, r.later)) for r in reprints.pairs if r.whole}
    pairs = {*candidate_pairs(accounts, rare), *_reprinted(accounts, shared)}
    for i, j in sorted(pairs):
        features = features_between(accounts[i], accounts[j], context)
        yield _link(i, j, accounts, features, whole)


def _link(
    i: int, j: int, accounts: Sequence[Account], features: tuple[Feature, ...], whole: Set[tuple[str, str]]
) -> Link:
    """A pair's link. A story printed twice has one main event, and its sentences tell of the same happenings."""
    a, b = accounts[i], accounts[j]
    mains = a.main and b.main
    reprint = (min(a.document, b.document), max(a.document, b.document)) in whole
    return Link(
        i, j, total(features), features, mains, reprint and (mains or (a.types == b.types and say_the_same(a, b)))
    )


def _reprinted(accounts: Sequence[Account], shared: Mapping[tuple[str, str], float]) -> Iterator[tuple[int, int]]:
    """Accounts of reports that share sentences are compared even where neither says when or where."""
    of: dict[str, list[int]] = defaultdict(list)
    for n, account in enumerate(accounts):
        of[account.document].append(n)
    for a, b in shared:
        for i in of[a][:_ACCOUNTS]:
            for j in of[b][:_ACCOUNTS]:
                if accounts[i].types & accounts[j].types:
                    yield (i, j) if i < j else (j, i)
