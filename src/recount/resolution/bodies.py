"""Origins of one incident that are one body by another name: "police" beside "Borno state police", a director beside
the body that a report says he heads.

Only within an incident: its police, health ministry or state media are one body where its reports name just one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from recount.codebook.actors import Actors, name_key
from recount.codebook.offices import LEADERS, STATE_HEADS, spelt
from recount.gazetteer.nations import country_called
from recount.model import Claim, Document

_OFFICE_OF = re.compile(r"^(?P<office>.+) \((?P<area>[^()]+)\)$")
_COUNTRY = re.compile(r"[A-Z]{2}")  # as ISO writes it: the area of a state's office, others are regions and towns
_STATE_MEDIA = "state media"
_STATE_NEWS = frozenset({"media", "news agency"})
_HEADS = rf"(?:{LEADERS}|commander|minister|mayor)"
_HOLDERS = rf"(?P<office>{STATE_HEADS})"
_DEFENCE = "defence ministry"
_ARMIES = frozenset({"army", "military", "armed forces"})
_NAME = re.compile(r"^[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|al-\w+|bin|de|van))+$")
_MOST = 64  # named origins of one report that are compared with each other


def one_body(
    said: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document], actors: Actors
) -> Mapping[str, str]:
    """The named origins of an incident that are another one of it, each with that one's name; `said` are the claims of
    each."""
    same = dict(_of_offices(said, actors))
    left = {name: claims for name, claims in said.items() if name not in same}
    for name, body in _of_heads(left, documents, actors):
        if body != name and same.get(body) != name:
            same[name] = same.get(body, body)
    for name, office in _of_holders(left, documents, actors):
        same.setdefault(name, office)
    same |= _of_defence({name: said[name] for name in said if name not in same}, actors)
    return {name: same.get(body, body) for name, body in same.items()}


def _of_defence(said: Mapping[str, Sequence[Claim]], actors: Actors) -> Iterator[tuple[str, str]]:
    """A state's army beside the ministry that speaks for it: of the two the one that fewer reports credit, the army
    of equals. A report that credits both tells them apart."""
    of_state: dict[str, dict[bool, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in said:
        defends = _defends(name, actors)
        if defends is not None:
            of_state[defends[0]][defends[1]].append(name)
    for bodies in of_state.values():
        if len(bodies[True]) == len(bodies[False]) == 1:
            ministry, army = bodies[True][0], bodies[False][0]
            reports = {name: {claim.document for claim in said[name]} for name in (ministry, army)}
            if reports[ministry].isdisjoint(reports[army]):
                fewer = len(reports[ministry]) < len(reports[army])
                yield (ministry, army) if fewer else (army, ministry)


@lru_cache(maxsize=20_000)
def _defends(name: str, actors: Actors) -> tuple[str, bool] | None:
    """The country whose defence ministry, or whose army as a whole, a name is, and whether it is the ministry."""
    office = _OFFICE_OF.match(name)
    if office is not None:
        ministry = office["office"] == _DEFENCE
        return (office["area"], ministry) if ministry or office["office"] in _ARMIES else None
    actor = actors.named(name)
    if actor is None or len(actor.countries) != 1:
        return None
    called = [spelt(name_key(one)) for one in (actor.name, *actor.aliases)]
    if actor.kind == "government" and any(one.endswith((_DEFENCE, "defence department")) for one in called):
        return actor.countries[0], True
    army = actor.kind == "state forces" and any(one.endswith(tuple(_ARMIES)) for one in called)
    return (actor.countries[0], False) if army else None


def _of_holders(
    said: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document], actors: Actors
) -> Iterator[tuple[str, str]]:
    """People whom a report calls prime minister or president, with the one such office that others credit."""
    offices = defaultdict(list)
    for name in said:
        found = _OFFICE_OF.match(name)
        if found is not None:
            offices[found["office"]].append(name)
    for person, claims in said.items():
        if not offices or not _NAME.match(person) or actors.canonical(person) is not None:
            continue
        held = {
            found["office"].lower()
            for key in dict.fromkeys(claim.document for claim in claims)
            if key in documents and (found := _office_beside(person, documents[key].text)) is not None
        }
        meant = offices[held.pop()] if len(held) == 1 else []
        if len(meant) == 1:
            yield person, meant[0]


def _office_beside(person: str, text: str) -> re.Match[str] | None:
    who = re.escape(person)
    return re.search(
        rf"\b{_HOLDERS}(?: of (?:[A-Z][\w’'-]*[ ,]){{1,3}}|,)? ?{who}\b", text, re.IGNORECASE
    ) or re.search(rf"\b{who}, (?:who is )?(?:the )?(?:[\w’'-]+ ){{0,2}}?{_HOLDERS}\b", text, re.IGNORECASE)


def _of_offices(said: Mapping[str, Sequence[Claim]], actors: Actors) -> Iterator[tuple[str, str]]:
    """Offices that are told by the country alone, with the one body of that name and country."""
    keys = {name: name_key(name) for name in said}
    for name, claims in said.items():
        found = _OFFICE_OF.match(name)
        if found is None:
            continue
        office, area = found["office"], found["area"]
        countries = {claim.place.country for claim in claims if claim.place is not None}
        if office == _STATE_MEDIA:
            meant = {other for other in said if _is_state_media(other, area, actors)}
        else:
            meant = {
                other
                for other, key in keys.items()
                if other != name and _is_local(key, other, office, area, countries, said[other])
            }
        if len(meant) == 1:
            yield name, meant.pop()


def _is_state_media(name: str, country: str, actors: Actors) -> bool:
    known = actors.named(name)
    if known is not None:
        return known.kind in _STATE_NEWS and known.side is not None and country in known.countries
    found = _OFFICE_OF.match(name)
    return found is not None and found["area"] == country and re.match(r"state (?!media)", found["office"]) is not None


def _is_local(key: str, name: str, office: str, area: str, countries: Set[str], claims: Sequence[Claim]) -> bool:
    """Whether a body goes by an office and is of the same country, or within the same region. The offices of two
    states are two, wherever it happened."""
    found = _OFFICE_OF.match(name)
    if found is not None:
        there = {claim.place.country for claim in claims if claim.place is not None}
        return found["office"] == office and area in there and not _COUNTRY.fullmatch(found["area"])
    where = re.match(rf"(.+?) {re.escape(office)}(?: .*)?$", key)
    may_be = {area} if _COUNTRY.fullmatch(area) else countries
    return where is not None and ((country := country_called(where[1])) is None or country in may_be)


def _of_heads(
    said: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document], actors: Actors
) -> Iterator[tuple[str, str]]:
    """People of whom a report says that they head or speak for another of its origins, with that one."""
    people = [name for name in said if _NAME.match(name) and actors.canonical(name) is None]
    if not people:
        return
    told: dict[str, dict[str, str]] = defaultdict(dict)  # by report: an origin as it is written, and its name
    for name, claims in said.items():
        for claim in claims:
            if len(told[claim.document]) < _MOST:
                told[claim.document].update({cited.value: name for cited in claim.origin if len(claim.origin) == 1})
    for person in people:
        bodies = {
            body
            for key in dict.fromkeys(claim.document for claim in said[person])
            for written, body in told[key].items()
            if body != person and key in documents and _heads(person, written, documents[key].text)
        }
        if len(bodies) == 1:
            yield person, bodies.pop()


def _heads(person: str, body: str, text: str) -> bool:
    if person not in text or body not in text:
        return False
    who, what = re.escape(person), rf"(?:the )?{re.escape(body)}"
    return (
        re.search(
            rf"{what}(?:'s|’s)? (?:\w+ )?{_HEADS},? {who}\b"
            rf"|\b{_HEADS} (?:of|for|at) {what},? {who}\b"
            rf"|{who}, (?:who is )?(?:the |an? )?(?:\w+ )?{_HEADS} (?:of|for|at|with) {what}\b"
            rf"|{who}, who (?:heads|runs|leads|directs|founded|speaks for) {what}\b"
            rf"|{who}, (?:the )?{what}(?:'s|’s)? (?:\w+ )?{_HEADS}\b",
            text,
        )
        is not None
    )
