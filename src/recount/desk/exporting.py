"""A record, or reports without one, written out in the formats that others read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from recount.desk.judged import judged_claims
from recount.desk.manifest import FILE as MANIFEST
from recount.desk.manifest import note_manifest
from recount.desk.operations import with_operations
from recount.errors import RecountError
from recount.export.contract import Line, claim_numbers, incident_line
from recount.export.csv import csv_text
from recount.export.geojson import geojson_text
from recount.export.jsonl import claims_text, incidents_text
from recount.export.names import Names, report_names
from recount.model import Incident, Record
from recount.store import RecordStore, opened

EXPORTS = "exports"
"""The folder within a record that every run writes its exports to."""

FORMATS: Mapping[str, Callable[[Record, Names], str]] = {
    "csv": csv_text,
    "geojson": geojson_text,
    "jsonl": incidents_text,
}
"""Formats by name; jsonl are the incidents of the interchange contract."""

_FILES = {
    "incidents.csv": csv_text,
    "incidents.geojson": geojson_text,
    "incidents.jsonl": incidents_text,
    "claims.jsonl": claims_text,
}


def incident_lines(record: Path, incidents: Iterable[Incident]) -> list[Line]:
    """Incidents of a record as lines of the interchange contract."""
    with closing(opened(record)) as store:
        names = report_names(store.documents())
        called = claim_numbers(judged_claims(store, store.claims()), names)
    return [incident_line(incident, names, called) for incident in incidents]


def record_in(folder: Path) -> Record:
    """All that the record in a folder holds."""
    with closing(opened(folder)) as store:
        return whole_record(store)


def whole_record(store: RecordStore, own: Path | None = None) -> Record:
    """All that a record holds, claims with the values that people gave them and without those set aside, incidents with
    what they are part of; `own` is a desk's alias file."""
    incidents = with_operations(store, store.incidents(), own)
    return Record(store.documents(), judged_claims(store, store.claims()), incidents, store.problems())


def write_exports(store: RecordStore, folder: Path) -> tuple[Path, ...]:
    """Every format as a file of the folder, and the manifest of what the record is now; the files' paths."""
    read = Record(store.documents(), store.claims(), store.incidents(), store.problems())
    incidents = with_operations(store, read.incidents)
    whole = replace(read, claims=judged_claims(store, read.claims), incidents=incidents)
    names = report_names(whole.documents)
    folder.mkdir(exist_ok=True)
    for name, form in _FILES.items():
        written(folder / name, form(whole, names))
    write_manifest(store, folder, read)
    return tuple(folder / name for name in (*_FILES, MANIFEST))


def write_manifest(store: RecordStore, folder: Path, read: Record | None = None) -> None:
    """The manifest of what the record is now, kept with it and as a file of the folder: of what machines read (`read`,
    where that is at hand), and beside it what people decided."""
    folder.mkdir(exist_ok=True)
    written(folder / MANIFEST, note_manifest(store, read).text())


def written(path: Path, text: str) -> None:
    """A file with this text; it is never seen half-written, and stays as it was when writing fails."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_text(text, encoding="utf-8", newline="")
        os.replace(half, path)
    except OSError as error:
        half.unlink(missing_ok=True)
        what = f"can't be written ({error.strerror or error})"
        raise RecountError(str(path), what, "Name a file in a folder you may write to.") from error
