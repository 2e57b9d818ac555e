"""The filters of incidents as parameters of the API: the same names as in the overview's address."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams

from recount.desk.finding import Order
from recount.errors import RecordError
from recount.model import Harm, Status
from recount.web.asking import asking_of as asking_with_place
from recount.web.asking import strange_words
from recount.web.filters import Asking
from recount.web.here import Here


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
    _parameter(
        "place",
        "A town, governorate or country, in any spelling of the reports: all that is called so. Of several of one name "
        "“Aleppo (town)”, “Aleppo (district)” or “Aleppo (governorate)” is one.",
        _WORDS,
        True,
    ),
    _parameter(
        "radius",
        "So many kilometres around the one place given, which the gazetteer knows; or around the middle of `near`.",
        {"type": "number", "exclusiveMinimum": 0, "maximum": 20_100},
    ),
    _parameter("country", "An ISO 3166-1 code of two letters.", _WORDS, True),
    _parameter("type", "An event type of the codebook, such as air_strike.", _WORDS, True),
    _parameter("without", "An event type that is left out.", _WORDS, True),
    _parameter("actor", "Who does it or to whom, under any alias.", _WORDS, True),
    _parameter("status", "How the sources put it.", {"type": "string", "enum": [one.value for one in Status]}, True),
    _parameter("grade", "The desk's grade; none for what nobody has graded.", _WORDS, True),
    _parameter("tag", "A tag of the desk.", _WORDS, True),
    _parameter("outlet", "Who published one of its reports.", _WORDS, True),
    _parameter("origin", "Who says so, by the origin's name.", _WORDS, True),
    *(_parameter(harm.value, f"At least so many {harm.value} by any one origin.", _COUNT) for harm in Harm),
    _parameter("origins", "At least so many independent origins.", _COUNT),
    _parameter("box", "South, west, north, east in degrees, with commas between.", _WORDS),
    _parameter("near", "Latitude, longitude and kilometres, with commas between; a name may follow.", _WORDS),
    _parameter(
        "rough",
        "What lies in `box` or `near` only with a part of the region or country that it is known as, and is left out.",
        {"type": "string", "enum": ["only", "also"]},
    ),
    _parameter("text", "Words of its claims, places, actors or titles; “a phrase”, begin*.", _WORDS),
    _parameter("undated", "What has no date.", {"type": "string", "enum": ["only", "also", "without"]}),
    _parameter("unplaced", "What has no place on the map.", _EITHER),
    _parameter("totals", "Whose figures are totals over several incidents: of a war, a month, a country.", _EITHER),
    _parameter("contested", "Origins give different figures.", _EITHER),
    _parameter(
        "published",
        "The last release holds it and it is given out; before any release, that it has a public id.",
        _EITHER,
    ),
]
"""Joined by “and”; of a parameter given more than once any value is enough."""

ORDER = _parameter("order", "What comes first.", {"type": "string", "enum": [one.value for one in Order]})


def asking_of(here: Here) -> Asking:
    """What a request asks by its filters. RecordError where one of them can keep nothing, whatever the record holds:
    a program that has misspelt it would take the empty answer for one."""
    return asking_by(here, here.request.query_params)


def asking_by(here: Here, params: QueryParams) -> Asking:
    """What filters ask, as in a request of who asks."""
    several = [harm.value for harm in Harm if params.get(harm.value, "").strip()]
    if len(several) > 1:
        what = f"can't be asked beside “{several[0]}”"
        raise RecordError(f"the filter “{several[1]}”", what, "Ask for one kind of harm at a time.")
    asking = asking_with_place(here, params)
    if (params.get("from", "") and params.get("to", "")) and params["from"].strip() > params["to"].strip():
        raise RecordError("the filter “to”", "is a day before “from”", "Give the earlier day as `from`.")
    for one in strange_words(here, asking.filters):
        if one.name != "tag":  # one that nobody has given yet is no mistake
            meant = f"Is it “{one.near}”? " if one.near else ""
            raise RecordError(f"the filter “{one.name}”", f"is not known: “{one.given}”", meant + one.remedy)
    return asking
