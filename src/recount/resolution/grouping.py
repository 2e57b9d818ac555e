"""Accounts of many reports into groups that tell of one happening: pairs scored, components of links, clusters inside.

Everything here looks at the accounts it is given and at nothing else. What stands in one component never depends on
what stands in another, so that a few components can be made anew and all others left as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codec import copier
from recount.model import Claim, Document, Merge
from recount.model.making import quickly
from recount.resolution.accounts import Account, Places
from recount.resolution.blocks import keys_of, may_meet, most_of, number_of
from recount.resolution.cluster import Decided, Link, Placing, happenings
from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.discourse import DECIDED, Story, accounts_of, maybe_one
from recount.resolution.holding import components, holding
from recount.resolution.incidents import Group
from recount.resolution.reprints import Reprints
from recount.resolution.score import (
    elsewhere,
    features_between,
    lie_apart,
    names_no_place,
    of_another_town,
    say_the_same,
    score_between,
    total,
)

Keys = tuple[int, ...]
"""What an account is looked up under (see `blocks.keys_of`)."""
SMALL = 40
"""Accounts of a component, up to which they are all held against each other."""
_FEWEST_TO_TIE = 3
OF_REPRINTS = 30
"""So many accounts of a report are compared with those of a report that shares sentences with it."""


@quickly
@dataclass(frozen=True, slots=True)
class Told:
    """An account with what its report says of it: ids of the report's accounts that it may be one with, why its
    claims were put together, and how many accounts of the report go before it. Nothing here depends on other reports.
    """

    account: Account
    maybe: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What counts for pairs of accounts beyond the two: how their reports reprint each other, the codebook's weights,
    what people decided."""

    reprints: Reprints
    merging: Merging
    bonds: Bonds = UNBOUND

    def counts(self, link: Link) -> bool:
        """Whether a link may hold a component together."""
        return link.score >= self.merging.threshold or link.sure or link.bound


def told_in(
    document: Document, claims: Sequence[Claim], actors: Actors, merging: Merging, bonds: Bonds = UNBOUND
) -> tuple[Told, ...]:
    """The happenings that one report tells of: a function of the report, its claims, and what people decided."""
    story = Story(document, merging)
    accounts, merges = accounts_of(story, claims, actors, bonds)
    maybe: dict[int, list[str]] = defaultdict(list)
    for i, j in maybe_one(story, accounts):
        maybe[i].append(accounts[j].id)
        maybe[j].append(accounts[i].id)
    of_claim = {claim: n for n, account in enumerate(accounts) for claim in account.ids}
    reasons: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        reasons[of_claim[merge.a]].append(merge)
    order = sorted(range(len(accounts)), key=lambda n: (not accounts[n].main, accounts[n].id))
    return tuple(
        Told(_with_claims(accounts[n], ()), tuple(sorted(maybe[n])), tuple(reasons[n]), rank)
        for rank, n in enumerate(order)
    )


_with_claims = copier(Account, "claims")


def pairs_compared(told: Sequence[Told], around: Surroundings) -> set[tuple[int, int]]:
    """Positions `i < j` of the accounts to compare, of all there are: those that share a key which few enough have, or
    whose reports share sentences."""
    keys = [keys_of(one.account, around.merging) for one in told]
    holders = Counter(key >> 1 for own in keys for key in own)
    usable = {key for key, n in holders.items() if n <= most_of(key)}
    pairs = pairs_by_keys(range(len(told)), keys, usable)
    pairs.update(pairs_of_reprints(told, ((r.earlier, r.later) for r in around.reprints.pairs)))
    return pairs


def pairs_by_keys(fresh: Container[int], keys: Sequence[Keys], usable: Container[int]) -> set[tuple[int, int]]:
    """Positions `i < j` of accounts with these keys that share a usable one by which one of them seeks, and one of
    which is `fresh`."""
    return {pair for pairs in pairs_of_keys(fresh, keys, usable).values() for pair in pairs}


def pairs_of_keys(
    fresh: Container[int], keys: Sequence[Keys], usable: Container[int] | None = None
) -> dict[int, list[tuple[int, int]]]:
    """The same by key, of all keys that bring any two together where it is not said which ones are `usable`."""
    holders: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for n, own in enumerate(keys):
        for key in own:
            if usable is None or key >> 1 in usable:
                holders[key >> 1].append((n, bool(key & 1)))
    found: dict[int, list[tuple[int, int]]] = {}
    for of_key, own_holders in holders.items():
        pairs: list[tuple[int, int]] = []
        for n, (i, seeks) in enumerate(own_holders):
            new = i in fresh
            pairs += [(i, j) for j, too in own_holders[n + 1 :] if (seeks or too) and (new or j in fresh)]
        if pairs:
            found[of_key] = pairs
    return found


def pairs_of_reprints(told: Sequence[Told], reprinted: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Accounts of reports that share sentences are compared even where neither says when or where."""
    of: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        if one.rank < OF_REPRINTS:
            of[one.account.document].append(n)
    for a, b in reprinted:
        for i in of.get(a, ()):
            for j in of.get(b, ()):
                if told[i].account.types & told[j].account.types:
                    yield (i, j) if i < j else (j, i)


def pairs_decided(told: Sequence[Told], bonds: Bonds) -> Iterator[tuple[int, int]]:
    """Accounts that people decided are one: each with the next of those that share a bond."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        for bond in bonds.of_claims(one.account.ids):
            holders[bond].append(n)
    for of_bond in holders.values():
        of_bond.sort(key=lambda n: told[n].account.id)
        yield from ((i, j) if i < j else (j, i) for i, j in pairwise(of_bond))


def link_between(a: Account, b: Account, around: Surroundings) -> Link:
    """How much speaks for two accounts of different reports being one. A story printed twice has one main event, and
    its sentences tell of the same happenings. The link's positions are 0 and 1."""
    alike = around.reprints.likeness(a.document, b.document)
    return link_of_prints(a, b, *((alike.share, alike.whole) if alike is not None else (0.0, False)), around.merging)


def link_of_prints(a: Account, b: Account, share: float, whole: bool, merging: Merging) -> Link:
    """The same, of accounts whose reports share so much of their text, and print one story as a `whole` or not."""
    mains = a.main and b.main
    same = whole and (mains or (a.types == b.types and say_the_same(a, b))) and not of_another_town(a, b)
    return Link(0, 1, score_between(a, b, share, merging), mains, same)


def links_of(told: Sequence[Told], pairs: Iterable[tuple[int, int]], around: Surroundings) -> Iterator[Link]:
    """The links of the pairs that may meet, and of those that people decided on."""
    bound = set(pairs_decided(told, around.bonds)) if around.bonds.bond else set()
    for i, j in sorted(bound.union(pairs)):
        a, b = told[i].account, told[j].account
        if (i, j) in bound:
            yield link_between(a, b, around)._replace(i=i, j=j, bound=True)
        elif may_meet(a, b):
            yield link_between(a, b, around).between(i, j)


def components_of(told: Sequence[Told], links: Iterable[Link], around: Surroundings) -> list[list[int]]:
    """Positions of the accounts that links hold together, directly or by way of others; see `holding`."""
    counting = [link for link in links if around.counts(link)]
    i, j = (np.array([getattr(link, end) for link in counting], np.int64) for end in "ij")
    scores = np.array([link.score for link in counting], np.float64)
    always = np.array([link.sure or link.bound for link in counting], np.bool_)
    kept = holding(np.array([number_of(one.account.id) for one in told], np.int64), i, j, scores, always)
    parts = components(len(told), i[kept], j[kept], scores[kept], always[kept], around.merging.threshold)[1]
    members: dict[int, list[int]] = defaultdict(list)
    for n, part in enumerate(parts.tolist()):
        members[part].append(n)
    return list(members.values())


def grouped(told: Sequence[Told], links: Iterable[Link], around: Surroundings) -> list[tuple[Group, ...]]:
    """The groups of each component of these accounts, which stand in order of their ids."""
    links = tuple(links)
    parts = components_of(told, links, around)
    part_of = {n: c for c, members in enumerate(parts) for n in members}
    inside: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if part_of[link.i] == part_of[link.j]:
            inside[part_of[link.i]].append(link)
    return [_groups_of_part([told[n] for n in members], members, inside[c], around) for c, members in enumerate(parts)]


def _groups_of_part(
    told: Sequence[Told], members: Sequence[int], links: Iterable[Link], around: Surroundings
) -> tuple[Group, ...]:
    at = {n: k for k, n in enumerate(members)}
    return groups_in(told, [link.between(at[link.i], at[link.j]) for link in links], around)


def _completed(accounts: Sequence[Account], links: Sequence[Link], around: Surroundings) -> Iterator[Link]:
    """The links of a component, with those of pairs that share no key: what nobody looked at speaks for nothing."""
    yield from links
    if len(accounts) > SMALL:
        return
    known = {(link.i, link.j) for link in links}
    for i, j in combinations(range(len(accounts)), 2):
        if (i, j) not in known and accounts[i].document != accounts[j].document:
            a, b = accounts[i], accounts[j]
            link = link_between(a, b, around)
            yield Link(i, j, link.score, link.first, link.sure and may_meet(a, b))


def groups_in(told: Sequence[Told], links: Sequence[Link], around: Surroundings) -> tuple[Group, ...]:
    """The groups that the accounts of one component make, which stand in order of their ids; `links` name positions."""
    if len(told) == 1:
        own = tuple(sorted(told[0].account.ids))
        return (Group(own, told[0].merges, around.bonds.name_of(own)),)
    accounts = [one.account for one in told]
    first_with: dict[object, int] = {}
    sites = [first_with.setdefault(_site(account.places), k) for k, account in enumerate(accounts)]
    groups, used = happenings(
        [account.id for account in accounts],
        [account.document for account in accounts],
        _completed(accounts, links, around),
        around.merging.threshold,
        _maybe(told),
        lambda i, j: lie_apart(accounts[i].places, accounts[j].places),
        _decided(accounts, around.bonds),
        sites,
        _placing(accounts),
    )
    of_account = {n: g for g, group in enumerate(groups) for n in group}
    reasons: dict[int, list[Merge]] = defaultdict(list)
    for n, one in enumerate(told):
        reasons[of_account[n]] += one.merges
    for link in used:
        reasons[of_account[link.i]].append(_merge(accounts[link.i], accounts[link.j], link, around))
    claims = [tuple(sorted(claim for n in group for claim in accounts[n].ids)) for group in groups]
    return tuple(Group(own, tuple(reasons[g]), around.bonds.name_of(own)) for g, own in enumerate(claims))


def _site(places: Places) -> object:
    """What decides whether others lie apart from these places (see `lie_apart`)."""
    return places.points, places.cities, places.fine, places.names, places.regions


def _maybe(told: Sequence[Told]) -> set[tuple[int, int]]:
    at = {one.account.id: k for k, one in enumerate(told)}
    return {(k, at[other]) for k, one in enumerate(told) for other in one.maybe if other in at and k < at[other]}


def _placing(accounts: Sequence[Account]) -> Placing | None:
    unplaced = frozenset(k for k, account in enumerate(accounts) if names_no_place(account.places))
    if not unplaced or len(accounts) < _FEWEST_TO_TIE:
        return None
    return Placing(unplaced, lambda i, j: elsewhere(accounts[i].places, accounts[j].places))


def _decided(accounts: Sequence[Account], bonds: Bonds) -> Decided:
    of: Mapping[int, frozenset[str]] = {
        k: bound for k, account in enumerate(accounts) if (bound := bonds.of_claims(account.ids))
    }
    return Decided(of, bonds)


def _merge(a: Account, b: Account, link: Link, around: Surroundings) -> Merge:
    """Why two accounts were put together, in words, which are made only for pairs that were."""
    if b.id < a.id:
        a, b = b, a
    features = features_between(a, b, around.reprints.share(a.document, b.document), around.merging)
    if link.bound:
        return Merge(a.id, b.id, total((DECIDED, *features)), (DECIDED, *features))
    return Merge(a.id, b.id, link.score, features)
