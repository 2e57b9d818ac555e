"""Claims, and why the record says what it says."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Annotated

from fastapi import Path, Response

from recount.desk.judged import judged_claims
from recount.desk.lines.incidents import report_head, told_line
from recount.desk.lines.judgements import judgement_line
from recount.desk.lines.values import why_line
from recount.desk.why import why
from recount.errors import RecordError, RestrictedError
from recount.resolution.dating import with_dates
from recount.store import opened
from recount.web.api.answers import answered
from recount.web.api.routing import TOLD, router_of
from recount.web.api.shapes.claims import ClaimShape
from recount.web.api.shapes.judgements import WhyShape
from recount.web.here import ApiReader
from recount.web.pages.sources import lies_in

router = router_of("claims")


@router.get("/claims/{name}", response_model=ClaimShape, responses=TOLD)
def read_claim(
    here: ApiReader, name: Annotated[str, Path(max_length=40, description="A claim: its id, or how it begins.")]
) -> Response:
    """A claim by its id, with the words behind each value; values that people corrected are theirs."""
    with closing(opened(here.record)) as store:
        found = store.claims_like(name)
        if len(found) != 1:
            what = f"may be {', '.join(found)} …" if found else "is not in the record"
            raise RecordError(f"claim {name}", what, "The lists of incidents and reports lead to claims.")
        (claim,) = store.claims(found)
        claim = next(iter(judged_claims(store, [claim])), claim)
        (document,) = with_dates(store.documents([claim.document]), store.found_dates([claim.document]))
        held = store.holding([claim.id])
    _may_see(here, document.id)
    here.saw([document.id], f"claim {claim.id[:8]}")
    claim = here.parties(claim, [one.id for one in held])
    return answered(here.request, told_line(claim, document, held[0].id if held else None))


def _may_see(here: ApiReader, report: str) -> None:
    """RestrictedError where who asks may not see a report."""
    restriction = here.withheld().get(report)
    if restriction is not None:
        what = f"is restricted since {restriction.when:%d %b %Y}: {restriction.why}"
        raise RestrictedError("report", report, f"report {report[:8]}", what, "Reviewers and admins may see it.")


@router.get("/why/{ref:path}", response_model=WhyShape, responses=TOLD)
def read_why(
    here: ApiReader, ref: Annotated[str, Path(max_length=200, description="ID or ID.field: i3f2a91c0.killed")]
) -> Response:
    """The words behind a value of an incident or a claim: whose they are, what read them, what people decided."""
    found, hidden = why(here.record, ref), here.withheld()
    seen = tuple(one for one in found.evidence if one.document.id not in hidden)
    if found.evidence and not seen:
        what = "rests on restricted reports only, which are shown to reviewers"
        report = found.evidence[0].document.id
        raise RestrictedError("report", report, ref, what, "A reviewer of the desk can tell you more.")
    here.saw({one.document.id for one in seen}, f"why {ref[:80]}")
    withheld, found = len(found.evidence) - len(seen), here.parties(replace(found, evidence=seen))
    seen = found.evidence
    told = {one.claim.id for one in seen}
    merges = tuple(one for one in found.merges if not hidden or (one.a in told and one.b in told))
    line = why_line(replace(found, evidence=seen, merges=merges, judgements=()))
    for evidence, one in zip(line["evidence"], seen, strict=True):
        evidence["report"] = report_head(one.document, lambda source: lies_in(source, here.record))
    line["judgements"] = [judgement_line(one, frozenset(hidden)) for one in found.judgements]
    return answered(here.request, line | {"withheld": withheld})
