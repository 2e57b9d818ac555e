"""The filters of incidents as parameters of the API: the same names as in the overview's address."""

from __future__ import annotations

from typing import Any

from recount.desk.finding import Order
from recount.model import Harm, Status


def _parameter(name: str, about: str, schema: dict[str, Any], several: bool = False) -> dict[str, Any]:
    whole = {"type": "array", "items": schema, "maxItems": 60} if several else schema
    made: dict[str, Any] = {"name": name, "in": "query", "required": False, "description": about, "schema": whole}
    return made | {"style": "form", "explode": True} if several else made


_WORDS = {"type": "string", "maxLength": 200}
_DAY = {"type": "string", "format": "date"}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 10**9}
_EITHER = {"type": "string", "enum": ["yes", "no"]}

FILTERS: list[dict[str, Any]] = [
    _parameter("from", "Not before this day; what may lie partly before it is kept.", _DAY),
    _parameter("to", "Not after this day.", _DAY),
    _parameter("place", "A town, governorate or country, in any spelling of the reports.", _WORDS, True),
    _parameter("country", "An ISO 3166-1 code of two letters.", _WORDS, True),
    _parameter("type", "An event type of the codebook, such as air_strike.", _WORDS, True),
    _parameter("actor", "Who does it or to whom, under any alias.", _WORDS, True),
    _parameter("status", "How the sources put it.", {"type": "string", "enum": [one.value for one in Status]}, True),
    _parameter("grade", "The desk's grade; none for what nobody has graded.", _WORDS, True),
    _parameter("tag", "A tag of the desk.", _WORDS, True),
    _parameter("outlet", "Who published one of its reports.", _WORDS, True),
    *(_parameter(harm.value, f"At least so many {harm.value} by any one origin.", _COUNT) for harm in Harm),
    _parameter("origins", "At least so many independent origins.", _COUNT),
    _parameter("box", "South, west, north, east in degrees, with commas between.", _WORDS),
    _parameter("near", "Latitude, longitude and kilometres, with commas between.", _WORDS),
    _parameter("text", "Words of its claims, places, actors or titles; “a phrase”, begin*.", _WORDS),
    _parameter("undated", "What has no date.", {"type": "string", "enum": ["only", "also", "without"]}),
    _parameter("unplaced", "What has no place on the map.", _EITHER),
    _parameter("contested", "Origins give different figures.", _EITHER),
    _parameter("published", "It has a public id.", _EITHER),
]
"""Joined by “and”; of a parameter given more than once any value is enough."""

ORDER = _parameter("order", "What comes first.", {"type": "string", "enum": [one.value for one in Order]})
