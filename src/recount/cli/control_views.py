"""Timelines of control as tables for people and as JSON; they fit any terminal from 80 columns on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.aggregate_lines import as_of_line
from recount.cli.lines import Line
from recount.cli.text import shown
from recount.codebook.rules import Shift
from recount.control import Step, Timeline
from recount.desk.controlling import Controlled, Held
from recount.export.countries import country_name
from recount.export.wording import days_words, plural

_VERBS = {
    Shift.TAKEN: "taken by {who}",
    Shift.GAINED: "ground gained by {who}",
    Shift.ENTERED: "entered by {who}",
    Shift.LOST: "lost by {who}",
    Shift.LEFT: "left by {who}",
    Shift.BESIEGED: "besieged by {who}",
    Shift.ATTACKED: "attacked by {who}",
}
_TAKING = (Shift.TAKEN, Shift.GAINED)
_LISTED = 3  # names in one cell
NOT_TOLD = "somebody not told"


def towns_table(towns: Iterable[Held]) -> Table:
    """One row a town: who is last said to hold it, since when, by whose word, and what contradicts it."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("Place", ratio=3, min_width=14)
    table.add_column("Last said to be held by", ratio=5, min_width=20)
    table.add_column("Since", min_width=11, max_width=14)
    table.add_column("According to", ratio=3, min_width=14)
    for held in towns:
        step = held.holding.held
        where = Text(_place(held.timeline))
        if step is None:
            table.add_row(where, _also(Text("not told", style="dim"), held), "", "")
            continue
        who = Text(_who(step) if step.parties else f"taken by {NOT_TOLD}")
        if step.alleged:
            who.append("\nalleged only", style="dim")
        table.add_row(where, _also(who, held), _days(step), _told(step))
    return table


def _also(text: Text, held: Held) -> Text:
    holding = held.holding
    if holding.left:
        text.append("\n◌ said to have lost or left it since", style="dim")
    for rival in holding.contested:
        text.append(f"\n✕ contested: {_said(rival)} ({_told(rival)})", style="bold")
    latest = {step.shift: step for step in holding.since}
    for shift in (Shift.TAKEN, Shift.GAINED, Shift.ENTERED, Shift.BESIEGED, Shift.ATTACKED):
        if shift in latest and latest[shift].parties:
            text.append(f"\n{_said(latest[shift])}, {_days(latest[shift])}", style="dim")
    undated = [step for step in held.timeline.steps if step.last is None and step.shift is Shift.TAKEN]
    for step in undated[:_LISTED]:
        text.append(f"\n{_said(step)}, no date", style="dim")
    return text


def timeline_view(held: Held, on: date | None = None) -> list[RenderableType]:
    """One town: a line that says it all, who is last said to hold it `on` a day that was asked for, then every step
    with its origins and incidents."""
    timeline = held.timeline
    asked = [Text(f"{days_words(on, on)}: {holding_words(held)}", style="bold")] if on else []
    head = Text(_place(timeline), style="bold")
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("When", min_width=11, max_width=14)
    table.add_column("What is said", ratio=5, min_width=20)
    table.add_column("According to", ratio=4, min_width=16)
    table.add_column("Incident", style="dim", no_wrap=True)
    for step in timeline.steps:
        said = Text(_said(step), style="bold" if step.shift is Shift.TAKEN and not step.part else "")
        if step.before:
            said.append(f"\n{'from' if step.shift in _TAKING else 'against'} {_names(step.before)}", style="dim")
        for n in step.rivals:
            rival = timeline.steps[n]
            said.append(f"\n✕ contested: {_said(rival)}, {_days(rival)} ({_told(rival)})", style="dim")
        ids = "\n".join(one[:8] for one in step.incidents[:_LISTED])
        table.add_row(_days(step), said, _names(step.origins) + f"\n{_counted(step)}", ids)
    return [head, Text(summary(timeline)), *asked, table]


def holding_words(held: Held) -> str:
    """Who is last said to hold a town, since when, by whose word, and what speaks against it, in one sentence."""
    holding = held.holding
    step = holding.held
    if step is None:
        return "nobody is said by then to hold the whole of it."
    said = f"last said to be held by {_who(step) or NOT_TOLD}, {_since(step)} ({_told(step)})"
    if holding.left:
        said += "; said to have lost or left it since"
    return "; ".join([said, *(f"contested: {_said(rival)} ({_told(rival)})" for rival in holding.contested)]) + "."


def summary(timeline: Timeline) -> str:
    """A town in one line: "2016-04-03 Syrian government (Syrian army; 2 origins) · 2017-10-01 Islamic State (…)"."""
    parts = []
    for step in timeline.steps:
        if step.shift is Shift.TAKEN and not step.part and not step.denied:
            last = step.last.isoformat() if step.last else "not told when:"
            day = last if step.first == step.last else f"by {last}"
            contested = "; contested" if step.rivals else ""
            parts.append(f"{day} {_who(step) or NOT_TOLD} ({plural(len(step.origins), 'origin')}{contested})")
    return " · ".join(parts) or "Nobody is said to have taken the whole of it."


def _said(step: Step) -> str:
    words = _VERBS[step.shift].format(who=_who(step) or NOT_TOLD)
    words = f"in part {words}" if step.part and step.shift is not Shift.GAINED else words
    return f"denied: {words}" if step.denied else f"alleged: {words}" if step.alleged else words


def _who(step: Step) -> str:
    """The sides, with the parties that act for them where those are others; no "army" beside a "Syrian army"."""
    full = [name.casefold() for name in step.parties]
    parties = tuple(name for name in step.parties if not any(one.endswith(f" {name.casefold()}") for one in full))
    sides = _names(step.sides)
    return sides if set(parties) <= set(step.sides) else f"{sides} ({_names(parties)})"


def _since(step: Step) -> str:
    return f"since {_days(step)}" if step.first is not None and step.first == step.last else f"taken {_days(step)}"


def _days(step: Step) -> str:
    if step.last is None:
        return "no date"
    return days_words(step.first, step.last) if step.first else f"by {days_words(step.last, step.last)}"


def _told(step: Step) -> str:
    return f"{_names(step.origins)}: {_counted(step)}"


def _counted(step: Step) -> str:
    return f"{plural(len(step.origins), 'origin')} in {plural(len(step.documents), 'report')}"


def _place(timeline: Timeline) -> str:
    town = timeline.town
    name = f"{timeline.name} (region)" if town.region else timeline.name
    wider = [part for part in (town.admin1, country_name(town.country)) if part and part != timeline.name]
    return shown(", ".join([name, *wider]))


def _names(names: tuple[str, ...]) -> str:
    listed = ", ".join(shown(name) for name in names[:_LISTED])
    return f"{listed} and {len(names) - _LISTED} more" if len(names) > _LISTED else listed


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
        "from": list(step.before),
        "first": iso(step.first),
        "last": iso(step.last),
        "origins": list(step.origins),
        "reports": [found.reports[key] for key in step.documents],
        "incidents": list(step.incidents),
        "claims": list(step.claims),
        "contested_by": list(step.rivals),
    }
