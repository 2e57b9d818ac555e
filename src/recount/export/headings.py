"""An incident in one line, as a heading says it: "Air strike on Tabaqa, 5–6 Jun 2017"."""

from __future__ import annotations

from collections.abc import Mapping

from recount.export.contract import place_name
from recount.export.wording import date_words, type_words
from recount.model import Incident, PlacePrecision

_AT: Mapping[str, str] = {
    "air_strike": "on",
    "attack": "on",
    "chemical_attack": "on",
    "offensive": "on",
    "shelling": "of",
    "siege": "of",
    "weapon_loss": "over",
}
"""What stands between an event and its place; "in" for all others."""

_WIDE = {PlacePrecision.DISTRICT: "{} district", PlacePrecision.GOVERNORATE: "{} region"}
_NAMES = 2  # in a heading; the page has them all


def heading_of(incident: Incident, dated: str = "") -> str:
    """What happened, where and when, as far as that is known; what is not known is said. `dated` are other words for
    its date."""
    what = type_words(incident.type)
    when = (dated or date_words(incident.when)) if incident.when else "date not stated"
    return f"{what[:1].upper()}{what[1:]}{_where(incident)}, {when}"


def _where(incident: Incident) -> str:
    name, place = place_name(incident), incident.place
    if place is not None and not name:
        name = place.name
    if not name:
        return ", place not stated"
    precision = place.precision if place is not None else PlacePrecision.UNKNOWN
    if precision is PlacePrecision.NEAR:
        return f" near {name}"
    at = _AT.get(incident.type, "in")
    if precision in (*_WIDE, PlacePrecision.COUNTRY) and at == "on":
        at = "in"  # a raid is flown on a town, in a region
    if precision in _WIDE:
        words = _WIDE[precision].format(name)
        return f" {at} {words if precision.value not in name.casefold() else name}"
    return f" {at} {name}"
