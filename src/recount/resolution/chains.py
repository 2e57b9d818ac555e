"""The way that a claim's words came: from its outlet over what the outlet reprints and whom it relays to the origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recount.codebook.actors import Actors
from recount.codebook.origin_kinds import kind_of_origin, kind_of_outlet, kind_of_unnamed
from recount.codec import copier
from recount.model import Claim, Document, Origin, OriginKind
from recount.resolution.names import party_of, side_of
from recount.resolution.reprints import Reprints, agency_of, carries

_TAKES_SIDES = frozenset({OriginKind.PARTY, OriginKind.AUTHORITY, OriginKind.AGENCY, OriginKind.OUTLET})


def outlet_of(document: Document | None, key: str, actors: Actors) -> str:
    """What a report's outlet is called; a report without one stands for itself."""
    outlet = document.outlet if document is not None else None
    if not outlet:
        return f"report {key}"
    return outlet_called(outlet, actors)


def outlet_called(outlet: str, actors: Actors) -> str:
    """An outlet by the name that its aliases share: "alaraby" is The New Arab; as its reports have it where the alias
    file does not know it."""
    known = actors.canonical(outlet) or actors.canonical(outlet.upper())  # feeds write their initials small
    return known.name if known is not None else outlet


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a claim's words: the outlet, the outlet whose words it reprints, the relays, nearest the reporter
    first; each once. `voice` is whose words they are where the report credits nobody: the agency's whose copy it is,
    else the outlet's that the words go back to."""

    voice: str
    steps: tuple[str, ...]

    def to(self, origin: str) -> tuple[str, ...]:
        """The whole chain, with its origin at the far end."""
        return (*[step for step in self.steps if step != origin], origin)


def way_of(claim: Claim, documents: Mapping[str, Document], reprints: Reprints, actors: Actors) -> Way:
    """The way that a claim's words came, so far as its report and that report's family tell."""
    key = claim.document
    report, family = documents.get(key), reprints.family(key)
    first = _first(claim, family, documents)
    own = outlet_of(report, key, actors)
    story = own if first == key else outlet_of(documents.get(first), first, actors)
    agency = agency_of(documents[key]) if first != family else reprints.agency(key)  # what it adds it credits itself
    if agency is not None:
        voice = party_of(actors, agency)
    else:
        voice = story if first in documents else outlet_of(report, first, actors)
    relays = [party_of(actors, relay.value) for relay in claim.via]
    return Way(voice, tuple(dict.fromkeys((own, story, voice, *relays))))


def _first(claim: Claim, family: str, documents: Mapping[str, Document]) -> str:
    """The report that a claim's words go back to: its family's first, its own where that does not tell it."""
    story, report = documents.get(family), documents.get(claim.document)
    added = story is not None and report is not None and story.id != report.id and not carries(story, report, claim)
    return claim.document if added else family


def with_register(origin: Origin, documents: Mapping[str, Document], actors: Actors) -> Origin:
    """The origin with its kind and its side on the day that it was first quoted, so far as the alias file or its own
    name tells; `chains` must be there."""
    if origin.named:
        kind = kind_of_origin(origin.name, actors)
    elif any(origin.name.endswith(f" ({step})") for chain in origin.chains for step in chain[:-1]):
        kind = kind_of_unnamed(origin.name)
    else:
        kind = kind_of_outlet(origin.name, actors)
    return _registered(origin, kind, _side(origin, kind, documents, actors))


_registered = copier(Origin, "kind", "side")


def _side(origin: Origin, kind: OriginKind, documents: Mapping[str, Document], actors: Actors) -> str | None:
    if kind not in _TAKES_SIDES or (kind is not OriginKind.PARTY and actors.canonical(origin.name) is None):
        return None
    days = [day for key in origin.documents if key in documents and (day := documents[key].published.last) is not None]
    side = side_of(actors, origin.name, min(days, default=None))
    return side if kind is OriginKind.PARTY or side != party_of(actors, origin.name) else None
