"""What a request asks of the record: its address as `filters` reads it, with a place looked up that a circle is asked
for around, and in words what of it can't be meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from starlette.datastructures import QueryParams

from recount.desk import fields
from recount.desk.circles import middle_of
from recount.desk.drafting import codebook_in_use
from recount.desk.finding import Asked, asking
from recount.desk.judging import grades
from recount.export.countries import country_rows
from recount.web.filter_values import refused, values_of
from recount.web.filters import NAMES, Asking, asking_in
from recount.web.here import Here

_NONE = "none"  # of grades: what nobody has graded
_MOST_KILOMETRES = 20_100
_SHOWN = 5
_LONGEST = 40


def asking_of(here: Here, params: QueryParams | None = None) -> Asking:
    """What a request asks; RecordError names the part of it that can't be read."""
    given = here.request.query_params if params is None else params
    settled = _settled(here, given) if "radius" in given or "where" in given else given
    return asking_in(settled, here.hidden, nameless=not here.member.sees_restricted)


def _settled(here: Here, params: QueryParams) -> QueryParams:
    """An address that asks for kilometres around a place by its name (`place=Tabqa&radius=30`, or as a form sends it,
    `where=Tabqa&radius=30`), as one that asks for a circle (`near`)."""
    rest = [(name, value) for name, value in params.multi_items() if name not in ("radius", "where")]
    places, where = values_of(params, "place"), " ".join(params.get("where", "").split())[:200]
    near, km = params.get("near", "").split(",", 3), _kilometres(params)
    drawn = len(near) > 2
    if km is None:
        if "radius" in params and drawn:  # taken away in the form
            rest = [pair for pair in rest if pair[0] != "near"]
            where = where or (near[3] if len(near) > 3 else "")
        return QueryParams([*rest, *([("place", where)] if where else [])])
    if not where and drawn:
        circle = ",".join([*near[:2], f"{km:g}", *near[3:]])
    else:
        if not where and len(places) != 1:
            what = "needs one place" if not places else f"can't be around {len(places)} places at once"
            raise refused("radius", what, "Name the place that so many kilometres are meant around.")
        rest = [pair for pair in rest if pair[0] != "place" or (where and pair[1] != where)]
        middle = middle_of(here.record, where or places[0], here.rules, here.options.settings, here.hidden)
        circle = f"{middle.lat:.4f},{middle.lon:.4f},{km:g}" + (f",{middle.name}" if middle.name else "")
    return QueryParams([*(pair for pair in rest if pair[0] != "near"), ("near", circle)])


def _kilometres(params: QueryParams) -> float | None:
    given = params.get("radius", "").strip()
    if not given:
        return None
    try:
        km = float(given) if given.isascii() and len(given) < 20 else 0.0
    except ValueError:
        km = 0.0
    if not 0 < km <= _MOST_KILOMETRES:
        raise refused("radius", f"is no number of kilometres: “{given[:40]}”", "Write it in digits: 30.")
    return km


@dataclass(frozen=True, slots=True)
class Strange:
    """A part of an address that there is nothing of: the filter's `name`, what was `given`, what can be meant instead,
    and how to find out."""

    name: str
    given: str
    near: str
    remedy: str


def strange_words(here: Here, filters: Asked) -> tuple[Strange, ...]:
    """The types, countries, grades and tags asked for that neither the rules nor the record know."""
    found = []
    types = {*filters.types, *filters.without_types}
    book = codebook_in_use(here.record, here.options.rules).types if types else {}
    found += _strange(here, "type", types, book, "The page of the codebook lists them.")
    remedy = "Give an ISO 3166-1 code of two letters: SY, IQ."
    found += [
        _one("country", word, country_rows(), remedy) for word in sorted({*filters.countries} - {*country_rows()})
    ]
    given = (*grades(here.record)[1], _NONE) if filters.grades else ()
    found += _strange(here, "grade", {*filters.grades}, given, f"There are: {', '.join(given)}.")
    tags = tuple(tag for tag, _ in fields.tags(here.record, here.hidden)) if filters.tags else ()
    remedy = f"There are: {', '.join(tags[:_SHOWN])}." if tags else "No tag was given yet."
    found += [_one("tag", word, tags, remedy) for word in sorted({*filters.tags} - {*tags})]
    return tuple(found)


def _strange(here: Here, name: str, asked: set[str], known: Iterable[str], remedy: str) -> list[Strange]:
    """Those of the words asked for that are not known, nor held by incidents from a former codebook or set of grades;
    these are looked at only for words that are not known."""
    if doubtful := asked - {*known}:
        with asking(here.record, Asked(hidden=here.hidden), None) as (finding, _):
            column = finding.columns.coded[name]
            doubtful = {word for word in doubtful if not column.among([word]).any()}
    return [_one(name, word, known, remedy) for word in sorted(doubtful)]


def _one(name: str, given: str, known: Iterable[str], remedy: str) -> Strange:
    near = get_close_matches(given or name[:_LONGEST], [*known], 1)
    return Strange(name[:_LONGEST], given[:_LONGEST], near[0] if near else "", remedy)


def strange_names(params: QueryParams) -> tuple[Strange, ...]:
    """The names in an address that are no filter's, and that it is answered without."""
    unknown = [*dict.fromkeys(name for name in params if name not in NAMES)]
    return tuple(_one(name, "", NAMES, "") for name in unknown[:_SHOWN])
