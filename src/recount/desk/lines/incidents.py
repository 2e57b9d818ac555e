"""An incident, its claims and its reports as plain values, by their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from recount.codec import plain
from recount.desk.fields import OnIt
from recount.desk.finding import Facets, Timeline
from recount.desk.incident_views import IncidentView
from recount.desk.lines.ledgers import ledger_line
from recount.desk.lines.values import Line, denials_line, document_line
from recount.desk.operations import Operation
from recount.export.contract import claim_line
from recount.export.csv import table_text
from recount.export.headings import heading_of
from recount.export.tables import Cell
from recount.model import Claim, Document, Incident, When

Placed = Callable[[str], str]
"""Says where a report came from, without the desk's own folders."""


def incident_view_line(shown: IncidentView, on_it: OnIt, lies_in: Placed) -> Line:
    """An incident with its claims and reports, as far as the reader may see them."""
    view = shown.view
    return {
        "incident": incident_line(view.incident) | operation_line(view.operation),
        "denied_by": denials_line(view),
        "heading": heading_of(shown.whole),
        "seen": shown.seen,
        "withheld": shown.withheld,
        "grades": list(shown.grades),
        "tags": list(on_it.tags),
        "fields": fields_line(on_it),
        "claims": [told_line(claim, view.documents[claim.document]) for claim in view.claims],
        "reports": [report_head(document, lies_in) for document in view.documents.values()],
    }


def operation_line(operation: Operation) -> Line:
    """What an incident is part of, and what it holds, as far as the reader may see it."""
    return {
        "part_of": operation.whole.id if operation.whole else None,
        "episodes": [one.id for one in operation.episodes],
    }


def incident_line(one: Incident) -> Line:
    """An incident with the ids of its claims and reports."""
    return {
        "id": one.id,
        "public": list(one.public),
        "type": one.type,
        "status": one.status.value,
        "grade": one.grade or None,
        "when": when_line(one.when),
        "place": plain(one.place),
        "place_names": list(one.place_names),
        "agents": list(one.agents),
        "targets": list(one.targets),
        "claims": list(one.claims),
        "reports": list(one.documents),
        "main_of": [key for key in one.main_of if key in one.documents],
        "origins": plain(one.origins),
        "merges": plain(one.merges),
        "relations": [plain(pair) for pair in one.relations if {pair.a, pair.b} <= set(one.documents)],
        "part_of": one.part_of,
        "episodes": list(one.episodes),
        "within": list(one.within),
        "judged": list(one.judged),
    }


def when_line(when: When | None) -> Line:
    """When something happened; null where no source says."""
    if when is None:
        return {"first": None, "last": None, "precision": "unknown", "words": None}
    return {
        "first": when.first.isoformat() if when.first else None,
        "last": when.last.isoformat() if when.last else None,
        "precision": when.precision.value,
        "words": when.words or None,
    }


def told_line(claim: Claim, document: Document, incident: str | None = None) -> Line:
    """A claim with its words, and the incident that it stands in."""
    line = claim_line(claim, document, document.name, 0)
    del line["n"]
    return line | {"incident": incident}


def report_head(document: Document, lies_in: Placed) -> Line:
    """A report without its text."""
    return document_line(document) | {"published": date_line(document), "source": lies_in(document.source)}


def date_line(document: Document) -> Line:
    """When a report came out, and why that is believed."""
    told = document.published
    return {
        "first": told.first.isoformat() if told.first else None,
        "last": told.last.isoformat() if told.last else None,
        "method": told.method,
        "confidence": told.confidence,
        "reasons": list(told.reasons),
    }


def fields_line(on_it: OnIt) -> list[Line]:
    """The fields of the desk's own that have a value."""
    return [
        {
            "field": one.field.id,
            "name": one.field.name,
            "value": one.value,
            "who": one.mark.who if one.mark else None,
            "made": one.mark.made if one.mark else None,
        }
        for one in on_it.fields
        if one.value
    ]


def known_line(shown: IncidentView) -> Line:
    """The figures of an incident by a rule, today's or as known on a day."""
    then = {"later": shown.later, "unsure": shown.unsure}
    return ledger_line(shown.ledger) | {
        "incident": shown.whole.id,
        "as_of": {"day": shown.until.isoformat(), **then} if shown.until else None,
        "days": [day.isoformat() for day in shown.days],
        "withheld": shown.withheld,
    }


def timeline_line(made: Timeline) -> Line:
    """Incidents in time."""
    bins = [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "counts": dict(one.counts),
            "total": one.total,
            "may": one.may,
            "reports": one.reports,
        }
        for one in made.bins
    ]
    besides = {"vague": made.vague, "undated": made.undated, "before": made.before, "after": made.after}
    return {"unit": made.unit, "bins": bins, "families": list(made.families), **besides}


def timeline_csv(made: Timeline) -> str:
    """The same as a table, one row a stretch of days; then those without a day, and far before and after all others."""
    rows: list[list[Cell]] = [
        [
            *(one.first.isoformat(), one.last.isoformat(), one.total, one.may, one.reports),
            *(one.counts.get(family, 0) for family in made.families),
        ]
        for one in made.bins
    ]
    besides = {"without a date": made.undated, "before": made.before, "after": made.after}
    rows += [["", "", number, "", "", why] for why, number in besides.items() if number]
    return "\ufeff" + table_text(("first", "last", "incidents", "may_be_more", "reports", *made.families), rows)


def facets_line(found: Facets) -> Line:
    """How many incidents there are of what."""
    told: dict[str, Any] = {name: getattr(found, name) for name in Facets.__slots__}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in told.items()}
