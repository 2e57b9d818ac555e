"""Which incidents filters keep, as flags over the columns of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from recount.store import areas, place_kinds, rows, same_places, totals
from recount.store.columns import UNKNOWN, Columns, Flags, Listed
from recount.store.finding_rows import day_number
from recount.store.port import EVERYTHING, Filters

Looked = Callable[[Filters], Iterable[int]]
"""The numbers of the lines that a part of the filters keeps which only the database can tell."""

_LOOKED_UP = ("text", "reports", "tags")
_KEPT = 64  # masks; each takes a byte for an incident
PARTS: Mapping[str, tuple[str, ...]] = {
    "days": ("first", "last", "undated"),
    "where": ("places", "countries"),
    "actors": ("actors", "but_actors"),
    "types": ("types",),
    "without": ("without_types",),
    "totals": ("totals",),
    "statuses": ("statuses",),
    "toll": ("min_killed", "harm"),
    "grades": ("grades",),
    "area": ("box", "near", "rough", "unplaced"),
    "origins": ("min_origins",),
    "contested": ("contested",),
    "published": ("published", "given_out"),
    "outlets": ("outlets",),
    "told_by": ("told_by",),
    "ids": ("ids",),
    **{name: (name,) for name in _LOOKED_UP},
}
"""What filters ask, apart: each may be left out to count what else there would be."""


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "days": ("first_day", "last_day"),
    "where": ("country", *same_places.NEEDED),
    "actors": ("actors",),
    "types": ("type",),
    "without": ("type",),
    "totals": totals.NEEDED,
    "statuses": ("status",),
    "grades": ("grade",),
    "area": areas.NEEDED,
    "origins": ("origin_count",),
    "contested": ("contested",),
    "published": ("public",),
    "outlets": ("outlets",),
    "told_by": ("origins",),
}


def kept(columns: Columns, filters: Filters, looked: Looked, without: str = "") -> Flags:
    """Which incidents the filters keep; `without` names one of `PARTS` that is not asked."""
    flags = np.ones(len(columns), dtype=bool)
    for part, names in PARTS.items():
        if part != without and any(getattr(filters, name) != getattr(EVERYTHING, name) for name in names):
            flags &= _part(columns, part, filters, looked)
    return flags


def needed_for(filters: Filters) -> tuple[str, ...]:
    """The columns that the filters, and putting in order what they keep, take."""
    needed = ["incident", "in_order"]
    for part, names in PARTS.items():
        if any(getattr(filters, name) != getattr(EVERYTHING, name) for name in names):
            needed += [f"counted_{filters.harm}"] if part == "toll" else _NEEDED.get(part, ())
    if place_kinds.asks_kind(filters.places):
        needed += place_kinds.NEEDED
    return tuple(dict.fromkeys(needed))


def only(filters: Filters, part: str) -> Filters:
    """A part of the filters by itself."""
    asked = {name: getattr(filters, name) for name in PARTS[part]}
    return replace(EVERYTHING, **asked)


def _part(columns: Columns, part: str, filters: Filters, looked: Looked) -> Flags:
    asked = only(filters, part)
    if part == "tags":  # they change without any incident
        return columns.at(looked(asked))
    found = columns.masks.get(asked)
    if found is None:
        found = columns.at(looked(asked)) if part in _LOOKED_UP else _WAYS[part](columns, asked)
        for former in list(columns.masks)[: max(0, len(columns.masks) - _KEPT + 1)]:  # other threads do so, too
            columns.masks.pop(former, None)
        columns.masks[asked] = found
    return found


def _days(columns: Columns, asked: Filters) -> Flags:
    first, last = columns.whole["first_day"], columns.whole["last_day"]
    dated: Flags = first != UNKNOWN
    if asked.undated == "only":
        return ~dated
    found = np.ones(len(columns), dtype=bool)
    if asked.undated == "without" or asked.first or asked.last:
        found &= dated
    if asked.first is not None:
        found &= last >= _number(asked.first)
    if asked.last is not None:
        found &= first <= _number(asked.last)
    return found | ~dated if asked.undated == "also" else found


def _published(columns: Columns, asked: Filters) -> Flags:
    public = columns.coded["public"]
    given = (
        public.among(word for word in public.words if word)
        if asked.given_out is None
        else public.among(asked.given_out)
    )
    return given if asked.published is not False else ~given


def _where(columns: Columns, asked: Filters) -> Flags:
    found = columns.coded["country"].among(asked.countries)
    if not asked.places:
        return found
    told = [place_kinds.place_asked(words) for words in asked.places]
    for name, kind in told:
        if kind is not None:
            found = found | place_kinds.lying_in(columns, name, kind)
    names = [name for name, kind in told if kind is None]
    called = (*names, *map(same_places.without_kind, names))
    return found | _named(columns.listed["folded_places"], called) | same_places.at_places_called(columns, names)


def _actors(columns: Columns, asked: Filters) -> Flags:
    column = columns.listed["actors"]
    found = holding(column, asked.actors)
    if asked.but_actors:
        found &= np.array([word not in asked.but_actors for word in column.words], dtype=bool)
    return column.having(found)


def _named(column: Listed, names: Iterable[str]) -> Flags:
    return column.having(holding(column, names))


def holding(column: Listed, names: Iterable[str]) -> Flags:
    """Which of a column's words hold one of these names as whole words."""
    wanted = [f" {rows.folded([name]).strip('| ').removeprefix('the ')} " for name in names]
    return np.array([any(one in word for one in wanted) for word in column.folded], dtype=bool)


def _area(columns: Columns, asked: Filters) -> Flags:
    unplaced = np.isnan(columns.placed["lat"])
    found = np.ones(len(columns), dtype=bool)
    if asked.unplaced is not None:
        found = unplaced if asked.unplaced else ~unplaced
    if asked.box is None and asked.near is None:
        return found
    reaches, whole, partly = areas.reaches_in(columns), ~unplaced, ~unplaced
    asked_for = [areas.inside_box(reaches, asked.box)] if asked.box is not None else []
    asked_for += [areas.inside_circle(reaches, asked.near)] if asked.near is not None else []
    for inside, reached in asked_for:
        whole, partly = whole & inside, partly & reached
    if asked.rough:
        return found & (partly & ~whole if asked.rough == "only" else partly | whole)
    return found & whole


def _toll(columns: Columns, asked: Filters) -> Flags:
    least = UNKNOWN if asked.min_killed is None else max(0, asked.min_killed)
    return columns.whole[f"counted_{asked.harm}"] >= least


def _grades(columns: Columns, asked: Filters) -> Flags:
    return columns.coded["grade"].among("" if grade == "none" else grade for grade in asked.grades)


def _called(column: Listed, names: Iterable[str]) -> Flags:
    """Which have one of these names, in any spelling of accents and capitals."""
    wanted = {rows.folded([name]).strip("|") for name in names}
    return column.having(np.array([word in wanted for word in column.folded], dtype=bool))


def _ids(columns: Columns, asked: Filters) -> Flags:
    found = np.zeros(len(columns), dtype=bool)
    found[[columns.places[name] for name in asked.ids or () if name in columns.places]] = True
    return found


def _number(day: date) -> int:
    number = day_number(day)
    return UNKNOWN if number is None else number


_WAYS: Mapping[str, Callable[[Columns, Filters], Flags]] = {
    "days": _days,
    "where": _where,
    "actors": _actors,
    "types": lambda columns, asked: columns.coded["type"].among(asked.types),
    "without": lambda columns, asked: ~columns.coded["type"].among(asked.without_types),
    "totals": lambda columns, asked: totals.totals_in(columns) == bool(asked.totals),
    "statuses": lambda columns, asked: columns.coded["status"].among(status.value for status in asked.statuses),
    "toll": _toll,
    "grades": _grades,
    "area": _area,
    "origins": lambda columns, asked: columns.whole["origin_count"] >= (asked.min_origins or 0),
    "contested": lambda columns, asked: (columns.whole["contested"] > 0) == bool(asked.contested),
    "published": _published,
    "outlets": lambda columns, asked: _called(columns.listed["outlets"], asked.outlets),
    "told_by": lambda columns, asked: _called(columns.listed["origins"], asked.told_by),
    "ids": _ids,
}
