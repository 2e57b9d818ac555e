"""What a record was made from and what it came to, as hashes: two records with equal manifests are equal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recount.export.canonical import Everything, hashes
from recount.model import Document, Record
from recount.store import RecordStore, RuleFile
from recount.version import VERSION

FILE = "manifest.json"
"""The manifest among a record's exports."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a record was made from: Recount's version, each tool's, and the bytes of every report (`bytes`); and what it
    came to: the SHA-256 of each part of the canonical export and of the whole.

    `reports` are the SHA-256 of the reports' bytes, by report id; `kept` is when it was kept, None where it was not.
    """

    version: str
    tools: Mapping[str, str]
    hashes: Mapping[str, str]
    counts: Mapping[str, int]
    reports: Mapping[str, str]
    kept: datetime | None = None

    def line(self) -> str:
        """As one line of JSON; of the reports' hashes the one that stands for all."""
        return _json(self._whole())

    def text(self) -> str:
        """As a file for people and programs, every report's hash with it."""
        return json.dumps({**self._whole(), "reports": dict(self.reports)}, indent=1, sort_keys=True) + "\n"

    def _whole(self) -> dict[str, object]:
        tools, found, counts = dict(self.tools), dict(self.hashes), dict(self.counts)
        return {"recount": self.version, "tools": tools, "hashes": found, "counts": counts}


def manifest_of(store: RecordStore, whole: Record | None = None) -> Manifest:
    """The manifest of a record as it is now, `whole` where that has been read already: made by the tools of its last
    run, if it had one."""
    runs = store.runs()
    version, tools = (runs[-1].version, dict(runs[-1].tools)) if runs else (VERSION, {})
    return manifest_from(everything_in(store, whole), version, tools)


def manifest_from(whole: Everything, version: str, tools: Mapping[str, str]) -> Manifest:
    """The manifest of all that a record holds."""
    counts = {"reports": len(whole.documents), "claims": len(whole.claims), "incidents": len(whole.incidents)}
    return Manifest(
        version,
        tools,
        {"bytes": bytes_hash(whole.documents), **hashes(whole)},
        {**counts, "judgements": len(whole.judgements), "sources": len(whole.sources)},
        {document.id: document.sha256 for document in sorted(whole.documents, key=lambda document: document.id)},
    )


def bytes_hash(documents: Iterable[Document]) -> str:
    """One hash over the bytes of all reports, whatever the order they came in."""
    listed = sorted((document.id, document.sha256) for document in documents)
    return hashlib.sha256(_json(listed).encode()).hexdigest()


def everything_in(store: RecordStore, whole: Record | None = None) -> Everything:
    """All that a record holds."""
    read = whole or Record(store.documents(), store.claims(), store.incidents())
    return Everything(read.documents, read.claims, read.incidents, store.judgements(), store.sources())


def kept_manifest(store: RecordStore) -> Manifest | None:
    """The manifest that was kept when the record was last changed; None in a record that has none."""
    last = store.manifest()
    if last is None:
        return None
    found = json.loads(last[0])
    return Manifest(found["recount"], found["tools"], found["hashes"], found["counts"], {}, last[1])


def note_manifest(store: RecordStore, whole: Record | None = None) -> Manifest:
    """Keep what the record is now."""
    found = manifest_of(store, whole)
    store.note_manifest(found.line(), datetime.now(UTC))
    return found


def rule_files_of(codebook: Path | None, actors: Path | None, places: Path | None) -> tuple[RuleFile, ...]:
    """A desk's own rule files with their content; none where the built-in rules hold."""
    files = [
        RuleFile(kind, path.name, path.read_bytes()) for kind, path in (("actors", actors), ("places", places)) if path
    ]
    if codebook is not None:
        files += [RuleFile("codebook", path.name, path.read_bytes()) for path in sorted(codebook.glob("*.yaml"))]
    return tuple(files)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
