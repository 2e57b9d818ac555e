"""What one report tells of one happening: its claims of it taken together, before reports are compared.

Two happenings that a report tells apart are never brought together later by way of other reports, so this is where a
report's own "the attack" is tied to the attack it means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recount.codebook.actors import Actors
from recount.model import Claim, Document, Feature, Harm, Merge, Place, PlacePrecision, Toll
from recount.resolution.families import meeting_cost
from recount.resolution.names import folded, party_of, side_of, skeleton, telling_words
from recount.resolution.words import words_of

_JOIN = 2.0
_NOT_APART = 0.3
_LOOK_BACK = 40  # accounts of one report that a claim is held against; a page with more is a list, not a story
_NEWS_LENGTH = 31
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEWS_DAYS = 3  # an event told without a date happened in the days before the report, or is background
_LEAD = 1000
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_WORD = re.compile(r"\w+")
_BACK = re.compile(r"\b(?:the|this|that|these|those|its?|their|his|her|such)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:another|separately|separate|elsewhere|meanwhile|also|second|further|other|later|earlier|previous|previously"
    r"|last (?:week|month|year)|since)\b",
    re.IGNORECASE,
)


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
    exact places, `centres` those of places and regions. `wide` are the names of countries.
    """

    fine: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    points: tuple[tuple[float, float], ...]
    centres: tuple[tuple[float, float], ...]
    names: frozenset[str]
    wide: frozenset[str]

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
        )


@dataclass(frozen=True, slots=True)
class Account:
    """One report's claims of one happening, with what other accounts are compared on.

    `weekdays` (Monday is 0) are named by times that no calendar day could be had from. `words` are those that may tell
    one happening from another, of a main account the report's opening among them; `clauses` are all words of each of
    its clauses.
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


def accounts_of(
    document: Document, claims: Sequence[Claim], actors: Actors, countries: frozenset[str]
) -> tuple[tuple[Account, ...], tuple[Merge, ...]]:
    """The happenings that one report tells of, in text order, and why claims were put together.

    `countries` are names that are countries', which many happenings of a report share.
    """
    found: list[Account] = []
    merges: list[Merge] = []
    for claim in sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end, c.id)):
        one = _account(document, claim, actors)
        best: tuple[float, int, tuple[Feature, ...]] | None = None
        for n in range(max(0, len(found) - _LOOK_BACK), len(found)):
            features = _same_in_report(document, found[n], one, countries)
            score = sum(f.weight for f in features)
            if features and score >= _JOIN and (best is None or score > best[0]):
                best = (score, n, features)
        if best is None:
            found.append(one)
            continue
        score, n, features = best
        merges.append(Merge(found[n].claims[-1].id, claim.id, round(score, 2), features))
        found[n] = _together(found[n], one)
    return tuple(found), tuple(merges)


def maybe_one(document: Document, accounts: Sequence[Account], countries: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Positions `i < j` of a report's accounts that it does not clearly tell apart: others may show they are one."""
    for j, later in enumerate(accounts):
        for i in range(max(0, j - _LOOK_BACK), j):
            features = _same_in_report(document, accounts[i], later, countries)
            if features and sum(f.weight for f in features) >= _NOT_APART:
                yield i, j


def named_places(claim: Claim) -> Places:
    """Where a claim says that it happened, as far as names and the gazetteer tell."""
    fine, regions, countries, points, centres = set(), set(), set(), [], []
    wide: set[str] = set()
    place = claim.place
    names = {skeleton(cited.value) or folded(cited.value) for cited in claim.places} - {""}
    if place is not None and place.precision is not PlacePrecision.UNKNOWN:
        countries.add(place.country)
        if place.admin1:
            regions.add(f"{place.country}/{folded(place.admin1)}")
            centres.append((place.lat, place.lon))
        if place.precision in _FINE and not _stands_for_region(place):
            fine.add(str(place.geonameid) if place.geonameid else skeleton(place.name) or folded(place.name))
            points.append((place.lat, place.lon))
        if place.precision is PlacePrecision.COUNTRY:
            wide = names & {skeleton(place.name), folded(place.name)}
    return Places(
        fine=frozenset(fine),
        regions=frozenset(regions),
        countries=frozenset(countries),
        points=tuple(points),
        centres=tuple(centres),
        names=frozenset(names - wide),
        wide=frozenset(wide),
    )


def _stands_for_region(place: Place) -> bool:
    return place.admin1 is not None and folded(place.name) == folded(place.admin1)


def _account(document: Document, claim: Claim, actors: Actors) -> Account:
    text = document.text
    words = words_of(text[max(0, claim.clause.start) : claim.clause.end])
    if claim.main:
        words |= words_of(f"{document.title or ''} {text[:_LEAD]}")
    agents = [cited.value for cited in claim.agents]
    return Account(
        id=claim.id,
        document=document.id,
        claims=(claim,),
        types=frozenset({claim.type}),
        days=_days(document, claim),
        weekdays=_weekdays(claim),
        places=named_places(claim),
        agents=frozenset(folded(party_of(actors, name)) for name in agents) - {""},
        sides=frozenset(folded(side_of(actors, name)) for name in agents) - {""},
        targets=frozenset(word for cited in claim.targets for word in telling_words(party_of(actors, cited.value))),
        tolls=tuple(cited.value for cited in claim.tolls),
        figures=_figures([cited.value for cited in claim.tolls]),
        words=words,
        clauses=(frozenset(_WORD.findall(text[claim.clause.start : claim.clause.end].lower())),),
        origins=frozenset(folded(party_of(actors, cited.value)) for cited in claim.origin),
        main=claim.main,
    )


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
    if when is not None and when.first is not None and when.last is not None:
        return Days(when.first, when.last, stated=True)
    published = document.published
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
    return frozenset(n for n, name in enumerate(WEEKDAYS) if name in when.words.lower())


def _together(account: Account, other: Account) -> Account:
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
    )


def _same_in_report(
    document: Document, account: Account, one: Account, countries: frozenset[str]
) -> tuple[Feature, ...]:
    """The reasons for and against a claim telling of the happening of an earlier account; empty where it can't be."""
    claim, last = one.claims[0], account.claims[-1]
    cost = min((c for c in (meeting_cost(a, claim.type) for a in account.types) if c is not None), default=None)
    if cost is None or _times_exclude(account.days, one.days):
        return ()
    features = [Feature("type", round(0.8 - cost, 2), f"{last.type} and {claim.type} can be one happening")]
    features += _where_in_report(account.places, one.places, countries)
    before = document.text[max(0, claim.trigger.start - 60) : claim.trigger.start]
    if _BACK.search(before):
        features.append(Feature("refers back", 1.0, "the words before the trigger point back to something told"))
    clause = claim.clause.of(document.text)
    if apart := _APART.search(clause):
        features.append(Feature("told apart", -1.0, f'"{apart.group(0)}" sets it apart'))
    features += _when_in_report(account, one)
    features += _who_in_report(account, one)
    features += _tolls_in_report(account, one)
    if claim.clause.start - last.clause.end < 250:
        features.append(Feature("next to it", 0.4, "told in the same or the next sentence"))
    return tuple(features)


def _when_in_report(account: Account, one: Account) -> list[Feature]:
    a, b = account.days, one.days
    if a and b and a.stated and b.stated and max(a.length, b.length) <= _NEWS_LENGTH:
        return [Feature("time", 0.5, "the stated days agree")]
    first, second = ({c.time.value.words for c in acc.claims if c.time} - {""} for acc in (account, one))
    if first and second and not first & second:
        return [Feature("time", -0.8, f'"{min(first)}" and "{min(second)}"')]
    return []


def _times_exclude(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a.gap(b) > (0 if a.stated and b.stated else 2)


def _where_in_report(a: Places, b: Places, countries: frozenset[str]) -> list[Feature]:
    if a.fine & b.fine or a.names & b.names - countries:
        return [Feature("place", 1.0, "the same place is named")]
    if a.fine and b.fine:
        return [Feature("place", -2.5, "different places are named")]
    if a.regions and b.regions and not a.regions & b.regions:
        return [Feature("place", -2.5, "different regions are named")]
    if a.countries and b.countries and not a.countries & b.countries:
        return [Feature("place", -3.0, "different countries are named")]
    return []


def _who_in_report(account: Account, one: Account) -> list[Feature]:
    features = []
    if account.agents and one.agents:
        if account.agents & one.agents or account.sides & one.sides:
            features.append(Feature("agents", 0.5, "the same party does it"))
        else:
            features.append(Feature("agents", -1.2, "different parties do it"))
    if account.targets & one.targets:
        features.append(Feature("targets", 0.4, "it is done to the same"))
    return features


def _tolls_in_report(account: Account, one: Account) -> list[Feature]:
    shared = [harm for harm in Harm if harm in one.figures and harm in account.figures]
    for harm in shared:
        if same := account.figures[harm] & one.figures[harm]:
            return [Feature("toll", 1.0, f"the same figure, {max(same)} {harm}")]
    if shared:
        if one.origins and account.origins and not one.origins & account.origins:
            return [Feature("toll", 0.3, "another origin's figure")]
        return [Feature("toll", -0.8, "another figure")]
    return []
