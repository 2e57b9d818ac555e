"""Who has it from whom: the origins of an incident or a figure with the relays and outlets that carry their word.

The roots are the origins, which are counted; the reports hang at the ends and are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recount.model import Claim, Incident, LedgerEntry, OriginKind


@dataclass(frozen=True, slots=True)
class OriginNode:
    """An origin, a relay or an outlet, with those who have the word from it and the reports that it itself published.

    `kind`, `side` and `named` are an origin's and stand at the roots only. `reprints` are those of `documents` that say
    another report's words again.
    """

    name: str
    children: tuple[OriginNode, ...]
    documents: tuple[str, ...] = ()
    reprints: tuple[str, ...] = ()
    kind: OriginKind | None = None
    side: str | None = None
    named: bool = True

    @property
    def reports(self) -> frozenset[str]:
        """The reports at the ends of its branches, its own among them."""
        return frozenset(self.documents).union(*(child.reports for child in self.children))


@dataclass
class _Branch:
    below: dict[str, _Branch] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)


def origin_tree(incident: Incident, claims: Mapping[str, Claim]) -> tuple[OriginNode, ...]:
    """The tree of an incident, one root an origin; `claims` hold at least the incident's, by id."""
    reprints = {relation.b for relation in incident.relations if relation.rel == "reprint"}
    nodes = []
    for origin in incident.origins:
        branch = _Branch()
        for claim, chain in zip(origin.claims, origin.chains, strict=False):
            _hang(branch, chain, claims[claim].document)
        nodes.append(_node(origin.name, branch, reprints, origin.kind, origin.side, origin.named))
    return tuple(nodes)


def figure_tree(entries: Iterable[LedgerEntry], incident: Incident) -> tuple[OriginNode, ...]:
    """The tree of some figures of an incident: of one, or of all that a headline was chosen from."""
    reprints = {relation.b for relation in incident.relations if relation.rel == "reprint"}
    named = {origin.name: origin.named for origin in incident.origins}
    branches: dict[str, tuple[_Branch, LedgerEntry]] = {}
    for entry in entries:
        branch, _ = branches.setdefault(entry.origin, (_Branch(), entry))
        _hang(branch, entry.chain or (entry.origin,), entry.document)
    return tuple(
        _node(name, branch, reprints, entry.kind, entry.side, named.get(name, True))
        for name, (branch, entry) in branches.items()
    )


def _hang(branch: _Branch, chain: tuple[str, ...], document: str) -> None:
    """A report hangs below its outlet, which hangs below whom it has the word from."""
    for step in chain[-2::-1]:
        branch = branch.below.setdefault(step, _Branch())
    branch.documents.add(document)


def _node(
    name: str,
    branch: _Branch,
    reprints: set[str],
    kind: OriginKind | None = None,
    side: str | None = None,
    named: bool = True,
) -> OriginNode:
    return OriginNode(
        name,
        tuple(_node(below, branch.below[below], reprints) for below in sorted(branch.below)),
        tuple(sorted(branch.documents)),
        tuple(sorted(branch.documents & reprints)),
        kind,
        side,
        named,
    )
