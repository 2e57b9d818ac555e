"""Judgements made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from recount.desk.judged import anchors_of
from recount.judging.lines import identified
from recount.model import Claim, Document, Judgement, Target, Verdict
from recount.model.judgement import Kind

MONDAY = datetime(2017, 6, 5, 9, 0, tzinfo=UTC)


def on(documents: Sequence[Document], *claims: Claim) -> Target:
    """A claim, or several as the incident that they are."""
    anchors = anchors_of(claims, {document.id: document for document in documents})
    if len(claims) == 1:
        return Target(Kind.CLAIM, claims[0].id, anchors)
    return Target(Kind.INCIDENT, f"i{min(claim.id for claim in claims)}", anchors)


def judgement(verdict: Verdict, target: Target, hour: int = 0, **values: object) -> Judgement:
    """What Amal judged so many hours after Monday morning."""
    made = {"who": "Amal", "when": MONDAY + timedelta(hours=hour), **values}
    return identified(Judgement(id="", verdict=verdict, on=target, **made))  # type: ignore[arg-type]
