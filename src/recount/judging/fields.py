"""The fields that a person may correct, and their values: read strictly, stored in one form, shown in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.judging.days import days_said
from recount.judging.figures import FORMS, one_figure
from recount.model import Category, Claim, Harm, Incident, Place, PlacePrecision, Status, Toll, When

NONE = "none"
"""What a desk writes for "the text does not say", and for a figure that is to go."""

LISTS = ("agents", "targets", "places", "origin", "via")
OF_CLAIM = ("type", "status", "agents", "targets", "places", "place", "time", "origin", "via", "main")
OF_INCIDENT = ("type", "status", "agents", "targets", "places", "place", "time")
PARTS = ("who", "category", "harm", "part", "wider")

_LONGEST = 2000  # characters of a value
_NAMES = 50
_MEANT = {
    "agent": "agents",
    "who": "agents",
    "target": "targets",
    "whom": "targets",
    "where": "place",
    "date": "time",
    "when": "time",
    "source": "origin",
    "what": "type",
}
_MEANT_OF_FIGURE = {"cat": "category", "sub": "part", "campaign": "wider"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is corrected. Of a figure: its harm as `name`, `n` where the claim has several of that harm (the
    first is 1), and the `part` of it that is meant, "" for the count."""

    name: str
    n: int = 0
    part: str = ""

    @property
    def harm(self) -> Harm | None:
        """The harm of a figure; None for all other fields."""
        return Harm(self.name) if self.name in set(Harm) else None

    def __str__(self) -> str:
        return ".".join([self.name, *([str(self.n)] if self.n else []), *([self.part] if self.part else [])])


def field_named(name: str, of_incident: bool) -> Field:
    """The field that a name stands for: "time", "killed", "killed.2", "killed.who"; RecordError where it is none."""
    head, *rest = name.strip().lower().split(".")
    head = _MEANT.get(head, head)
    allowed = OF_INCIDENT if of_incident else OF_CLAIM
    if head in set(Harm):
        if of_incident:
            what = "figures are what an origin said, so that only a claim's can be corrected"
            raise RecordError(name, what, "`recount incident ID` lists the claims: correct CLAIM.killed.")
        n = int(rest.pop(0)) if rest and re.fullmatch(r"[1-9]\d?", rest[0]) else 0
        part = rest.pop(0) if rest else ""
        part = _MEANT_OF_FIGURE.get(part, part)
        if not rest and part in ("", *PARTS):
            return Field(head, n, part)
        remedy = "Write killed, killed.2 or killed.who, .category, .harm, .part, .wider."
        raise RecordError(name, "is nothing that a figure has", remedy)
    if head not in allowed or rest:
        what = f"is no field of {'an incident' if of_incident else 'a claim'} that can be corrected"
        figures = "" if of_incident else f", {', '.join(Harm)}"
        raise RecordError(name, what, f"Correct one of {', '.join(allowed)}{figures}.")
    return Field(head)


Located = Callable[[str], Place]
"""Finds the place that a desk's words mean; RecordError where they mean none, or several."""


def stored_value(field: Field, value: str, types: Sequence[str], located: Located) -> str:
    """A value as it is stored, from what a person wrote; RecordError where it is none for the field.

    Times are ISO days, months, years or intervals; figures are written as `judging.figures` reads them; several names
    are parted by ";"; `none` stands for what no source says.
    """
    value = value.strip()
    if not value:
        raise RecordError(str(field), "is left empty", f"Write {_wanted(field)}, or {NONE}.")
    if len(value) > _LONGEST or not value.isprintable():
        raise RecordError(str(field), "can't be given such a value", f"Write words of one line, or {NONE}.")
    if field.harm:
        return _figure_value(field, value)
    if field.name in LISTS:
        names = [] if value == NONE else [name.strip() for name in value.split(";") if name.strip()]
        if len(names) > _NAMES:
            raise RecordError(str(field), f"more than {_NAMES} names", "Name those that matter.")
        return json.dumps(names, ensure_ascii=False)
    if field.name == "place":
        return NONE if value == NONE else packed(located(value))
    return _ONE_WORD[field.name](value, types)


def _wanted(field: Field) -> str:
    """What a field takes, in words."""
    if field.harm and not field.part:
        return f"how many: {FORMS}"
    return {"time": "3 Jun 2017, 2017-06-03, 2017-06, 2017 or 2017-06-03/2017-06-05", "main": "yes or no"}.get(
        field.name, "a place: a town with its country" if field.name == "place" else "words of one line"
    )


def _type(value: str, types: Sequence[str]) -> str:
    kind = re.sub(r"[\s-]+", "_", value.lower())
    if kind not in types:
        raise RecordError(f"type {value}", "is not in the codebook", f"Choose one of {', '.join(sorted(types))}.")
    return kind


def _status(value: str, _types: Sequence[str]) -> str:
    if value.lower() not in set(Status):
        raise RecordError(f"status {value}", "is not known", f"Choose one of {', '.join(Status)}.")
    return value.lower()


def _time(value: str, _types: Sequence[str]) -> str:
    if value == NONE:
        return NONE
    try:
        when = When.from_iso(value)
    except ValueError:
        when = None
    if when is None or when.first is None:
        when = days_said(value)
    if when is None or when.first is None or not date(1800, 1, 1) <= when.first:
        what, remedy = "is no date", "Write 3 Jun 2017, 3–5 Jun 2017, 2017-06-03, 2017-06-03/2017-06-05, 2017 or none."
        raise RecordError(f"time {value}", what, remedy)
    return when.iso()


def _main(value: str, _types: Sequence[str]) -> str:
    if value.lower() not in ("yes", "no"):
        raise RecordError(f"main {value}", "is neither yes nor no", "Write yes where it is the report's main event.")
    return value.lower()


_ONE_WORD: dict[str, Callable[[str, Sequence[str]], str]] = {
    "type": _type,
    "status": _status,
    "time": _time,
    "main": _main,
}


_YES_NO = ("yes", "no")
_PARTS: dict[str, tuple[str, ...]] = {
    "category": tuple(Category),
    "harm": tuple(Harm),
    "part": _YES_NO,
    "wider": _YES_NO,
}


def _figure_value(field: Field, value: str) -> str:
    if field.part == "who":
        return value
    if field.part:
        known: Sequence[str] = _PARTS[field.part]
        if value.lower() not in known:
            raise RecordError(f"{field} {value}", "is not known", f"Choose one of {', '.join(known)}.")
        return value.lower()
    if value == NONE:
        return NONE
    return str(one_figure(value))


def names_of(value: str) -> tuple[str, ...]:
    """The names in a stored list."""
    return tuple(str(name) for name in json.loads(value))


def place_from(value: str) -> Place | None:
    """The place in a stored value; None for one that no source tells."""
    return None if value == NONE else unpacked(Place, value)


def value_words(field: str, value: str) -> str:
    """A stored value in words, for people."""
    name = field.partition(".")[0]
    if name == "place":
        place = place_from(value)
        return NONE if place is None else _placed(place)
    if name in LISTS:
        return "; ".join(names_of(value)) or NONE
    return value.replace("_", " ") if name == "type" else value


def place_called(place: Place) -> str:
    """A place by its name, with how exactly it is known where that is not exact: "near Aleppo", "Aleppo (district)"."""
    if place.precision is PlacePrecision.NEAR:
        return f"near {place.name}"
    wide = place.precision in (PlacePrecision.DISTRICT, PlacePrecision.GOVERNORATE)
    return f"{place.name} ({place.precision.value})" if wide else place.name


def _placed(place: Place) -> str:
    return f"{place_called(place)} ({place.lat:.4g}, {place.lon:.4g})"


def was_of(claim: Claim, field: Field) -> str:
    """What a claim says in a field, in the words that `value_words` has for a correction of it; "" for nothing."""
    if field.harm:
        found = figure_at(claim, field, "")
        return toll_words(claim.tolls[found].value) if found is not None else ""
    if field.name in LISTS:
        return "; ".join(cited.value for cited in getattr(claim, field.name))
    if field.name == "place":
        return _placed(claim.place) if claim.place else ""
    if field.name == "time":
        return claim.time.value.iso() if claim.time else ""
    if field.name == "main":
        return "yes" if claim.main else "no"
    return claim.status.value.value if field.name == "status" else claim.type.replace("_", " ")


def was_of_incident(incident: Incident, field: Field) -> str:
    """What an incident says in a field, in words; "" for nothing."""
    if field.name == "place":
        return _placed(incident.place) if incident.place else ""
    if field.name == "time":
        return incident.when.iso() if incident.when else ""
    if field.name in ("agents", "targets", "places"):
        return "; ".join(getattr(incident, "place_names" if field.name == "places" else field.name))
    return incident.status.value if field.name == "status" else incident.type.replace("_", " ")


def toll_words(toll: Toll) -> str:
    """A figure as the machine read it: "26+ militants (combatant)"."""
    return f"{toll.count} {toll.who}".strip() + f" ({toll.category.value})"


def figure_at(claim: Claim, field: Field, was: str) -> int | None:
    """Which of a claim's tolls a field means: the one that still reads as it did, else the nth of its harm, else its
    only one; None where there is none, or where it can't be told which."""
    of_harm = [n for n, cited in enumerate(claim.tolls) if cited.value.harm is field.harm]
    as_it_was = [n for n in of_harm if was and toll_words(claim.tolls[n].value) == was]
    if as_it_was:
        return as_it_was[0]
    if field.n:
        return of_harm[field.n - 1] if field.n <= len(of_harm) else None
    whole = [n for n in of_harm if not claim.tolls[n].value.sub]
    chosen = whole if len(whole) == 1 else of_harm
    return chosen[0] if len(chosen) == 1 else None
