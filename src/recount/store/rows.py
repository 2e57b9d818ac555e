"""Rows of the record's tables from model values, and back."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from anyascii import anyascii
from sqlalchemy import RowMapping

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.model import Claim, Document, Harm, Incident, Label, ReportDate, Span
from recount.store.port import Entry, Intake, Run
from recount.store.tables import REPORTS
from recount.tolls import most_counted

_WORD = re.compile(r"[a-z0-9]+")
_LABELS, _PASSAGES = tuple[Label, ...], tuple[tuple[Span, ...], ...]
_NONE = packed(())
_LARGEST = 2**63 - 1  # what a database's widest integer holds; a larger figure stands in the JSON alone


def folded(names: Iterable[str]) -> str:
    """Names as plain lower-case words between bars, so that whole words can be looked for in any spelling of accents.

    >>> folded(["Dayr az-Zawr", "Ḩamāh"])
    '| dayr az zawr | hamah |'
    """
    return "".join([f"| {_plain(name)} " for name in names]) + "|"


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    return " ".join(_WORD.findall(anyascii(name).lower()))


def report_row(entry: Entry, stamp: str) -> dict[str, Any]:
    """The `reports` row of a coded report."""
    document = entry.document
    return {
        "id": document.id,
        "name": document.name,
        "source": document.source,
        "sha256": document.sha256,
        "raw": zlib.compress(entry.raw, 6),
        "extractor": document.extractor,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "first_day": document.published.first,
        "last_day": document.published.last,
        "published": packed(document.published),
        "labels": packed(document.labels),
        "passages": packed(document.passages),
        "sentences": packed(entry.sentences),
        "stamp": stamp,
        "kind": document.kind,
        "received": entry.intake.received.isoformat() if entry.intake else None,
        "run": entry.intake.run.isoformat() if entry.intake else None,
        "handed_in_by": entry.intake.by if entry.intake else None,
    }


DOCUMENT = tuple(REPORTS.c[field.name] for field in fields(Document))
"""The columns that a report is made from."""


def document_of(row: Sequence[Any]) -> Document:
    """The report that such columns of a `reports` row were made from."""
    key, name, text, sha256, source, extractor, title, outlet, published, url, language, labels, passages, kind = row
    return Document(
        key,
        name,
        text,
        sha256,
        source,
        extractor,
        title,
        outlet,
        _published(published),
        url,
        language,
        unpacked(_LABELS, labels) if labels != _NONE else (),
        unpacked(_PASSAGES, passages),
        kind,
    )


@lru_cache(maxsize=20_000)  # many reports are of one day
def _published(line: str) -> ReportDate:
    return unpacked(ReportDate, line)


def raw_of(row: RowMapping) -> bytes:
    """A report's bytes as received; RecordError where they are no longer what was received."""
    try:
        raw = zlib.decompress(row["raw"])
    except zlib.error:
        raw = b""
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        raise RecordError(
            f"report {row['id']}",
            "its stored bytes are not those that were received",
            "The record's file is damaged: go back to a copy of it.",
        )
    return raw


def claim_row(claim: Claim, position: int) -> dict[str, Any]:
    """The `claims` row of the claim that stands `position`th in its report."""
    when = claim.time.value if claim.time else None
    told = [toll.value for toll in claim.tolls if not toll.value.sub and not toll.value.wider]
    killed = [toll.count for toll in told if toll.harm is Harm.KILLED]
    return {
        "id": claim.id,
        "report": claim.document,
        "position": position,
        "type": claim.type,
        "status": claim.status.value.value,
        "first_day": when.first if when else None,
        "last_day": when.last if when else None,
        "country": claim.place.country if claim.place else None,
        "admin1": claim.place.admin1 if claim.place else None,
        "killed_low": _storable(killed[0].low) if killed else None,
        "killed_high": _storable(killed[0].high) if killed else None,
        "claim": packed(claim),
    }


def incident_row(incident: Incident, in_order: str) -> dict[str, Any]:
    """The `incidents` row of an incident; `in_order` is what it is put in order by."""
    when, place = incident.when, incident.place
    return {
        "id": incident.id,
        "in_order": in_order,
        "type": incident.type,
        "status": incident.status.value,
        "first_day": when.first if when else None,
        "last_day": when.last if when else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "places": folded(places_of(incident)),
        "actors": folded((*incident.agents, *incident.targets)),
        "killed_most": _storable(killed_most(incident)),
        "incident": packed(incident),
    }


def places_of(incident: Incident) -> list[str]:
    """All names that stand for where an incident happened: those of the reports and those of the gazetteer."""
    place = incident.place
    known = (place.name, place.admin1, place.admin2) if place is not None else ()
    return [*incident.place_names, *filter(None, known)]


def killed_most(incident: Incident) -> int | None:
    """The highest number of killed that any one origin counts; None where none is stated.

    An open figure stands with the bound that is stated: "at least 26" with 26, "up to 9" with 9.
    """
    return most_counted(incident.ledger)


def intake_of(row: RowMapping) -> Intake | None:
    """How the report of a `reports` row came in; None where that was not noted."""
    if row["received"] is None or row["run"] is None:
        return None
    received, run = datetime.fromisoformat(row["received"]), datetime.fromisoformat(row["run"])
    return Intake(received, run, row["handed_in_by"] or "")


def run_row(run: Run) -> dict[str, Any]:
    """The `runs` row of one time that reports were read."""
    return {
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "version": run.version,
        "tools": packed(run.tools),
        "added": run.added,
        "already_there": run.already_there,
        "set_aside": run.set_aside,
    }


def run_of(row: RowMapping) -> Run:
    """The run that a `runs` row was made from."""
    tools = unpacked(tuple[tuple[str, ...], ...], row["tools"])
    return Run(
        started=datetime.fromisoformat(row["started"]),
        version=row["version"],
        tools=tuple((name, digest) for name, digest in tools),
        finished=datetime.fromisoformat(row["finished"]) if row["finished"] else None,
        added=row["added"],
        already_there=row["already_there"],
        set_aside=row["set_aside"],
    )


def _storable(number: int | None) -> int | None:
    return None if number is None else min(number, _LARGEST)
