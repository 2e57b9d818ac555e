"""Whose word a claim is, and how that is known where the claim's own sentence does not say it: its report's credit, the
report that it reprints, or what the report says next to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.model import Claim, Document, Incident
from recount.resolution.reprints import credit_of
from recount.store import RecordStore
from recount.tolls.ledger import reprinted

NO_OUTLET = "a report that names no outlet"
_LONGEST = 120  # characters of a quoted credit


@dataclass(frozen=True, slots=True)
class Ground:
    """The way of a claim's word to one of its origins, the outlet first. `why` says how steps are known that the
    claim's sentence does not name: in words, each with the report's own, "" for none, and the report that has them."""

    chain: tuple[str, ...]
    why: tuple[tuple[str, str, str], ...] = ()


def grounds_of(incident: Incident, claim: Claim, documents: Mapping[str, Document]) -> tuple[Ground, ...]:
    """How each origin of a claim is known; none where the incident has not been brought together so far. `documents`
    are the incident's reports, those that are shown."""
    found = []
    for origin in incident.origins:
        if claim.id in origin.claims and origin.chains:
            chain = origin.chains[origin.claims.index(claim.id)]
            if not documents[claim.document].outlet:
                chain = (NO_OUTLET, *chain[1:])
            found.append(Ground(chain, _why(incident, claim, chain, documents, named=origin.named)))
    return tuple(found)


def _why(
    incident: Incident, claim: Claim, chain: tuple[str, ...], documents: Mapping[str, Document], *, named: bool
) -> tuple[tuple[str, str, str], ...]:
    said = len(claim.via) + bool(claim.origin)
    steps = list(chain[1 : len(chain) - said] if said else chain[1:])
    found = []
    if named and not said and steps:
        found.append((f"{steps.pop()} is named elsewhere in the report", "", claim.document))
    first = documents.get(reprinted(incident).get(claim.document, ""))
    own = credit_of(documents[claim.document])
    credit, report = (own, claim.document) if own or first is None else (credit_of(first), first.id)
    if steps and credit is not None and not (first is not None and steps[-1] == first.outlet):
        words = " ".join(credit.words.split())[:_LONGEST]
        where = "its credit" if report == claim.document else "the credit of the report that it reprints"
        found.append((f"{steps.pop()} stands in {where}", words, report))
    if steps and first is not None:
        found.append((f"{steps.pop()} printed the story before", "", first.id))
    found += [(f"{step} had it first of the prints of its story", "", f"{claim.document}/family") for step in steps]
    return tuple(found)


def grounds_in(
    store: RecordStore, claims: Sequence[Claim], documents: Mapping[str, Document]
) -> Mapping[str, tuple[Ground, ...]]:
    """How the origins of some claims are known, by the claim's id; `documents` are their reports."""
    incidents = store.holding(claim.id for claim in claims)
    holding = {key: one for one in incidents for key in one.claims}
    firsts = {first for one in incidents for report, first in reprinted(one).items() if report in documents}
    every = {**documents, **{one.id: one for one in store.documents(firsts - documents.keys())}}
    return {claim.id: grounds_of(holding[claim.id], claim, every) for claim in claims if claim.id in holding}


def shown_grounds(found: Iterable[Ground], hidden: Collection[str]) -> tuple[Ground, ...]:
    """Those that rest on no report that who asks may not see; none where one does."""
    grounds = tuple(found)
    rest = (report.partition("/")[0] for one in grounds for _, _, report in one.why)
    return grounds if not any(report in hidden for report in rest) else ()
