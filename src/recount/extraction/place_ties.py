"""Places that the text itself ties to another: "the village of X near Y", "X, 15 km west of Y"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.extraction.place_around import Named
from recount.extraction.place_choice import Choice, km_between
from recount.extraction.place_words import ADMIN_WORDS, DIRECTIONS
from recount.gazetteer import Entry, Kind, Match

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


def settled(named: Named, choice: Choice | None, anchor: Entry, km: float) -> Choice | Entry | None:
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
    return anchor if km <= _CLOSE_KM else None


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
) -> Mapping[str, Choice | Entry | None]:
    """For each name (its key) that the text ties to a known place what it means; one name means one place."""
    found: dict[str, Choice | Entry | None] = {}
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
