"""What people have decided about pairs of claims: it binds every step from claims to incidents, and wins over it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recount.resolution.unions import Unions


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of claim ids, the smaller id first: `same` always stand in one incident, `different` ones never do.

    `kept` are ids of incidents that were split, each with the claims of the larger part, which keeps it. Decisions that
    contradict each other can't both be kept: whoever makes these leaves one of them out.
    """

    same: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    different: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    kept: frozenset[tuple[str, frozenset[str]]] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls,
        same: Iterable[tuple[str, str]] = (),
        different: Iterable[tuple[str, str]] = (),
        kept: Iterable[tuple[str, frozenset[str]]] = (),
    ) -> Constraints:
        """From pairs in either order; a claim is always the same as itself."""
        return cls(frozenset(_ordered(same)), frozenset(_ordered(different)), frozenset(kept))


def _ordered(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


NONE = Constraints()
"""Nobody has decided anything."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What follows from decisions: claims that are all one share a bond, and bonds may be told apart.

    "One with" carries on from claim to claim, and what is told apart from one of them is told apart from all.
    """

    bond: Mapping[str, str]
    apart: Mapping[str, frozenset[str]]
    several: frozenset[str] = frozenset()  # the bonds that more than one claim has
    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)  # see `Constraints`
    keeping: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the ids in `kept` by their claims

    @classmethod
    def of(cls, constraints: Constraints) -> Bonds:
        """What follows from these decisions."""
        one: Unions[str] = Unions()
        for a, b in sorted(constraints.same):
            one.join(a, b)
        for a, b in sorted(constraints.different):
            one.join(a, a)
            one.join(b, b)
        bond = {claim: group[0] for group in one.groups() for claim in group}
        apart: dict[str, set[str]] = defaultdict(set)
        for a, b in constraints.different:
            apart[bond[a]].add(bond[b])
            apart[bond[b]].add(bond[a])
        several = frozenset(group[0] for group in one.groups() if len(group) > 1)
        kept, keeping = dict(constraints.kept), defaultdict(list)
        for name in sorted(kept):
            for claim in kept[name]:
                keeping[claim].append(name)
        told_apart = {name: frozenset(others) for name, others in apart.items()}
        return cls(bond, told_apart, several, kept, {claim: tuple(names) for claim, names in keeping.items()})

    def name_of(self, claims: Sequence[str]) -> str:
        """The id of the incident of some claims where a split decides it: the larger part keeps the one that both had,
        and the part with the claim that it was made of gets one of its own. "" where none does."""
        if not self.kept:
            return ""
        held = Counter(name for claim in claims for name in self.keeping.get(claim, ()))
        own = min((name for name, n in held.items() if 2 * n > len(self.kept[name])), default="")
        former = f"i{min(claims)}"
        if own or former not in self.kept:
            return own
        return f"i{hashlib.sha256(former.encode()).hexdigest()[:16]}"

    def of_claims(self, claims: Iterable[str]) -> frozenset[str]:
        """The bonds of these claims; of nearly all claims there are none."""
        return frozenset(self.bond[claim] for claim in claims if claim in self.bond) if self.bond else _NOTHING

    def tied_to(self, claims: Iterable[str]) -> frozenset[str]:
        """All claims that are one with any of these by decision, themselves among them."""
        own = self.of_claims(claims)
        return frozenset(claim for claim, bond in self.bond.items() if bond in own) if own else _NOTHING

    def may_clash(self, some: frozenset[str], others: frozenset[str]) -> bool:
        """Whether what has some of these bonds is to be kept from what has the others: they are told apart, or claims
        elsewhere share a bond of the one and may stand beside something that the other is told apart from."""
        return self.forbid(some, others) or self._may_bring(some, others) or self._may_bring(others, some)

    def _may_bring(self, some: frozenset[str], others: frozenset[str]) -> bool:
        told_apart = frozenset().union(*(self.apart.get(bond, _NOTHING) for bond in others))
        return any(told_apart - self.apart.get(bond, _NOTHING) for bond in some & self.several)

    def forbid(self, some: Iterable[str], others: frozenset[str]) -> bool:
        """Whether any of these bonds is told apart from any of the others."""
        return any(self.apart.get(bond, _NOTHING) & others for bond in some)


_NOTHING: frozenset[str] = frozenset()
UNBOUND = Bonds({}, {})


def touched(before: Constraints, after: Constraints) -> frozenset[str]:
    """The claims for which something else follows from the decisions after a change than did before."""
    changed = {*(before.same ^ after.same), *(before.different ^ after.different)}
    ends = {claim for pair in changed for claim in pair}
    for name, claims in before.kept ^ after.kept:
        ends |= {name.removeprefix("i"), *claims}
    found = set(ends)
    for constraints in (before, after):
        bonds = Bonds.of(constraints)
        hit = bonds.of_claims(ends)
        hit |= {other for bond in hit for other in bonds.apart.get(bond, _NOTHING)}
        found |= {claim for claim, bond in bonds.bond.items() if bond in hit}
    return frozenset(found)
