"""One row an incident: what a spreadsheet or a map can hold of it. `COLUMNS` says what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from recount.export.contract import place_name
from recount.export.named_dead import target_words
from recount.export.names import Names
from recount.export.wording import tolls_words
from recount.model import Claim, Document, Harm, Incident, Record
from recount.tolls import by_range

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """An incident with the reports and claims behind it, in the incident's order."""

    incident: Incident
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    names: Names

    def least(self, harm: Harm) -> int | None:
        """The lowest number that any origin counts; None where it is open below."""
        estimate = by_range(self.incident.ledger, harm)
        return estimate.low if estimate else None

    def most(self, harm: Harm) -> int | None:
        """The highest number that any origin counts; None where it is open above."""
        estimate = by_range(self.incident.ledger, harm)
        return estimate.high if estimate else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the exports: its name, what stands in it, and how that is had from an incident."""

    name: str
    meaning: str
    cell: Callable[[Row], Cell]


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _quote(row: Row) -> str:
    texts = {document.id: document.text for document in row.documents}
    return " ".join(row.claims[0].clause.of(texts[row.claims[0].document]).split()) if row.claims else ""


def _reported(row: Row) -> list[tuple[str, str]]:
    """The first and the last day that reports can have come out on, of those of which both are known."""
    days = [(one.published.first, one.published.last) for one in row.documents]
    return [(first.isoformat(), last.isoformat()) for first, last in days if first and last]


COLUMNS: tuple[Column, ...] = (
    Column("incident", "The incident's id; `recount incident` and `recount why` open it.", lambda r: r.incident.id),
    Column("type", "Event type of the codebook.", lambda r: r.incident.type),
    Column(
        "status",
        "happened, ongoing, planned, alleged, denied or hypothetical: how the sources put it.",
        lambda r: r.incident.status.value,
    ),
    Column(
        "date_from",
        "First day it can have happened on (ISO); empty where no calendar date can be had.",
        lambda r: r.incident.when.first.isoformat() if r.incident.when and r.incident.when.first else None,
    ),
    Column(
        "date_to",
        "Last day it can have happened on (ISO).",
        lambda r: r.incident.when.last.isoformat() if r.incident.when and r.incident.when.last else None,
    ),
    Column(
        "date_precision",
        "day, interval, month, year or unknown.",
        lambda r: r.incident.when.precision.value if r.incident.when else "unknown",
    ),
    Column(
        "date_words",
        "The reports' words for the date.",
        lambda r: r.incident.when.words if r.incident.when else None,
    ),
    Column("place", "The most specific place name, as the reports write it.", lambda r: place_name(r.incident)),
    Column(
        "admin1",
        "Governorate or province the place was resolved to; empty where it could not be told.",
        lambda r: r.incident.place.admin1 if r.incident.place else None,
    ),
    Column(
        "country",
        "ISO 3166 alpha-2 code of the country.",
        lambda r: r.incident.place.country if r.incident.place else None,
    ),
    Column(
        "latitude",
        "WGS 84 degrees of the named place, not of the event; see place_precision.",
        lambda r: r.incident.place.lat if r.incident.place else None,
    ),
    Column("longitude", "WGS 84 degrees.", lambda r: r.incident.place.lon if r.incident.place else None),
    Column(
        "place_precision",
        "exact, near, district, governorate, country or unknown.",
        lambda r: r.incident.place.precision.value if r.incident.place else "unknown",
    ),
    Column(
        "place_names",
        "All place names of the incident, joined by semicolons.",
        lambda r: _joined(r.incident.place_names),
    ),
    Column(
        "agents", "Who did it, according to the sources; empty where not stated.", lambda r: _joined(r.incident.agents)
    ),
    Column("targets", "To whom or to what.", lambda r: _joined(target_words(r.incident))),
    Column(
        "killed_low",
        "The lowest number killed that any one origin counts, all groups it tells apart together; 0 is a stated zero. "
        "Empty where nobody states a number, or the lowest is open below (“up to 9”).",
        lambda r: r.least(Harm.KILLED),
    ),
    Column(
        "killed_high",
        "The highest number killed that any one origin counts. Empty where nobody states a number, or the highest is "
        "open above (“at least 26”): tolls has the words.",
        lambda r: r.most(Harm.KILLED),
    ),
    Column("wounded_low", "As killed_low, for wounded.", lambda r: r.least(Harm.WOUNDED)),
    Column("wounded_high", "As killed_high, for wounded.", lambda r: r.most(Harm.WOUNDED)),
    Column(
        "tolls",
        "Every figure that its origin stands by, with whom it counts and who says so; figures of different "
        "origins are never added up.",
        lambda r: tolls_words(r.incident.ledger) if r.incident.ledger else None,
    ),
    Column(
        "origins", "Number of independent origins (far ends of attribution chains).", lambda r: len(r.incident.origins)
    ),
    Column(
        "origin_names",
        "The origins; a report's own account stands under its outlet.",
        lambda r: _joined(o.name for o in r.incident.origins),
    ),
    Column(
        "part_of",
        "The operation that it is an episode of: what is counted in the one is counted again in the other.",
        lambda r: r.incident.part_of,
    ),
    Column(
        "episodes",
        "Of an operation that lasts (a siege, a battle over days): its episodes, which have rows of their own.",
        lambda r: _joined(r.incident.episodes),
    ),
    Column("grade", "The desk's grade; empty where nobody has graded it.", lambda r: r.incident.grade or None),
    Column(
        "corroboration",
        "`corroborated` where two or more independent origins tell of it, else `uncorroborated`.",
        lambda r: "corroborated" if len(r.incident.origins) > 1 else "uncorroborated",
    ),
    Column("public_id", "The id it was published under.", lambda r: next(iter(r.incident.public), None)),
    Column("judgements", "Ids of what people decided on it.", lambda r: _joined(r.incident.judged)),
    Column("reports", "Number of reports that tell of it, reprints included.", lambda r: len(r.incident.documents)),
    Column(
        "report_names", "The reports.", lambda r: _joined(name for d in r.incident.documents for name in r.names[d])
    ),
    Column(
        "outlets",
        "Their outlets, as far as known.",
        lambda r: _joined(dict.fromkeys(d.outlet for d in r.documents if d.outlet)),
    ),
    Column(
        "first_reported",
        "Publication day of the earliest report (ISO); of one known to a few days only, the first of them. Reports of "
        "which it is only known that they came out after some day, or before it, are left out.",
        lambda r: min((first for first, _ in _reported(r)), default=None),
    ),
    Column(
        "last_reported",
        "The same of the latest report, and the last of such days.",
        lambda r: max((last for _, last in _reported(r)), default=None),
    ),
    Column(
        "claims",
        "Ids of the claims behind the row; `recount why ID` shows the sentence.",
        lambda r: _joined(r.incident.claims),
    ),
    Column("quote", "The words of the first claim, from its report.", _quote),
)
"""Every column of the CSV export in order; the properties of a GeoJSON feature are the same."""


def table_rows(record: Record, names: Names) -> Iterator[Row]:
    """The incidents of a record with what stands behind them, in the record's order."""
    documents = {document.id: document for document in record.documents}
    claims = {claim.id: claim for claim in record.claims}
    for incident in record.incidents:
        yield Row(
            incident,
            tuple(documents[key] for key in incident.documents),
            tuple(claims[key] for key in incident.claims),
            names,
        )
