"""The way that a claim's words came: from its outlet over what the outlet reprints and whom it relays to the origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.codebook.origin_kinds import kind_of_origin, kind_of_outlet, kind_of_unnamed
from recount.model import Claim, Document, Origin, OriginKind
from recount.resolution.names import party_of, side_of
from recount.resolution.reprints import Reprints

_TAKES_SIDES = frozenset({OriginKind.PARTY, OriginKind.AUTHORITY, OriginKind.AGENCY, OriginKind.OUTLET})


def outlet_of(document: Document | None, key: str, actors: Actors) -> str:
    """What a report's outlet is called; a report without one stands for itself."""
    outlet = document.outlet if document is not None else None
    if not outlet:
        return f"report {key}"
    known = actors.canonical(outlet) or actors.canonical(outlet.upper())  # feeds write their initials small
    return known.name if known is not None else outlet


def own_voice(document: str, documents: Mapping[str, Document], reprints: Reprints, actors: Actors) -> str:
    """Whose words a report prints where it credits nobody: the agency's whose copy it is, else the outlet's that it
    goes back to."""
    agency = reprints.agency(document)
    if agency is not None:
        return party_of(actors, agency)
    first = reprints.family(document)
    return outlet_of(documents.get(first) or documents.get(document), first, actors)


def chain_of(
    claim: Claim, origin: str, documents: Mapping[str, Document], reprints: Reprints, actors: Actors
) -> tuple[str, ...]:
    """The outlet, the outlet whose words it reprints, the relays nearest the reporter first, the origin; each once."""
    outlets = [outlet_of(documents.get(claim.document), claim.document, actors)]
    first = reprints.family(claim.document)
    outlets += [outlet_of(documents.get(first), first, actors)] if first != claim.document else []
    outlets += [own_voice(claim.document, documents, reprints, actors)]
    relays = [party_of(actors, relay.value) for relay in claim.via]
    return (*dict.fromkeys(step for step in (*outlets, *relays) if step != origin), origin)


def with_register(origin: Origin, documents: Mapping[str, Document], actors: Actors) -> Origin:
    """The origin with its kind and its side on the day that it was first quoted, so far as the alias file or its own
    name tells; `chains` must be there."""
    if origin.named:
        kind = kind_of_origin(origin.name, actors)
    elif any(origin.name.endswith(f" ({step})") for chain in origin.chains for step in chain[:-1]):
        kind = kind_of_unnamed(origin.name)
    else:
        kind = kind_of_outlet(origin.name, actors)
    return replace(origin, kind=kind, side=_side(origin, kind, documents, actors))


def _side(origin: Origin, kind: OriginKind, documents: Mapping[str, Document], actors: Actors) -> str | None:
    if kind not in _TAKES_SIDES:
        return None
    days = [day for key in origin.documents if key in documents and (day := documents[key].published.last) is not None]
    side = side_of(actors, origin.name, min(days, default=None))
    return side if kind is OriginKind.PARTY or side != party_of(actors, origin.name) else None
