"""How exactly a place is shown: the cell that it lies in, or the region."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from recount.export.countries import country_name
from recount.model import Incident, Place, PlacePrecision
from recount.publishing.policy import Coarse
from recount.publishing.said_here import words_apart

_RADIUS = {
    PlacePrecision.NEAR: 10.0,
    PlacePrecision.DISTRICT: 25.0,
    PlacePrecision.GOVERNORATE: 80.0,
    PlacePrecision.COUNTRY: 300.0,
}


def middle_of_cell(place: Place, coarse: Coarse) -> tuple[float, float]:
    """The middle of the cell that a place lies in: latitude and longitude in degrees."""
    lat, lon = (round(round(degrees / coarse.step) * coarse.step, 2) for degrees in (place.lat, place.lon))
    return lat, lon


def radius_of(place: Place, coarse: Coarse) -> float:
    """How far, in kilometres, a place may be from the position that is shown."""
    return max(coarse.radius, _RADIUS.get(place.precision, 0.0))


def widened(incident: Incident, without: Collection[str]) -> Incident:
    """An incident that goes by the region that its place lies in, else by the country; by no place where each has one
    of these words."""
    place = incident.place
    if place is not None and place.admin1 and words_apart(place.admin1).isdisjoint(without):
        wider = replace(place, name=place.admin1, precision=PlacePrecision.GOVERNORATE, admin2=None)
    elif place is not None and place.country and (country := country_name(place.country)):
        wider = replace(place, name=country, precision=PlacePrecision.COUNTRY, admin1=None, admin2=None)
    else:
        return replace(incident, place=None, place_names=())
    return replace(incident, place=wider, place_names=(wider.name,))
