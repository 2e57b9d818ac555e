"""Which is meant of a town, a district and a governorate of one name: "Aleppo (town)", "Aleppo (governorate)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import numpy as np

from recount.model import PlacePrecision
from recount.store import rows
from recount.store.columns import Columns, Flags, Numbers, Words
from recount.store.same_places import at_spots_called, bare, bare_places

NEEDED = ("place", "admin1")
"""The columns that tell it, beside those of `same_places`."""


class PlaceKind(StrEnum):
    """What a name of a place is meant as. A town is what lies in or near it, a district or a governorate all that is
    known to lie in it."""

    TOWN = "town"
    DISTRICT = "district"
    GOVERNORATE = "governorate"


_SAID = {
    "city": PlaceKind.TOWN,
    "village": PlaceKind.TOWN,
    "province": PlaceKind.GOVERNORATE,
    "region": PlaceKind.GOVERNORATE,
}
_ASKED = re.compile(rf"(?P<name>.*\S)\s*\((?P<kind>{'|'.join([*PlaceKind, *_SAID])})\)", re.IGNORECASE)
_MOST_KEPT = 400  # names in three kinds
_OF_TOWNS = (PlacePrecision.EXACT, PlacePrecision.NEAR)


def place_asked(words: str) -> tuple[str, PlaceKind | None]:
    """A place as it is asked for: its name, and what it is meant as; None where the name is meant as all of them.

    >>> place_asked("Aleppo (province)")
    ('Aleppo', <PlaceKind.GOVERNORATE: 'governorate'>)
    """
    found = _ASKED.fullmatch(words.strip())
    if found is None:
        return words, None
    kind = found["kind"].casefold()
    return found["name"], _SAID.get(kind) or PlaceKind(kind)


def asks_kind(places: Iterable[str]) -> bool:
    """Whether one of some places is asked for as one of these."""
    return any(place_asked(words)[1] is not None for words in places)


def lying_in(columns: Columns, name: str, kind: PlaceKind) -> Flags:
    """The incidents that lie in the town, the district or the governorate of a name."""
    key, precision = bare(name), columns.coded["place_precision"]
    called = _bare_in(columns, "place", key)
    if kind is PlaceKind.TOWN:
        return (called & precision.among(_OF_TOWNS)) | at_spots_called(columns, key)
    called |= _called_first(columns, key)
    if kind is PlaceKind.DISTRICT:
        return (called & precision.among([PlacePrecision.DISTRICT])) | _in_district(columns, key)
    regions = columns.coded["admin1"]
    called &= precision.among([PlacePrecision.GOVERNORATE])
    meant = {key, *(bare(regions.words[code]) for code in np.unique(regions.codes[called]).tolist())} - {""}
    for one in meant:
        called |= _bare_in(columns, "admin1", one)
    return called


def standing_in(columns: Columns, name: str, kind: PlaceKind) -> Numbers:
    """The rows of these incidents; kept, as the same names are offered beside every filter."""
    key = ("lying in", bare(name), kind.value)
    kept: dict[tuple[str, str, str], Numbers] = columns.made.setdefault("lying in", {})
    held = kept.get(key)
    if held is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        held = kept[key] = np.flatnonzero(lying_in(columns, name, kind))
    return held


def _bare_in(columns: Columns, name: str, key: str) -> Flags:
    """Which have a word of this bare form in a column."""
    column = columns.coded[name]
    words: Words | None = columns.made.get(f"bare {name}")
    if words is None:
        words = columns.made[f"bare {name}"] = np.array([bare(word) for word in column.words], dtype=object)
    found: Flags = (words == key)[column.codes]
    return found


def _called_first(columns: Columns, key: str) -> Flags:
    """Which are called so first by the reports, or by the gazetteer where reports give no name."""
    listed = columns.listed["folded_places"]
    found = np.zeros(len(columns), dtype=bool)
    found[listed.counts > 0] = (bare_places(columns) == key)[listed.codes[_ends(columns)[0]]]
    return found


def _in_district(columns: Columns, key: str) -> Flags:
    """Which lie in the district of this name by the gazetteer: it stands last among the names of a place, behind its
    own and the region's."""
    listed = columns.listed["folded_places"]
    found = np.zeros(len(columns), dtype=bool)
    found[listed.counts > 0] = (bare_places(columns) == key)[listed.codes[_ends(columns)[1]]]
    return found & _ends_on_district(columns)


def _ends_on_district(columns: Columns) -> Flags:
    """Which places' last names are of districts: of places whose own name and region are other ones."""
    held: Flags | None = columns.made.get("ends on district")
    if held is None:
        listed, regions, places = columns.listed["folded_places"], columns.coded["admin1"], columns.coded["place"]
        named = listed.counts > 0
        told = np.stack([listed.codes[_ends(columns)[1]], places.codes[named], regions.codes[named]])
        each, of = np.unique(told, axis=1, return_inverse=True)
        own, region = ([_folded(word) for word in column.words] for column in (places, regions))
        kept = [
            bool(own[p] and region[r]) and listed.words[last].strip() not in (own[p], region[r])
            for last, p, r in each.T.tolist()
        ]
        held = columns.made["ends on district"] = np.zeros(len(columns), dtype=bool)
        held[named] = np.array(kept, dtype=bool)[of.reshape(-1)]
    return held


def _folded(name: str) -> str:
    return rows.folded([name]).strip("| ")


def _ends(columns: Columns) -> tuple[Numbers, Numbers]:
    """Where the first and the last name of each place stand, of those that have one."""
    held: tuple[Numbers, Numbers] | None = columns.made.get("ends of places")
    if held is None:
        counts = columns.listed["folded_places"].counts
        ends, named = np.cumsum(counts), counts > 0
        held = columns.made["ends of places"] = (ends - counts)[named], ends[named] - 1
    return held
