"""What can be corrected of a claim or an incident, with what stands there now, as a person would write it."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from recount.desk.asking import incident_named
from recount.desk.judging import types_of
from recount.desk.locating import Found, places_called
from recount.desk.shown import shown_incident
from recount.desk.tools import Rules, Settings, gazetteer_of
from recount.desk.why import Evidence, evidence_for
from recount.errors import RecordError
from recount.export.wording import type_words
from recount.judging.fields import OF_CLAIM, OF_INCIDENT, field_named, place_called, was_of, was_of_incident
from recount.judging.figures import FORMS, Written, written
from recount.model import Category, Claim, Count, Document, Harm, Incident, Place, Status, Toll
from recount.store import RecordStore, opened
from recount.tolls.open_figures import beyond_in
from recount.tolls.several import TOLL_REPORT

_HINTS = {
    "time": "2017-06-05, 2017-06, 2017, 2017-06-05/2017-06-06, or none",
    "place": "a name of the gazetteer (Tabqa, SY), geonames:169113, or a point with a name: 35.84,38.55 Tabqa mill, "
    "SY; “near Tabqa” or “Tabqa (district)” where it is known no more exactly",
    "agents": "names parted by “;”, or none",
    "targets": "names parted by “;”, or none",
    "places": "names parted by “;”, the most exact first, or none",
    "origin": "who is credited, parted by “;”, or none where the reporter states it",
    "via": "relays parted by “;”, the nearest to the reporter first, or none",
}
_FIGURE = f"{FORMS}, and whom it counts: 26+ militants; none takes it out"
_ONE_MORE = f"{FORMS}, and whom it counts; a part of a figure above: incl. 4 children"
_NAMES = {
    "type": "what",
    "status": "status",
    "agents": "who did it",
    "targets": "to whom",
    "places": "place names",
    "place": "place on the map",
    "time": "when",
    "origin": "origin",
    "via": "relays",
    "main": "main event of its report",
}


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field that can be corrected: its name in a judgement and in words, what stands there, what it can be."""

    field: str
    words: str
    now: str
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correcting:
    """A claim of an incident, or the incident itself (`evidence` is None), with its fields."""

    incident: Incident
    evidence: Evidence | None
    fields: tuple[Correctable, ...]

    def called(self, name: str) -> Correctable | None:
        """The field with this name."""
        return next((one for one in self.fields if one.field == name), None)


def correcting(
    record: Path, name: str, claim: str, own: Path | None = None, hidden: frozenset[str] = frozenset()
) -> Correcting:
    """What can be corrected of an incident, or of a claim of it where one is named; `own` is a desk's codebook.
    RecordError where there is no such claim, AccessError where only reports in `hidden` tell of the incident."""
    with closing(opened(record)) as store:
        incident = incident_named(store, name)
        types = tuple(type_words(kind) for kind in sorted(types_of(store, own)))
        if not claim:
            incident = shown_incident(record, incident.id, hidden)
            return Correcting(incident, None, _of_incident(incident, types))
        one = _evidence(store, incident, claim)
        return Correcting(shown_incident(record, incident.id, hidden), one, _of_claim(one.claim, one.document, types))


def claim_in(record: Path, name: str, claim: str, hidden: frozenset[str] = frozenset()) -> tuple[Incident, Evidence]:
    """A claim of an incident with its words; RecordError where the incident has none of that id, AccessError where only
    reports in `hidden` tell of the incident, without whose values it is given."""
    with closing(opened(record)) as store:
        incident = incident_named(store, name)
        return shown_incident(record, incident.id, hidden), _evidence(store, incident, claim)


def _evidence(store: RecordStore, incident: Incident, claim: str) -> Evidence:
    told = store.claims([claim]) if claim in incident.claims else ()
    for one in evidence_for(store, told):
        return one
    what = f"is not told of incident {incident.id} now"
    raise RecordError(f"claim {claim[:40]}", what, "Look at the incident again: it may have been split or set aside.")


def _choices(field: str, types: tuple[str, ...]) -> tuple[str, ...]:
    given = {"type": types, "status": tuple(map(str, Status)), "main": ("yes", "no")}
    return given.get(field, ())


def _of_incident(incident: Incident, types: tuple[str, ...]) -> tuple[Correctable, ...]:
    found = []
    for name in OF_INCIDENT:
        now = was_of_incident(incident, field_named(name, True))
        shown = place_called(incident.place) if name == "place" and incident.place else now
        found.append(Correctable(name, _NAMES[name], shown, _HINTS.get(name, ""), _choices(name, types)))
    return tuple(found)


def _of_claim(claim: Claim, document: Document, types: tuple[str, ...]) -> tuple[Correctable, ...]:
    found = []
    for name in OF_CLAIM:
        now = was_of(claim, field_named(name, False))
        shown = place_called(claim.place) if name == "place" and claim.place else now
        found.append(Correctable(name, _NAMES[name], shown, _HINTS.get(name, ""), _choices(name, types)))
    many = Counter(toll.value.harm for toll in claim.tolls)
    met: Counter[Harm] = Counter()
    for cited in claim.tolls:
        harm = cited.value.harm
        met[harm] += 1
        name = f"{harm.value}.{met[harm]}" if many[harm] > 1 else harm.value
        toll = cited.value
        if toll.wider is None and claim.type == TOLL_REPORT:
            toll = replace(toll, wider=True)
        found += _of_figure(name, toll, cited.span.of(document.text))
    for harm in Harm:
        more = f"{harm.value}: one more figure, or a part of one"
        found.append(
            Correctable(f"{harm.value}.{many[harm] + 1}", more, "", _ONE_MORE)
            if harm in many
            else Correctable(harm.value, harm.value, "", _FIGURE)
        )
    return tuple(found)


def _of_figure(name: str, toll: Toll, words: str) -> list[Correctable]:
    """A figure and what can be said of it; `words` are those that it was read from."""
    now = as_written(toll, words)
    count, harm = now.removeprefix("incl. ").removesuffix(toll.who).removesuffix("of ").strip(), toll.harm.value
    return [
        Correctable(name, harm, now, _FIGURE),
        Correctable(
            f"{name}.category", f"{harm}: whom the {count} are", toll.category.value, "", tuple(map(str, Category))
        ),
        Correctable(f"{name}.harm", f"{harm}: what became of the {count}", harm, "", tuple(map(str, Harm))),
        Correctable(
            f"{name}.part",
            f"{harm}: whether the {count} are a part of another figure",
            "yes" if toll.sub else "no",
            "",
            ("yes", "no"),
        ),
        Correctable(
            f"{name}.wider",
            f"{harm}: whether the {count} count more than this incident",
            "yes" if toll.wider else "no",
            "",
            ("yes", "no"),
        ),
    ]


def as_written(toll: Toll, words: str) -> str:
    """A figure as a person would write it: "more than 60 children" where its words say so, though it is kept as 61 or
    more; "dozens of people"."""
    said = beyond_in(toll.count, words)
    if said:
        return str(Written(replace(toll.count, said=said), toll.who, toll.sub))
    if not toll.count.said and _says(toll.who, toll.count):
        return str(replace(written(toll.who), part=toll.sub))
    return str(Written(toll.count, toll.who, toll.sub))


def _says(who: str, count: Count) -> bool:
    """Whether the words for whom a figure counts say how many themselves: "dozens of people"."""
    try:
        return written(who).count == count
    except RecordError:
        return False


def places_meant(rules: Rules, settings: Settings, words: str, around: Place | None) -> tuple[Found, ...]:
    """The places of the gazetteer that a name may mean, those of the country around first."""
    return places_called(gazetteer_of(rules, settings, lambda _: None), words, around)
