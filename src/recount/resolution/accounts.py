"""What one report tells of one happening: its claims of it taken together, and what they are compared on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import Claim, Document, Harm, Place, PlacePrecision, Status, Toll
from recount.model.claim import OF_HABIT, OF_OPERATION
from recount.model.making import quickly
from recount.resolution.details import DEVICES, called, camps_of, devices_in, gives_up, hours_told
from recount.resolution.hit import objects_hit
from recount.resolution.names import country_names, folded, party_of, side_of, skeleton, telling_words
from recount.resolution.people import ages_in, people_in
from recount.resolution.sums import is_sum, sums_up
from recount.resolution.words import stems_of, words_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NEWS_DAYS = 3  # an event told without a date happened in the days before the report, or is background
_LEAD = 1000  # characters of a report that tell its main event
_STORY = 3000  # ... and that name those it was done to
_AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_WORD = re.compile(r"\w+")


@quickly
@dataclass(frozen=True, slots=True)
class Days:
    """The days an event can have happened on; `stated` when the text says so, else bounded by the report's date."""

    first: date
    last: date
    stated: bool

    def gap(self, other: Days) -> int:
        """Days between the two, 0 where they overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    @property
    def length(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Places:
    """Where an account plays: exact places by id or name's skeleton, governorates, countries, and names as written.

    A city that gives its governorate its name counts as the governorate: reports name it for both. `points` are of
    exact places, `cities` those of such cities that are told as towns, `centres` those of places and regions. `wide`
    are the names of countries, `labels` say each of these keys in words.
    """

    fine: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    points: tuple[tuple[float, float], ...]
    centres: tuple[tuple[float, float], ...]
    names: frozenset[str]
    wide: frozenset[str]
    labels: frozenset[tuple[str, str]]
    cities: tuple[tuple[float, float], ...] = ()

    def label(self, keys: Iterable[str]) -> str:
        """One of these keys, in words."""
        key = min(keys)
        return min((label for known, label in self.labels if known == key), default=key)

    def and_(self, other: Places) -> Places:
        """Both together."""
        return Places(
            self.fine | other.fine,
            self.regions | other.regions,
            self.countries | other.countries,
            tuple(sorted({*self.points, *other.points})),
            tuple(sorted({*self.centres, *other.centres})),
            self.names | other.names,
            self.wide | other.wide,
            self.labels | other.labels,
            tuple(sorted({*self.cities, *other.cities})),
        )


@quickly
@dataclass(frozen=True, slots=True)
class Account:
    """One report's claims of one happening, with what other accounts are compared on.

    `weekdays` (Monday is 0) are named by times that no calendar day could be had from. `words` are those that may tell
    one happening from another, of a main account the report's opening among them; `clauses` are all words of each of
    its clauses. `reported` is the day the report came out, where that is known; `people` and `ages` are those that the
    clauses, of a main account the report's opening, name: they are compared, and shown nowhere. `camps` are those of
    the agents, `facing` the sides of those it is done to, `objects` what was hit, `hours` the parts of the day,
    `devices` what it was done with, `whom` what its dead are called (see `details`, `hit`); `several` says that it sums
    up several happenings, `sums` that these are told apart. `ahead` is what is only planned or thought of. What is told
    only to be `denied` stands beside what it denies, never inside it. `ids` are those of the claims; the `claims`
    themselves are at hand only while their report is.
    """

    id: str
    document: str
    claims: tuple[Claim, ...]
    types: frozenset[str]
    days: Days | None
    weekdays: frozenset[int]
    places: Places
    agents: frozenset[str]
    sides: frozenset[str]
    targets: frozenset[str]
    tolls: tuple[Toll, ...]
    figures: Mapping[Harm, frozenset[int]]
    words: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    origins: frozenset[str]
    main: bool
    reported: date | None = None
    people: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    ids: tuple[str, ...] = ()
    denied: bool = False
    camps: frozenset[str] = frozenset()
    facing: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    ahead: bool = False
    devices: frozenset[str] = frozenset()
    several: bool = False
    whom: frozenset[str] = frozenset()
    sums: bool = False


def places_of(claim: Claim) -> Places:
    """Where a claim says that it happened, as far as names and the gazetteer tell."""
    return _places_called(claim.place, tuple([cited.value for cited in claim.places]), claim.place_from is None)


@lru_cache(maxsize=16384)  # a war's towns are named again and again
def _places_called(place: Place | None, called: tuple[str, ...], own: bool) -> Places:
    """The places; a town that only the rest of the story tells (it is not `own`) is one with itself, and far from none
    of its region."""
    fine, regions, countries, points, centres = set(), set(), set(), [], []
    cities: list[tuple[float, float]] = []
    wide: set[str] = set()
    labels = {(skeleton(name) or folded(name), name) for name in called}
    names = {key for key, _ in labels} - {""}
    if place is not None and place.precision is not PlacePrecision.UNKNOWN:
        countries.add(place.country)
        if place.admin1:
            regions.add(f"{place.country}/{folded(place.admin1)}")
            labels.add((f"{place.country}/{folded(place.admin1)}", place.admin1))
            centres.append((place.lat, place.lon))
        if place.precision in _FINE and not _stands_for_region(place):
            fine.add(str(place.geonameid) if place.geonameid else skeleton(place.name) or folded(place.name))
            labels.update((key, place.name) for key in fine)
            points += [(place.lat, place.lon)] if own else []
        elif place.precision in _TOWNS and own:
            cities.append((place.lat, place.lon))
        if place.precision is PlacePrecision.COUNTRY:
            wide = names & {skeleton(place.name), folded(place.name)}
    wide |= (names & country_names()) - fine
    return Places(
        fine=frozenset(fine),
        regions=frozenset(regions),
        countries=frozenset(countries),
        points=tuple(points),
        centres=tuple(centres),
        names=frozenset(names - wide),
        wide=frozenset(wide),
        labels=frozenset(labels),
        cities=tuple(cities),
    )


def _stands_for_region(place: Place) -> bool:
    return place.admin1 is not None and folded(place.name) == folded(place.admin1)


def account_of(document: Document, claim: Claim, actors: Actors, merging: Merging) -> Account:
    """The account that a single claim is."""
    text = document.text
    clause = text[claim.clause.start : claim.clause.end]
    lower = clause.lower()
    every = frozenset(_WORD.findall(lower))
    words = words_of(lower)
    story = f"{text[:_STORY]}\n{clause}" if claim.main else clause
    people = people_in(story)
    if claim.main:
        words |= words_of(f"{document.title or ''} {text[:_LEAD]}")
    if people:
        words -= stems_of(" ".join(people))  # shared words are told, names of people are not
    agents, targets = [cited.value for cited in claim.agents], [cited.value for cited in claim.targets]
    days = _days(document, claim)
    on = days.first if days else None
    sides = frozenset(folded(side_of(actors, name, on)) for name in agents) - {""}
    facing = frozenset(folded(side_of(actors, name, on)) for name in targets) - {""}
    losing = gives_up(claim.trigger.of(text))
    tolls = tuple(cited.value for cited in claim.tolls if not cited.value.wider)
    return Account(
        id=claim.id,
        document=document.id,
        claims=(claim,),
        ids=(claim.id,),
        denied=claim.status.value is Status.DENIED,
        types=frozenset({claim.type}),
        days=days,
        weekdays=_weekdays(claim),
        places=places_of(claim),
        agents=frozenset(folded(party_of(actors, name)) for name in agents) - {""},
        sides=sides,
        targets=frozenset(word for name in targets for word in telling_words(party_of(actors, name))),
        tolls=tolls,
        figures=_figures(tolls),
        words=words,
        clauses=(every,),
        origins=frozenset(folded(_body_of(actors, cited.value)) for cited in claim.origin),
        main=claim.main,
        reported=document.published.day,
        people=people,
        ages=ages_in(story),
        camps=frozenset() if losing else camps_of(agents, claim, actors),
        facing=facing | sides if losing else facing,
        objects=objects_hit("" if merging.objects.keys().isdisjoint(every) else clause, claim, merging.objects),
        hours=hours_told(lower, every),
        devices=frozenset() if every.isdisjoint(DEVICES) else devices_in(lower),
        several=sums_up(clause, claim),
        sums=is_sum(claim),
        whom=called(tolls),
        ahead=claim.status.value in _AHEAD,
    )


def _body_of(actors: Actors, origin: str) -> str:
    """The body that somebody speaks for, as far as the alias file tells, else the name that an origin's aliases
    share."""
    body = actors.spoken_for_by(origin)
    return body.name if body is not None else party_of(actors, origin)


def _figures(tolls: Iterable[Toll]) -> dict[Harm, frozenset[int]]:
    """The figures for a whole, by harm: the stated bound, of a range the lower one."""
    figures: dict[Harm, set[int]] = defaultdict(set)
    for toll in tolls:
        stated = toll.count.low if toll.count.low is not None else toll.count.high
        if stated and not toll.sub:
            figures[toll.harm].add(stated)
    return {harm: frozenset(numbers) for harm, numbers in figures.items()}


def _days(document: Document, claim: Claim) -> Days | None:
    when = claim.time.value if claim.time else None
    published = document.published
    if claim.rule.endswith((OF_HABIT, OF_OPERATION)):
        return None
    if when is not None and when.first is not None and when.last is not None:
        told_by = published.last
        if told_by is not None and when.first <= told_by < when.last and claim.status.value not in _AHEAD:
            return Days(when.first, told_by, stated=True)  # "this month" goes on after the report
        return Days(when.first, when.last, stated=True)
    if published.first is None or published.last is None or (when is not None and when.words):
        return None
    try:
        return Days(published.first - timedelta(days=_NEWS_DAYS), published.last, stated=False)
    except OverflowError:
        return None


def _weekdays(claim: Claim) -> frozenset[int]:
    when = claim.time.value if claim.time else None
    if when is None or when.first is not None:
        return frozenset()
    return frozenset(n for n, name in enumerate(WEEKDAYS) if name.lower() in when.words.lower())


def together(account: Account, other: Account) -> Account:
    """Two accounts of one report as one; where both state their days, the days they share."""
    days = account.days
    if other.days is not None and other.days.stated and not (days is not None and days.stated):
        days = other.days
    elif days is not None and other.days is not None and days.stated and other.days.stated:
        first, last = max(days.first, other.days.first), min(days.last, other.days.last)
        days = Days(first, last, stated=True) if first <= last else days
    return Account(
        id=min(account.id, other.id),
        document=account.document,
        claims=account.claims + other.claims,
        ids=account.ids + other.ids,
        denied=account.denied and other.denied,
        types=account.types | other.types,
        days=days,
        weekdays=account.weekdays | other.weekdays,
        places=account.places.and_(other.places),
        agents=account.agents | other.agents,
        sides=account.sides | other.sides,
        targets=account.targets | other.targets,
        tolls=account.tolls + other.tolls,
        figures=_figures(account.tolls + other.tolls),
        words=account.words | other.words,
        clauses=account.clauses + other.clauses,
        origins=account.origins | other.origins,
        main=account.main or other.main,
        reported=account.reported,
        people=account.people | other.people,
        ages=account.ages | other.ages,
        camps=account.camps | other.camps,
        facing=account.facing | other.facing,
        objects=account.objects | other.objects,
        hours=account.hours | other.hours,
        ahead=account.ahead and other.ahead,
        devices=account.devices | other.devices,
        several=account.several or other.several,
        whom=called(account.tolls + other.tolls),
        sums=account.sums and other.sums,
    )
