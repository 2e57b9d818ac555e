"""Places that a filter offers by name, and what else a name may mean: a town, its district, its governorate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recount.desk.finding_asked import Asked, asking
from recount.model import PlacePrecision
from recount.store.columns import Coded, Flags
from recount.store.finding import Finding
from recount.store.place_kinds import NEEDED, PlaceKind, place_asked, standing_in
from recount.store.same_places import bare

_MOST = 20  # governorates, and districts, that are offered
_KIND_OF = {
    PlacePrecision.EXACT: PlaceKind.TOWN,
    PlacePrecision.NEAR: PlaceKind.TOWN,
    PlacePrecision.DISTRICT: PlaceKind.DISTRICT,
    PlacePrecision.GOVERNORATE: PlaceKind.GOVERNORATE,
}
WORDS = {
    PlaceKind.TOWN: "the town, and near it",
    PlaceKind.DISTRICT: "the district: everything in it",
    PlaceKind.GOVERNORATE: "the governorate: everything in it",
}
"""What each is meant as, in words."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name may be meant as: the kind, what asks for it, and how many of the incidents asked for lie there."""

    name: str
    kind: PlaceKind
    count: int

    @property
    def asked(self) -> str:
        """How a filter asks for it: "Aleppo (town)"."""
        return f"{self.name} ({self.kind.value})"

    @property
    def words(self) -> str:
        """What it is, in words."""
        return WORDS[self.kind]


def kind_known(precision: PlacePrecision) -> PlaceKind | None:
    """What a place is that is known so exactly; None for a country, or where it is not known."""
    return _KIND_OF.get(precision)


def meanings(
    record: Path, asked: Asked, names: Iterable[str], own: Path | None = None
) -> Mapping[str, tuple[Meant, ...]]:
    """What each of some names may be meant as, of those that may be several: of the incidents asked for, whatever place
    is asked for."""
    without = replace(asked, places=(), countries=())
    with asking(record, without, own, NEEDED) as (finding, wanted):
        flags, wide = finding.flags(wanted), _wide(finding)
        found = {}
        for name in dict.fromkeys(name for name in names if bare(name) in wide):
            counts = [(kind, int(flags[standing_in(finding.columns, name, kind)].sum())) for kind in PlaceKind]
            told = tuple(Meant(name, kind, count) for kind, count in counts if count)
            if len(told) > 1:
                found[name] = told
        return found


def unsure(record: Path, asked: Asked, own: Path | None = None) -> tuple[Meant, ...]:
    """What the places asked for may be meant as, where they are asked for as all that they may mean."""
    plain = [name for name, kind in map(place_asked, asked.places) if kind is None]
    return tuple(one for some in meanings(record, asked, plain, own).values() for one in some) if plain else ()


def wide_names(record: Path, asked: Asked) -> tuple[str, ...]:
    """The names of the governorates and of the districts that most incidents of the record lie in."""
    with asking(record, Asked(hidden=asked.hidden), None, NEEDED) as (finding, _):
        columns = finding.columns
        everything = np.ones(len(columns), dtype=bool)
        districts = columns.coded["place_precision"].among([PlacePrecision.DISTRICT])
        pairs = (("admin1", everything), ("place", districts))
        return tuple(dict.fromkeys(name for column, among in pairs for name in _most(columns.coded[column], among)))


def _most(column: Coded, among: Flags) -> list[str]:
    counts = np.bincount(column.codes[among], minlength=len(column.words)).tolist()
    ordered = sorted(zip(column.words, counts, strict=True), key=lambda one: (-one[1], one[0]))
    return [word for word, count in ordered if word and count][:_MOST]


def _wide(finding: Finding) -> frozenset[str]:
    """The bare names of governorates and districts: only these may mean several."""
    held: frozenset[str] | None = finding.columns.made.get("wide places")
    if held is None:
        columns = finding.columns
        places, wide = columns.coded["place"], [PlacePrecision.DISTRICT, PlacePrecision.GOVERNORATE]
        codes = np.unique(places.codes[columns.coded["place_precision"].among(wide)]).tolist()
        words = {*columns.coded["admin1"].words, *(places.words[code] for code in codes)}
        held = columns.made["wide places"] = frozenset(map(bare, words)) - {""}
    return held
