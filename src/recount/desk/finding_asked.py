"""What is asked of a record's incidents, checked and ready to be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from math import isfinite
from pathlib import Path

import numpy as np

from recount.codebook import conflict_merging
from recount.codebook.actors import actors_over
from recount.desk.asking import with_aliases, with_countries
from recount.desk.given_out import given_out
from recount.desk.named_parties import named_among
from recount.errors import RecordError
from recount.resolution.packing import merging_of
from recount.store import Filters, opened, place_kinds
from recount.store.columns import READ, Numbers
from recount.store.finding import Finding
from recount.store.matching import holding

Asked = Filters
"""What is asked of incidents; see `recount.store.port.Filters`."""
_NOBODY = "\0"  # a name that nobody has


@contextmanager
def asking(record: Path, asked: Asked, own: Path | None, needed: Iterable[str] = ()) -> Iterator[tuple[Finding, Asked]]:
    """The record, opened, and what is asked, checked, with all names of the actors and countries in it; `needed` are
    columns that are asked for besides."""
    _check(asked)
    if asked.published is not None:
        asked = replace(asked, given_out=given_out(record))
    wanted = with_countries(with_aliases(asked, actors_over(own)) if asked.actors else asked)
    if asked.nameless:
        wanted = nameless(record, wanted, own)
    read = (*READ, *needed, *(place_kinds.NEEDED if place_kinds.asks_kind(asked.places) else ()))
    with closing(opened(record)) as store, store.finding(read, asked.hidden) as finding:
        yield finding, wanted


def nameless(record: Path, wanted: Asked, own: Path | None) -> Asked:
    """What is asked by who may not see named persons: a private person is found by no name."""
    if not (wanted.actors or wanted.told_by):
        return replace(wanted, nameless=False)
    with closing(opened(record)) as store, store.finding(hidden=wanted.hidden) as finding:
        column = finding.columns.listed["actors"]
        called = [column.words[at] for at in np.flatnonzero(holding(column, wanted.actors)).tolist()]
    secret = named_among(record, called, own)
    voices = named_among(record, wanted.told_by, own, speak=True)
    told_by = tuple(name for name in wanted.told_by if name not in voices) or (wanted.told_by and (_NOBODY,))
    return replace(wanted, nameless=False, but_actors=secret, told_by=told_by)


def _check(asked: Asked) -> None:
    """RecordError where what is asked can't be."""
    if asked.undated not in ("", "also", "only", "without"):
        raise RecordError(f"undated {asked.undated}", "is no choice", "Choose also, only or without.")
    if asked.rough not in ("", "also", "only"):
        raise RecordError(f"rough {asked.rough}", "is no choice", "Choose also or only.")
    if asked.first and asked.last and asked.first > asked.last:
        raise RecordError(f"{asked.first} to {asked.last}", "ends before it begins", "Turn the two days around.")
    if asked.box is not None:
        south, west, north, east = asked.box
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            what = "is no area"
            raise RecordError(f"box {asked.box}", what, "Give south, west, north, east in degrees.")
    if asked.near is not None:
        lat, lon, far = asked.near
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and isfinite(far) and far > 0):
            what = "is no circle"
            raise RecordError(f"near {asked.near}", what, "Give latitude, longitude and a number of kilometres.")


def families_of(finding: Finding) -> tuple[Numbers, tuple[str, ...]]:
    """The family of each incident's type, after the codebook that the record was brought together by."""
    merging = finding.merging()
    held: tuple[str, Numbers, tuple[str, ...]] | None = finding.columns.made.get("families")
    if held is None or held[0] != merging:
        column, known = finding.columns.coded["type"], _families_in(merging)
        families = tuple(dict.fromkeys(known.get(word, word) for word in column.words))
        of_type = np.array([families.index(known.get(word, word)) for word in column.words], dtype=np.int64)
        held = finding.columns.made["families"] = merging, of_type[column.codes], families
    return held[1:]


@cache
def _families_in(merging: str) -> Mapping[str, str]:
    return (merging_of(merging) if merging else conflict_merging()).families
