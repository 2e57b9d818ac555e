"""Places that the text itself ties to another: "the village of X near Y", "X, 15 km west of Y", "Y's X district"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.extraction.place_around import Named
from recount.extraction.place_choice import Choice, km_between
from recount.extraction.place_words import ADMIN_WORDS, DIRECTIONS, TOWN_PARTS
from recount.gazetteer import Entry, Kind, Match
from recount.model import PlacePrecision

_POINTS = frozenset({Kind.TOWN, Kind.VILLAGE, Kind.SITE, Kind.NEIGHBOURHOOD})
_BESIDE = frozenset({"near", "outside", "beside", "alongside"})
_UNITS = {"km": 1.0, "kilometers": 1.0, "kilometres": 1.0, "kilometer": 1.0, "miles": 1.609, "mile": 1.609}
_FILLERS = (
    frozenset({",", "(", "the", "of", "from", "to", "about", "some", "just", "away", "located", "lying", "situated"})
    | frozenset({"which", "lies", "is"})
    | ADMIN_WORDS
)
_LONGEST_GAP = 14
_FAR_KM = 100.0
"""No two places farther apart than this are near each other."""
_CLOSE_KM = 50.0
"""Up to this distance the position of the known place stands for the unknown one's."""
_WELL_KNOWN = 30_000
_IN_TOWN_KM = 25.0
"""A part of a town lies no farther from its middle."""
_TOWNS = frozenset({Kind.TOWN, Kind.VILLAGE})
_SUBURB_KM = 60.0
_WIDE_PARTS = frozenset({"district", "districts", "area", "areas", "suburb", "suburbs"})
"""What may also lie around a town that its region is called after: its namesake in that region may be meant."""
_LARGER = 5
"""Of two towns, "the X district of Y", the one that has so many times the people is no part of the other."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The known place that the text ties an unknown one to, and how exactly the one stands for the other: near it, or
    a part of it."""

    entry: Entry
    precision: PlacePrecision


_Meant = Choice | Anchor | None


def tie_of(low: Sequence[str], named: Named, after: Named) -> float | None:
    """How many km at most, as the text says, lie between a name and the one that follows it; None without a tie."""
    gap = low[named.last + 1 : after.first]
    if not after.near or named.modifier or after.modifier or not gap or len(gap) > _LONGEST_GAP:
        return None
    km, tied = None, False
    for n, word in enumerate(gap):
        if word in _UNITS:
            km = _number(gap[n - 1] if n else "") * _UNITS[word]
            tied = True
        elif word in _BESIDE or (word in DIRECTIONS and n + 1 < len(gap) and gap[n + 1] in ("of", "from")):
            tied = True
        elif word not in _FILLERS and word not in DIRECTIONS and not word[:1].isdigit():
            return None
    if not tied or gap[0] in ("and", "to", "from"):
        return None
    return _CLOSE_KM if km is None else km


def settled(named: Named, choice: Choice | None, anchor: Entry, km: float) -> _Meant:
    """What a name tied to the known place `anchor` means: its choice where that fits, else a namesake that does, else
    the anchor itself, near which it lies; None where it may lie too far from it to say so."""
    if anchor.kind not in _POINTS or anchor.lat is None or anchor.lon is None:
        return choice
    far = max(_FAR_KM, 1.5 * km + _CLOSE_KM)
    if choice is not None and (
        choice.entry.kind not in _POINTS
        or choice.entry.population >= _WELL_KNOWN
        or _apart(choice.entry, anchor) <= far
    ):
        return choice
    if named.text == named.base:
        around = [c for c in named.candidates if c.entry.kind in _POINTS and _apart(c.entry, anchor) <= far]
        if around:
            best = min(around, key=lambda c: (c.match, _apart(c.entry, anchor)))
            return Choice(best.entry, best.match, by_base=False)
    return Anchor(anchor, PlacePrecision.NEAR) if km <= _CLOSE_KM else None


def part_of_town(named: Named, called: Sequence[str], choice: Choice | None, town: Entry) -> _Meant:
    """What a name means that the text has `called` a part of a town: its choice where that lies in the town, else a
    namesake that does, else an unknown part of it."""
    far = _SUBURB_KM if any(word.startswith("suburb") for word in called) else _IN_TOWN_KM
    if choice is not None and _apart(choice.entry, town) <= far:
        return choice
    within = [c for c in named.candidates if c.entry.kind in _POINTS and _apart(c.entry, town) <= far]
    if within and named.text == named.base:
        best = min(within, key=lambda c: (c.match, _apart(c.entry, town)))
        return Choice(best.entry, best.match, by_base=False)
    same_region = choice is not None and (choice.entry.country, choice.entry.admin1) == (town.country, town.admin1)
    if choice is not None and same_region and choice.match is Match.EXACT and set(called) <= _WIDE_PARTS:
        return choice
    return Anchor(town, PlacePrecision.DISTRICT)


def parts_of_towns(
    names: Sequence[Named],
    words: Sequence[Sequence[str]],
    choices: Sequence[Choice | None],
    containers: Sequence[int | None],
) -> Mapping[str, _Meant]:
    """For each name (its key) that the text calls a part of a known town what it means, where that is another place
    than was chosen."""
    found: dict[str, _Meant] = {}
    for one, other in enumerate(containers):
        if other is None or not (called := _called_parts(words[one], names[one], names[other], choices[one])):
            continue
        part, whole = (other, one) if _is_larger(choices[one], choices[other]) else (one, other)
        town, choice = choices[whole], choices[part]
        if town is None or town.by_base or town.entry.kind not in _TOWNS or names[part].modifier:
            continue
        if names[part].key in found or names[part].key == names[whole].key:
            continue
        meant = part_of_town(names[part], called, choice, town.entry)
        if meant is not choice:
            found[names[part].key] = meant
    return found


def _is_larger(one: Choice | None, other: Choice | None) -> bool:
    people = other.entry.population if other is not None and other.entry.kind in _POINTS else 0
    return (
        one is not None
        and one.entry.kind is Kind.TOWN
        and one.entry.population >= _WELL_KNOWN
        and one.entry.population > _LARGER * people
        and (other is None or other.entry.kind in _POINTS)
    )


def _called_parts(low: Sequence[str], named: Named, town: Named, choice: Choice | None) -> tuple[str, ...]:
    """The words by which the text calls a name a part of the town beside it: "the X district of Y", "Y's X quarter",
    "X, a suburb of Y". "The old quarter of X" is a part of X, and X is none, where it is well known."""
    between = low[named.last + 1 : town.first] if named.last < town.first else low[town.last + 1 : named.first]
    called = [word for word in between if word in TOWN_PARTS]
    behind = low[named.last + 1] if named.last + 1 < len(low) else ""
    if behind in TOWN_PARTS:
        called.append(behind)
    elif named.call in TOWN_PARTS and (choice is None or choice.entry.population < _WELL_KNOWN):
        called.append(named.call)
    return tuple(called)


def strays(choice: Choice, holder: Entry) -> bool:
    """Whether an obscure namesake lies in another region than the one that the text puts the name in."""
    entry = choice.entry
    return (
        holder.kind is Kind.GOVERNORATE
        and entry.kind in _POINTS
        and entry.population < _WELL_KNOWN
        and bool(entry.admin1)
        and (entry.country, entry.admin1) != (holder.country, holder.admin1)
        and _apart(entry, holder) > _FAR_KM
    )


def ties_in(
    names: Sequence[Named],
    words: Sequence[Sequence[str]],
    sentences: Sequence[object],
    choices: Sequence[Choice | None],
    containers: Sequence[int | None],
) -> Mapping[str, _Meant]:
    """For each name (its key) that the text ties to a known place what it means; one name means one place. `containers`
    are the positions of the names that the text puts each in."""
    found = dict(parts_of_towns(names, words, choices, containers))
    for i in range(len(names) - 1):
        anchor = choices[i + 1]
        if anchor is None or anchor.by_base or anchor.match is Match.FUZZY or sentences[i] != sentences[i + 1]:
            continue
        if names[i].key in found or names[i].key == names[i + 1].key or not names[i].sure:
            continue
        km = tie_of(words[i], names[i], names[i + 1])
        if km is None:
            continue
        meant = settled(names[i], choices[i], anchor.entry, km)
        if meant is not choices[i]:
            found[names[i].key] = meant
    return found


def _apart(one: Entry, other: Entry) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return km_between(one.lat, one.lon, other.lat, other.lon)


def _number(word: str) -> float:
    digits = word.replace(",", "")
    return float(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else _CLOSE_KM
