"""Judgements as plain values; of those on reports that the reader may not see no words are told."""

from __future__ import annotations

from collections.abc import Collection

from recount.desk.judged import Change
from recount.desk.judging import Effect
from recount.desk.lines.values import Line
from recount.judging import Standing
from recount.judging.fields import value_words
from recount.model import Judgement, Target, Verdict
from recount.model.judgement import Kind


def standing_line(standing: Standing, hidden: Collection[str] = ()) -> Line:
    """A judgement with what has become of it."""
    now = [where.claim.id for where in standing.attached if where.claim is not None]
    told = {"state": standing.state.value, "state_why": standing.why or None, "partly": standing.partly}
    return judgement_line(standing.judgement, hidden) | told | {"claims": list(dict.fromkeys(now))}


def judgement_line(one: Judgement, hidden: Collection[str] = ()) -> Line:
    """A judgement as it was made."""
    withheld = any(anchor.report in hidden for anchor in one.anchors) or any(
        target.kind is Kind.REPORT and target.id in hidden for target in (one.on, one.other) if target
    )
    value = value_words(one.field, one.value) if one.verdict is Verdict.CORRECT else one.value
    told = {
        "field": one.field or None,
        "value": None if one.verdict is Verdict.ADD else value or None,
        "was": one.was or None,
        "grade": one.grade or None,
        "why": one.why or None,
    }
    gone = one.withdrawn
    return {
        "id": one.id,
        "who": one.who,
        "when": one.when.isoformat(),
        "verdict": one.verdict.value,
        "on": _target_line(one.on),
        "other": _target_line(one.other) if one.other else None,
        **(dict.fromkeys(told) if withheld else told),
        "withdrawn": {"when": gone.when.isoformat(), "who": gone.who, "why": "" if withheld else gone.why}
        if gone
        else None,
        "state": None,
        "state_why": None,
        "partly": False,
        "claims": [],
        "withheld": withheld,
    }


def _target_line(target: Target) -> Line:
    return {"kind": target.kind.value, "id": target.id, "claims": [anchor.claim for anchor in target.anchors]}


def effect_line(effect: Effect, hidden: Collection[str] = ()) -> Line:
    """What a judgement did."""
    return {
        "judgement": standing_line(effect.standing, hidden),
        "changes": [_change_line(change) for change in effect.changes],
        "incidents": effect.incidents,
    }


def _change_line(change: Change) -> Line:
    return {
        "kind": change.kind,
        "before": [one.id for one in change.before],
        "after": [one.id for one in change.after],
    }
