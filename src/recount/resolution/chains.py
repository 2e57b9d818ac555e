"""The way that a claim's words came: from its outlet over what the outlet reprints and whom it relays to the origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.codebook.origin_kinds import kind_of_origin, kind_of_outlet, kind_of_unnamed
from recount.model import Claim, Document, Origin, OriginKind
from recount.resolution.names import party_of, side_of
from recount.resolution.reprints import Reprints, agency_of, carries

_TAKES_SIDES = frozenset({OriginKind.PARTY, OriginKind.AUTHORITY, OriginKind.AGENCY, OriginKind.OUTLET})


def outlet_of(document: Document | None, key: str, actors: Actors) -> str:
    """What a report's outlet is called; a report without one stands for itself."""
    outlet = document.outlet if document is not None else None
    if not outlet:
        return f"report {key}"
    known = actors.canonical(outlet) or actors.canonical(outlet.upper())  # feeds write their initials small
    return known.name if known is not None else outlet


def own_voice(claim: Claim, documents: Mapping[str, Document], reprints: Reprints, actors: Actors) -> str:
    """Whose words a claim is where its report credits nobody: the agency's whose copy it is, else the outlet's that
    the words go back to."""
    agency = _agency(claim, documents, reprints)
    if agency is not None:
        return party_of(actors, agency)
    first = _first(claim, documents, reprints)
    return outlet_of(documents.get(first) or documents.get(claim.document), first, actors)


def chain_of(
    claim: Claim, origin: str, documents: Mapping[str, Document], reprints: Reprints, actors: Actors
) -> tuple[str, ...]:
    """The outlet, the outlet whose words it reprints, the relays nearest the reporter first, the origin; each once."""
    outlets = [outlet_of(documents.get(claim.document), claim.document, actors)]
    first = _first(claim, documents, reprints)
    outlets += [outlet_of(documents.get(first), first, actors)] if first != claim.document else []
    outlets += [own_voice(claim, documents, reprints, actors)]
    relays = [party_of(actors, relay.value) for relay in claim.via]
    return (*dict.fromkeys(step for step in (*outlets, *relays) if step != origin), origin)


def _first(claim: Claim, documents: Mapping[str, Document], reprints: Reprints) -> str:
    """The report that a claim's words go back to: its family's first, its own where that does not tell it."""
    first = reprints.family(claim.document)
    story, report = documents.get(first), documents.get(claim.document)
    added = story is not None and report is not None and story.id != report.id and not carries(story, report, claim)
    return claim.document if added else first


def _agency(claim: Claim, documents: Mapping[str, Document], reprints: Reprints) -> str | None:
    """The agency whose copy a claim's sentence is: its family's; of what it adds itself the one that it credits."""
    added = _first(claim, documents, reprints) != reprints.family(claim.document)
    return agency_of(documents[claim.document]) if added else reprints.agency(claim.document)


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
