"""What speaks for and against two accounts being one happening: named reasons that hold, with how much, as numbers.

A reason's weight stands in the codebook (`_merging.yaml`). Only merges that are kept are told in words (`reasons`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from recount.codebook.merging import Merging
from recount.model import Harm
from recount.resolution.accounts import Account, Places
from recount.resolution.details import ARMS, OFFICES, STATE
from recount.resolution.evidence_of_details import by_one_origin, details_speak, whom_speak
from recount.resolution.evidence_of_places import name_no_same, name_others, where_they_play, words_of_names
from recount.resolution.evidence_of_time import Reason, days_of_operation, times_speak
from recount.resolution.names import skeleton, telling_words
from recount.resolution.opposed import hands_exchanged, is_of_state, other_side
from recount.resolution.words import RARE, UNKNOWN, not_rare, rarities, stems_of

NEVER = -9.0
"""The weight of what no other reasons outweigh."""
IMPOSSIBLE = frozenset(
    {"denied", "type_never", "hands_never", "days_never", "news_never", "report_never", "episode_never", "place_never"}
)
"""Reasons that have this weight in every codebook."""

_OF_ANOTHER = 0.5  # how much it tells that a figure took the place of one that another origin gives
TIED = 0.33
"""How much of it speaks against two accounts that nothing says where one of them was, if a party, people or several
rare words tie the two."""
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
    reasons.append(where_they_play(a.places, b.places))
    place = reasons[-1][0]
    if share and name_no_same(a.places, b.places):
        if swapped := _names_swapped(a, b):
            return [*reasons, swapped]
        share *= place not in _APART
    if place in _BY_NAME and name_others(a.places, b.places):
        reasons.append(("place_others", 1.0, ()))
    if other := other_side(a, b, merging):
        reasons.append((other, 1.0, ()))
    elif a.agents and b.agents:
        reasons += _agents(a, b)
    reasons += details_speak(a, b, merging)
    reasons += _persons(a, b, people)
    if a.figures and b.figures:
        reasons += _tolls(a, b)
    reasons += _words(a, b, share, day_off=when in _DAYS_OFF)
    return _tied(a, b, reasons) if place == "place_unknown" else reasons


def _names_swapped(a: Account, b: Account) -> Reason | None:
    """An agency's or a monitor's notes on two towns are in the same words but for the towns' names."""
    if not tell_of_another_place(a, b):
        return None
    return ("place_never", 1.0, (min(a.places.names), a.places, min(b.places.names), b.places))


def _persons(a: Account, b: Account, people: frozenset[str]) -> Iterator[Reason]:
    """What the `people` of both and the ages that are given tell."""
    if people:
        yield ("people", min(_MOST_PEOPLE, len(people)), (len(people),))
    elif len(a.people) > 1 and len(b.people) > 1:
        yield ("people_other", 1.0, ())
    if ages := a.ages & b.ages:
        yield ("ages", min(_MOST_PEOPLE, len(ages)), (len(ages),))
    elif a.ages and b.ages:
        yield ("ages_other", 1.0, ())


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


_APART = frozenset({"place_off", "place_far", "region_far", "place_elsewhere"})
_TIES = frozenset({"people", "part_same", "reprint"})
_SEVERAL_WORDS = 3.0  # two that no table knows
_BY_NAME = frozenset({"place_same", "place_name", "region_same"})


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
    return next(_alike(a, b), None) is not None


def tell_of_another_place(a: Account, b: Account) -> bool:
    """Whether a clause of each is in nearly the same words, but for the name of the place."""
    own, theirs = words_of_names(a.places), words_of_names(b.places)
    return any(own & (x - y) and theirs & (y - x) for x, y in _alike(a, b))


def _alike(a: Account, b: Account) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for x in a.clauses[:_MOST_CLAUSES]:
        for y in b.clauses[:_MOST_CLAUSES]:
            if len(x) >= _FEW_WORDS and len(x & y) >= _SAME_WORDS * len(x | y):
                yield x, y
