"""Ledgers of one incident from claims made by hand, without resolution: who says what is given with each claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from recount.codebook.actors import built_in_actors
from recount.model import Claim, Document, Incident, LedgerEntry, Origin, OriginKind, Relation, Status, When
from recount.tolls.ledger import with_ledgers


def incident(
    documents: Sequence[Document], claims: Sequence[Claim], *, type_: str = "air_strike", when: When | None = None
) -> Incident:
    """One incident of all claims with its ledger and the relations of all its reports; each origin by its name."""
    said: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for name in [cited.value for cited in claim.origin] or [f"report {claim.document}"]:
            said[name].append(claim.id)
    names = [d.id for d in documents]
    bare = Incident(
        id="i",
        type=type_,
        status=Status.HAPPENED,
        when=when,
        place=None,
        place_names=(),
        agents=(),
        targets=(),
        claims=tuple(claim.id for claim in claims),
        documents=tuple(names),
        main_of=tuple(dict.fromkeys(claim.document for claim in claims if claim.main)),
        origins=tuple(
            Origin(name, True, (), tuple(told), OriginKind.UNNAMED if name.islower() else OriginKind.UNKNOWN)
            for name, told in sorted(said.items())
        ),
        ledger=(),
        relations=tuple(Relation(a, b, "same") for n, a in enumerate(names) for b in names[n + 1 :]),
    )
    (counted,) = with_ledgers([bare], documents, claims, built_in_actors())
    return counted


def told(ledger: Sequence[LedgerEntry]) -> list[tuple[str, str, str]]:
    """A ledger in short: origin, figure, and the report of the figure that it revises."""
    return [(e.origin, str(e.count), (e.revises or "").partition(".")[0]) for e in ledger]
