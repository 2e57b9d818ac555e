"""A report's main event against crowd codes: `python -m benchmarks.codes --data DIR`.

Governorate, means and dead of a main event as coded by paid strangers from the same report (FA-KES); noisy, but nobody
tuned for them. Only reports that the reader's silver names were not drawn from are scored.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.common import claims_of, command, rows


def measure(data: Path) -> dict[str, object]:
    """The code scorer's figures over the reports whose texts were not trained on."""
    trained = {row["id"] for row in rows(data.parent / "train" / "claims" / "reports.jsonl")}
    reports = [row for row in rows(data / "fakes" / "reports.jsonl") if row["id"] not in trained]
    codes = [row for row in rows(data / "fakes" / "codes.jsonl") if str(row["id"]) in {r["id"] for r in reports}]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "codes.jsonl"), Path(folder, "claims.jsonl")
        gold.write_text("".join(json.dumps(row) + "\n" for row in codes), "utf-8")
        predicted.write_text("".join(json.dumps(row) + "\n" for row in claims_of(reports)), "utf-8")
        scorer = data.parent / "bench" / "score_codes.py"
        done = subprocess.run(
            [sys.executable, scorer, gold, predicted, "--json"], capture_output=True, text=True, check=True
        )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    command(measure, __doc__)
