"""How much speaks for two reports' accounts being of one happening: named reasons times the codebook's weights.

The score of a pair depends on the two accounts, on how much text their reports share and on tables that are shipped;
never on other reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from recount.codebook import Merging
from recount.model import Feature
from recount.resolution.accounts import Account, Places
from recount.resolution.evidence import IMPOSSIBLE, NEVER, evidence_between, say_the_same, tell_of_another_place
from recount.resolution.evidence_of_places import name_no_same, nearest
from recount.resolution.reasons import said

__all__ = [
    "features_between",
    "kilometres_apart",
    "lie_apart",
    "of_another_town",
    "say_the_same",
    "score_between",
    "total",
]

_APART_KM = 30.0  # beyond a town and the villages around it
_REGIONS_APART_KM = 60.0


def score_between(a: Account, b: Account, share: float, merging: Merging) -> float:
    """The sum of weights that is held against the codebook's threshold, of two accounts whose reports share `share` of
    their text."""
    reasons = evidence_between(a, b, share, merging)
    if reasons[-1][0] in IMPOSSIBLE:
        return NEVER
    weights = merging.weights
    return round(sum([weights.get(name, 0.0) * value for name, value, _ in reasons]), 3)


def features_between(a: Account, b: Account, share: float, merging: Merging) -> tuple[Feature, ...]:
    """The reasons for (positive) and against (negative) two accounts of different reports being of one happening."""
    weights = merging.weights
    features = []
    for reason in evidence_between(a, b, share, merging):
        name, value, _ = reason
        weight = NEVER if name in IMPOSSIBLE else weights.get(name, 0.0) * value
        if weight:
            features.append(Feature(_in_words(name), round(weight, 3), said(reason)))
    return tuple(features)


@cache
def _in_words(name: str) -> str:
    return name.replace("_", " ")


def total(features: Iterable[Feature]) -> float:
    """The sum that is held against the threshold."""
    return round(sum(feature.weight for feature in features), 3)


def lie_apart(a: Places, b: Places) -> bool:
    """Whether two accounts give exact places that can't be one: other ones, under other names, and not near.

    A city that gives its region its name lies apart from other regions alone: it may stand for a village of its own.
    """
    if not ((a.points or a.cities) and (b.points or b.cities)) or a.fine & b.fine or a.names & b.names:
        return False
    if not (a.points and b.points) and a.regions & b.regions:
        return False
    return kilometres_apart(a, b) > _APART_KM


def kilometres_apart(a: Places, b: Places) -> float:
    """How far the exact places that two accounts give lie apart, the nearest two of them."""
    return nearest(a.points + a.cities, b.points + b.cities)


def of_another_town(a: Account, b: Account) -> bool:
    """Whether reports with the same words tell of two places: an agency's notes on two towns differ in the name."""
    if not name_no_same(a.places, b.places):
        return False
    return lie_apart(a.places, b.places) or tell_of_another_place(a, b)


def elsewhere(a: Places, b: Places) -> bool:
    """Whether two accounts play in places that are not one, exact ones or regions, as far as maps tell."""
    if a.fine & b.fine or a.names & b.names:
        return False
    if a.countries and b.countries and not a.countries & b.countries:
        return True
    if a.points and b.points:
        return nearest(a.points, b.points) > _APART_KM
    if not (a.centres and b.centres) or a.regions & b.regions:
        return False
    return nearest(a.centres, b.centres) > _REGIONS_APART_KM


def names_no_place(places: Places) -> bool:
    """Whether an account says no more of where it plays than a country."""
    return not (places.fine or places.names or places.regions)
