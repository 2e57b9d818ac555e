"""What claims say of who holds which town: how many say it, and how many of those that a person checked are right.

No hand-coded timelines of control exist to measure against. `told` is the share of claims of type territory_change, as
Recount reads them, that give a statement with a town and a party. control_checked.jsonl holds what Recount said of the
reports in `incidents` with a person's verdict on each: whether direction, party, town and "in part" are what the
sentence tells. `right` is the share of right ones among the statements that still stand as they were checked; the
errors of half of these were looked at before their classes were mended, so it is no figure for unseen reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import coded_report, command, rows, tools
from recount.control import Rules, Said, Statement, Towns, said_of_control, timelines_of
from recount.pipeline import Coded, incidents_of

CHECKED = Path(__file__).parent / "control_checked.jsonl"
CHANGES = "territory_change"


def measure(data: Path) -> dict[str, object]:
    """Shares and counts for the reports in `incidents`, and the share told in the coded reports of two wars."""
    coded = [coded_report(report) for report in rows(data / "incidents" / "reports.jsonl")]
    said = said_in(coded)
    figures: dict[str, object] = {"incidents": _figures(coded, said) | _checked(said.statements)}
    for name in ("claims", "claims_other_war"):
        coded = [coded_report(report) for report in rows(data / name / "reports.jsonl")]
        if coded:
            figures[name] = _figures(coded, said_in(coded))
    return figures


def said_in(coded: Sequence[Coded]) -> Said:
    """What reports that have been coded say of control."""
    documents = {one.document.id: one.document for one in coded}
    claims = [claim for one in coded for claim in one.claims]
    rules = Rules(tools().codebook, tools().actors, Towns(tools().gazetteer.lookup))
    return said_of_control(claims, documents, incidents_of(documents.values(), claims, tools().actors), rules)


def _figures(coded: Sequence[Coded], said: Said) -> dict[str, object]:
    changes = {claim.id for one in coded for claim in one.claims if claim.type == CHANGES}
    told = [one for one in said.statements if one.claim in changes]
    timelines = timelines_of(said.statements, tools().actors)
    return {
        "claims": len(changes),
        "told": round(len(told) / max(len(changes), 1), 3),
        "whole towns": sum(not one.part for one in told),
        "towns": len(timelines),
        "contested steps": sum(bool(step.rivals) for one in timelines for step in one.steps),
    }


def _checked(statements: Sequence[Statement]) -> dict[str, object]:
    as_checked = {line["claim"]: line for line in rows(CHECKED)}
    standing = [
        as_checked[one.claim]["right"]
        for one in statements
        if one.claim in as_checked
        and (one.shift.value, one.part, one.town.key, list(one.parties))
        == tuple(as_checked[one.claim][key] for key in ("said", "part", "town", "parties"))
    ]
    return {"checked": len(standing), "right": round(sum(standing) / max(len(standing), 1), 3)}


if __name__ == "__main__":
    command(measure, __doc__)
