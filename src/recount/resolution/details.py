"""Details that tell one happening from another of the same day and town: at which hour, by which camp."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.gazetteer.nations import state_meant
from recount.model import Claim, Harm, Toll

STATE, REBELS = "state", "rebels"

_CAMPS = {"government": STATE, "state forces": STATE, "rebel group": REBELS}
_GIVEN_UP = re.compile(
    r"withdr[ae]w|retreat|pull|redeploy|f[ae]ll(?:s|en|ing)? back|leav|left\b|quit|evacuat|abandon|vacat|hand"
    r"|ced(?:e|ing)|surrender|relinquish",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:(?P<hour>1?\d)(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b"
    r"|(?P<full>[01]?\d|2[0-3])[:.][0-5]\d(?!\s*(?:gmt|utc|\d))(?=\s*(?:local|\(|on|in|,|o'clock)))"
)
_HOURS = {
    "dawn": "morning",
    "daybreak": "morning",
    "sunrise": "morning",
    "noon": "noon",
    "midday": "noon",
    "dusk": "evening",
    "sunset": "evening",
    "midnight": "night",
}
HOURS = frozenset({*_HOURS, *_HOURS.values(), "afternoon"})
"""Words for parts of the day."""
ARMS = frozenset(
    {
        "aircraft", "airplanes", "artillery", "boats", "bombers", "drone", "drones", "fighter jets", "fighter planes",
        "gunboats", "gunships", "helicopter", "helicopter gunships", "helicopters", "jet", "jets", "military aircraft",
        "military jets", "missile", "missiles", "navy ships", "plane", "planes", "rockets", "ships", "tanks",
        "war planes", "warplane", "warplanes", "warships", "fighter jet",
    }
)  # fmt: skip
"""What every side has, as names are compared: "done by jets" says nothing of whose they were."""
OFFICES = frozenset({"air", "army", "authorities", "defence", "defense", "interior", "ministry", "navy"})
"""Words of parties' names that those of every state have."""
_HOUR = re.compile(rf"\b(late(?=\s+(?:(?:at|on|in|the|\w+day)\s+)*night\b)|{'|'.join(sorted(HOURS))})\b")
_PARTS = (("night", 5), ("morning", 12), ("afternoon", 17), ("evening", 21), ("late", 24))  # and when each is over
_SAID = re.compile(r"\b(?:said|told|reported|announced|according)\b")
_SAID_WHEN = re.compile(
    r"\b(?:said|told|reported|announced)\s+(?:(?:late|early|on|\w+day)\s+)*(?:\w+\s+){0,2}?(?=that\b)"
)
_OPENING = 60  # characters; a clause that begins by who said it goes on with what was said
_FAR, _BESIDE, _NEAR = 1.0, 0.8, 0.4
_APART = {
    ("morning", "afternoon"): _BESIDE,
    ("morning", "evening"): _FAR,
    ("noon", "evening"): _FAR,
    ("noon", "night"): _FAR,
    ("afternoon", "evening"): _NEAR,
    ("afternoon", "night"): _FAR,
    ("morning", "late"): _FAR,
    ("noon", "late"): _FAR,
    ("afternoon", "late"): _FAR,
}


def hours_in(clause: str) -> frozenset[str]:
    """The parts of the day a clause in small letters names, but for those at which somebody said so."""
    told = _told_in(clause)
    named = {_HOURS.get(word, word) for word in _HOUR.findall(told)}
    named |= {_part_of_day(found) for found in _CLOCK.finditer(told)}
    return frozenset(named - {"night"} if "late" in named else named)


def hours_told(clause: str, words: frozenset[str]) -> frozenset[str]:
    """The same of a clause with these `words`; most name no hour."""
    return frozenset() if words.isdisjoint(HOURS) and not _CLOCK.search(clause) else hours_in(clause)


def _told_in(clause: str) -> str:
    """A clause without the words that say who said so and when, which end it or begin it."""
    said = _SAID.search(clause)
    if said is None:
        return clause
    if said.start() > _OPENING or "," in clause[: said.start()]:
        return clause[: said.start()]
    return _SAID_WHEN.sub("", clause, count=1)


def _part_of_day(clock: re.Match[str]) -> str:
    hour = int(clock["full"] or clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    if hour == _NOON:
        return "noon"
    return next(name for name, over in _PARTS if hour < over)


_NOON = 12


def hours_apart(a: Iterable[str], b: Iterable[str]) -> float:
    """How far the hours of the one are from those of the other at least: morning and evening wholly, afternoon and
    evening hardly, as one hour is called both; the small hours are of the night and of the morning."""
    there = tuple(b)
    return min((_APART.get((x, y)) or _APART.get((y, x)) or 0.0 for x in a for y in there), default=0.0)


_RIGGED = r"(?:bomb|laden|rigged|packed|loaded|filled|stuffed|explo)\w*"
_DEVICES = re.compile(
    rf"\b(?:(?P<vehicle>(?:car|truck|lorry|van|tanker|vehicle|minibus|pickup|ambulance|humvee)s?[- ]{_RIGGED})"
    rf"|(?P<motorcycle>(?:motorcycle|motorbike|bicycle|rickshaw)s?[- ]{_RIGGED}"
    r"|(?:bomb|explosi)\w* (?:\w+ ){0,3}(?:motorcycle|motorbike|bicycle|rickshaw)\b)"
    r"|(?P<roadside>roadside|land ?mines?)\b|(?P<grenade>grenades?)\b"
    r"|(?P<drone>drones?|unmanned)\b|(?P<jet>war ?planes?|jets?)\b|(?P<helicopter>helicopters?|barrel)\b)"
)
_VEHICLES = "car truck lorry van tanker vehicle minibus pickup ambulance humvee motorcycle motorbike bicycle rickshaw"
_OTHER_DEVICES = "roadside mine landmine grenade drone unmanned warplane plane jet helicopter barrel"
DEVICES = frozenset(word + end for word in f"{_VEHICLES} {_OTHER_DEVICES}".split() for end in ("", "s"))
"""Words without one of which a clause says nothing of the kind."""


def devices_in(clause: str) -> frozenset[str]:
    """What a clause in small letters says that it was done with, where that tells: a car bomb, a grenade, a drone."""
    return frozenset(str(found.lastgroup) for found in _DEVICES.finditer(clause))


def camps_of(names: Iterable[str], claim: Claim, actors: Actors) -> frozenset[str]:
    """Whether parties are of the state the place lies in, or rise against one: by kind, or by the word for them.

    Armies of other states are of neither camp: they fight on either side.
    """
    where = claim.place.country if claim.place else None
    return frozenset(camp for name in names if (camp := _camp(name, where, actors)))


def gives_up(trigger: str) -> bool:
    """Whether those who do what a trigger says lose by it: they withdraw, abandon, hand over."""
    return _GIVEN_UP.match(trigger) is not None


_ARMED = re.compile(rf"(?i)(?<=\w)(?:\s+(?:{'|'.join(sorted(ARMS))}))+$")


@lru_cache(maxsize=20_000)
def _camp(name: str, where: str | None, actors: Actors) -> str | None:
    actor = actors.canonical(name)
    if actor is None:
        if where is not None and state_meant(name) == where:
            return STATE
        name = _ARMED.sub("", name)
        kinds = actors.kinds_called(name)
        if not kinds and (called := classed(name)):
            kinds = frozenset((called.kind,))
        camps = {_CAMPS.get(kind) for kind in kinds}
        return camps.pop() if len(camps) == 1 else None
    camp = _CAMPS.get(actor.kind)
    return camp if camp != STATE or where in actor.countries else None


FORCES, CIVILIANS = "forces", "civilians"
_CALLED = """
judge judges prosecutor prosecutors
lawyer lawyers
imam imams cleric clerics preacher preachers sheikh
priest priests bishop pastor monk nun
journalist journalists reporter reporters cameraman photographer editor presenter
teacher teachers principal headmaster professor lecturer
doctor doctors surgeon nurse nurses medic medics paramedic
baker bakers
farmer farmers shepherd shepherds
trader traders shopkeeper shopkeepers merchant businessman
driver drivers
student students pupil pupils schoolchildren schoolboy schoolgirl
activist activists
engineer engineers
interpreter translator
elder elders
worshipper worshippers worshipers mourners
fisherman fishermen
politician lawmaker councillor mayor governor
pilgrim pilgrims
barber
"""
_CALLINGS = {word: line.split()[0] for line in _CALLED.strip().splitlines() for word in line.split()}
_ANYBODY = frozenset({"people", "person", "persons", "men", "man", "locals", "others", "woman", "women", "boy", "girl"})
_TO_PEOPLE = frozenset({Harm.KILLED, Harm.ABDUCTED})
_GROUPS = {"state forces": FORCES, "civilians": CIVILIANS}


_people_called = lru_cache(maxsize=20_000)(classed)


def called(tolls: Iterable[Toll]) -> frozenset[str]:
    """What those are called who were killed or taken, of figures for a whole: the state's forces or civilians, and
    of civilians their callings; those whom words like "people" leave open are neither."""
    found: set[str] = set()
    for toll in tolls:
        if toll.harm not in _TO_PEOPLE or toll.sub:
            continue
        word = toll.who.lower().rpartition(" ")[2]
        if word in _CALLINGS:
            found |= {CIVILIANS, _CALLINGS[word]}
        elif word not in _ANYBODY and (actor := _people_called(toll.who.lower())) and actor.kind in _GROUPS:
            found.add(_GROUPS[actor.kind])
        elif word:
            return frozenset()  # of others nothing is known
    return frozenset(found)
