"""The parts of the overview that depend on nothing but the record and what is asked of it: the filter's form, the
tables beside timeline and map, and the map that needs no script. They are made once for each state of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from recount.codebook.actors import actors_over
from recount.desk.finding import facets, timeline
from recount.desk.named_parties import names_mark
from recount.desk.overview import PlaceCount, apart, place_counts, spread, version
from recount.desk.place_choices import Meant, kind_known, meanings, wide_names
from recount.drawing.maps import Known, Mark, middle_svg
from recount.drawing.reach import KILOMETRES
from recount.drawing.time_bars import time_bars
from recount.export.countries import country_name
from recount.export.wording import plural, type_words
from recount.model import Harm, PlacePrecision, Status
from recount.web import overview_lines
from recount.web.filters import Asking, address, address_by_days, address_by_place, pairs
from recount.web.keeping import Keeping
from recount.web.rendering import piece

T = TypeVar("T")
_BINS = 60  # lines of the table beside the timeline
_PLACES = 60
_DRAWN = 300
_LABELS = 25
_KNOWN = {PlacePrecision.EXACT: Known.EXACT, PlacePrecision.NEAR: Known.NEAR}
_KINDS = {PlacePrecision.DISTRICT: "district", PlacePrecision.GOVERNORATE: "region", PlacePrecision.COUNTRY: "country"}
_kept = Keeping(200)


@dataclass(frozen=True, slots=True)
class Tables:
    """What map and timeline show, as tables; `bars` is a timeline that needs no script, for a wide page and for a
    phone, which spreads the `vague` incidents; `known` are the places with the most incidents, `drawn` those that a map
    without scripts shows."""

    time: Markup
    places: Markup
    bars: tuple[Markup, Markup]
    vague: int
    known: tuple[PlaceCount, ...]
    drawn: tuple[PlaceCount, ...]


class Pieces:
    """The parts for one question; `own` is a desk's alias file."""

    def __init__(self, record: Path, own: Path | None, asking: Asking) -> None:
        self._record, self._own = record, own
        self._asking = replace(asking, after="")
        filters = asking.filters
        self._state = () if filters.tags else (version(record, filters.hidden), actors_over(own).version)
        by_name = filters.nameless and (filters.actors or filters.told_by)
        self._anybodys = self._asking if by_name else replace(self._asking, filters=replace(filters, nameless=False))

    @property
    def tables(self) -> Tables:
        """The tables beside timeline and map."""
        return self._held("tables", self._tables, self._anybodys)

    @property
    def aside(self) -> Markup:
        """What neither the map nor the timeline shows. It is made for each brush, and not kept for that."""
        told = apart(self._record, self._asking.filters, self._own)
        return piece("overview_aside.html", {"asking": self._asking, "address": address, "apart": told})

    @property
    def picture(self) -> Markup:
        """A map of the places with the most incidents."""
        return self._held("picture", self._picture, self._anybodys)

    @property
    def filters(self) -> Markup:
        """The form that filters, with how many incidents each choice would give."""
        if not self._asking.filters.nameless:
            return self._held("filters", self._filters, self._asking)
        return self._held(f"filters {names_mark(self._record)}", self._filters, self._asking)

    def make(self) -> None:
        """Have all of them made, so that whoever asks next need not wait."""
        for name in ("tables", "picture", "filters"):
            getattr(self, name)

    def _held(self, name: str, make: Callable[[], T], asking: Asking) -> T:
        if not self._state:  # tags come and go without any change of incidents
            return make()
        return _kept.of((name, str(self._record), *self._state, asking), make)

    @property
    def _several(self) -> Mapping[str, tuple[Meant, ...]]:
        """What names of governorates and districts may be meant as, of those that may be several."""
        return self._held("several", self._meanings, self._anybodys)

    def _meanings(self) -> Mapping[str, tuple[Meant, ...]]:
        filters = self._asking.filters
        return meanings(self._record, filters, wide_names(self._record, filters), self._own)

    def _picture(self) -> Markup:
        drawn = self.tables.drawn
        return _drawn(drawn, self._several, self._asking.filters.near)

    def _suggested(self) -> dict[str, str]:
        """The places that the filter offers, each with what it is and how many incidents lie there."""
        known = self.tables.known
        several = self._several
        found = {
            one.asked: f"{plural(one.count, 'incident')}, {one.words}" for some in several.values() for one in some
        }
        for one in known:
            if one.name not in several:
                kind = _KINDS.get(one.precision, "town")
                found[one.name] = ", ".join(filter(None, (found.get(one.name, ""), f"{kind} {one.count:,}")))
        return found

    def _tables(self) -> Tables:
        asking = self._asking
        told = spread(self._record, asking.filters, self._own)
        places = place_counts(told, _PLACES)
        time = timeline(self._record, asking.filters, _BINS, self._own)
        values = {
            "asking": asking,
            "address": address,
            "lines": overview_lines,
            "time": time,
            "bins": [(one, total) for one in time.bins if (total := one.total) or one.may],
            "days_at": address_by_days(asking),
            "place_at": _place_at(asking, self._several),
            "places": places,
            "more_places": max(0, len(told.names) - _PLACES),
        }
        bars = [(overview_lines.bin_words(one, time.unit), one.total, one.spread) for one in time.bins]
        return Tables(
            piece("overview_time.html", values),
            piece("overview_places.html", values),
            (time_bars(bars, time.unit), time_bars(bars, time.unit, slim=True)),
            time.vague,
            places,
            place_counts(told, _DRAWN, but=PlacePrecision.COUNTRY),
        )

    def _filters(self) -> Markup:
        filters = self._asking.filters
        counted = facets(self._record, filters, self._own)
        statuses = {status.value: counted.statuses.get(status.value, 0) for status in Status}
        chosen = tuple(status.value for status in filters.statuses)
        grades = {grade or "none": count for grade, count in counted.grades.items()}
        known = {code: count for code, count in counted.countries.items() if code}
        values = {
            "asking": self._asking,
            "places": self._suggested(),
            "counted": counted,
            "choices": (
                ("What", "type", _offered(counted.types, filters.types, type_words)),
                ("Status", "status", _offered(statuses, chosen, str)),
                ("Grade", "grade", _offered(grades, filters.grades, _grade_words)),
            ),
            "without_choice": ("Leave out", "without", _offered(counted.types, filters.without_types, type_words)),
            "country_choice": ("Country", "country", _offered(known, filters.countries, country_name)),
            "harms": tuple(Harm),
            "kept": pairs(self._asking),
            "points": address(self._asking.but(first=None, last=None, box=None, near=None), "/points.json"),
        }
        return piece("overview_filters.html", values)


def _place_at(asking: Asking, several: Mapping[str, tuple[Meant, ...]]) -> Callable[[PlaceCount], str]:
    """The address that asks for a place of the table: of a name that several have for the one that is meant."""
    at = address_by_place(asking)
    return lambda one: at(_asked_as(one, several))


def _asked_as(one: PlaceCount, several: Mapping[str, tuple[Meant, ...]]) -> str:
    kind = kind_known(one.precision)
    return next((meant.asked for meant in several.get(one.name, ()) if meant.kind is kind), one.name)


def _grade_words(grade: str) -> str:
    return "not graded" if grade == "none" else grade


def _offered(
    counted: Mapping[str, int], chosen: Sequence[str], words: Callable[[str], str]
) -> list[tuple[str, str, int, bool]]:
    """Choices: the value, its words, how many incidents, whether it is chosen; what is chosen always stands there."""
    values = dict.fromkeys((*counted, *chosen))
    return [(value, words(value), counted.get(value, 0), value in chosen) for value in values]


def _drawn(
    drawn: Sequence[PlaceCount],
    several: Mapping[str, tuple[Meant, ...]],
    ring: tuple[float, float, float] | None,
) -> Markup:
    marks = [
        Mark(
            one.lat,
            one.lon,
            _KNOWN.get(one.precision, Known.AREA),
            KILOMETRES.get(one.precision, 0.0),
            one.name if n < _LABELS else "",
            f"{one.name}: {plural(one.count, 'incident')}",
            f"/?{urlencode({'place': _asked_as(one, several)}, safe=',')}",
            one.count,
        )
        for n, one in enumerate(drawn)
    ]
    title = f"Map of {plural(len(drawn), 'place')}"
    return Markup(middle_svg(marks, title, name="places", ring=ring))  # noqa: S704 — it escapes
