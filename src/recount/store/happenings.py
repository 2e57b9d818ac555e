"""What is part of what among a record's incidents, worked out from their lines: none of the incidents is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import BESIEGED, Incident, PlacePrecision, Precision, Status
from recount.resolution import packing
from recount.resolution.episodes import AFTER, TOLD, Happening, Operations, can_be_part, happening_of, told_wholes
from recount.store.columns import UNKNOWN, Columns, Flags, Listed
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
    "agents",
    "within",
    "lat",
    "lon",
)
"""The columns that say it."""

_EXACT_DAYS = frozenset({Precision.DAY, Precision.INTERVAL})
_Telling = Callable[[Iterable[str]], Mapping[str, str]]
"""The incidents that some claims stand in, by the claims' ids."""


def operations_in(columns: Columns, telling: _Telling, actors: Actors, merging: Merging) -> Operations:
    """The operations of all incidents; worked out once for these columns."""
    key = _key(actors, merging)
    if key not in columns.made:
        known = _told_wholes(columns, telling)
        chosen = _may_matter(columns, merging) | _are_tied(columns, known)
        columns.made[key] = Operations.among(_happenings(columns, chosen, known), actors, merging)
    found: Operations = columns.made[key]
    return found


def operations_around(
    columns: Columns, one: Incident, telling: _Telling, actors: Actors, merging: Merging
) -> Operations:
    """The same of an incident alone: what it is part of, and what it holds."""
    if _key(actors, merging) in columns.made:
        return operations_in(columns, telling, actors, merging)
    happening, known = happening_of(one, {}), _told_wholes(columns, telling)
    chosen = _are_tied(columns, known)
    if happening.first is not None and happening.last is not None:
        beside = columns.whole["first_day"] <= happening.last + AFTER - EPOCH
        beside &= columns.whole["last_day"] >= happening.first - AFTER - EPOCH
        beside &= columns.coded["country"].among([happening.country])
        beside &= columns.coded["admin1"].among([happening.admin1])
        chosen = chosen | (_may_matter(columns, merging) & beside)
    return Operations.among(_happenings(columns, chosen, known), actors, merging)


def _told_wholes(columns: Columns, telling: _Telling) -> Mapping[str, str]:
    """The incidents of the claims that any incident is told to be part of."""
    return telling(word for word in columns.listed["within"].words if word != BESIEGED)


def _are_tied(columns: Columns, known: Mapping[str, str]) -> Flags:
    """Which incidents are told to be part of others, or to hold others."""
    flags: Flags = columns.listed["within"].counts > 0
    for name in set(known.values()):
        if (at := columns.places.get(name)) is not None:
            flags[at] = True
    return flags


def _key(actors: Actors, merging: Merging) -> tuple[str, str, str]:
    return "operations", actors.version, packing.line_of(Merging, merging)


def _may_matter(columns: Columns, merging: Merging) -> Flags:
    """Which incidents can be operations, or their episodes, by when and where they were."""
    first, last = columns.whole["first_day"], columns.whole["last_day"]
    types, statuses = columns.coded["type"], columns.coded["status"]
    parts = types.among(kind for kind in types.words if can_be_part(kind, merging))
    lasting = types.among(merging.types_of(merging.lasting))
    dated = (first != UNKNOWN) & (last != UNKNOWN)
    dated &= columns.coded["day_precision"].among(_EXACT_DAYS)
    placed = ~columns.coded["admin1"].among([""]) & ~np.isnan(columns.placed["lat"])
    flags: Flags = dated & placed & statuses.among(TOLD) & (parts | lasting)
    return flags


def _happenings(columns: Columns, chosen: Flags, known: Mapping[str, str]) -> Iterator[Happening]:
    """These incidents in the order of the record."""
    at = np.flatnonzero(chosen)
    at = at[np.argsort(columns.rank[at])]
    names, agents, within = (_words_of(columns.listed[name].taken(at)) for name in ("actors", "agents", "within"))
    words = {
        name: [columns.coded[name].words[code] for code in columns.coded[name].codes[at].tolist()]
        for name in ("type", "status", "country", "admin1", "place_precision", "day_precision")
    }
    exact = [precision in _EXACT_DAYS for precision in words["day_precision"]]
    first, last = (_days(columns.whole[name][at].tolist(), exact) for name in ("first_day", "last_day"))
    lat, lon = (np.nan_to_num(columns.placed[name][at]).tolist() for name in ("lat", "lon"))
    for n, name in enumerate(columns.names["incident"][at].tolist()):
        yield Happening(
            name,
            words["type"][n],
            Status(words["status"][n]),
            first[n],
            last[n],
            words["country"][n],
            words["admin1"][n],
            PlacePrecision(words["place_precision"][n]),
            lat[n],
            lon[n],
            names[n],
            agents[n],
            *told_wholes(within[n], known),
        )


def _words_of(listed: Listed) -> list[tuple[str, ...]]:
    words = [listed.words[code] for code in listed.codes.tolist()]
    ends = np.cumsum(listed.counts).tolist()
    return [tuple(words[end - count : end]) for end, count in zip(ends, listed.counts.tolist(), strict=True)]


def _days(numbers: Iterable[int], exact: Iterable[bool]) -> list[int | None]:
    return [
        number + EPOCH if number != UNKNOWN and is_exact else None
        for number, is_exact in zip(numbers, exact, strict=True)
    ]
