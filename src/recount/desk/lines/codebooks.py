"""Tests and changes of a codebook as plain values: what `--json` prints and what pages show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recount.codebook.cases import FIELDS, Pair, value_of
from recount.codebook.changes import Change
from recount.codebook.checks import Finding
from recount.codebook.rules import EventType, Trigger
from recount.desk.recoding import ClaimMoved, IncidentMoved, Recoded
from recount.desk.trying import Case
from recount.export.wording import date_words, place_words
from recount.model import Claim, Incident

Line = dict[str, Any]

SUMMED = ("claims", "incidents", "killed")
"""The sums of a type that a change of the codebook can move."""


def finding_line(finding: Finding) -> Line:
    """Something about a codebook that should be mended."""
    file, _, line = finding.source.partition(":")
    return {
        "level": finding.level.value,
        "file": file,
        "line": int(line) if line else None,
        "what": finding.what,
        "remedy": finding.remedy,
    }


def case_line(case: Case) -> Line:
    """An example with what came out."""
    return {
        "type": case.type,
        "example": case.example.id,
        "source": case.source,
        "text": case.example.text,
        "outcome": case.outcome.value,
        "claims": [_pair_line(pair) for pair in case.pairs],
    }


def _pair_line(pair: Pair) -> Line:
    claim = pair.claim
    return {
        "expected": dict(pair.expected) if pair.expected is not None else None,
        "got": {field: value_of(claim, field) for field in FIELDS} if claim is not None else None,
        "rule": claim.rule if claim is not None else None,
        "differs": [one.field for one in pair.differences],
    }


def recoded_line(found: Recoded) -> Line:
    """What a change of the codebook does: rules, claims, incidents and totals."""
    return {
        "reports": found.reports,
        "changes": [_change_line(change) for change in found.changes.listed],
        "claims": [_claim_line(moved) for moved in found.claims],
        "incidents": [_incident_line(moved) for moved in found.incidents],
        "totals": [
            {"type": t.type, **{part: list(getattr(t, part)) for part in SUMMED}} for t in found.totals if t.moved
        ],
    }


def _change_line(change: Change) -> Line:
    return {"where": change.where, "subject": change.subject, "what": change.what}


def _claim_line(moved: ClaimMoved) -> Line:
    return {
        "report": moved.document.name,
        "claim": moved.claim.id,
        "quote": moved.claim.clause.of(moved.document.text),
        "old": _values(moved.old),
        "new": _values(moved.new),
        "fields": [field.field for field in moved.fields],
        "why": [_change_line(change) for change in moved.why],
    }


def _values(claim: Claim | None) -> Line | None:
    if claim is None:
        return None
    return {**{field: value_of(claim, field) for field in FIELDS}, "main": claim.main, "rule": claim.rule}


def _incident_line(moved: IncidentMoved) -> Line:
    fields: Iterator[tuple[str, list[str]]] = ((field.field, [field.old, field.new]) for field in moved.fields)
    return {"old": _named(moved.old), "new": _named(moved.new), "fields": dict(fields)}


def _named(incident: Incident | None) -> Line | None:
    if incident is None:
        return None
    return {
        "incident": incident.id,
        "type": incident.type,
        "status": incident.status.value,
        "when": date_words(incident.when),
        "where": place_words(incident),
        "claims": list(incident.claims),
    }


def type_head(one: EventType, incidents: int) -> Line:
    """An event type in short, with how many incidents of a record are of it."""
    return {
        "name": one.name,
        "family": one.family,
        "title": one.title,
        "code_when": one.code_when,
        "because": one.because,
        "gravity": one.gravity,
        "incidents": incidents,
    }


def type_line(one: EventType, incidents: int) -> Line:
    """An event type with its rules, its examples, and what other schemes call it."""
    return type_head(one, incidents) | {
        "rules": [_rule_line(trigger) for trigger in one.triggers],
        "examples": [
            {
                "id": example.id,
                "text": example.text,
                "claims": [dict(claim) for claim in example.claims],
                "because": example.because,
                "known_failure": example.known_failure,
            }
            for example in one.examples
        ],
        "same_as": {
            "acled": {name: list(subs) for name, subs in one.same_as.acled.items()},
            "plover": {name: list(modes) for name, modes in one.same_as.plover.items()},
            "ucdp": list(one.same_as.ucdp),
            "note": one.same_as.note,
        },
        "roles": dict(one.roles),
        "becomes": [{"type": turn.type, "when": turn.when} for turn in one.becomes],
    }


def _rule_line(trigger: Trigger) -> Line:
    return {
        "rule": trigger.rule,
        "words": list(trigger.words),
        "verb": trigger.verb,
        "role": trigger.role.value,
        "agent": list(trigger.agent),
        "target": list(trigger.target),
        "place": list(trigger.place),
    }
