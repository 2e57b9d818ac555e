"""Which of the places that share a name a report means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

from recount.extraction.place_around import SURE, Named
from recount.extraction.place_words import NAMED_AFTER_TOWN
from recount.gazetteer import Candidate, Entry, Gazetteer, Kind, Match

_Key = tuple[str, str]
_Option = tuple[Candidate, bool]
"""A candidate, and whether it only fits the name without its site word."""
_REGION_CALLS = frozenset(
    {
        "province",
        "provinces",
        "governorate",
        "governorates",
        "state",
        "states",
        "department",
        "departments",
        "oblast",
        "prefecture",
        "region",
        "regions",
        "countryside",
    }
)
_DISTRICT_CALLS = frozenset({"county", "counties", "district", "districts", "municipality", "parish"})
_TOWN_CALLS = frozenset({"city", "cities", "town", "towns", "village", "villages", "capital"})
_MATCH_COST = {Match.EXACT: 0.0, Match.ARTICLE: 0.6, Match.SPELLING: 1.0, Match.FUZZY: 2.0}
_KIND_PRIOR = {
    Kind.COUNTRY: 8.0,
    Kind.DEMONYM: 6.0,
    Kind.CONTINENT: 5.0,
    Kind.WATER: 4.0,
    Kind.AREA: 3.0,
    Kind.GOVERNORATE: 3.5,
    Kind.SITE: 2.0,
    Kind.NEIGHBOURHOOD: 1.5,
    Kind.VILLAGE: 1.5,
    Kind.DISTRICT: 1.2,
    Kind.TOWN: 0.0,
}
_OTHER_NAME = 0.7
_SEAT = 2.5
_REGION_BONUS = 2.5
_NEAR_BONUS, _AROUND_KM = 1.5, 150.0
_CLOSE_RACE = 12
_MOST_GUESSES = 200
_CONTEXT_COUNTRIES = 3
_WIDE = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.CONTINENT, Kind.WATER})
_DOUBTFUL, _DOUBT_SHARE, _LEAST_SHARE = 0.5, 0.2, 0.1
_FAMOUS = 150_000
_KNOWN_ALONE = 30_000
_METROPOLIS = 1_000_000
_MENTION_CAP = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name; `by_base` when only the name without its site word is known ("Tabqa airbase")."""

    entry: Entry
    match: Match
    by_base: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """What a report speaks of: shares of its countries and regions, and the points already sure.

    `scenes` are the countries that it names otherwise than to say whose something is: whose jets fly says little about
    where they bomb. `homes` is the one country that it names itself, or whose people it counts among
    the harmed, where it speaks of no other scene.
    """

    countries: dict[str, float]
    regions: dict[tuple[str, str], float]
    points: tuple[tuple[float, float], ...]
    scenes: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()


def choices_of(
    names: Sequence[Named], containers: Sequence[int | None], gazetteer: Gazetteer
) -> tuple[Choice | None, ...]:
    """For each name the place it means, or None; one name means one place throughout a report."""
    groups: dict[_Key, list[int]] = defaultdict(list)
    for i, named in enumerate(names):
        groups[named.key, _class_of(named)].append(i)
    options = {key: _options(names[rows[0]], gazetteer) for key, rows in groups.items()}
    context = _first_context(names, options)
    found: dict[int, Choice] = {}
    for _ in range(2):
        found = {}
        guessed = 0
        for key, rows in groups.items():
            choice = _best(options[key], rows, names, containers, context, found)
            if choice is None and guessed < _MOST_GUESSES:
                guessed += names[rows[0]].sure
                guesses = _guesses(names[rows[0]], context, gazetteer)
                choice = _best(guesses, rows, names, containers, context, found)
            if choice is not None:
                found.update(dict.fromkeys(rows, choice))
        context = _second_context(names, found)
    return tuple(found.get(i) for i in range(len(names)))


def _class_of(named: Named) -> str:
    if named.call in _REGION_CALLS:
        return "region"
    return "district" if named.call in _DISTRICT_CALLS else ""


def _options(named: Named, gazetteer: Gazetteer) -> tuple[_Option, ...]:
    """Candidates for a name, each with whether only its base is known; the whole name, site word included, first."""
    if named.call == "countryside":
        # Around some capitals the countryside is a region of its own.
        around = gazetteer.lookup(f"{named.base} countryside")
        if around:
            return tuple((c, False) for c in around)
    if named.text != named.base:
        whole = gazetteer.lookup(named.text)
        if whole:
            return tuple((c, False) for c in whole)
        return tuple((c, True) for c in named.candidates) if named.call in NAMED_AFTER_TOWN else ()
    return tuple((c, False) for c in named.candidates)


def _guesses(named: Named, context: _Context, gazetteer: Gazetteer) -> tuple[_Option, ...]:
    """Close spellings, only in the countries that the report speaks of most."""
    if not named.sure or (named.text != named.base and named.call not in NAMED_AFTER_TOWN):
        return ()
    countries = sorted(context.countries, key=lambda c: (-context.countries[c], c))[:_CONTEXT_COUNTRIES]
    found = [
        c for country in countries if context.countries[country] >= 0.15 for c in gazetteer.similar(named.base, country)
    ]
    return tuple((c, named.text != named.base) for c in found)


def _first_context(names: Sequence[Named], options: dict[tuple[str, str], tuple[_Option, ...]]) -> _Context:
    """Countries by names that leave no doubt: countries, peoples, and towns far larger than their namesakes.

    An obscure town, though no other is called so, only speaks for a country that something else speaks for as well.
    """
    countries: Counter[str] = Counter()
    faint: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    scenes: set[str] = set()
    homes: set[str] = set()
    for named in names:
        candidates = [c for c, _ in options[named.key, _class_of(named)]]
        if not candidates or not named.sure:
            continue
        vote = _vote(candidates)
        if vote is None:
            continue
        if vote.kind is Kind.TOWN and (vote.population < _FAMOUS or _is_foreign_word(candidates[0], candidates)):
            faint[vote.country] += 1
            continue
        countries[vote.country] += 1
        if not named.modifier:
            scenes.add(vote.country)
        if named.counted or (vote.kind is Kind.COUNTRY and not named.modifier):
            homes.add(vote.country)
        if vote.admin1:
            regions[vote.country, vote.admin1] += 1
    for country, n in faint.items():
        if not countries or country in countries:
            countries[country] += n
    return _context(countries, regions, (), frozenset(scenes), frozenset(homes))


def _vote(candidates: Sequence[Candidate]) -> Entry | None:
    """The place that a name surely means, whatever the report is about; None where that can't be said."""
    exact = [c.entry for c in candidates if c.match is Match.EXACT]
    states = [entry for entry in exact if entry.kind is Kind.GOVERNORATE]
    for entry in exact:
        if entry.kind in (Kind.COUNTRY, Kind.DEMONYM):
            # Georgia and the like are a state elsewhere as well: the rest of the report must tell.
            return entry if all(state.country == entry.country for state in states) else None
    first = candidates[0].entry
    homes = {c.entry.country for c in candidates if c.entry.country}
    rest = max((c.entry.population for c in candidates if c.entry.country != first.country), default=0)
    if first.country and (len(homes) == 1 or (first.population >= _FAMOUS and first.population > 8 * rest)):
        return first
    if not states or any(e.country != states[0].country and e.population >= _FAMOUS for e in exact):
        return None  # The small region's famous namesake may be meant as well.
    return states[0]


def _second_context(names: Sequence[Named], found: dict[int, Choice]) -> _Context:
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    scenes: set[str] = set()
    homes: set[str] = set()
    points = []
    for i in range(len(names)):
        choice = found.get(i)
        if choice is None or not choice.entry.country or not names[i].sure:
            continue
        entry = choice.entry
        countries[entry.country] += 1
        if not names[i].modifier:
            scenes.add(entry.country)
        if names[i].counted or (entry.kind is Kind.COUNTRY and not names[i].modifier):
            homes.add(entry.country)
        if entry.admin1:
            regions[entry.country, entry.admin1] += 1
        if entry.kind not in (Kind.COUNTRY, Kind.DEMONYM) and entry.lat is not None and entry.lon is not None:
            points.append((entry.lat, entry.lon))
    return _context(countries, regions, tuple(points[:200]), frozenset(scenes), frozenset(homes))


def _context(
    countries: Counter[str],
    regions: Counter[tuple[str, str]],
    points: tuple[tuple[float, float], ...],
    scenes: frozenset[str],
    homes: frozenset[str],
) -> _Context:
    capped = {country: min(n, _MENTION_CAP) for country, n in countries.items() if country}
    total = sum(capped.values()) or 1
    whole = sum(regions.values()) or 1
    return _Context(
        {country: n / total for country, n in capped.items()},
        {key: n / whole for key, n in regions.items()},
        points,
        scenes,
        homes if len(scenes | homes) == 1 else frozenset(),
    )


def _best(
    options: Sequence[_Option],
    rows: Sequence[int],
    names: Sequence[Named],
    containers: Sequence[int | None],
    context: _Context,
    found: dict[int, Choice],
) -> Choice | None:
    """The likeliest candidate for a name over all its mentions; None where even that one is unlikely."""
    holders = _holders(rows, names, containers, found)
    calls = {names[i].call for i in rows}
    seats = _seats(options)
    scored = []
    for n, (candidate, _) in enumerate(options):
        score = _score(candidate, calls, holders, context)
        region = candidate.entry
        if region.kind is Kind.GOVERNORATE and seats & {(region.country, region.admin1), (region.country, "")}:
            score -= _SEAT
        scored.append((-score, n))
    if not scored:
        return None
    likeliest = sorted(scored)[:_CLOSE_RACE]
    _, n = min((score - _nearness(options[n][0].entry, context), n) for score, n in likeliest)
    candidate, by_base = options[n]
    weight = max(names[i].weight for i in rows)
    if not _is_credible(candidate, options, holders, context, weight, by_base):
        return None
    return Choice(candidate.entry, candidate.match, by_base)


def _seats(options: Sequence[_Option]) -> set[tuple[str, str | None]]:
    """Regions (all of a country's, as "", for a famous town) whose bare name is the town's that it is shared with."""
    seats: set[tuple[str, str | None]] = set()
    for candidate, _ in options:
        town = candidate.entry
        if town.kind is Kind.TOWN and candidate.match is Match.EXACT:
            seats.add((town.country, town.admin1))
            if town.population >= _FAMOUS:
                seats.add((town.country, ""))
    return seats


def _nearness(entry: Entry, context: _Context) -> float:
    """How many of the report's sure places lie around a candidate, as a bonus."""
    if not context.points or entry.lat is None or entry.lon is None or entry.kind in _WIDE:
        return 0.0
    near = sum(km_between(entry.lat, entry.lon, lat, lon) < _AROUND_KM for lat, lon in context.points)
    return min(_NEAR_BONUS, 2 * _NEAR_BONUS * near / len(context.points))


def _holders(
    rows: Sequence[int], names: Sequence[Named], containers: Sequence[int | None], found: dict[int, Choice]
) -> tuple[Entry, ...]:
    """What the text says contains the name, at any of its mentions; countries are known from the start."""
    holders = []
    for i in rows[:50]:
        j = containers[i]
        if j is None or j in rows:
            continue
        if j in found:
            holders.append(found[j].entry)
        else:
            holders.extend(
                c.entry
                for c in names[j].candidates[:3]
                if c.entry.kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNORATE)
            )
    return tuple(holders)


def _score(candidate: Candidate, calls: Iterable[str], holders: Sequence[Entry], context: _Context) -> float:
    entry = candidate.entry
    score = -_MATCH_COST[candidate.match] + _KIND_PRIOR[entry.kind] - (0 if candidate.primary else _OTHER_NAME)
    if entry.kind is Kind.TOWN:
        score += log10(entry.population + 1) / 2
    score += 5 * context.countries.get(entry.country, 0.0)
    if entry.admin1:
        score += _REGION_BONUS * context.regions.get((entry.country, entry.admin1), 0.0)
    score += _fit(entry, calls)
    if any(h.country == entry.country for h in holders):
        score += 4
        if any(h.admin1 and h.admin1 == entry.admin1 and h.country == entry.country for h in holders):
            score += 3
    elif holders and entry.kind is not Kind.COUNTRY:
        score -= 2
    return score


def _fit(entry: Entry, calls: Iterable[str]) -> float:
    """What the class that the text gives a name says for a kind of place."""
    fit = 0.0
    for call in set(calls):
        if call in _REGION_CALLS:
            fit += 4.0 if entry.kind is Kind.GOVERNORATE else 0.0
        elif call in _DISTRICT_CALLS:
            fit += 3.0 if entry.kind in (Kind.DISTRICT, Kind.NEIGHBOURHOOD) else 0.0
        elif call in _TOWN_CALLS:
            fit += 2.0 if entry.kind in (Kind.TOWN, Kind.VILLAGE) else 0.0
    return min(fit, 5.0)


def _is_credible(
    candidate: Candidate,
    options: Sequence[_Option],
    holders: Sequence[Entry],
    context: _Context,
    weight: float,
    by_base: bool,
) -> bool:
    """Whether the best candidate may be believed: no obscure namesake in a country that the report never mentions."""
    entry = candidate.entry
    if weight < _DOUBTFUL:
        return False
    if weight < SURE and entry.kind not in _WIDE:
        # Nothing in the sentence says that this is a place: only a report on its country can.
        known = entry.population >= _FAMOUS and candidate.primary
        return candidate.match <= Match.ARTICLE and (known or context.countries.get(entry.country, 0.0) >= _DOUBT_SHARE)
    if entry.kind in _WIDE:
        return True
    if any(h.country == entry.country for h in holders):
        return True
    elsewhere = entry.country not in context.countries and (context.homes or any(h.country for h in holders))
    if elsewhere and _is_foreign_word(candidate, [c for c, _ in options]):
        return False  # "Boni in central Mali" is not what others call Bonn
    if context.countries.get(entry.country, 0.0) >= _LEAST_SHARE:
        return True
    if by_base:
        return False
    if entry.kind in (Kind.GOVERNORATE, Kind.AREA) or entry.population >= _FAMOUS:
        return candidate.match <= Match.ARTICLE
    rivals = sum(c.entry.country != entry.country for c, _ in options)
    known = not holders and entry.population >= _KNOWN_ALONE and candidate.match is Match.EXACT
    return known and (rivals < 4 if context.scenes <= {entry.country} else not rivals)


def _is_foreign_word(candidate: Candidate, options: Sequence[Candidate]) -> bool:
    """Whether a name is only another language's for a town, which reports would call by its own: "Boni" for Bonn.
    The greatest cities have many names ("Kiev"), unless there is a place that bears the name itself."""
    if candidate.primary or candidate.entry.kind is not Kind.TOWN:
        return False
    return candidate.entry.population < _METROPOLIS or any(c.primary for c in options)


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance of two points on the globe, in km."""
    a = sin(radians(lat2 - lat1) / 2) ** 2
    b = cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(a + b)))
