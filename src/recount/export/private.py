"""Names of private persons, kept out of tables that are handed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.export.elsewhere import capitals, countries_called
from recount.model import Incident, OriginKind
from recount.tolls.populations import is_quantity

A_PERSON = "a person"
"""What stands for a person's name."""

NAMED = "a named person"
"""What stands for it at the desk, for who may not see named persons."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


OFFICES = _set(
    "president vice prime foreign defence defense interior health deputy minister premier chancellor "
    "secretary governor mayor ambassador envoy senator king queen prince emir pope general lieutenant "
    "major colonel captain brigadier admiral commander chief marshal sergeant lt. lt gen. gen brig. maj. maj "
    "col. col capt. capt spokesman spokeswoman spokesperson director head judge prosecutor attorney"
)
COLLECTIVE = _set(
    "agency alliance allies army authorities authority axis battalion battalions board brigade brigades "
    "bureau cabinet centre center channel church coalition command commission committee committees company "
    "congress corps council court defence defense department division embassy faction factions federation "
    "fighters force forces foundation front government governorate group groups guard guards hospital house "
    "human independence institute international islamic jihad kingdom league liberation locals media military "
    "militants militia militias ministry mission monitor monitors movement municipality nations national navy "
    "network news observatory office officials organisation organization party people people's police press "
    "province radio rebels red regime republic republican resistance rights service services society soldiers "
    "sources state station television times tribe tribes troops union united unity university watch world "
    "activist activists aircraft artillery attacker attackers bomber bombers doctors drone drones gunman "
    "gunmen helicopters insurgents jets militant mortars officers planes plane protesters rescuers suspect "
    "suspects unidentified unknown warplane warplanes witnesses units unit men school schools hotel bank "
    "mosque mosques market bridge airport base bases checkpoint road street avenue park county building tower "
    "factory plant port dam camp square hall prison jail clinic college dept residents villagers families "
    "journalists students workers vehicles vehicle positions targets village villages town city district "
    "directorate directorates administration administrations secretariat registry syndicate syndicates association "
    "associations chamber chambers inspectorate commissariat consulate delegation headquarters dispensary laboratory "
    "morgue mortuary tribunal parliament assembly legislature senate constabulary gendarmerie initiative trust fund "
    "charity ngo cooperative academy faculty confederation cell archive archives ambulance helmets crescent"
)
GROUPS_BEGIN = _set(
    "ahrar ansar asaib ejercito ejército faylaq firqat frente front fuerzas harakat hizb jabhat jaish jamaat jaysh "
    "jemaah jund kataib katibat lashkar liwa movimiento partido quwat saraya tehrik"
)
PEOPLES = _set(
    "alawites arabs armenians assyrians chechens christian christians defector druze fighter footage help houthis "
    "independent islamist islamists israelis jew jews jihadis kurd kurds more most muslim muslims need others "
    "pictures scores shia shiite shiites shias some sources sunni sunnis takfiri takfiris turkmen turkmens "
    "yazidi yazidis"
)
PARTICLES = _set("al el abu abd bin bint ibn umm de da dos del der van von la le ould ag y e")
_KIN = _set(
    "wife husband son sons daughter daughters father mother brother brothers sister sisters family cousin "
    "uncle aunt nephew niece parents relatives"
)
_OF_SOMEBODY = _set("arrest bodies body death friend friends funeral home house killing murder photo picture remains")
_PREPOSITIONS = _set("of from in at near on to with by and or for around outside the")
_PUBLIC = frozenset(OriginKind) - {OriginKind.UNKNOWN, OriginKind.WITNESS}


def may_be_private(name: str, actors: Actors, *, speaks: bool = False) -> bool:
    """Whether a name may be that of a private person, as far as its words tell.

    Not private are actors of the alias file, to which a desk adds whom it wants named; organisations, peoples,
    countries and capitals; and holders of an office where they speak as such. What can't be told counts as private: a
    name too few is better than one too many.

    >>> from recount.codebook.actors import built_in_actors
    >>> [may_be_private(name, built_in_actors()) for name in ("Ahmad al-Khalaf", "soldiers", "Hill Front")]
    [True, False, False]
    """
    if actors.canonical(name) or classed(name):
        return False
    words = [word.strip(".,;:'’\"“”()") for word in name.replace("-", " ").split()]
    words = [word for word in words if word]
    small = [word.casefold().removesuffix("'s").removesuffix("’s") for word in words]
    if not words or name.casefold() in capitals() or name.casefold() in countries_called():
        return False
    if speaks and OFFICES.intersection(small):
        return False
    capital = [bool(word[:1].isupper()) and not _is_people(one) for word, one in zip(words, small, strict=True)]
    plain = {word for word in words if word[:1].islower()}
    if plain & _KIN:
        return any(capital)
    head = next((n for n, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    if words[head : head + 1] == ["of"] and small[head - 1] in _OF_SOMEBODY:
        return sum(capital[head:]) > 1 and small[-1] not in COLLECTIVE
    whole = head == len(words)
    while head > 1 and small[head - 1].isdigit():
        head -= 1  # Division 17
    if not any(capital[:head]) or (len(words) == 1 and name.isupper()):
        return False
    if small[head - 1] in COLLECTIVE or small[0] in GROUPS_BEGIN:
        return False
    if words[head - 1][:1].islower() and words[head - 1] not in PARTICLES:
        return False
    return whole or (sum(capital[:head]) > 1 and any(capital[head + 1 : head + 2]))


def _is_people(word: str) -> bool:
    return word in PEOPLES or word in countries_called()


def without_private_names(incident: Incident, actors: Actors) -> tuple[Incident, tuple[str, ...]]:
    """An incident in which no private person is named as party, origin or victim (chains are left out then); and the
    ids of the claims that name one."""
    private = {name for name in (*incident.agents, *incident.targets) if may_be_private(name, actors)}
    told = dict.fromkeys(entry.who for entry in incident.ledger if entry.who and not is_quantity(entry.who))
    dead = [who for who in told if may_be_private(who, actors)]
    speakers = [
        o.name
        for o in incident.origins
        if o.named and o.kind not in _PUBLIC and may_be_private(o.name, actors, speaks=True)
    ]
    # told apart by number: two persons are two origins, also without their names
    called = {name: A_PERSON if n == 0 else f"{A_PERSON} ({n + 1})" for n, name in enumerate(speakers)}
    # so are those whom figures count by name: two of one sentence are two dead
    counted = {who: f"person P{n + 1}" if len(dead) > 1 else "person" for n, who in enumerate(dead)}
    if not (private or dead or called):
        return incident, ()

    def public(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(A_PERSON if name in private else called.get(name, name) for name in names))

    ledger = tuple(
        replace(
            entry,
            who=counted.get(entry.who, entry.who) if entry.count.high == 1 or entry.who not in counted else "people",
            origin=called.get(entry.origin, entry.origin),
            via=(),
            chain=(),
            words="" if entry.who in counted else entry.words,
            agents=public(entry.agents),
        )
        for entry in incident.ledger
    )
    origins = tuple(replace(o, name=called.get(o.name, o.name), chains=()) for o in incident.origins)
    claims = [e.claim for e in incident.ledger if e.who in counted or e.origin in called]
    claims += [claim for o in incident.origins if o.name in called for claim in o.claims]
    clean = replace(
        incident, agents=public(incident.agents), targets=public(incident.targets), origins=origins, ledger=ledger
    )
    return clean, tuple(dict.fromkeys(claims)) or incident.claims
