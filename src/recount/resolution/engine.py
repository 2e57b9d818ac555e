"""Groups kept up to date: a report that comes, goes or is read anew changes only the components that it touches.

An index holds all accounts with their keys, their links and where they stand. `brought_in` puts new accounts in and
takes old ones out, works out the links of pairs that may have changed (of new accounts, of reports whose reprints
changed, of those that share a key which became too common, or usable again), and makes anew the components that hang
together in another way than before. All others are what they were: the result is the one that all accounts at once
would give, whatever the order they came in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from recount.codebook import Merging
from recount.resolution.accounts import Account
from recount.resolution.blocks import keys_of, may_meet, most_of, number_of
from recount.resolution.cluster import Link
from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.grouping import (
    SMALL,
    Keys,
    Surroundings,
    Told,
    groups_in,
    link_between,
    links_of,
    pairs_by_keys,
    pairs_of_keys,
    pairs_of_reprints,
)
from recount.resolution.holding import Held, best_of, components
from recount.resolution.incidents import Group
from recount.resolution.index import NOWHERE, Index, Row, Standing
from recount.resolution.linking import Linking
from recount.resolution.reprints import Reprints

_KEYS = 40  # asked for at once


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of reports does to incidents: ids of those that are no more, and the groups that stand instead."""

    gone: frozenset[str]
    groups: tuple[Group, ...]

    def then(self, other: Change) -> Change:
        """This change and one that was made after it."""
        own = {group.id: group for group in self.groups}
        groups = {key: group for key, group in own.items() if key not in other.gone}
        groups |= {group.id: group for group in other.groups}
        return Change(self.gone | (other.gone - own.keys()), tuple(groups.values()))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an engine asks beside the index: the codebook's part on merges, how reports reprint each other, what people
    decided.

    `reprints` gives those among some reports and their families, `reports_of` the reports of some claims.
    """

    merging: Merging
    reprints: Callable[[Collection[str]], Reprints]
    bonds: Bonds = UNBOUND
    reports_of: Callable[[Collection[str]], Collection[str]] = frozenset

    def around(self, told: Iterable[Told]) -> Surroundings:
        """What counts for pairs of these accounts."""
        return Surroundings(self.reprints({one.account.document for one in told}), self.merging, self.bonds)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The accounts that share a key, which became too common with a change, or usable again."""

    numbers: tuple[int, ...]
    usable: bool


@dataclass(slots=True)
class _Work:
    """A change on its way: what came and went, and the links before and after it."""

    index: Index
    known: Knowledge
    old: Sequence[Row]
    new: Sequence[Told]
    links: Linking = field(default_factory=Linking)
    fresh: set[int] = field(default_factory=set)  # accounts all of whose links were worked out anew
    dirty: set[int] = field(default_factory=set)  # accounts whose component is made anew whatever holds it together
    crowds: list[_Crowd] = field(default_factory=list)
    _rows: dict[int, Row] = field(default_factory=dict)  # those that were asked for
    _keys: dict[int, tuple[Account, Keys]] = field(default_factory=dict)  # by where accounts stand in memory

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The accounts with these numbers."""
        wanted = set(numbers)
        self._rows |= {row.number: row for row in self.index.of_numbers(wanted - self._rows.keys())}
        return [self._rows[number] for number in sorted(wanted)]

    def keys(self, told: Iterable[Told]) -> list[Keys]:
        return [self._keys_of(one.account) for one in told]

    def _keys_of(self, account: Account) -> Keys:
        if id(account) not in self._keys:  # what one told before and tells now goes by one id of its own
            self._keys[id(account)] = account, keys_of(account, self.known.merging)
        return self._keys[id(account)][1]

    def usable(self, keys: Iterable[int]) -> dict[int, Sequence[int]]:
        """Those of these keys that are used, with the numbers of the accounts that have them."""
        found = self.index.holders_of_all(keys)
        return {key: holders for key, holders in found.items() if len(holders) <= most_of(key)}


def brought_in(
    index: Index,
    told: Mapping[str, Sequence[Told]],
    known: Knowledge,
    around: Collection[str] = (),
    again: Collection[str] = (),
    only: Container[str] | None = None,
) -> Change:
    """Put what reports tell now in the place of what they told before; of a report that is gone, nothing.

    `around` are reports whose own accounts stay, but which may reprint others in another way; `again` those whose
    incidents are to be made anew with nothing changed: where `only` some claims are named, of accounts that hold one.
    """
    old = index.of_reports(told)
    work = _Work(index, known, old, [one for of_report in told.values() for one in of_report])
    work.links.know({row.number: row.standing for row in old})
    work.links.know(index.standing({other for row in old for other in row.standing.links}))
    work.crowds = _exchanged(work)
    work.links.without(row.number for row in old)
    _link_fresh(work)
    beside = index.of_reports(around)
    _link_reprints(work, beside)
    for crowd in work.crowds:
        _link_crowd(work, crowd)
    made_again = [
        row for row in index.of_reports(again) if only is None or any(c in only for c in row.told.account.ids)
    ]
    work.links.know({row.number: row.standing for row in made_again})
    work.dirty |= {row.number for row in (*beside, *made_again)} | work.fresh
    work.links.know(index.standing(work.links.beside()))
    return _regrouped(work)


def _exchanged(work: _Work) -> list[_Crowd]:
    """Take the old accounts out and put the new ones in; who else has a key that became too common, or usable again."""
    index, old = work.index, [row.told for row in work.old]
    old_keys, new_keys = work.keys(old), work.keys(work.new)
    keys = {key >> 1 for of_one in (*old_keys, *new_keys) for key in of_one}
    before = {key: len(holders) for key, holders in index.holders_of_all(keys).items()}
    index.drop(old, old_keys)
    index.add(work.new, new_keys)
    changes: Counter[int] = Counter(key >> 1 for of_one in new_keys for key in of_one)
    changes.subtract(Counter(key >> 1 for of_one in old_keys for key in of_one))
    found = []
    for key, change in changes.items():
        most = most_of(key)
        if (change > 0 and before[key] <= most < before[key] + change) or (change < 0 and before[key] > most):
            holders = index.holders(key, most + len(work.new) + 1)
            if (before[key] > most) != (len(holders) > most):
                found.append(_Crowd(tuple(holders), len(holders) <= most))
    return found


def _link_fresh(work: _Work) -> None:
    """All links of new accounts, and of those that a decision ties to what came or went."""
    index, known = work.index, work.known
    claims = {claim for one in (*(row.told for row in work.old), *work.new) for claim in one.account.ids}
    bound = known.bonds.tied_to(claims)
    own = {number_of(one.account.id): one for one in work.new}
    beside = (row for row in index.of_reports(known.reports_of(bound)) if row.number not in own)
    tied = [row for row in beside if not bound.isdisjoint(row.told.account.ids)]
    own |= {row.number: row.told for row in tied}
    if not own:
        return
    around = known.around(own.values())  # whatever shares sentences with them is among these
    usable = work.usable({key >> 1 for keys in work.keys(own.values()) for key in keys})
    reports = {end for pair in around.reprints.pairs for end in (pair.earlier, pair.later)}
    reports |= {*known.reports_of(known.bonds.tied_to(claim for one in own.values() for claim in one.account.ids))}
    numbers = {number for holders in usable.values() for number in holders} - own.keys()
    rows = [row for row in (*work.rows(numbers), *index.of_reports(reports)) if row.number not in own]
    work.links.know({row.number: row.standing for row in (*rows, *tied)})
    work.links.know(index.standing({other for row in tied for other in row.standing.links}))
    work.links.without(row.number for row in tied)
    for number in own:
        work.links.now[number] = {}
    everybody = _in_order((*own.values(), *{row.number: row.told for row in rows}.values()))
    fresh = {n for n, one in enumerate(everybody) if number_of(one.account.id) in own}
    pairs = pairs_by_keys(fresh, work.keys(everybody), usable)
    pairs.update(_of_reprints(everybody, around, fresh))
    numbered = [number_of(one.account.id) for one in everybody]
    for link in links_of(everybody, pairs, around):
        if link.i in fresh or link.j in fresh:
            work.links.put(numbered[link.i], numbered[link.j], _held(link, around))
    work.fresh = set(own)


def _link_reprints(work: _Work, beside: Sequence[Row]) -> None:
    """The links among accounts whose reports may reprint each other in another way than before."""
    rows = [row for row in beside if row.number not in work.fresh]
    work.links.know({row.number: row.standing for row in rows})
    told = _in_order(row.told for row in rows)
    around = work.known.around(told)
    for i, j, met in _met(work, told, around):
        a, b = told[i].account, told[j].account
        number, other = number_of(a.id), number_of(b.id)
        former = work.links.now[number].get(other)
        bound = former is not None and former.bound
        held = _held_between(a, b, around, bound) if bound or (met and may_meet(a, b)) else None
        if held != former:
            work.links.put(number, other, held)


def _link_crowd(work: _Work, crowd: _Crowd) -> None:
    """The links among accounts that share a key which is used now, or no longer."""
    numbers = set(crowd.numbers) - work.fresh
    work.links.know(work.index.standing(numbers))
    if not crowd.usable:  # what else is there to bring together those that it brought together?
        numbers = {n for n in numbers if not numbers.isdisjoint(work.links.now[n])}
    told = _in_order(row.told for row in work.rows(numbers))
    around = work.known.around(told)
    for i, j, met in _met(work, told, around):
        a, b = told[i].account, told[j].account
        number, other = number_of(a.id), number_of(b.id)
        former = work.links.now[number].get(other)
        if former is not None and not met and not former.bound:
            work.links.put(number, other, None)
        elif former is None and met and crowd.usable and may_meet(a, b):
            work.links.put(number, other, _held_between(a, b, around))


def _met(work: _Work, told: Sequence[Told], around: Surroundings) -> Iterator[tuple[int, int, bool]]:
    """Every two of these accounts, by position, and whether they are compared."""
    everybody = range(len(told))
    pairs = set(_of_reprints(told, around, everybody))
    by_key = pairs_of_keys(everybody, work.keys(told))
    waiting = sorted(by_key, key=lambda key: (-len(by_key[key]), key))
    while waiting:  # the keys that bring most together first: most others bring together nobody else
        waiting = [key for key in waiting if not pairs.issuperset(by_key[key])]
        for key in work.usable(waiting[:_KEYS]):
            pairs.update(by_key[key])
        del waiting[:_KEYS]
    return ((i, j, (i, j) in pairs) for i, j in combinations(everybody, 2))


def _of_reprints(told: Sequence[Told], around: Surroundings, fresh: Container[int]) -> Iterator[tuple[int, int]]:
    pairs = pairs_of_reprints(told, ((r.earlier, r.later) for r in around.reprints.pairs))
    return ((i, j) for i, j in pairs if i in fresh or j in fresh)


def _held_between(a: Account, b: Account, around: Surroundings, bound: bool = False) -> Held | None:
    return _held(link_between(a, b, around)._replace(bound=bound), around)


def _held(link: Link, around: Surroundings) -> Held | None:
    """What accounts keep of a link between them; None where it does not count."""
    return Held(link.score, link.sure or link.bound, link.bound) if around.counts(link) else None


def _in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda one: one.account.id)


def _regrouped(work: _Work) -> Change:
    """The components that hang together in another way than before, or whose accounts changed, made anew."""
    links, old = work.links, {row.number for row in work.old}
    ends = links.loosened() | old | work.dirty | _crowded(work)
    members = work.index.of_chains({links.before[n].chain for n in ends if n in links.before})
    links.know(members)
    numbers = sorted({*members, *(number_of(one.account.id) for one in work.new)})
    held = _held_together(numbers, links, work.known.merging.threshold)
    former: dict[int, set[int]] = defaultdict(set)
    for number in (*members, *old):
        former[links.before[number].component].add(number)
    parts: dict[int, set[int]] = defaultdict(set)
    for number, (_, component) in held.items():
        parts[component].add(number)
    anew = [
        own
        for component, own in parts.items()
        if former.get(component) != own or not work.dirty.isdisjoint(own) or _is_crowded(work, own)
    ]
    rows = work.rows(n for own in anew for n in own if n in members)
    told = {row.number: row.told for row in rows} | {number_of(one.account.id): one for one in work.new}
    around = work.known.around(told.values())
    groups = [_groups_of(work, _in_order(told[n] for n in own), around) for own in anew]
    _place(work, held, told, groups)
    same = _unchanged(work, groups, told, (*work.old, *rows))
    gone = frozenset(row.standing.incident for row in (*work.old, *rows)) - same
    return Change(gone, tuple(group for of_one in groups for group in of_one if group.id not in same))


def _crowded(work: _Work) -> set[int]:
    """Accounts of crowds that stand in one component: in a large one it counts which pairs are compared."""
    found: set[int] = set()
    for crowd in work.crowds:
        of_component: dict[int, list[int]] = defaultdict(list)
        for number in crowd.numbers:
            if number in work.links.before:
                of_component[work.links.before[number].component].append(number)
        found.update(n for own in of_component.values() if len(own) > 1 for n in own)
    return found


def _is_crowded(work: _Work, own: Collection[int]) -> bool:
    return len(own) > SMALL and any(len(set(crowd.numbers).intersection(own)) > 1 for crowd in work.crowds)


def _held_together(numbers: Sequence[int], links: Linking, threshold: float) -> dict[int, tuple[int, int]]:
    """The chain and the component of each of these accounts, by the smallest numbers in them."""
    at = {number: n for n, number in enumerate(numbers)}
    best = {number: best_of(links.now[number]) for number in numbers}
    held = [
        (at[a], at[b], one.score, one.always)
        for a in numbers
        for b, one in links.now[a].items()
        if a < b and b in at and (b in best[a] or a in best[b])
    ]
    i, j = (np.array([link[end] for link in held], np.int64) for end in (0, 1))
    scores = np.array([link[2] for link in held], np.float64)
    always = np.array([link[3] for link in held], np.bool_)
    chains, parts = components(len(numbers), i, j, scores, always, threshold)
    named = zip(numbers, chains.tolist(), parts.tolist(), strict=True)
    return {number: (numbers[chain], numbers[part]) for number, chain, part in named}


def _groups_of(work: _Work, told: Sequence[Told], around: Surroundings) -> tuple[Group, ...]:
    """The groups of one component; in a large one only pairs that share a key are held against each other."""
    pairs: set[tuple[int, int]] = set()
    if len(told) > SMALL:
        pairs = {(i, j) for i, j, met in _met(work, told, around) if met}
    return groups_in(told, tuple(links_of(told, pairs, around)), around)


def _place(
    work: _Work,
    held: Mapping[int, tuple[int, int]],
    told: Mapping[int, Told],
    groups: Iterable[Sequence[Group]],
) -> None:
    """Note where accounts stand that stood elsewhere or had other links."""
    links = work.links
    incident_of = {claim: group.id for of_one in groups for group in of_one for claim in group.claims}
    new = {number_of(one.account.id) for one in work.new}
    placed: dict[int, Standing] = {}
    for number in held.keys() | (links.changed() & links.now.keys()):
        before = links.before.get(number, NOWHERE)
        chain, component = held.get(number, (before.chain, before.component))
        incident = incident_of[told[number].account.id] if number in told else before.incident
        placed[number] = Standing(chain, component, incident, links.now[number])
    work.index.place({n: one for n, one in placed.items() if n in new or one != links.before[n]})


def _unchanged(
    work: _Work, groups: Iterable[Sequence[Group]], told: Mapping[int, Told], former: Sequence[Row]
) -> set[str]:
    """The incidents that stay as they are: those of the same accounts as before, none of which changed, in components
    in which the same pairs are compared."""
    changed = work.dirty | {number_of(one.account.id) for one in work.new}
    crowded = {number for crowd in work.crowds for number in crowd.numbers}
    number_of_claim = {claim: number for number, one in told.items() for claim in one.account.ids}
    before = {row.number: row.standing for row in former}
    accounts_in = Counter(row.standing.incident for row in former)
    sizes = Counter(row.standing.component for row in former)
    same: set[str] = set()
    for of_one in groups:
        members = [{number_of_claim[claim] for claim in group.claims} for group in of_one]
        small = sum(map(len, members)) <= SMALL
        for group, accounts in zip(of_one, members, strict=True):
            stood = [before.get(number) for number in accounts]
            whole = len(stood) == accounts_in[group.id] and accounts.isdisjoint(changed)
            alike = small or accounts.isdisjoint(crowded)
            if (
                whole
                and alike
                and all(s and s.incident == group.id for s in stood)
                and all(s and (sizes[s.component] <= SMALL) is small for s in stood)
            ):
                same.add(group.id)
    return same
