"""What a desk asks of the control of places: who is said to hold which town, since when, and according to whom."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from recount.codebook.actors import name_key
from recount.control import Holding, Rules, Said, Timeline, Towns, holding_on, said_of_control, timelines_of
from recount.desk.drafting import codebook_in_use
from recount.desk.judged import judged_claims
from recount.desk.knowing import AsOf, opened_on
from recount.desk.tools import BUILT_IN, Say, Settings, actors_of, gazetteer_of
from recount.desk.tools import Rules as DeskRules
from recount.errors import RecordError
from recount.export.countries import country_name
from recount.export.csv import table_text
from recount.store import Filters

COLUMNS = (
    "place", "admin1", "country", "geonameid", "first", "last", "said", "parties", "sides", "from", "part", "status",
    "contested", "origins", "reports", "incidents", "claims",
)  # fmt: skip
"""The columns of the CSV: one row a step of a timeline."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which towns and which days: `place` is a town's name under any spelling of its reports, a governorate's or a
    country's; `as_of` leaves out what was not yet reported on that day, `on` what is said to have happened later, and
    what the reports in `hidden` tell is left out."""

    place: str | None = None
    as_of: date | None = None
    on: date | None = None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """A town's timeline, and who is last said to hold it on the day asked for."""

    timeline: Timeline
    holding: Holding


@dataclass(frozen=True, slots=True)
class Controlled:
    """The towns asked for; `left_out` counts by reason the claims about control that name no town or no party, and
    `as_of` says what a former day leaves out. `reports` are the names of reports by id."""

    towns: tuple[Held, ...]
    left_out: tuple[tuple[str, int], ...]
    as_of: AsOf | None
    reports: dict[str, str]


def control(record: Path, asked: Asked, settings: Settings, say: Say, own: DeskRules = BUILT_IN) -> Controlled:
    """Who is said to hold the towns of a record. Raises RecordError where no town of it goes by the name asked for."""
    rules = Rules(codebook_in_use(record, own), actors_of(own), Towns(gazetteer_of(own, settings, say).lookup))
    store, as_of = opened_on(record, asked.as_of, own.actors)
    with closing(store):
        documents = {document.id: document for document in store.documents() if document.id not in asked.hidden}
        told = tuple(claim for claim in store.claims() if claim.document in documents)
        claims, incidents = judged_claims(store, told), store.incidents(Filters(hidden=asked.hidden))
    said = said_of_control(claims, documents, incidents, rules)
    timelines = timelines_of(said.statements, rules.actors)
    if asked.place is not None:
        timelines = _called(timelines, asked.place)
    day = asked.on or asked.as_of or date.max
    towns = tuple(Held(one, holding_on(one, day)) for one in timelines)
    names = {document.id: document.name for document in documents.values()}
    return Controlled(towns, _left_out(said), as_of, names)


def _left_out(said: Said) -> tuple[tuple[str, int], ...]:
    return tuple(said.left_out.items())


def _called(timelines: tuple[Timeline, ...], place: str) -> tuple[Timeline, ...]:
    """The towns of this name; else those that have it in theirs; else those of the governorate or country."""
    key = name_key(place)
    names = {one: {name_key(name) for name in (*one.names, one.town.name)} for one in timelines}
    for found in (
        [one for one in timelines if key in names[one]],
        [one for one in timelines if any(f" {key} " in f" {name} " for name in names[one])],
        [
            one
            for one in timelines
            if key in (name_key(one.town.admin1 or ""), name_key(country_name(one.town.country)))
        ],
    ):
        if found and key:
            return tuple(found)
    near = get_close_matches(place, [name for one in timelines for name in one.names], 3, 0.5)
    listed = f"The nearest names are {', '.join(near)}. " if near else ""
    remedy = f"{listed}`recount control` lists all towns."
    raise RecordError(f"place {place}", "no claim of the record says who holds it", remedy)


def control_csv(found: Controlled) -> str:
    """The steps of all timelines as CSV, one row each; `first` is empty where only a report's date bounds it."""
    return "\ufeff" + table_text(COLUMNS, _rows(found))


def _rows(found: Controlled) -> list[list[str]]:
    rows = []
    for held in found.towns:
        town = held.timeline.town
        for step in held.timeline.steps:
            status = "denied" if step.denied else "alleged" if step.alleged else "said"
            rows.append(
                [
                    held.timeline.name,
                    town.admin1 or "",
                    town.country,
                    town.key.removeprefix("g") if town.key.startswith("g") else "",
                    step.first.isoformat() if step.first else "",
                    step.last.isoformat() if step.last else "",
                    step.shift.value,
                    "; ".join(step.parties),
                    "; ".join(step.sides),
                    "; ".join(step.before),
                    "part" if step.part else "",
                    status,
                    "yes" if step.rivals else "",
                    "; ".join(step.origins),
                    "; ".join(found.reports[key] for key in step.documents),
                    "; ".join(step.incidents),
                    "; ".join(step.claims),
                ]
            )
    return rows
