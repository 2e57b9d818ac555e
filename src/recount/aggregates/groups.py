"""What incidents are gathered by: place, governorate, country, type, or a period of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from recount.model import Incident, PlacePrecision


class By(StrEnum):
    """What totals are gathered by."""

    PLACE = "place"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    TYPE = "type"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_NEWS = date(1900, 1, 1)  # a day before it is history that a report recalls, or a date misread
_VAGUE = 5 * 366  # days
PERIODS = (By.DAY, By.WEEK, By.MONTH, By.YEAR)


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A row of totals: `name` as people read it, `within` the wider area of a place, `key` what tells it from others.

    Of a period the key is its first day, so that keys are in the order of days.
    """

    key: str
    name: str
    within: str = ""


class Ungrouped(StrEnum):
    """Why an incident stands in no row of a table."""

    UNPLACED = "no known place"
    WIDE = "known by a wider area only"
    UNDATED = "no date"
    SPANS = "may have happened in more than one period"
    HISTORY = "before 1900, which no report is news of"


def group_of(incident: Incident, by: By) -> Group | Ungrouped:
    """The row that an incident belongs to; each incident has one, or a reason for having none."""
    return _GROUPS[by](incident)


def period_of(day: date, by: By) -> date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    if by is By.WEEK:
        return day - timedelta(days=day.weekday())
    if by is By.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if by is By.YEAR else day


def last_of(first: date, by: By) -> date:
    """The last day of the period that begins on `first`."""
    if by is By.DAY:
        return first
    if by is By.WEEK:
        return first + timedelta(days=6) if first <= date.max - timedelta(days=6) else date.max
    if by is By.YEAR or first.month == 12:
        return date(first.year, 12, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)


def period_name(first: date, by: By) -> str:
    """A period as people write it: 2017-06-03, 2017-W22, 2017-06, 2017."""
    if by is By.WEEK:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02}"
    return first.isoformat()[: {By.MONTH: 7, By.YEAR: 4}.get(by, 10)]


def _by_place(incident: Incident) -> Group | Ungrouped:
    """A region or country, where no more is known, is a row of its own: its dead belong to no town."""
    place = incident.place
    if place is None:
        return Ungrouped.UNPLACED
    wide = {PlacePrecision.GOVERNORATE: "region", PlacePrecision.COUNTRY: "country"}.get(place.precision)
    if wide == "region" and place.name != place.admin1 and place.geonameid is None:
        wide = None  # a village of which no more is known than its governorate
    name = incident.place_names[0] if incident.place_names and wide is None else place.name
    within = ", ".join(part for part in (place.admin1, place.country) if part and part != name)
    if place.geonameid is not None and wide is None:
        return Group(f"g{place.geonameid}", name, within)
    return Group(
        f"{place.country}/{place.admin1 or ''}/{place.name}/{wide or ''}".casefold(),
        f"{name} ({wide})" if wide else name,
        within,
    )


def _by_governorate(incident: Incident) -> Group | Ungrouped:
    place = incident.place
    if place is None:
        return Ungrouped.UNPLACED
    if not place.admin1:
        return Ungrouped.WIDE
    return Group(f"{place.country}/{place.admin1}".casefold(), place.admin1, place.country)


def _by_country(incident: Incident) -> Group | Ungrouped:
    if incident.place is None:
        return Ungrouped.UNPLACED
    return Group(incident.place.country, incident.place.country) if incident.place.country else Ungrouped.WIDE


def _by_type(incident: Incident) -> Group:
    return Group(incident.type, incident.type)


def days_of(incident: Incident) -> tuple[date, ...]:
    """The first and the last day that an incident can have happened on; none where it is history, or dated no closer
    than to five years ("in the 16th century")."""
    when = incident.when
    if when is None or when.first is None or when.last is None or when.first < _NEWS:
        return ()
    return (when.first, when.last) if (when.last - when.first).days <= _VAGUE else ()


def _by_period(by: By) -> Callable[[Incident], Group | Ungrouped]:
    def grouped(incident: Incident) -> Group | Ungrouped:
        when = incident.when
        if when is None or when.first is None or when.last is None:
            return Ungrouped.UNDATED
        if when.last < _NEWS:
            return Ungrouped.HISTORY
        first = period_of(when.first, by)
        if when.last > last_of(first, by):
            return Ungrouped.SPANS
        return Group(first.isoformat(), period_name(first, by))

    return grouped


_GROUPS: Mapping[By, Callable[[Incident], Group | Ungrouped]] = {
    By.PLACE: _by_place,
    By.GOVERNORATE: _by_governorate,
    By.COUNTRY: _by_country,
    By.TYPE: _by_type,
    **{by: _by_period(by) for by in PERIODS},
}
