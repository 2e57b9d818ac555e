"""Why the record says what it says: the sentences behind a value, as a page or as what a value shows when it is
touched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from recount.desk.grounds import shown_grounds
from recount.desk.why import Evidence, seen_of, why
from recount.errors import RecordError
from recount.export.headings import heading_of
from recount.model import Harm, Incident
from recount.tolls.estimates import Estimate, at_bounds
from recount.tolls.headlines import RULES, headline
from recount.web.here import Here, Reader

router = APIRouter()

_AT_A_TOUCH = 3  # claims beside a value; its page has them all
_MOST_AT_A_TOUCH = 6  # where a total rests on figures of several claims
_MOST = 200


@router.get("/why/{ref:path}")
def why_page(here: Reader, ref: str, fragment: str = "") -> Response:
    """The words behind `ID` or `ID.field`, where ID names an incident or a claim."""
    found = why(here.record, ref[:200])
    hidden = here.withheld()
    evidence = [
        replace(one, grounds=shown_grounds(one.grounds, hidden))
        for one in found.evidence
        if one.document.id not in hidden
    ]
    if not evidence and found.evidence:
        remedy = "A reviewer of the desk can tell you more."
        raise RecordError(ref, "rests on restricted reports only, which are shown to reviewers", remedy)
    withheld, found = len(found.evidence) - len(evidence), here.parties(seen_of(here.record, found, here.hidden))
    evidence = list(found.evidence)
    short = here.quick or bool(fragment)
    _, _, field = ref.partition(".")
    estimates = _estimates(here, found.incident, field, frozenset(hidden))
    told, first = _in_order(evidence, estimates)
    shown = told[: max(_AT_A_TOUCH, first) if short else _MOST]
    here.saw({one.document.id for one in shown}, f"why {ref[:80]}")
    values: dict[str, Any] = {
        "ref": ref,
        "field": field,
        "found": found,
        "evidence": shown,
        "more": len(evidence) - len(shown),
        "withheld": withheld,
        "estimates": estimates,
        "heading": heading_of(found.incident) if found.incident else _claim_heading(shown),
    }
    return here.page("why_part.html" if short else "why.html", **values)


def _in_order(evidence: list[Evidence], estimates: list[tuple[str, Estimate]]) -> tuple[list[Evidence], int]:
    """The claims behind a value, and how many of them a total rests on: those that its lowest and its highest number
    come from stand first, then the others that it was chosen from."""
    first = list(dict.fromkeys(entry.claim for _, one in estimates[:1] for entry in at_bounds(one)))[:_MOST_AT_A_TOUCH]
    behind = {entry.claim for _, one in estimates[:1] for entry in one.entries}
    order = {claim: n for n, claim in enumerate(first)}
    told = sorted(evidence, key=lambda one: (order.get(one.claim.id, len(order)), one.claim.id not in behind))
    return told, len(first)


def _claim_heading(evidence: list[Evidence]) -> str:
    return f"Claim {evidence[0].claim.id[:8]}" if evidence else ""


def _estimates(here: Here, incident: Incident | None, field: str, hidden: frozenset[str]) -> list[tuple[str, Estimate]]:
    """What each rule makes of the figures behind an incident's total."""
    if incident is None or field not in set(Harm):
        return []
    entries = [entry for entry in incident.ledger if entry.document not in hidden]
    found = [(rule.about, headline(rule, entries, Harm(field))) for rule in RULES.values() if rule.name in _SINGLE]
    return [(about, one[0]) for about, one in found if one]


_SINGLE = ("range", "ucdp", "acled")  # rules that give one figure
