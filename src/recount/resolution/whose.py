"""Whose army "the army" is: parties that a report calls by their office alone, told apart by country."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook.actors import Actor, Actors, name_key
from recount.codebook.offices import office_named, spelt
from recount.gazetteer.nations import country_called, country_named
from recount.model import Claim, PlacePrecision

# "the Army of Oster" is a party of that name
_LOCAL = re.compile(
    r"police|authorities|state |\w+ ministry|civil defence|red crescent|mayor|municipality|hospital|governor"
)
_OF_TOWNS = frozenset({"mayor", "municipality", "hospital"})
_OF_REGIONS = frozenset({"police", "governor"})
_OF_PLACES = frozenset({"mayor", "municipality", "governor"})  # each of one place, never of a country
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_FAR = 80
_KINDS = {
    "state forces": re.compile(r"^(?:army|military|armed forces|air force|navy|police|security forces)"),
    "news agency": re.compile(r"news agency$"),
    "media": re.compile(r"^state "),
    "external forces": re.compile(r"^coalition$"),
    "monitor": re.compile(r"^observatory$"),
    "international organisation": re.compile(r"^(?:civil defence|red crescent)$"),
}


def office_held(name: str, claim: Claim, text: str, actors: Actors) -> str | None:
    """Whose office it is: the party of the alias file that the report names and that goes by it, else that of the
    country where the claim lies; of a country or capital its government. Where several may be meant, or none is known,
    the office with the country that its name or the report tells, else with the country, province or town where the
    claim lies ("army (SD)", "police (Borno)", "mayor (Gao)"): the same in every report. None where no country is known,
    or the name is no office."""
    found = _office_in(name, claim)
    if found is None:
        return _government_of(name, actors) or _government_unlisted(name, text, actors)
    office, whose = found
    held = _holder(office, whose, claim, text, actors)
    if held is None and whose is None and office not in _OF_TOWNS | _OF_REGIONS:
        whose = _country_told(office, text)
    return held or _office_of(office, whose, claim)


def _holder(office: str, whose: str | None, claim: Claim, text: str, actors: Actors) -> str | None:
    known = _going_by(office, actors)
    told = whose is None and _names_going_by(office, actors).search(text)  # most reports name none of them
    named = {actor.name for actor, names in known if any(map(text.__contains__, names))} if told else set()
    if len(named) == 1:
        return named.pop()
    country = whose or (claim.place.country if claim.place is not None else "")
    there = {actor.name for actor, _ in known if country and country in actor.countries}
    there = there & named or there
    return there.pop() if len(there) == 1 else None


@lru_cache(maxsize=20_000)
def _government_of(name: str, actors: Actors) -> str | None:
    """Of a country or a capital that speaks ("Moscow said") its government."""
    if not name[:1].isupper() or actors.canonical(name) is not None:
        return None
    known = actors.canonical(f"government of {name}") or actors.canonical(f"{name} government")
    return known.name if known is not None and known.kind == "government" else None


def _government_unlisted(name: str, text: str, actors: Actors) -> str | None:
    """Of a country that speaks and of which the alias file has nobody ("Eritrea said") "government (ER)"; None where a
    report has it as somebody's last name."""
    country = country_named(name) if actors.canonical(name) is None else None
    if country is None or re.search(rf"\b(?!In |On |At )[A-Z][\w.]+ {re.escape(name)}\b(?!['’]s )", text):
        return None
    return f"government ({country})"


def _office_of(office: str, whose: str | None, claim: Claim) -> str | None:
    if whose is None:
        whose = _seat(office, claim)
    return f"{office} ({whose})" if whose else None


def _seat(office: str, claim: Claim) -> str | None:
    """Where an office is of which only its claim tells: every town has its mayor, every province its police."""
    place = claim.place
    if office in _OF_TOWNS:
        if place is not None and place.precision is not PlacePrecision.COUNTRY:
            return place.name
        return claim.places[0].value if place is None and claim.places else None
    if place is None:
        return None
    return (place.admin1 if office in _OF_REGIONS else None) or (None if office == "governor" else place.country)


@lru_cache(maxsize=4096)
def _country_told(office: str, text: str) -> str | None:
    """The one country after which a report calls an office somewhere: "the Osteran army", for "the army" elsewhere."""
    told = set()
    for found in re.finditer(rf" {re.escape(office)}\b", text, re.IGNORECASE):
        *_, first, last = ["", "", *_WORDS.findall(text[max(0, found.start() - _FAR) : found.start()])]
        if text[: found.start()].endswith(last):
            country = country_called(f"{first} {last}") or (country_called(last) if last[:1].isupper() else None)
            told |= {country} if country is not None else set()
    return told.pop() if len(told) == 1 else None


def _office_in(name: str, claim: Claim) -> tuple[str, str | None] | None:
    """The office that a name means and the country that it says; None for who is none, and for one of some other place
    than the claim's."""
    told = office_named(name)
    if told is None:
        return None
    office, where = told.name, told.where
    if where is None:
        return office, None
    country = country_called(where)
    if country is not None and office in _OF_PLACES:
        there = claim.place is None or claim.place.country == country
        return office, None if there else country
    if country is not None or not _LOCAL.match(office):
        return (office, country) if country is not None else None
    where, own = where.removeprefix("the "), where.removesuffix("s")
    here = {name_key(cited.value) for cited in claim.places[: 1 if office in _OF_TOWNS else None]}
    if claim.place is not None:
        here |= {name_key(claim.place.name), name_key(claim.place.admin1 or claim.place.name)}
    if any(where == key or own == key or where.endswith(f" {key}") for key in here):
        return office, None
    if office == "governor" and any(key.startswith(own) for key in here):
        return office, None
    elsewhere = office in _OF_PLACES or f"{office} in " in name_key(name)
    return (office, where.title()) if elsewhere else None


@lru_cache(maxsize=256)
def _going_by(office: str, actors: Actors) -> tuple[tuple[Actor, tuple[str, ...]], ...]:
    """Actors of an office's kind with a name that ends with it, and their names as reports write them."""
    kind = next((kind for kind, words in _KINDS.items() if words.search(office)), "government")
    found = []
    for actor in actors.actors:
        names = (actor.name, *actor.aliases)
        if actor.kind == kind and any(spelt(name_key(name)).endswith(f" {office}") for name in names):
            found.append((actor, tuple(name for name in names if len(name) > len(office))))
    return tuple(found)


@lru_cache(maxsize=256)
def _names_going_by(office: str, actors: Actors) -> re.Pattern[str]:
    """What finds any of these names, ten times as soon as looking for one after the other."""
    names = (name for _, names in _going_by(office, actors) for name in names)
    return re.compile("|".join(map(re.escape, names)) or "(?!)")
