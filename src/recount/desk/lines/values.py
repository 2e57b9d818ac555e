"""Values of the desk as plain JSON values: what commands print with --json and what the API answers.

The keys are part of the interface: they are added to, never renamed.
"""

from __future__ import annotations

from typing import Any

from recount.codec import plain
from recount.desk.asking import ActorRow, Opened, ReportRow
from recount.desk.why import Evidence, Why
from recount.export.contract import claim_line
from recount.judging.hands import Hand
from recount.model import Document, Problem, Span

Line = dict[str, Any]


def opened_line(view: Opened, incident: Line) -> Line:
    """An incident with its claims and reports; `incident` is its line of the interchange contract."""
    numbers = dict(zip(incident["claim_ids"], incident["claims"], strict=True))
    claims = []
    for claim in view.claims:
        name, _, n = numbers[claim.id].rpartition("#")
        claims.append(claim_line(claim, view.documents[claim.document], name, int(n)))
    whole = view.operation.whole
    around = {"part_of": whole.id if whole else None, "episodes": [one.id for one in view.operation.episodes]}
    return {
        "incident": {**incident, **around},
        "claims": claims,
        "reports": [document_line(d) for d in view.documents.values()],
        **around,
        "denied_by": denials_line(view),
    }


def denials_line(view: Opened) -> list[Line]:
    """The incidents in which somebody denies what is shown, who does, and what: that it happened, or less."""
    return [
        {"incident": one.id, "origins": [origin.name for origin in one.origins], "denies": view.denied[one.id].value}
        for one in view.denials
    ]


def document_line(document: Document) -> Line:
    """A report without its text."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "outlet": document.outlet,
        "published": plain(document.published),
        "url": document.url,
        "language": document.language,
        "source": document.source,
        "sha256": document.sha256,
        "extractor": document.extractor,
    }


def actor_line(row: ActorRow) -> Line:
    """A party of the record, with what the alias file says of it; null where it does not know the name."""
    known = row.known
    sides = [
        {
            "side": one.side,
            "from": one.first.isoformat() if one.first else None,
            "to": one.last.isoformat() if one.last else None,
        }
        for one in (known.allegiances if known is not None else ())
    ]
    return {
        "name": row.name,
        "agent_in": row.agent_in,
        "target_of": row.target_of,
        "origin_of": row.origin_of,
        "kind": known.kind if known is not None else None,
        "acled": known.acled if known is not None else None,
        "ucdp": known.ucdp if known is not None else None,
        "sides": sides,
    }


def report_line(row: ReportRow) -> Line:
    """A report of the record."""
    published = {"published_first": row.published.first, "published_last": row.published.last}
    days = {key: day.isoformat() if day else None for key, day in published.items()}
    names = {"id": row.id, "name": row.name, "title": row.title, "outlet": row.outlet, "source": row.source}
    dated = {"method": row.published.method, "confidence": row.published.confidence, "reasons": row.published.reasons}
    return {**names, **days, "dated": dated, "claims": row.claims}


def problem_line(problem: Problem) -> Line:
    """What was set aside."""
    return {"source": problem.source, "what": problem.what, "remedy": problem.remedy}


def why_line(answer: Why) -> Line:
    """The words behind a value."""
    return {
        "asked": answer.asked,
        "incident": answer.incident.id if answer.incident else None,
        "evidence": [_evidence_line(evidence) for evidence in answer.evidence],
        "merges": plain(answer.merges),
        "judgements": plain(answer.judgements),
    }


def _hand_line(hand: Hand | None) -> Line | None:
    """Who gave a value, when and why; null where a machine read it."""
    if hand is None:
        return None
    return {
        "who": hand.who,
        "when": hand.when.isoformat(),
        "why": hand.why or None,
        "added": hand.added,
        "was": hand.was or None,
        "judgement": hand.judgement,
    }


def _evidence_line(evidence: Evidence) -> Line:
    text = evidence.document.text

    def words(span: Span) -> Line:
        return {"start": span.start, "end": span.end, "text": span.of(text)}

    return {
        "claim": evidence.claim.id,
        "report": document_line(evidence.document),
        "chain": list(evidence.chain),
        "sentences": [words(sentence) for sentence in evidence.sentences],
        "values": [
            {
                "field": reason.field,
                "value": reason.value,
                "rule": reason.rule,
                **words(reason.span),
                "wordless": reason.wordless,
                "by": _hand_line(reason.hand),
            }
            for reason in evidence.reasons
        ],
    }
