"""The filters of incidents as parameters of the API: the same names as in the overview's address."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from starlette.datastructures import QueryParams

from recount.desk.drafting import codebook_in_use
from recount.desk.finding import Asked, Order, facets
from recount.desk.judging import grades
from recount.errors import RecordError
from recount.export.countries import country_rows
from recount.model import Harm, Status
from recount.web.filters import Asking, asking_in
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
    _parameter("place", "A town, governorate or country, in any spelling of the reports.", _WORDS, True),
    _parameter("country", "An ISO 3166-1 code of two letters.", _WORDS, True),
    _parameter("type", "An event type of the codebook, such as air_strike.", _WORDS, True),
    _parameter("actor", "Who does it or to whom, under any alias.", _WORDS, True),
    _parameter("status", "How the sources put it.", {"type": "string", "enum": [one.value for one in Status]}, True),
    _parameter("grade", "The desk's grade; none for what nobody has graded.", _WORDS, True),
    _parameter("tag", "A tag of the desk.", _WORDS, True),
    _parameter("outlet", "Who published one of its reports.", _WORDS, True),
    _parameter("origin", "Who says so, by the origin's name.", _WORDS, True),
    *(_parameter(harm.value, f"At least so many {harm.value} by any one origin.", _COUNT) for harm in Harm),
    _parameter("origins", "At least so many independent origins.", _COUNT),
    _parameter("box", "South, west, north, east in degrees, with commas between.", _WORDS),
    _parameter("near", "Latitude, longitude and kilometres, with commas between.", _WORDS),
    _parameter("text", "Words of its claims, places, actors or titles; “a phrase”, begin*.", _WORDS),
    _parameter("undated", "What has no date.", {"type": "string", "enum": ["only", "also", "without"]}),
    _parameter("unplaced", "What has no place on the map.", _EITHER),
    _parameter("contested", "Origins give different figures.", _EITHER),
    _parameter(
        "published",
        "The last release holds it and it is given out; before any release, that it has a public id.",
        _EITHER,
    ),
]
"""Joined by “and”; of a parameter given more than once any value is enough."""

ORDER = _parameter("order", "What comes first.", {"type": "string", "enum": [one.value for one in Order]})

_NONE = "none"  # of grades: what nobody has graded


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
    asking = asking_in(params, here.hidden)
    if (params.get("from", "") and params.get("to", "")) and params["from"].strip() > params["to"].strip():
        raise RecordError("the filter “to”", "is a day before “from”", "Give the earlier day as `from`.")
    _check_words(here, asking.filters)
    return asking


def _check_words(here: Here, filters: Asked) -> None:
    """RecordError for a type, country or grade that there is none of."""
    book = codebook_in_use(here.record, here.options.rules).types if filters.types else {}
    if types := set(filters.types) - book.keys() - _held(here, "types", set(filters.types) - book.keys()):
        raise _unknown("type", min(types), book, "`GET /codebook` lists them.")
    if countries := set(filters.countries) - country_rows().keys():
        raise _unknown("country", min(countries), country_rows(), "Give an ISO 3166-1 code of two letters: SY, IQ.")
    given = (*grades(here.record)[1], _NONE) if filters.grades else ()
    if unknown := set(filters.grades) - {*given} - _held(here, "grades", set(filters.grades) - {*given}):
        raise _unknown("grade", min(unknown), given, f"There are: {', '.join(given)}.")


def _held(here: Here, name: str, doubtful: set[str]) -> set[str]:
    """What incidents hold that the present codebook or set of grades has no more; they are counted only for words that
    it has not."""
    return set(getattr(facets(here.record, Asked(hidden=here.hidden)), name)) if doubtful else set()


def _unknown(name: str, given: str, known: Iterable[str], remedy: str) -> RecordError:
    near = get_close_matches(given, known, 1)
    meant = f"Is it “{near[0]}”? " if near else ""
    return RecordError(f"the filter “{name}”", f"is not known: “{given[:40]}”", meant + remedy)
