"""An incident as if some of its reports had never come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.model import Claim, Incident, Status
from recount.tolls.ledger import ledger_alone


def told_without(
    incident: Incident, claims: Sequence[Claim], hidden: Collection[str], actors: Actors
) -> Incident | None:
    """What of an incident is told by other reports than those that are hidden; None where nothing is left.

    `claims` are its own. Values are those that a claim of the others gives; a date and a place are then such a claim's
    own.
    """
    if not any(key in hidden for key in incident.documents):
        return incident
    claims = tuple(claim for claim in claims if claim.document not in hidden)
    if not claims:
        return None
    ids = {claim.id for claim in claims}
    named = {
        role: [cited.value for claim in claims for cited in getattr(claim, role)] for role in ("agents", "targets")
    }
    origins = []
    for origin in incident.origins:
        pairs = [(key, chain) for key, chain in zip(origin.claims, origin.chains, strict=False) if key in ids]
        documents = tuple(key for key in origin.documents if key not in hidden)
        if documents:
            kept = tuple(key for key in origin.claims if key in ids)
            chains = tuple(chain for _, chain in pairs)
            origins.append(replace(origin, documents=documents, claims=kept, chains=chains))
    ledger = ledger_alone(entry for entry in incident.ledger if entry.document not in hidden)
    return replace(
        incident,
        type=incident.type if any(claim.type == incident.type for claim in claims) else claims[0].type,
        status=_status(incident, claims),
        when=next((claim.time.value for claim in claims if claim.time and claim.time.value.first), None),
        place=next((claim.place for claim in claims if claim.place), None),
        place_names=tuple(dict.fromkeys(cited.value for claim in claims for cited in claim.places[:1])),
        agents=tuple(a for a in incident.agents if any(actors.same(a, name) for name in named["agents"])),
        targets=tuple(t for t in incident.targets if any(actors.same(t, name) for name in named["targets"])),
        claims=tuple(key for key in incident.claims if key in ids),
        documents=tuple(key for key in incident.documents if key not in hidden),
        main_of=tuple(key for key in incident.main_of if key not in hidden),
        origins=tuple(origins),
        ledger=ledger,
        merges=tuple(merge for merge in incident.merges if merge.a in ids and merge.b in ids),
        relations=tuple(r for r in incident.relations if r.a not in hidden and r.b not in hidden),
        within=tuple(sorted({claim.within.value for claim in claims if claim.within is not None})),
    )


def _status(incident: Incident, claims: Sequence[Claim]) -> Status:
    told = [claim.status.value for claim in claims]
    return incident.status if incident.status in told else told[0]
