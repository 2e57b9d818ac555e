"""Incidents of one place under its several names: Kobani and Kobane, whatever the gazetteer calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from recount.model import PlacePrecision
from recount.store import rows
from recount.store.columns import Columns, Flags, Numbers, Words

NEEDED = ("folded_places", "lat", "lon", "place_precision")
"""The columns that tell it."""

_MEANT = 3  # one in so many of the incidents at a name lies where the name means: others of that name are elsewhere
_ARTICLES = re.compile(r"\b(?:al|el|ad|adh|an|ar|as|ash|at|ath|az|ed|edh|en|er|es|esh|et|eth|ez|the) (?=\S)")
_KINDS = "province|governorate|region|district"
_OF_REGIONS = re.compile(rf"^(?:the )?(?:{_KINDS}) of | (?:{_KINDS})$")


def without_kind(name: str) -> str:
    """What a region is called beside what kind of region it is: "Aleppo" of "Aleppo province"."""
    plain = rows.folded([name]).strip("| ")
    return _OF_REGIONS.sub("", plain) or plain


def bare(name: str) -> str:
    """A name as reports write it in many ways, without accents and articles: "deir zor" of "Deir ez-Zor"."""
    return _ARTICLES.sub("", without_kind(name))


def bare_places(columns: Columns) -> Words:
    """The names of places in reports, bare."""
    called: Words | None = columns.made.get("bare places")
    if called is None:
        words = columns.listed["folded_places"].words
        called = columns.made["bare places"] = np.array([bare(word) for word in words], dtype=object)
    return called


def at_places_called(columns: Columns, names: Iterable[str]) -> Flags:
    """Which have one of these names, whatever articles stand in it, or lie where most of those lie whose place reports
    call so; a region has no such point."""
    listed, called = columns.listed["folded_places"], bare_places(columns)
    wanted = [bare(name) for name in names]
    found = listed.having(np.isin(called, np.array(wanted, dtype=object)))
    for name in wanted:
        found |= at_spots_called(columns, name)
    return found


def at_spots_called(columns: Columns, name: str) -> Flags:
    """Which lie where most of those lie whose place reports call by a bare name."""
    found = np.zeros(len(columns), dtype=bool)
    lat, lon = columns.placed["lat"], columns.placed["lon"]
    points, first = _points_named(columns)
    where = np.stack([lat[points], lon[points]], axis=1)
    own = (bare_places(columns) == name)[first]
    spots, counts = np.unique(where[own], axis=0, return_counts=True)
    for spot in spots[_MEANT * counts >= own.sum()]:
        found[points[(where == spot).all(axis=1)]] = True
    return found


def most_called(columns: Columns, name: str, among: Flags) -> int | None:
    """Of some incidents one that lies where most of those lie whose place reports call so; None where none does."""
    points, first = _points_named(columns)
    points = points[(bare_places(columns) == bare(name))[first] & among[points]]
    if not points.size:
        return None
    where = np.stack([columns.placed["lat"][points], columns.placed["lon"][points]], axis=1)
    _, at, counts = np.unique(where, axis=0, return_index=True, return_counts=True)
    return int(points[at[counts.argmax()]])


def _points_named(columns: Columns) -> tuple[Numbers, Numbers]:
    """The incidents that lie at a point which reports have a name for, and which of the names."""
    listed, precisions = columns.listed["folded_places"], columns.coded["place_precision"]
    exact = precisions.among([PlacePrecision.EXACT, PlacePrecision.NEAR])
    points = np.flatnonzero(exact & ~np.isnan(columns.placed["lat"]) & (listed.counts > 0))
    return points, listed.codes[(np.cumsum(listed.counts) - listed.counts)[points]]
