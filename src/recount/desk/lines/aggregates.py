"""What totals, dyads, origins, delays and coverage print with --json. Keys are added to, never renamed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from recount.aggregates.coverage import Coverage
from recount.aggregates.delay import Delay, Delays
from recount.aggregates.parties import Apart, Dyads, PartyTotals
from recount.aggregates.sums import LeftOut, Measure, Sum
from recount.aggregates.totals import Totals
from recount.aggregates.voices import Voice
from recount.desk.knowing import AsOf
from recount.desk.lines.values import Line


def as_of_line(as_of: AsOf | None) -> Line:
    """What a view of a former day leaves out; nothing of today's."""
    if as_of is None:
        return {}
    return {"as_of": {"day": as_of.day.isoformat(), "later": as_of.later, "unsure": list(as_of.unsure)}}


def totals_line(made: Totals) -> Line:
    """Every row with the ids of its incidents."""
    return {
        "by": made.by.value,
        **_measure_line(made.measure),
        "rows": [
            {
                "name": row.group.name,
                "within": row.group.within,
                "key": row.group.key,
                **_sum_line(row.sum),
                **({"reports": row.reports} if row.reports is not None else {}),
            }
            for row in made.rows
        ],
        "all": _sum_line(made.everything),
        "left_out": _left_out_lines(made.left_out),
        "undivided": list(made.undivided),
        "undated_reports": made.undated,
    }


def parties_line(made: PartyTotals) -> Line:
    """Every party with what it did and suffered."""
    rows = [
        {
            "party": row.party,
            "did": _apart_line(row.did),
            "suffered": _apart_line(row.suffered),
            "shared": list(row.shared),
        }
        for row in made.rows
    ]
    return {"by": "party", **_measure_line(made.measure), "rows": rows, "left_out": _left_out_lines(made.left_out)}


def dyads_line(made: Dyads) -> Line:
    """Every dyad."""
    rows = [
        {
            "agent": row.agent,
            "target": row.target,
            "first": _iso(row.first),
            "last": _iso(row.last),
            **_sum_line(row.sum),
            "boasted": list(row.sum.boasted),
        }
        for row in made.rows
    ]
    return {**_measure_line(made.measure), "rows": rows, "left_out": _left_out_lines(made.left_out)}


def origins_line(made: Iterable[Voice]) -> Line:
    """Every origin; lists hold ids of incidents."""
    rows = [
        {
            "name": one.name,
            "kind": one.kind.value,
            "side": one.side,
            "named": one.named,
            "reports": one.reports,
            "figures": one.figures,
            "incidents": list(one.incidents),
            "corroborated": list(one.corroborated),
            "alone": list(one.alone),
            "agreeing": list(one.agreeing),
            "contradicted": list(one.contradicted),
            "revised_up": list(one.up),
            "revised_down": list(one.down),
            "admissions": list(one.admissions),
            "boasts": list(one.boasts),
        }
        for one in made
    ]
    return {"origins": rows}


def delays_line(made: Delays) -> Line:
    """Every distribution, in days."""
    everything = _delay_line(made.everything) if made.everything else None
    return {"all": everything, "rows": [_delay_line(one) for one in made.rows], "left_out": dict(made.left_out)}


def _delay_line(one: Delay) -> Line:
    return {
        "name": one.name,
        "incidents": one.incidents,
        "quarter": one.quarter,
        "median": one.median,
        "three_quarters": one.three_quarters,
        "longest": one.longest,
        "slowest": one.slowest,
    }


def coverage_line(made: Coverage) -> Line:
    """The outlets and the periods; a stretch without any report has none."""
    outlets = [
        {
            "name": one.name,
            "reports": one.reports,
            "reprints": one.reprints,
            "first": _iso(one.first),
            "last": _iso(one.last),
            "gap_days": one.gap,
            "gap_from": _iso(one.gap_from),
            "silent_since": _iso(one.silent_since),
        }
        for one in made.outlets
    ]
    periods = [
        {
            "name": one.name,
            "first": _iso(one.first),
            "last": _iso(one.last),
            "reports": dict(one.reports),
            "reprints": one.reprints,
        }
        for one in made.periods
    ]
    return {"by": made.by.value, "outlets": outlets, "periods": periods, "undated_reports": made.undated}


def _measure_line(measure: Measure) -> Line:
    return {"harm": measure.harm.value, "rule": measure.rule.name, "rule_about": measure.rule.about_one}


def _sum_line(one: Sum) -> Line:
    low = one.low if one.told else None
    return {"low": low, "best": one.best, "high": one.high, "told": list(one.told), "silent": list(one.silent)}


def _apart_line(part: Apart) -> Line:
    low, high = part.unknown
    return {
        **_sum_line(part.whole),
        "boasted": list(part.whole.boasted),
        "civilians": _sum_line(part.civilians),
        "combatants": _sum_line(part.combatants),
        "unknown": {"low": low, "high": high},
    }


def _left_out_lines(left_out: Iterable[LeftOut]) -> list[Line]:
    return [{"why": one.why, **_sum_line(one.sum)} for one in left_out]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
