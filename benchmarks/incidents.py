"""Incidents across reports: which reports' main events are one happening, which report reprints or revises which."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import coded_report, command, rows, tools
from recount.model import Incident
from recount.pipeline import Coded, incidents_of


def measure(data: Path) -> dict[str, object]:
    """F1, precision and recall of pairs of reports, of B-cubed, and of each relation between reports; sizes."""
    folder = data / "incidents"
    coded = [coded_report(report) for report in rows(folder / "reports.jsonl")]
    incidents = incidents_of(
        [report.document for report in coded],
        [claim for report in coded for claim in report.claims],
        tools().actors,
    )
    score = data.parent / "bench" / "score_incidents.py"
    with tempfile.TemporaryDirectory() as folder_name:
        predicted = Path(folder_name) / "incidents.jsonl"
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines_of(coded, incidents)), "utf-8")
        asked = [sys.executable, str(score), str(folder / "gold.jsonl"), str(predicted)]
        asked += ["--uncertain", str(folder / "uncertain.jsonl"), "--json"]
        scored = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    figures: dict[str, object] = {
        name: {"f1": value["f1"], "precision": value["p"], "recall": value["r"]} for name, value in scored.items()
    }
    figures["reports"] = len(coded)
    figures["reports without a main claim"] = sum(not any(c.main for c in report.claims) for report in coded)
    return {"dev": figures}


def lines_of(coded: Sequence[Coded], incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """The incidents in the contract's form, as far as the scorer reads it."""
    names = {report.document.id: report.document.name for report in coded}
    return [
        {
            "incident": incident.id,
            "members": [names[d] for d in incident.documents],
            "main_of": [names[d] for d in incident.main_of],
            "relations": [{"a": names[r.a], "b": names[r.b], "rel": r.rel} for r in incident.relations],
        }
        for incident in incidents
    ]


if __name__ == "__main__":
    command(measure, __doc__)
