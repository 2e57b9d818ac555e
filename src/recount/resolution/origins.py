"""Who vouches for an incident: the far ends of attribution chains, each once, however many reports carry its word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from recount.codebook.actors import Actors
from recount.codebook.offices import is_office, office_named
from recount.model import Claim, Document, Origin
from recount.resolution.bodies import one_body
from recount.resolution.chains import Way, way_of, with_register
from recount.resolution.credited import credited_nearby
from recount.resolution.described import body_described
from recount.resolution.heads import office_headed
from recount.resolution.names import folded, party_of
from recount.resolution.reprints import Reprints
from recount.resolution.spokespeople import body_of, named_before
from recount.resolution.whose import office_held

# Speakers who are nobody in particular: two reports' "activists" can't be told to be the same or different people.
_NOBODY = (
    r"(?:sources?|reports?|activists?|(?:eye)?witness(?:es)?|residents?|locals?|inhabitants|officials?|medics?|doctors?"
    r"|observers?|analysts?|diplomats?|people|media|correspondents?|reporters?|journalists?|statements?|accounts?"
    r"|rumou?rs?|monitors?|monitoring group|watchdog|group|villagers|survivors|refugees|rebels?|fighters"
    r"|nurses?|paramedics?|surgeons?|rescuers?|relatives?|neighbou?rs?|officers?|commanders?|militants?|gunm[ae]n|factions?|groups|prisoners?|victims?|footage|pictures?|camera"
    r"|spokes(?:man|woman|person)|(?:web ?)?sites?|twitter|facebook|organi[sz]ation)"
)
_ANY = (
    r"(?:some|several|many|various|other|two|three|army|local|media|press|news|military|medical|security|intelligence"
    r"|police|opposition|rebel|government|official|anonymous|unnamed|unidentified|undisclosed|diplomatic|hospital"
    r"|tribal|field|militant|jihadist|islamist|extremist|civil|defen[cs]e|well|informed|senior|western|war|human|rights|activist|social|pro|anti"
    r"|preliminary|initial|early|earlier|previous|unconfirmed|us|uk|un|[a-z]{2,}(?:an|ish|ese|qi|eli|eni|udi|ani))"
)
_UNNAMED = re.compile(
    rf"^(?:(?:network|group|team|number|couple)s? of )?(?:{_ANY} ){{0,3}}{_NOBODY}"
    r"(?: (?:on ground|(?:in|at|on|from|near|inside|close to) .*))?$|^sources? "
)
_LINKED = re.compile(
    r".*[- ](?:linked|affiliated|aligned|leaning) (?:\w+ )?(?:web ?sites?|pages?|channels?|accounts?|forums?)$",
    re.IGNORECASE,
)
_LEANING = re.compile(r"(?:pro|anti)[- ](.+)$", re.IGNORECASE)  # "pro-Islamic State", of which "website" was cut off
_LONGEST = 200_000  # characters in which a report has said who somebody is; it is asked of every claim
_STAFF = re.compile(r"[ ,]+(?:TV )?(?:correspondents?|reporters?)$", re.IGNORECASE)


def origins_of(
    claims: Iterable[Claim], documents: Mapping[str, Document], reprints: Reprints, actors: Actors
) -> tuple[Origin, ...]:
    """The independent origins of an incident's claims, named ones first.

    Aliases are one origin, and so are bodies of which the incident has just one ("police", "Tarnow state police").
    Where nobody is named the report's outlet is the origin, and a reprint family, whose
    outlets all print the words of one, has the outlet it goes back to. "Activists said" leaves the
    outlet to vouch for them. A report that credits somebody with an incident is no second witness of it where it goes
    on in its own words, unless it gives a figure of its own: each figure has its speaker, who may be named after it.
    """
    said: dict[str, list[Claim]] = defaultdict(list)
    names: dict[str, str] = {}
    credited: set[str] = set()
    claims = tuple(claims)
    ways = {claim.id: way_of(claim, documents, reprints, actors) for claim in claims}
    voices = {claim.id: speakers(claim, documents, ways[claim.id], actors) for claim in claims}
    nearby = credited_nearby(sorted(claims, key=lambda c: (c.document, c.trigger)), voices, actors)
    crediting = {reprints.family(claim.document) for claim in claims if claim.origin}
    for claim in claims:
        if not claim.origin and not claim.tolls and reprints.family(claim.document) in crediting:
            continue
        for named, name in (nearby[claim.id],) if claim.id in nearby else voices[claim.id]:
            key = folded(name) or name
            names[key] = min(names.get(key, name), name)
            said[key].append(claim)
            if named:
                credited.add(key)
    same = one_body({names[key]: said[key] for key in sorted(credited)}, documents, actors)
    for name, body in same.items():
        said[folded(body) or body] += said.pop(folded(name) or name)
    found = []
    for key in sorted(said, key=lambda k: (k not in credited, k)):
        by_id = {claim.id: claim for claim in said[key]}
        origin = Origin(
            name=names[key],
            named=key in credited,
            documents=tuple(sorted({c.document for c in said[key]})),
            claims=tuple(sorted(by_id)),
            chains=tuple([ways[c].to(names[key]) for c in sorted(by_id)]),
        )
        found.append(with_register(origin, documents, actors))
    return tuple(found)


def speakers(claim: Claim, documents: Mapping[str, Document], way: Way, actors: Actors) -> tuple[tuple[bool, str], ...]:
    """Whose word a claim is: named origins by the names aliases share, else the outlet that the words go back to.

    An outlet's correspondent is the outlet, and who speaks for a body is that body. "Activists" and "a source" are
    called so, with who heard them: the relay nearest to them ("a local source told the agency"), else the outlet.
    """
    if named := _named(claim, documents, actors):
        return tuple((True, name) for name in sorted(named))
    relays = [cited.value for cited in claim.via if is_named(cited.value, actors)]
    vouches = party_of(actors, relays[-1]) if relays else way.voice
    heard = _in_running_text(claim.origin[0].value) if claim.origin and not _STAFF.search(claim.origin[0].value) else ""
    return ((False, f"{heard} ({vouches})"),) if heard else ((bool(relays), vouches),)


def _in_running_text(nobody: str) -> str:
    """What nobody in particular is called, wherever in a sentence that stood: "Residents" are "residents"."""
    first, rest = nobody[:1], nobody[1:]
    plain = re.match(_NOBODY, nobody, re.IGNORECASE)
    return first.lower() + rest if plain is not None and not nobody.isupper() else nobody


def _named(claim: Claim, documents: Mapping[str, Document], actors: Actors) -> set[str]:
    """The origins that a claim credits by name; an office of which nobody knows whose it is is none."""
    text = documents[claim.document].text[:_LONGEST] if claim.origin and claim.document in documents else ""
    found, offices = set(), set()
    for name, start in {cited.value: cited.span.start for cited in claim.origin}.items():
        named = is_named(name, actors)
        body = actors.spoken_for_by(name) or body_of(name, text, actors)
        body = body or (None if named else named_before(start, text, actors))
        described = body.name if body is not None else body_described(name, start, text, actors)
        if described is not None:
            found.add(described)
        elif named:
            held = office_held(office_headed(name, text) or name, claim, text, actors)
            found.add(held or party_of(actors, _STAFF.sub("", name)))
            offices |= {name} if is_office(name) else set()
    return found - offices


@lru_cache(maxsize=20_000)
def is_named(origin: str, actors: Actors) -> bool:
    """Whether an origin is somebody who can be asked again, not "a source" or "activists"."""
    if actors.canonical(origin) is not None or office_named(origin) is not None:
        return True
    if _LINKED.match(origin):
        return False
    leaning = _LEANING.match(origin)
    return not _UNNAMED.match(folded(origin)) and (leaning is None or actors.canonical(leaning[1]) is None)
