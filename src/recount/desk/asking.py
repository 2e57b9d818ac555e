"""What a desk asks of a record: its chronology, one incident, its figures, the actors, what was set aside."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from recount.codebook.actors import Actor, Actors, actors_over
from recount.codebook.nameless import classed
from recount.desk.judged import incidents_named, judged_claims
from recount.desk.knowing import AsOf, opened_on
from recount.desk.operations import ALONE, Operation, denials_around, operation_around, with_operations
from recount.errors import GoneError, RecordError
from recount.export.called import names_shown
from recount.export.countries import country_code
from recount.export.names import Names
from recount.model import Claim, Document, Incident, Judgement, Problem, ReportDate
from recount.resolution.dating import with_dates
from recount.resolution.denials import Denied, what_is_denied
from recount.store import EVERYTHING, Filters, RecordStore, opened


@dataclass(frozen=True, slots=True)
class Chronology:
    """The incidents asked for, by date; `undated` more would be among them if a date did not have to be known.

    `unread` says that a run was interrupted: reports are kept whose claims stand in no incident yet. `published` are
    the dates of the reports, by id. Where there is no such incident, `unmet` says which filters no incident of the
    record meets, and what there is instead.
    """

    incidents: tuple[Incident, ...]
    published: Mapping[str, ReportDate]
    undated: int
    unread: bool
    unmet: tuple[str, ...] = ()
    as_of: AsOf | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident with the reports and claims behind it, in its order, and what people decided on it; `denials` are
    the incidents in which somebody denies it, `denied` what each of them denies, by its id."""

    incident: Incident
    documents: Mapping[str, Document]
    claims: tuple[Claim, ...]
    names: Names
    decided: tuple[Judgement, ...] = ()
    operation: Operation = ALONE
    denials: tuple[Incident, ...] = ()
    denied: Mapping[str, Denied] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A party of the record: in how many incidents it acts, is acted upon, and is an origin of what is told.

    `known` is what the alias files say of it: kind, classes, sides. Of people without a name ("residents") it is what
    their words say; None for a name that the files lack.
    """

    name: str
    agent_in: int
    target_of: int
    origin_of: int
    known: Actor | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the record, with how many claims were read from it."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: ReportDate
    source: str
    claims: int


def chronology(
    record: Path, filters: Filters = EVERYTHING, own: Path | None = None, day: date | None = None
) -> Chronology:
    """The incidents of a record that the filters keep, of a `day` those known by then; actors are found under all their
    aliases.

    `own` is a desk's alias file over the built-in one, here and below.
    """
    wanted = with_countries(with_aliases(filters, actors_over(own)) if filters.actors else filters)
    store, as_of = opened_on(record, day, own)
    with closing(store):
        incidents = with_operations(store, store.incidents(wanted), own, wanted.hidden)
        undated = 0
        if wanted.first or wanted.last:
            without = dataclasses.replace(wanted, first=None, last=None)
            undated = sum(i.when is None or i.when.first is None for i in store.incidents(without))
        unmet = () if incidents else unmet_by_any(store, filters, wanted)
        return Chronology(incidents, store.published(), undated, interrupted(store), unmet, as_of)


def unmet_by_any(store: RecordStore, filters: Filters, wanted: Filters) -> tuple[str, ...]:
    """What no incident of a record has of the types, statuses, places and actors asked for, with what there is."""
    everything = store.incidents()
    types = sorted({one.type for one in everything})
    lines = []
    if unknown := [kind for kind in filters.types if kind not in types]:
        near = list(dict.fromkeys(name for kind in unknown for name in get_close_matches(kind, types, 3, 0.5)))
        known = ", ".join(name.replace("_", " ") for name in near or types) or "none"
        asked = ", ".join(kind.replace("_", " ") for kind in unknown)
        lines.append(f"No incident of this record is of type {asked}; {'nearest' if near else 'there are'}: {known}.")
    if filters.statuses and not store.incidents(Filters(statuses=filters.statuses, hidden=filters.hidden)):
        there = ", ".join(sorted({one.status.value for one in everything})) or "none"
        lines.append(f"No incident of this record is {' or '.join(filters.statuses)}; there are: {there}.")
    around = Filters(places=wanted.places, countries=wanted.countries, hidden=filters.hidden)
    if filters.places and not store.incidents(around):
        lines.append(f"No incident of this record is at {' or '.join(filters.places)}.")
    if filters.actors and not store.incidents(Filters(actors=wanted.actors, hidden=filters.hidden)):
        lines.append(f"No incident of this record has {' or '.join(filters.actors)} as agent or target.")
    return tuple(lines)


def with_aliases(filters: Filters, actors: Actors) -> Filters:
    """The same filters, asking for an actor by all the names the alias file knows it by."""
    names = dict.fromkeys(filters.actors)
    for name in filters.actors:
        known = actors.canonical(name)
        if known is not None:
            names |= dict.fromkeys((known.name, *known.aliases, *known.exact))
    return dataclasses.replace(filters, actors=tuple(names))


def with_countries(filters: Filters) -> Filters:
    """The same filters; a place that is a country's name or code asks for all that lies in the country, too."""
    codes = [code for name in filters.places if (code := country_code(name))]
    return dataclasses.replace(filters, countries=(*filters.countries, *codes))


def interrupted(store: RecordStore) -> bool:
    """Whether the last run ended before it brought the claims together."""
    runs = store.runs()
    return bool(runs) and runs[-1].finished is None


def incident(record: Path, name: str) -> Opened:
    """The incident with this id, or that of one of its claims, or the only one that begins so; else RecordError."""
    with closing(opened(record)) as store:
        return opened_incident(store, incident_named(store, name))


def incident_named(store: RecordStore, name: str) -> Incident:
    """The incident that answers to a name."""
    found = incidents_named(store, name) if name else ()
    if not found and (number := store.removal_of(name)):
        raise removed("incident", name, number)
    if len(found) != 1:
        raise ambiguous("incident", name, found)
    return store.incident(found[0])


def opened_incident(store: RecordStore, one: Incident, own: Path | None = None) -> Opened:
    """An incident with what stands behind it and around it."""
    order = {key: n for n, key in enumerate(one.claims)}
    documents = store.documents(one.documents)
    claims = sorted(judged_claims(store, store.claims(one.claims)), key=lambda claim: order[claim.id])
    decided = store.judgements(one.judged) if one.judged else ()
    reports = {document.id: document for document in documents}
    operation = operation_around(store, one, own)
    denials = denials_around(store, one, own)
    denied = {each.id: what_is_denied(judged_claims(store, store.claims(each.claims))) for each in denials}
    return Opened(one, reports, tuple(claims), names_shown(documents), decided, operation, denials, denied)


def removed(kind: str, name: str, number: int) -> GoneError:
    """That what a name stood for, or a report that told of it, was removed on request."""
    what = f"was removed on request no. {number}" + (", or a report that told of it" if kind != "report" else "")
    return GoneError(f"{kind} {name[:60]}", what, "What it was is said nowhere.")


def ambiguous(kind: str, name: str, found: Iterable[str]) -> RecordError:
    """That a name stands for nothing, or for several."""
    several = tuple(found)
    if not several:
        return RecordError(f"{kind} {name}", "is not in the record", "`recount chronology` lists the ids.")
    return RecordError(f"{kind} {name}", f"may be {', '.join(several)} …", "Give more of its id.")


def other_actors(record: Path, own: Path | None) -> bool:
    """Whether a record was last brought together by another alias table than the built-in one with `own` over it."""
    with closing(opened(record)) as store:
        runs = store.runs()
    return bool(runs) and dict(runs[-1].tools).get("actors", "") != actors_over(own).version


def actors(
    record: Path, filters: Filters = EVERYTHING, own: Path | None = None, day: date | None = None
) -> tuple[ActorRow, ...]:
    """The parties of the incidents that the filters keep, today's or those known on a day, the most often named
    first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in chronology(record, filters, own, day).incidents:
        named = (one.agents, one.targets, [origin.name for origin in one.origins if origin.named])
        for role, names in enumerate(named):
            for name in set(names):
                counts[name][role] += 1
    known = actors_over(own)
    rows = (
        ActorRow(name, acts, hit, told, known.canonical(name) or classed(name))
        for name, (acts, hit, told) in counts.items()
    )
    return tuple(sorted(rows, key=lambda r: (-(r.agent_in + r.target_of), -r.origin_of, r.name)))


def reports(record: Path, day: date | None = None, own: Path | None = None) -> tuple[ReportRow, ...]:
    """The reports of a record, or those that were out by a day, by date of publication; one that carries none has the
    days that its incidents leave for it, if they do, and the others come last."""
    with closing(opened_on(record, day, own)[0]) as store:
        told: dict[str, int] = defaultdict(int)
        for claim in judged_claims(store, store.claims()):
            told[claim.document] += 1
        documents = with_dates(store.documents(), store.found_dates())
        rows = (ReportRow(d.id, d.name, d.title, d.outlet, d.published, d.source, told[d.id]) for d in documents)
        return tuple(sorted(rows, key=lambda row: (row.published.first or date.max, row.name, row.id)))


def undated(record: Path) -> int:
    """How many reports of a record carry no date of their own."""
    with closing(opened(record)) as store:
        return sum(published.day is None for published in store.published().values())


def problems(record: Path) -> tuple[Problem, ...]:
    """What was set aside and why."""
    with closing(opened(record)) as store:
        return store.problems()
