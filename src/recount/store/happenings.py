"""What is part of what among a record's incidents, worked out from their lines: none of the incidents is read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import Incident, PlacePrecision, Precision, Status
from recount.resolution import packing
from recount.resolution.episodes import (
    NO_OPERATIONS,
    SHORTEST,
    TOLD,
    WEEK,
    Happening,
    Operations,
    can_be_part,
    happening_of,
)
from recount.store.columns import UNKNOWN, Columns, Flags
from recount.store.finding_rows import EPOCH

NEEDED = (
    "incident",
    "in_order",
    "type",
    "status",
    "country",
    "admin1",
    "place_precision",
    "day_precision",
    "first_day",
    "last_day",
    "actors",
    "lat",
    "lon",
)
"""The columns that say it."""


def operations_in(columns: Columns, actors: Actors, merging: Merging) -> Operations:
    """The operations of all incidents; worked out once for these columns."""
    key = _key(actors, merging)
    if key not in columns.made:
        columns.made[key] = Operations.among(_happenings(columns, _may_matter(columns, merging)), actors, merging)
    found: Operations = columns.made[key]
    return found


def operations_around(columns: Columns, one: Incident, actors: Actors, merging: Merging) -> Operations:
    """The same of an incident alone: what it is part of, and what it holds."""
    happening = happening_of(one)
    if happening is None:
        return NO_OPERATIONS
    if _key(actors, merging) in columns.made:
        return operations_in(columns, actors, merging)
    first = happening.first // WEEK * WEEK - EPOCH
    last = happening.last // WEEK * WEEK + WEEK - 1 - EPOCH
    beside = (columns.whole["first_day"] <= last) & (columns.whole["last_day"] >= first)
    beside &= columns.coded["country"].among([happening.country]) & columns.coded["admin1"].among([happening.admin1])
    return Operations.among(_happenings(columns, _may_matter(columns, merging) & beside), actors, merging)


def _key(actors: Actors, merging: Merging) -> tuple[str, str, str]:
    return "operations", actors.version, packing.line_of(Merging, merging)


def _may_matter(columns: Columns, merging: Merging) -> Flags:
    """Which incidents can be operations, or their episodes."""
    first, last = columns.whole["first_day"], columns.whole["last_day"]
    types, statuses = columns.coded["type"], columns.coded["status"]
    parts = types.among(kind for kind in types.words if can_be_part(kind, merging))
    lasting = types.among(merging.types_of(merging.lasting)) & (last - first >= SHORTEST - 1)
    dated = (first != UNKNOWN) & (last != UNKNOWN)
    dated &= columns.coded["day_precision"].among([Precision.DAY, Precision.INTERVAL])
    placed = ~columns.coded["admin1"].among([""]) & ~np.isnan(columns.placed["lat"])
    flags: Flags = dated & placed & statuses.among(TOLD) & (parts | lasting)
    return flags


def _happenings(columns: Columns, chosen: Flags) -> Iterator[Happening]:
    """These incidents in the order of the record."""
    at = np.flatnonzero(chosen)
    at = at[np.argsort(columns.rank[at])]
    listed = columns.listed["actors"].taken(at)
    names = [listed.words[code] for code in listed.codes.tolist()]
    ends = np.cumsum(listed.counts).tolist()
    words = {
        name: [columns.coded[name].words[code] for code in columns.coded[name].codes[at].tolist()]
        for name in ("type", "status", "country", "admin1", "place_precision")
    }
    rows = zip(
        columns.names["incident"][at].tolist(),
        words["type"],
        map(Status, words["status"]),
        (columns.whole["first_day"][at] + EPOCH).tolist(),
        (columns.whole["last_day"][at] + EPOCH).tolist(),
        words["country"],
        words["admin1"],
        map(PlacePrecision, words["place_precision"]),
        columns.placed["lat"][at].tolist(),
        columns.placed["lon"][at].tolist(),
        [tuple(names[end - count : end]) for end, count in zip(ends, listed.counts.tolist(), strict=True)],
        strict=True,
    )
    return (Happening(*row) for row in rows)
