"""Who vouches for an incident: the far ends of attribution chains, each once, however many reports carry its word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from recount.codebook.actors import Actors
from recount.model import Claim, Document, Origin
from recount.resolution.names import folded, party_of
from recount.resolution.reprints import Reprints

# Speakers who are nobody in particular: two reports' "activists" can't be told to be the same or different people.
_UNNAMED = re.compile(
    r"^(?:\w+ ){0,2}(?:sources?|reports?|activists?|(?:eye)?witness(?:es)?|residents?|locals?|officials?|medics?"
    r"|doctors?|observers?|analysts?|diplomats?|people|media|correspondents?|reporters?|statement|accounts?|rumou?rs?"
    r"|monitors?|monitoring group|villagers|survivors|refugees|spokes(?:man|woman|person))$"
)


def origins_of(
    claims: Iterable[Claim], documents: Mapping[str, Document], reprints: Reprints, actors: Actors
) -> tuple[Origin, ...]:
    """The independent origins of an incident's claims, named ones first.

    Aliases are one origin. Where nobody is named the report's outlet is the origin, and a reprint family, whose
    outlets all print the words of one, has the outlet it goes back to. "Activists said" leaves the
    outlet to vouch for them.
    """
    said: dict[tuple[bool, str], list[Claim]] = defaultdict(list)
    names: dict[tuple[bool, str], str] = {}
    for claim in claims:
        for named, name in speakers(claim, documents, reprints, actors):
            key = (named, folded(name) or name)
            names[key] = min(names.get(key, name), name)
            said[key].append(claim)
    return tuple(
        Origin(
            name=names[key],
            named=key[0],
            documents=tuple(sorted({c.document for c in said[key]})),
            claims=tuple(sorted({c.id for c in said[key]})),
        )
        for key in sorted(said, key=lambda k: (not k[0], k[1]))
    )


def speakers(
    claim: Claim, documents: Mapping[str, Document], reprints: Reprints, actors: Actors
) -> tuple[tuple[bool, str], ...]:
    """Whose word a claim is: named origins by the names aliases share, else the outlet that the words go back to."""
    named = sorted({party_of(actors, cited.value) for cited in claim.origin if is_named(cited.value, actors)})
    if named:
        return tuple((True, name) for name in named)
    first = reprints.family(claim.document)
    document = documents.get(first) or documents.get(claim.document)
    outlet = document.outlet if document is not None else None
    return ((False, party_of(actors, outlet) if outlet else f"report {first}"),)


def is_named(origin: str, actors: Actors) -> bool:
    """Whether an origin is somebody who can be asked again, not "a source" or "activists"."""
    return actors.canonical(origin) is not None or not _UNNAMED.match(folded(origin))
