"""Whose army "the army" is: parties that a report calls by their office alone, told apart by country."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook.actors import Actor, Actors, name_key
from recount.model import Claim

_OFFICE = re.compile(
    r"^(?P<office>army|military|armed forces|air force|navy|police|security forces|government|authorities|presidency|"
    r"(?:defen[cs]e|interior|foreign|health) ministry|ministry of (?:defen[cs]e|interior|foreign affairs|health)|"
    r"state (?:run )?(?:television|tv|media|radio|news agency)|coalition|observatory)"
    r"(?: (?:high |general )?(?:command|staff|chief|spokes(?:man|woman|person)|commanders?|statement))*$"
)
_KINDS = {
    "state forces": re.compile(r"^(?:army|military|armed forces|air force|navy|police|security forces)"),
    "news agency": re.compile(r"news agency$"),
    "media": re.compile(r"^state "),
    "external forces": re.compile(r"^coalition$"),
    "monitor": re.compile(r"^observatory$"),
}


def is_office(name: str) -> bool:
    """Whether a speaker is an office that every country has: "the army", "the health ministry", "state television"."""
    return _OFFICE.match(name_key(name)) is not None


def holder_of(name: str, claim: Claim, text: str, actors: Actors) -> str | None:
    """Whose office it is: the party of the alias file that the report names and that goes by it, else that of the
    country where the claim lies; of a country or capital its government. None where several may be meant, or none."""
    found = _OFFICE.match(name_key(name))
    if found is None:
        return _government_of(name, actors)
    office = _spelt(found["office"])
    kind = next((kind for kind, words in _KINDS.items() if words.search(office)), "government")
    known = _going_by(office, kind, actors)
    named = {actor.name for actor, names in known if any(own in text for own in names)}
    if len(named) == 1:
        return named.pop()
    country = claim.place.country if claim.place is not None else ""
    there = {actor.name for actor, _ in known if country and country in actor.countries}
    there = there & named or there
    return there.pop() if len(there) == 1 else None


def _government_of(name: str, actors: Actors) -> str | None:
    """Of a country or a capital that speaks ("Moscow said") its government."""
    if not name[:1].isupper() or actors.canonical(name) is not None:
        return None
    known = actors.canonical(f"government of {name}") or actors.canonical(f"{name} government")
    return known.name if known is not None and known.kind == "government" else None


def office_of(name: str, claim: Claim) -> str | None:
    """An office whose holder the alias file does not know, by the country where the claim lies ("army (SD)"): the same
    in every report. None where the country is not known either, or the name is no office."""
    found = _OFFICE.match(name_key(name))
    if found is None or claim.place is None or not claim.place.country:
        return None
    office = _spelt(found["office"])
    local = claim.place.admin1 if office == "police" else None  # every province has its own
    return f"{office} ({local or claim.place.country})"


@lru_cache(maxsize=256)
def _going_by(office: str, kind: str, actors: Actors) -> tuple[tuple[Actor, tuple[str, ...]], ...]:
    """Actors of a kind with a name that ends with the office's, and their names as reports write them."""
    found = []
    for actor in actors.actors:
        names = (actor.name, *actor.aliases)
        if actor.kind == kind and any(_spelt(name_key(name)).endswith(f" {office}") for name in names):
            found.append((actor, tuple(name for name in names if len(name) > len(office))))
    return tuple(found)


def _spelt(key: str) -> str:
    """One way to write an office: "ministry of defense" → "defence ministry"."""
    key = re.sub(r"\bministry of (\w+)(?: affairs)?", r"\1 ministry", key.replace("defense", "defence"))
    return key.replace(" tv", " television")
