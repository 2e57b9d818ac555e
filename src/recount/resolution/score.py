"""How much speaks for two reports' accounts being of one happening: named reasons with weights, summed.

The weights are in rough log-odds, set by hand on the coded reports of the war in Syria (2013-2017) and rounded: they
are to be read and argued with, not to be fitted to the last digit. `THRESHOLD` is the sum from which two accounts
are one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recount.model import Feature, Harm
from recount.resolution.accounts import WEEKDAYS, Account, Days, Places
from recount.resolution.families import meeting_cost
from recount.resolution.names import telling_words
from recount.resolution.words import RARE, rarity

THRESHOLD = 3.7
NEVER = -9.0  # no sum of other reasons outweighs it

_WEEK = 10  # days; an undated report within longer bounds says hardly when its news happened
_NEAR_KM = 15.0
_FAR_KM = 60.0
_APART_KM = 30.0  # beyond a town and the villages around it
_VAGUE = frozenset({1, 2, 3, 20, 24, 40, 200, 2000})  # some, several, tens, dozens, scores … written as open bounds
_MOST_WORDS = 6
_SAME_WORDS = 0.7
_FEW_WORDS = 4
_MOST_CLAUSES = 12
_HARMS = ((Harm.KILLED, 1.0), (Harm.WOUNDED, 0.6), (Harm.ABDUCTED, 0.8), (Harm.CAPTURED, 0.8))  # the gravest first


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beyond two accounts: how much of its words a report shares with another, by their ids in order."""

    reprints: Mapping[tuple[str, str], float]


def features_between(a: Account, b: Account, context: Context) -> tuple[Feature, ...]:
    """The reasons for (positive) and against (negative) two accounts of different reports being of one happening."""
    features = [_types(a, b), _time(a, b)]
    if any(feature.weight == NEVER for feature in features):
        return tuple(features)
    features.append(_place(a.places, b.places))
    features += _actors(a, b)
    features += _tolls(a, b)
    features += _words(a, b, context)
    if a.main and b.main:
        features.append(Feature("main event", 0.5, "it is what both reports are mainly about"))
        features.append(_leads(a.words, b.words))
    return tuple(feature for feature in features if feature.weight)


def total(features: Iterable[Feature]) -> float:
    """The sum that is held against the threshold."""
    return round(sum(feature.weight for feature in features), 3)


def _types(a: Account, b: Account) -> Feature:
    if a.denied != b.denied:
        return Feature("type", NEVER, "one tells that it happened, the other denies it")
    both = sorted(a.types & b.types - {"other_event", "toll_report"})
    if both:
        return Feature("type", 1.0, f"both tell of {both[0]}")
    costs = [(meeting_cost(x, y), x, y) for x in sorted(a.types) for y in sorted(b.types)]
    able = [(cost, x, y) for cost, x, y in costs if cost is not None]
    if not able:
        return Feature("type", NEVER, f"{min(a.types)} and {min(b.types)} are never one happening")
    cost, x, y = min(able)
    return Feature("type", round(0.6 - 1.5 * cost, 2), f"{x} and {y} can be one happening")


def _time(a: Account, b: Account) -> Feature:
    if a.days is None or b.days is None:
        return _undated(a, b)
    if a.days.stated and b.days.stated:
        return _stated_time(a.days, b.days)
    gap, longest = a.days.gap(b.days), max(a.days.length, b.days.length)
    if longest > _WEEK:
        return _undated(a, b) if gap == 0 else Feature("time", NEVER, "the one can't have been when the other was")
    if a.days.stated or b.days.stated:
        if gap == 0:
            return Feature("time", 1.2, "the stated day falls into the days before the other report")
        return Feature("time", NEVER if gap > 7 else round(-0.4 * gap, 2), f"stated {gap} days off the other's news")
    apart = abs((a.days.last - b.days.last).days)
    if apart > 7:
        return Feature("time", NEVER, f"undated, and the reports came out {apart} days apart")
    return Feature("time", round(0.6 - 0.5 * apart, 2), f"undated; the reports came out {apart} days apart")


def _undated(a: Account, b: Account) -> Feature:
    """What speaks for one time where a date is missing: at most that the weekday agrees."""
    for one, other in ((a, b), (b, a)):
        day = other.days
        if one.weekdays and day is not None and day.stated and day.length == 1:
            if day.first.weekday() in one.weekdays:
                return Feature("time", -0.5, f"undated, but both on a {WEEKDAYS[day.first.weekday()]}")
            return Feature("time", -3.0, "undated, and on other weekdays")
    return Feature("time", -1.5, "nothing says when one of them happened")


def _stated_time(a: Days, b: Days) -> Feature:
    gap = a.gap(b)
    if gap:
        return Feature("time", {1: -0.6, 2: -1.5, 3: -3.0}.get(gap, NEVER), f"{gap} days apart")
    longest = max(a.length, b.length)
    if longest == 1:
        return Feature("time", 2.2, f"both on {a.first}")
    weight = 1.2 if longest <= 7 else 0.4 if longest <= 35 else -1.0
    return Feature("time", weight, f"the stated times overlap within {longest} days")


def _place(a: Places, b: Places) -> Feature:
    if shared := a.fine & b.fine:
        return Feature("place", 2.2, f"the same place ({a.label(shared)})")
    if shared := a.names & b.names:
        return Feature("place", 1.0, f"the same place name ({a.label(shared)})")
    if a.countries and b.countries and not a.countries & b.countries:
        if (a.names | a.wide) & (b.names | b.wide):
            return Feature("place", -0.5, "different countries, but one country is named by both")
        return Feature("place", -4.0, "different countries")
    if a.points and b.points:
        return _distance(a, b)
    if shared := a.regions & b.regions:
        inside = bool(a.fine) != bool(b.fine)
        said = "a place and the region it lies in" if inside else "the same region"
        return Feature("place", 1.0, f"{said} ({a.label(shared)})")
    if a.centres and b.centres:
        km = min(kilometres(p, q) for p in a.centres[:12] for q in b.centres[:12])
        weight = -0.3 if km <= _FAR_KM else -2.0
        return Feature("place", weight, f"different regions, {km:.0f} km apart")
    if a.countries & b.countries:
        return Feature("place", -0.2, "the same country")
    return Feature("place", -0.5, "nothing says where one of them happened")


def _distance(a: Places, b: Places) -> Feature:
    km = min(kilometres(p, q) for p in a.points[:12] for q in b.points[:12])
    if km <= _NEAR_KM:
        return Feature("place", 0.8, f"places {km:.0f} km apart")
    if km <= _FAR_KM and a.regions & b.regions:
        return Feature("place", -1.0, f"places {km:.0f} km apart in one region")
    return Feature("place", -2.0, f"places {km:.0f} km apart")


def lie_apart(a: Places, b: Places) -> bool:
    """Whether two accounts give exact places that can't be one: other ones, under other names, and not near."""
    if not a.points or not b.points or a.fine & b.fine or a.names & b.names:
        return False
    return min(kilometres(p, q) for p in a.points[:12] for q in b.points[:12]) > _APART_KM


def kilometres(p: tuple[float, float], q: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    lat_p, lat_q = math.radians(p[0]), math.radians(q[0])
    h = math.sin((lat_q - lat_p) / 2) ** 2
    h += math.cos(lat_p) * math.cos(lat_q) * math.sin(math.radians(q[1] - p[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _actors(a: Account, b: Account) -> list[Feature]:
    features = []
    if a.agents and b.agents:
        telling = ({w for n in a.agents for w in telling_words(n)}, {w for n in b.agents for w in telling_words(n)})
        if both := sorted(a.agents & b.agents):
            features.append(Feature("agents", 1.0, f"done by {both[0]}"))
        elif both := sorted(a.sides & b.sides):
            features.append(Feature("agents", 0.8, f"done by the side of {both[0]}"))
        elif words := sorted(x for x in telling[0] for y in telling[1] if x.startswith(y) or y.startswith(x)):
            features.append(Feature("agents", 0.5, f"those who did it share a name ({words[0]})"))
        elif all(telling):
            features.append(Feature("agents", -0.8, f"done by {min(a.agents)} and by {min(b.agents)}"))
    if both := sorted(a.targets & b.targets):
        features.append(Feature("targets", 0.6, f"done to {both[0]}"))
    return features


def _tolls(a: Account, b: Account) -> list[Feature]:
    """Whether two reports' figures are one, revise one another, or can't both be right; deaths speak first."""
    features = []
    for harm, share in _HARMS:
        ones, others = a.figures.get(harm), b.figures.get(harm)
        if not ones or not others:
            continue
        if equal := ones & others - _VAGUE:
            n = max(equal)
            weight = 2.2 if n >= 10 else 1.6 if n >= 5 else 1.0
            features.append(Feature("toll", round(weight * share, 2), f"both give {n} {harm}"))
            break
        if harm is Harm.KILLED:
            ratio, x, y = min((max(x, y) / min(x, y), x, y) for x in ones for y in others)
            weight = 0.3 if ratio <= 1.3 else -0.2 if ratio <= 2 else -0.6 if ratio <= 4 else -1.2
            features.append(Feature("toll", weight, f"{x} and {y} {harm}"))
            break
    if parts := _parts(a) & _parts(b) - _VAGUE:
        features.append(Feature("part of a toll", 0.8, f"both single out {max(parts)}"))
    return features


def _parts(account: Account) -> frozenset[int]:
    return frozenset(toll.count.low for toll in account.tolls if toll.sub and toll.count.low)


def _leads(a: frozenset[str], b: frozenset[str]) -> Feature:
    """How alike the openings of two reports are, rare words counting more: their cosine, up to a third."""
    common = _size(a & b)
    if not common:
        return Feature("leads", 0.0, "the reports open in other words")
    size = math.sqrt(_size(a) * _size(b))
    return Feature("leads", round(5 * min(0.3, common / size), 2), "the reports open in similar words")


def _size(words: frozenset[str]) -> float:
    return math.fsum(rarity(word) ** 2 for word in words)


def _words(a: Account, b: Account, context: Context) -> list[Feature]:
    features = []
    if shared := sorted((w for w in a.words & b.words if rarity(w) >= RARE), key=lambda w: (-len(w), w))[:_MOST_WORDS]:
        features.append(Feature("rare words", round(0.4 * len(shared), 2), f"both have {', '.join(shared)}"))
    share = context.reprints.get((min(a.document, b.document), max(a.document, b.document)), 0.0)
    if share and say_the_same(a, b):
        features.append(Feature("reprint", round(1.0 + 2.0 * share, 2), "the reports share this sentence"))
    return features


def say_the_same(a: Account, b: Account) -> bool:
    """Whether a clause of each is in nearly the same words, as those of a story printed twice are."""
    return any(
        len(x & y) >= _SAME_WORDS * len(x | y)
        for x in a.clauses[:_MOST_CLAUSES]
        for y in b.clauses[:_MOST_CLAUSES]
        if len(x) >= _FEW_WORDS
    )
