"""Lines of incidents and reports (`finding_tables`) from model values, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from recount.codec import packed, unpacked
from recount.model import Document, Harm, Incident, PlacePrecision, Precision, Span, Status
from recount.store import rows
from recount.store.port import Entry
from recount.store.words import joined_words, searchable, words_in
from recount.tolls import by_range, most_counted
from recount.tolls.estimates import disagreed

FORM = "2"
"""Changes whenever lines are made otherwise: those of older records are then made anew."""

EPOCH = date(1970, 1, 1).toordinal()
"""Days of lines are counted from here."""
_LARGEST = 2**63 - 1
_LONGEST_SENTENCE = 4000
_TWO = (Harm.KILLED, Harm.WOUNDED)
_OTHERS = tuple(harm for harm in Harm if harm not in _TWO)


@dataclass(frozen=True, slots=True)
class Figure:
    """An incident's headline figure for a harm, from the lowest to the highest that its origins give; an open bound is
    None. `most` is the highest number that is stated: with `high` open, "8 to 22 or more"."""

    low: int | None
    high: int | None
    most: int


@dataclass(frozen=True, slots=True)
class Given:
    """A value of a line that a person gave: `field` is type, status, place, time, agents, targets, killed or wounded;
    `added` where its whole claim is theirs, else they corrected what was read."""

    field: str
    who: str
    added: bool


@dataclass(frozen=True, slots=True)
class Row:
    """All that a line of the chronology shows of an incident.

    `first` and `last` are the days it can have happened on, None where it has no date (`day_words` are then the
    reports' own, or ""). `place` is the gazetteer's name, "" where none is known; `place_names` are the reports'.
    `killed` and `wounded` are None where nobody gives a figure; of the harms in `other_harms` somebody gives one too,
    and `others` are these, where they were asked for. `contested` says that origins give different ones.
    `first_reported` and `last_reported` are None where no report has a date. `public` is "" before it is published.
    `by_hand` are the values that a person gave. `total` says that its figures count what several incidents tell.
    """

    id: str
    public: str
    type: str
    status: Status
    grade: str
    first: date | None
    last: date | None
    day_precision: Precision
    day_words: str
    place: str
    place_names: tuple[str, ...]
    admin1: str
    country: str
    place_precision: PlacePrecision
    lat: float | None
    lon: float | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    killed: Figure | None
    wounded: Figure | None
    contested: bool
    origins: int
    reports: int
    first_reported: date | None
    last_reported: date | None
    part_of: str | None
    episodes: int
    by_hand: tuple[Given, ...] = ()
    other_harms: tuple[Harm, ...] = ()
    others: tuple[tuple[Harm, Figure], ...] = ()
    total: bool = False


def day_number(day: date | None) -> int | None:
    """Days since 1 January 1970."""
    return None if day is None else day.toordinal() - EPOCH


def day_of(number: int | None) -> date | None:
    """The day with a number."""
    return None if number is None else date.fromordinal(number + EPOCH)


def report_line(document: Document) -> dict[str, Any]:
    """The line of a report."""
    published = document.published
    return {
        "report": document.id,
        "outlet": _one_line(document.outlet or ""),
        "first_day": day_number(published.first),
        "last_day": day_number(published.last),
        "words": joined_words([document.title or ""]),
    }


def words_of_claims(entry: Entry) -> Iterator[str]:
    """The words of each claim's sentence; of its clause, where it stands in no sentence."""
    starts = [span.start for span in entry.sentences]
    ends = [span.end for span in entry.sentences]
    for claim in entry.claims:
        first, last = bisect_right(starts, claim.clause.start) - 1, bisect_left(ends, claim.clause.end)
        span = claim.clause
        if 0 <= first < len(starts):
            span = Span(min(starts[first], span.start), max(ends[min(last, len(ends) - 1)], span.end))
        end = min(span.end, span.start + _LONGEST_SENTENCE)
        yield " ".join(words_in(entry.document.text[span.start : end]))


def incident_line(
    number: int,
    incident: Incident,
    in_order: str,
    reports: Sequence[Mapping[str, Any]],
    by_hand: Sequence[Given] = (),
) -> dict[str, Any]:
    """The line of an incident with the lines of its reports, as far as they are there, and what people gave of it."""
    when, place = incident.when, incident.place
    told = {entry.harm for entry in incident.ledger}
    estimates = {harm: by_range(incident.ledger, harm) if harm in told else None for harm in _TWO}
    days = [(report["first_day"], report["last_day"]) for report in reports]
    reported = [(first, last) for first, last in days if first is not None and last is not None]
    line: dict[str, Any] = {
        "number": number,
        "incident": incident.id,
        "in_order": in_order,
        "type": incident.type,
        "status": incident.status.value,
        "grade": incident.grade,
        "public": incident.public[0] if incident.public else "",
        "first_day": day_number(when.first) if when else None,
        "last_day": day_number(when.last) if when else None,
        "day_precision": (when.precision if when else Precision.UNKNOWN).value,
        "day_words": when.words if when else "",
        "place": place.name if place else "",
        "admin1": (place.admin1 if place else None) or "",
        "country": place.country if place else "",
        "place_precision": (place.precision if place else PlacePrecision.UNKNOWN).value,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_names": _lines(incident.place_names),
        "folded_places": rows.folded(rows.places_of(incident)),
        "agents": _lines(incident.agents),
        "targets": _lines(incident.targets),
        "origins": _lines(origin.name for origin in incident.origins),
        "outlets": _lines(dict.fromkeys(report["outlet"] for report in reports)),
        "origin_count": len(incident.origins),
        "report_count": len(incident.documents),
        "first_reported": min((first for first, _ in reported), default=None),
        "last_reported": max((last for _, last in reported), default=None),
        "contested": any(estimate is not None and disagreed(estimate) for estimate in estimates.values()),
        "part_of": incident.part_of or "",
        "episodes": len(incident.episodes),
        "within": _lines(incident.within),
        "by_hand": packed(by_hand) if by_hand else "",
    }
    for harm, estimate in estimates.items():
        line[f"{harm}_low"] = _storable(estimate.low if estimate else None)
        line[f"{harm}_high"] = _storable(estimate.high if estimate else None)
        line[f"{harm}_most"] = _storable(estimate.most if estimate else None)
    for harm in Harm:
        line[f"counted_{harm}"] = _storable(most_counted(incident.ledger, harm) if harm in told else None)
    return line


def incident_words(incident: Incident, claims: Iterable[str], reports: Iterable[Mapping[str, Any]]) -> str:
    """The words that an incident is found by: of its claims' sentences, its reports' titles, and all names."""
    names = [incident.type.replace("_", " "), *rows.places_of(incident), *incident.agents, *incident.targets]
    names += [origin.name for origin in incident.origins]
    told = [report["words"] for report in reports]
    outlets = [report["outlet"] for report in reports]
    return searchable([*claims, *told, *map(_words_of_name, (*names, *outlets, *incident.public))])


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> str:
    return " ".join(words_in(name))


_GIVEN = tuple[Given, ...]


def row_of(line: Mapping[str, Any]) -> Row:
    """A line as it is shown."""
    return Row(
        id=line["incident"],
        public=line["public"],
        type=line["type"],
        status=Status(line["status"]),
        grade=line["grade"],
        first=day_of(line["first_day"]),
        last=day_of(line["last_day"]),
        day_precision=Precision(line["day_precision"]),
        day_words=line["day_words"],
        place=line["place"],
        place_names=tuple(filter(None, line["place_names"].split("\n"))),
        admin1=line["admin1"],
        country=line["country"],
        place_precision=PlacePrecision(line["place_precision"]),
        lat=line["lat"],
        lon=line["lon"],
        agents=tuple(filter(None, line["agents"].split("\n"))),
        targets=tuple(filter(None, line["targets"].split("\n"))),
        killed=_figure(line, Harm.KILLED),
        wounded=_figure(line, Harm.WOUNDED),
        contested=bool(line["contested"]),
        origins=line["origin_count"],
        reports=line["report_count"],
        first_reported=day_of(line["first_reported"]),
        last_reported=day_of(line["last_reported"]),
        part_of=line["part_of"] or None,
        episodes=line["episodes"],
        by_hand=unpacked(_GIVEN, line["by_hand"]) if line["by_hand"] else (),
        other_harms=tuple(harm for harm in _OTHERS if line[f"counted_{harm}"] is not None),
    )


def _figure(line: Mapping[str, Any], harm: Harm) -> Figure | None:
    most = line[f"{harm}_most"]
    return None if most is None else Figure(line[f"{harm}_low"], line[f"{harm}_high"], most)


def _lines(names: Iterable[str]) -> str:
    return "\n".join(filter(None, map(_one_line, names)))


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _storable(number: int | None) -> int | None:
    return None if number is None else min(number, _LARGEST)
