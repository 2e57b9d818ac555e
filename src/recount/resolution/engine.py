"""Groups kept up to date: a report that comes, goes or is read anew changes only the components that it touches.

An index holds all accounts with their keys and components. `brought_in` puts new accounts in and takes old ones out,
and makes anew the components that a pair of theirs stood in or stands in now, and those of accounts whose pairs changed
because a key became too common, or usable again. All other pairs are what they were, so all other components are too:
the result is the one that all accounts at once would give, whatever the order they came in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from recount.codebook import Merging
from recount.resolution.blocks import keys_of, most_of, number_of
from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.grouping import (
    SMALL,
    Surroundings,
    Told,
    grouped,
    links_of,
    pairs_by_keys,
    pairs_of_reprints,
)
from recount.resolution.incidents import Group
from recount.resolution.reprints import Reprints

Keys = tuple[int, ...]
"""What an account is looked up under (see `blocks.keys_of`)."""


@dataclass(frozen=True, slots=True)
class Row:
    """An account as an index holds it: where it stands now, by the smallest account id of its component and by the id
    of its incident."""

    told: Told
    component: str
    incident: str


class Index(Protocol):
    """Where accounts are kept with the keys that they are looked up under."""

    def of_reports(self, reports: Iterable[str]) -> Sequence[Row]:
        """The accounts of these reports."""
        ...

    def of_numbers(self, numbers: Iterable[int]) -> Sequence[Row]:
        """The accounts with these numbers."""
        ...

    def of_components(self, components: Iterable[str]) -> Sequence[Row]:
        """All accounts of these components."""
        ...

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Numbers of accounts (see `blocks.number_of`) that have a key (without its lowest bit), `most` of them."""
        ...

    def holders_of_all(self, keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The same of many keys at once, of each one more than may have it for it to be used."""
        ...

    def add(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Put new accounts in, each with its keys; they stand in no component yet."""
        ...

    def drop(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Take accounts out."""
        ...

    def assign(self, places: Mapping[str, tuple[str, str]]) -> None:
        """Note where accounts stand: component and incident, by account id."""
        ...


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


def brought_in(
    index: Index,
    told: Mapping[str, Sequence[Told]],
    known: Knowledge,
    around: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Change:
    """Put what reports tell now in the place of what they told before; of a report that is gone, nothing.

    `around` are reports whose own accounts stay, but of which something else changed: how they reprint others, or what
    is said of them; where `only` some claims are named, those of their accounts that hold one of these.
    """
    old = index.of_reports(told)
    new = [one for of_report in told.values() for one in of_report]
    keys = [keys_of(one.account, known.merging) for one in new]
    turned = _exchanged(index, [row.told for row in old], new, keys, known.merging)
    beside = index.of_reports(around)
    if only is not None:
        beside = [row for row in beside if not set(only).isdisjoint(row.told.account.ids)]
    dirty = (*index.of_numbers(turned), *beside)
    touched = {row.component for row in (*old, *dirty)} - {""}
    touched |= _reached(index, new, keys, known)
    held = index.of_components(touched)
    standing = sorted((*(row.told for row in held), *new), key=_by_id)
    components = _regrouped(index, standing, known)
    changed = {row.told.account.id for row in dirty} | {one.account.id for one in new}
    same = _unchanged(components, standing, (*old, *held), changed)
    gone = frozenset(row.incident for row in (*old, *held)) - same
    return Change(gone, tuple(group for groups in components for group in groups if group.id not in same))


def _unchanged(
    components: Iterable[Sequence[Group]], told: Iterable[Told], former: Sequence[Row], changed: Collection[str]
) -> set[str]:
    """The incidents that stay as they are: those of the same accounts as before, none of which changed, in components
    that are held together in the same way."""
    account_of = {claim: one.account.id for one in told for claim in one.account.ids}
    before = {row.told.account.id: row for row in former}
    accounts_in = Counter(row.incident for row in former)
    sizes = Counter(row.component for row in former)
    same: set[str] = set()
    for groups in components:
        members = [{account_of[claim] for claim in group.claims} for group in groups]
        small = sum(map(len, members)) <= SMALL
        for group, accounts in zip(groups, members, strict=True):
            rows = [before.get(name) for name in accounts]
            whole = len(rows) == accounts_in[group.id] and accounts.isdisjoint(changed)
            if whole and all(r and r.incident == group.id and (sizes[r.component] <= SMALL) is small for r in rows):
                same.add(group.id)
    return same


def _by_id(told: Told) -> str:
    return told.account.id


def _exchanged(
    index: Index, old: Sequence[Told], new: Sequence[Told], new_keys: Sequence[Keys], merging: Merging
) -> set[int]:
    """Take the old accounts out and put the new ones in; who else has a key that became too common, or usable again."""
    old_keys = [keys_of(one.account, merging) for one in old]
    keys = {key >> 1 for of_one in (*old_keys, *new_keys) for key in of_one}
    before = {key: len(holders) for key, holders in index.holders_of_all(keys).items()}
    index.drop(old, old_keys)
    index.add(new, new_keys)
    changes: Counter[int] = Counter(key >> 1 for of_one in new_keys for key in of_one)
    changes.subtract(Counter(key >> 1 for of_one in old_keys for key in of_one))
    found: set[int] = set()
    for key, change in changes.items():
        most = most_of(key)
        if (change > 0 and before[key] <= most < before[key] + change) or (change < 0 and before[key] > most):
            holders = index.holders(key, most + len(new) + 1)
            if (before[key] > most) != (len(holders) > most):
                found.update(holders)
    return found - {number_of(one.account.id) for one in new}


def _reached(index: Index, new: Sequence[Told], keys: Sequence[Keys], known: Knowledge) -> set[str]:
    """The components that new accounts are linked to."""
    if not new:
        return set()
    own = {number_of(one.account.id) for one in new}
    usable = _usable(index, {key >> 1 for of_one in keys for key in of_one})
    around = known.around(new)  # whatever shares sentences with them is among these
    reports = {one.account.document for one in new}
    beside = {end for pair in around.reprints.pairs for end in (pair.earlier, pair.later)}
    beside.update(known.reports_of(known.bonds.tied_to(claim for one in new for claim in one.account.ids)))
    numbers = {number for holders in usable.values() for number in holders} - own
    rows = {row.told.account.id: row for row in (*index.of_numbers(numbers), *index.of_reports(beside - reports))}
    everybody = sorted((*(row.told for row in rows.values()), *new), key=_by_id)
    fresh = {n for n, one in enumerate(everybody) if one.account.id not in rows}
    pairs = _pairs(everybody, _keys_of_all(everybody, known.merging), around, usable)
    met = ((i, j) for i, j in pairs if (i in fresh) != (j in fresh))
    linked = {end for link in links_of(everybody, met, around) if around.counts(link) for end in (link.i, link.j)}
    return {rows[everybody[n].account.id].component for n in linked - fresh}


def _regrouped(index: Index, told: Sequence[Told], known: Knowledge) -> list[tuple[Group, ...]]:
    around = known.around(told)
    keys = _keys_of_all(told, known.merging)
    shared = Counter(key >> 1 for of_one in keys for key in of_one)
    usable = _usable(index, (key for key, n in shared.items() if n > 1))
    components = grouped(told, links_of(told, _pairs(told, keys, around, usable), around), around)
    index.assign(places_of_accounts(told, components))
    return components


def _usable(index: Index, keys: Iterable[int]) -> dict[int, Sequence[int]]:
    """Those of these keys that are used, with the numbers of the accounts that have them."""
    found = index.holders_of_all(keys)
    return {key: holders for key, holders in found.items() if len(holders) <= most_of(key)}


def _keys_of_all(told: Iterable[Told], merging: Merging) -> list[Keys]:
    return [keys_of(one.account, merging) for one in told]


def places_of_accounts(told: Iterable[Told], components: Iterable[Sequence[Group]]) -> dict[str, tuple[str, str]]:
    """Where accounts stand by their ids: the smallest account id of the component, and the incident's id."""
    account_of = {claim: one.account.id for one in told for claim in one.account.ids}
    places: dict[str, tuple[str, str]] = {}
    for groups in components:
        members = {claim: account_of[claim] for group in groups for claim in group.claims}
        component = min(members.values())
        places |= {members[claim]: (component, group.id) for group in groups for claim in group.claims}
    return places


def _pairs(
    told: Sequence[Told], keys: Sequence[Keys], around: Surroundings, usable: Container[int]
) -> set[tuple[int, int]]:
    """The pairs of these accounts that share a usable key, or whose reports share sentences."""
    holders: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for n, own in enumerate(keys):
        for key in own:
            if key >> 1 in usable:
                holders[key >> 1].append((n, bool(key & 1)))
    pairs = pairs_by_keys(holders)
    pairs.update(pairs_of_reprints(told, ((r.earlier, r.later) for r in around.reprints.pairs)))
    return pairs


class MemoryIndex:
    """An index in memory."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._of_report: dict[str, set[int]] = defaultdict(set)
        self._of_component: dict[str, set[int]] = defaultdict(set)
        self._holders: dict[int, set[int]] = defaultdict(set)

    def of_reports(self, reports: Iterable[str]) -> Sequence[Row]:
        """The accounts of these reports."""
        return self.of_numbers(name for report in set(reports) for name in self._of_report.get(report, ()))

    def of_components(self, components: Iterable[str]) -> Sequence[Row]:
        """All accounts of these components."""
        return self.of_numbers(name for one in set(components) for name in self._of_component.get(one, ()))

    def of_numbers(self, numbers: Iterable[int]) -> Sequence[Row]:
        """The accounts with these numbers."""
        return [self._rows[number] for number in sorted(numbers)]

    def holders(self, key: int, most: int) -> Sequence[int]:
        """Numbers of accounts that have a key."""
        return list(islice(self._holders.get(key, ()), most))

    def holders_of_all(self, keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The same of many keys at once, of each one more than may have it for it to be used."""
        return {key: self.holders(key, most_of(key) + 1) for key in keys}

    def add(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Put new accounts in."""
        for one, own in zip(told, keys, strict=True):
            number = number_of(one.account.id)
            self._rows[number] = Row(one, "", "")
            self._of_report[one.account.document].add(number)
            for key in own:
                self._holders[key >> 1].add(number)

    def drop(self, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> None:
        """Take accounts out."""
        for one, own in zip(told, keys, strict=True):
            number = number_of(one.account.id)
            self._of_component[self._rows.pop(number).component].discard(number)
            self._of_report[one.account.document].discard(number)
            for key in own:
                self._holders[key >> 1].discard(number)

    def assign(self, places: Mapping[str, tuple[str, str]]) -> None:
        """Note where accounts stand."""
        for name, (component, incident) in places.items():
            number = number_of(name)
            row = self._rows[number]
            self._of_component[row.component].discard(number)
            self._of_component[component].add(number)
            self._rows[number] = Row(row.told, component, incident)
