"""What speaks for and against two accounts being one happening: named reasons that hold, with how much, as numbers.

A reason's weight stands in the codebook (`_merging.yaml`). Only merges that are kept are told in words (`reasons`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from recount.codebook.merging import Merging
from recount.model import Harm
from recount.resolution.accounts import Account, Places
from recount.resolution.details import ARMS, OFFICES, STATE
from recount.resolution.evidence_of_details import by_one_origin, details_speak, whom_speak
from recount.resolution.evidence_of_time import Reason, days_of_operation, times_speak
from recount.resolution.names import skeleton, telling_words
from recount.resolution.opposed import hands_exchanged, is_of_state, other_side
from recount.resolution.words import RARE, UNKNOWN, not_rare, rarities, stems_of

NEVER = -9.0
"""The weight of what no other reasons outweigh."""
IMPOSSIBLE = frozenset(
    {"denied", "type_never", "hands_never", "days_never", "news_never", "report_never", "episode_never"}
)
"""Reasons that have this weight in every codebook."""

_OF_ANOTHER = 0.5  # how much it tells that a figure took the place of one that another origin gives
_NEAR_KM = 15.0
_FAR_KM = 60.0
IN_ONE_COUNTRY = 0.5
"""How much of it speaks against two accounts that they name other places, if these lie in one country, ..."""
TIED = 0.33
"""... and that nothing says where one of them was, if a party, people or several rare words tie the two."""
VAGUE = frozenset({1, 2, 3, 20, 24, 40, 200, 2000})  # some, several, tens, dozens, scores … written as open bounds
MOST_WORDS = 6
_MOST_TELLING = 1.5  # of a word that no table knows
_MOST_PEOPLE = 3
_MOST_ALIKE = 0.3
_SAME_WORDS = 0.7
_FEW_WORDS = 4
_MOST_CLAUSES = 12
_NONE: frozenset[str] = frozenset()
_DAYS_OFF = frozenset({"days_off_1", "days_off_2", "days_off_3"})
OTHER_HARMS = (Harm.WOUNDED, Harm.ABDUCTED, Harm.CAPTURED, Harm.MISSING)


def evidence_between(a: Account, b: Account, share: float, merging: Merging) -> list[Reason]:
    """The reasons that hold for two accounts of different reports, which share `share` of their text.

    Where one of them is among the IMPOSSIBLE it stands last, and no more are looked for.
    """
    reasons = _types(a, b, merging)
    if reasons[-1][0] in IMPOSSIBLE:
        return reasons
    if hands_exchanged(a, b, merging):
        return [*reasons, ("hands_never", 1.0, ())]
    people = _people_of_both(a, b)
    reasons += times_speak(a, b, merging, known=bool(people))
    when = reasons[-1][0]
    if when in IMPOSSIBLE:
        return reasons
    if (days := days_of_operation(a, b, merging) or days_of_operation(b, a, merging)) is not None:
        return [*reasons, ("episode_never", 1.0, (days,))]
    reasons.append(_place(a.places, b.places))
    place = reasons[-1][0]
    if place in _APART and a.places.names and b.places.names and not a.places.names & b.places.names:
        share = 0.0  # an agency's or a monitor's notes on two towns are in the same words
    if place in _BY_NAME and name_others(a.places, b.places):
        reasons.append(("place_others", 1.0, ()))
    if other := other_side(a, b, merging):
        reasons.append((other, 1.0, ()))
    elif a.agents and b.agents:
        reasons += _agents(a, b)
    reasons += details_speak(a, b, merging)
    if people:
        reasons.append(("people", min(_MOST_PEOPLE, len(people)), (len(people),)))
    elif len(a.people) > 1 and len(b.people) > 1:
        reasons.append(("people_other", 1.0, ()))
    if ages := a.ages & b.ages:
        reasons.append(("ages", min(_MOST_PEOPLE, len(ages)), (len(ages),)))
    elif a.ages and b.ages:
        reasons.append(("ages_other", 1.0, ()))
    if a.figures and b.figures:
        reasons += _tolls(a, b)
    reasons += _words(a, b, share, day_off=when in _DAYS_OFF)
    return _tied(a, b, reasons) if place == "place_unknown" else reasons


def _tied(a: Account, b: Account, reasons: list[Reason]) -> list[Reason]:
    """The reasons, where more than day, kind and toll tie two accounts of which one names no place: a party with a
    name, people, a part of the toll, the same sentence, several rare words."""
    if any(map(telling_words, a.agents & b.agents)) or any(
        name in _TIES or (name == "rare_words" and value >= _SEVERAL_WORDS) for name, value, _ in reasons
    ):
        return [(name, TIED if name == "place_unknown" else value, said) for name, value, said in reasons]
    return reasons


def _people_of_both(a: Account, b: Account) -> frozenset[str]:
    """The people that both name; a place of two words, as towns are, is no person."""
    people = a.people & b.people
    if not people:
        return people
    places = a.places.names | b.places.names
    return frozenset(name for name in people if skeleton(name) not in places)


def _types(a: Account, b: Account, merging: Merging) -> list[Reason]:
    if a.denied != b.denied:
        return [("denied", 1.0, ())]
    if both := a.types & b.types - merging.vague:
        return [("type_same", 1.0, (min(both),))]
    best: tuple[float, str, str] | None = None
    for x in a.types:
        for y in b.types:
            cost = merging.meeting_cost(x, y)
            if cost is not None and (best is None or (cost, x, y) < best):
                best = cost, x, y
    if best is None:
        return [("type_never", 1.0, (min(a.types), min(b.types)))]
    cost, x, y = best
    reasons: list[Reason] = [("type_meets", 1.0, (x, y))]
    if cost:
        reasons.append(("type_cost", cost, (x, y)))
    return reasons


def _place(a: Places, b: Places) -> Reason:
    if shared := a.fine & b.fine:
        return ("place_same", 1.0, (a, shared))
    if shared := a.names & b.names:
        of_region = shared & (_region_names(a.regions) | _region_names(b.regions))
        return ("region_same" if of_region else "place_name", 1.0, (a, shared))
    if a.countries and b.countries and not a.countries & b.countries:
        named = (a.names | a.wide) & (b.names | b.wide)
        return ("country_named" if named else "country_other", 1.0, ())
    if a.points and b.points:
        km = nearest(a.points, b.points)
        if km <= _NEAR_KM:
            return ("place_near", 1.0, (km,))
        return ("place_off" if km <= _FAR_KM and a.regions & b.regions else "place_far", 1.0, (km,))
    if shared := a.regions & b.regions:
        return ("place_within" if bool(a.fine) != bool(b.fine) else "region_same", 1.0, (a, shared))
    if a.centres and b.centres:
        km = nearest(a.centres, b.centres)
        return ("region_near" if km <= _FAR_KM else "region_far", 1.0, (km,))
    return _off_the_map(a, b)


def _off_the_map(a: Places, b: Places) -> Reason:
    """Where no map tells of one of them: other names speak against, less so in one country, parts of which they may
    be."""
    country = bool(a.countries & b.countries)
    if a.names and b.names:
        return ("place_elsewhere", IN_ONE_COUNTRY if country else 1.0, (min(a.names), a, min(b.names), b))
    return ("country_same" if country else "place_unknown", 1.0, ())


_APART = frozenset({"place_off", "place_far", "region_far", "place_elsewhere"})
_TIES = frozenset({"people", "part_same", "reprint"})
_SEVERAL_WORDS = 3.0  # two that no table knows
_BY_NAME = frozenset({"place_same", "place_name", "region_same"})


def name_others(a: Places, b: Places) -> bool:
    """Whether each names places that the other does not, beside the one that both do: two ends of one town. A name
    that the other's ends in is none: "Qasr el-Breij" beside "al-Bureij"."""
    shared = a.names & b.names
    if not shared:
        return False
    known = shared | _region_names(a.regions) | _region_names(b.regions)
    own, theirs = _named_keys(a.names, a.fine) - known, _named_keys(b.names, b.fine) - known
    if not own or not theirs:
        return False
    same = [(x, y) for x in own for y in theirs if x.endswith(y) or y.endswith(x)]
    return bool(own - {x for x, _ in same}) and bool(theirs - {y for _, y in same})


@lru_cache(maxsize=65536)
def _named_keys(names: frozenset[str], fine: frozenset[str]) -> frozenset[str]:
    """The keys of places that are names, not numbers of the gazetteer."""
    return frozenset(key for key in names | fine if not key.isdigit())


@lru_cache(maxsize=65536)
def _region_names(regions: frozenset[str]) -> frozenset[str]:
    """The names of regions ("SY/aleppo") as names of places are compared."""
    names = (region.split("/", 1)[1] for region in regions)
    return frozenset(skeleton(name) or name for name in names)


def nearest(a: tuple[tuple[float, float], ...], b: tuple[tuple[float, float], ...]) -> float:
    """The kilometres between the nearest two of some points."""
    return min(kilometres(p, q) for p in a[:12] for q in b[:12])


def kilometres(p: tuple[float, float], q: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    lat_p, lat_q = math.radians(p[0]), math.radians(q[0])
    h = math.sin((lat_q - lat_p) / 2) ** 2
    h += math.cos(lat_p) * math.cos(lat_q) * math.sin(math.radians(q[1] - p[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _agents(a: Account, b: Account) -> list[Reason]:
    if both := (a.agents & b.agents) - ARMS:
        return [("agent_same", 1.0 if any(map(telling_words, both)) else _NAMELESS, (min(both),))]
    if both := (a.sides & b.sides) - ARMS:
        return [("agent_side", 1.0, (min(both),))]
    ones = {word for name in a.agents for word in telling_words(name)} - OFFICES
    others = {word for name in b.agents for word in telling_words(name)} - OFFICES
    if words := [x for x in ones for y in others if x.startswith(y) or y.startswith(x)]:
        return [("agent_word", 1.0, (min(words),))]
    if _of_a_state(a, b) and _of_a_state(b, a):
        return [("agent_other", OF_TWO_STATES, (min(a.agents), min(b.agents)))]
    return [("agent_other", 1.0, (min(a.agents), min(b.agents)))] if ones and others else []


def _of_a_state(a: Account, b: Account) -> bool:
    """Whether a state does it: one with a name, or that of the place, which needs none where the other's is not it."""
    if a.camps == _OF_STATE and not b.camps:
        return True
    return bool(a.sides) and all(is_of_state(side) and telling_words(side) for side in a.sides)


_OF_STATE = frozenset({STATE})
_NAMELESS = 0.5  # how much it tells that gunmen did it in both
OF_TWO_STATES = 3.0
"""How much of it speaks against two accounts that others do it, if these are two states."""


def _tolls(a: Account, b: Account) -> list[Reason]:
    """Whether two reports' figures are one, revise one another, or can't both be right."""
    reasons: list[Reason] = []
    ones, others = a.figures, b.figures
    if Harm.KILLED in ones and Harm.KILLED in others:
        dead = _dead(a, b, ones[Harm.KILLED], others[Harm.KILLED])
        reasons += [dead, *by_one_origin(a, b)] if dead[0] in _DIFFER else [dead]
    reasons += whom_speak(a, b)
    for harm in OTHER_HARMS:
        if harm in ones and harm in others and (equal := ones[harm] & others[harm] - VAGUE):
            reasons.append(("wounded_same", size_class(max(equal)), (max(equal), harm.value)))
            break
    if (parts := _parts(a)) and (both := parts & _parts(b) - VAGUE):
        reasons.append(("part_same", 1.0, (max(both),)))
    return reasons


_DIFFER = frozenset({"dead_near", "dead_rising", "dead_falling", "dead_apart"})


def _parts(account: Account) -> set[int]:
    return {toll.count.low for toll in account.tolls if toll.sub and toll.count.low}


def _dead(a: Account, b: Account, ones: frozenset[int], others: frozenset[int]) -> Reason:
    if equal := ones & others:
        equal = equal - VAGUE or equal & exact_of_vague(a) & exact_of_vague(b)
    if equal:
        return ("dead_same", size_class(max(equal)), (max(equal),))
    if before := (figures_before(a) & others | figures_before(b) & ones) - VAGUE:
        whose = 1.0 if a.origins & b.origins else _OF_ANOTHER
        return ("dead_before", whose * size_class(max(before)), (max(before),))
    ratio, x, y = min([(x / y if x > y else y / x, x, y) for x in ones for y in others])
    if ratio <= 4 / 3 or _at_least(a, y) or _at_least(b, x):
        return ("dead_near", 1.0, (x, y))
    if ratio <= 2:
        rising = a.reported and b.reported and (b.reported - a.reported).days * (y - x) > 0
        return ("dead_rising" if rising else "dead_falling", 1.0, (x, y))
    return ("dead_apart", min(2.0, math.log2(ratio)), (x, y))


def exact_of_vague(account: Account) -> frozenset[int]:
    """Of figures of killed that may stand for "some" or "scores" those that don't: "two people", "20 soldiers"."""
    if account.figures.get(Harm.KILLED, _NO_FIGURES).isdisjoint(_MAY_BE_EXACT):
        return _NO_FIGURES
    dead = [toll.count for toll in account.tolls if toll.harm is Harm.KILLED and not toll.sub]
    return frozenset(count.low for count in dead if count.low in _MAY_BE_EXACT and count.low == count.high)


_MAY_BE_EXACT = VAGUE - {1}  # one dead and one dead are seldom the same


def figures_before(account: Account) -> frozenset[int]:
    """The dead whom figures of an account took the place of: "down to 20 from 23"."""
    for toll in account.tolls:  # few have any
        if toll.earlier is not None:
            found = (t.earlier.low for t in account.tolls if t.earlier and t.harm is Harm.KILLED and not t.sub)
            return frozenset(n for n in found if n)
    return _NO_FIGURES


_NO_FIGURES: frozenset[int] = frozenset()


def _at_least(account: Account, n: int) -> bool:
    """Whether an account's open bound ("at least 26") is kept by a figure that is not many times as large."""
    for toll in account.tolls:
        if toll.count.high is None and toll.harm is Harm.KILLED and not toll.sub:
            low = toll.count.low
            if low and low <= n <= 2 * low:
                return True
    return False


def size_class(n: int) -> float:
    """How much it tells that two give this figure."""
    return 1.0 if n >= 10 else 0.73 if n >= 5 else 0.45


def _called(a: Places, b: Places, *, day_off: bool) -> frozenset[str]:
    """The words that the places which both name are called by: the place has told already that they are one, and of two
    days in one town the names of all its places say no more than that."""
    both = None if day_off else a.fine & b.fine | a.names & b.names
    return _stems_at(a.labels, both) | _stems_at(b.labels, both)


@lru_cache(maxsize=65536)
def _stems_at(labels: frozenset[tuple[str, str]], keys: frozenset[str] | None) -> frozenset[str]:
    return stems_of(" ".join(label for key, label in labels if keys is None or key in keys))


_stems_in = lru_cache(maxsize=65536)(lambda names: stems_of(" ".join(names)))


def _words(a: Account, b: Account, share: float, *, day_off: bool) -> list[Reason]:
    reasons: list[Reason] = []
    shared = a.words & b.words
    if shared:
        shared -= _called(a.places, b.places, day_off=day_off)
    if shared and (both := a.agents & b.agents):
        shared -= _stems_in(both)
    if rare := shared - not_rare():
        telling = _telling()
        much = sum([telling.get(word, _MOST_TELLING) for word in rare])
        reasons.append(("rare_words", min(MOST_WORDS, much), tuple(rare)))
    if a.main and b.main:
        reasons.append(("both_main", 1.0, ()))
        if shared:
            alike = _weight(shared) / math.sqrt(_size(a.words) * _size(b.words))
            reasons.append(("leads", min(_MOST_ALIKE, alike), (alike,)))
    if share and say_the_same(a, b):
        reasons += [("reprint", 1.0, ()), ("reprint_share", share, (share,))]
    return reasons


@cache
def _telling() -> dict[str, float]:
    """How much each rare word tells; what no table knows tells most."""
    known = rarities().items()
    return {word: min(_MOST_TELLING, (rarity - RARE) / 2 + 0.5) for word, rarity in known if rarity >= RARE}


@cache
def _squares() -> dict[str, float]:
    return {word: rarity**2 for word, rarity in rarities().items()}


def _weight(words: Iterable[str]) -> float:
    squares = _squares()
    return sum([squares.get(word, UNKNOWN**2) for word in words])  # of quarters: exact in whatever order they come


_size = lru_cache(maxsize=65536)(_weight)


def say_the_same(a: Account, b: Account) -> bool:
    """Whether a clause of each is in nearly the same words, as those of a story printed twice are."""
    return any(
        len(x & y) >= _SAME_WORDS * len(x | y)
        for x in a.clauses[:_MOST_CLAUSES]
        for y in b.clauses[:_MOST_CLAUSES]
        if len(x) >= _FEW_WORDS
    )
