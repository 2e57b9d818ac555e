"""JSON Lines for programs: incidents.jsonl and claims.jsonl of the interchange contract."""

from __future__ import annotations

import json
from collections.abc import Iterable

from recount.export.contract import Line, claim_lines, claim_numbers, incident_line
from recount.export.names import Names
from recount.model import Record


def incidents_text(record: Record, names: Names) -> str:
    """incidents.jsonl: one incident a line."""
    called = claim_numbers(record.claims, names)
    return lines_text(incident_line(incident, names, called) for incident in record.incidents)


def claims_text(record: Record, names: Names) -> str:
    """claims.jsonl: one claim a line."""
    documents = {document.id: document for document in record.documents}
    return lines_text(claim_lines(record.claims, documents, names))


def lines_text(lines: Iterable[Line]) -> str:
    """Objects as lines of JSON."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
