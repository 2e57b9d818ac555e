"""Timelines of control as plain values."""

from __future__ import annotations

from datetime import date

from recount.control import Step
from recount.desk.controlling import Controlled, Held
from recount.desk.lines.aggregates import as_of_line
from recount.desk.lines.values import Line


def control_line(found: Controlled) -> Line:
    """The towns with their steps; `held`, `contested` and `since` are numbers of steps."""
    return {
        "places": [_held_line(held, found) for held in found.towns],
        "left_out": [{"reason": reason, "claims": number} for reason, number in found.left_out],
        **as_of_line(found.as_of),
    }


def _held_line(held: Held, found: Controlled) -> Line:
    timeline, holding = held.timeline, held.holding
    number = {step.claims: n for n, step in enumerate(timeline.steps)}
    town = timeline.town
    return {
        "place": timeline.name,
        "names": list(timeline.names),
        "gazetteer_name": town.name,
        "geonameid": int(town.key[1:]) if town.key.startswith("g") else None,
        "admin1": town.admin1,
        "country": town.country,
        "region": town.region,
        "held": number[holding.held.claims] if holding.held else None,
        "left": holding.left,
        "contested": [number[step.claims] for step in holding.contested],
        "since": [number[step.claims] for step in holding.since],
        "steps": [_step_line(step, found) for step in timeline.steps],
    }


def _step_line(step: Step, found: Controlled) -> Line:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "said": step.shift.value,
        "status": "denied" if step.denied else "alleged" if step.alleged else "said",
        "part": step.part,
        "parties": list(step.parties),
        "sides": list(step.sides),
        "voices": [list(voices) for voices in step.voices],
        "from": list(step.before),
        "first": iso(step.first),
        "last": iso(step.last),
        "origins": list(step.origins),
        "reports": [found.reports[key] for key in step.documents],
        "incidents": list(step.incidents),
        "claims": list(step.claims),
        "contested_by": list(step.rivals),
    }
