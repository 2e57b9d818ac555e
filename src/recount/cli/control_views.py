"""Timelines of control as tables for people and as JSON; they fit any terminal from 80 columns on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.text import shown
from recount.codebook.rules import Shift
from recount.desk.controlling import Held
from recount.export.control_wording import (
    LISTED,
    NOT_TOLD,
    counted_words,
    holding_words,
    names_words,
    said_words,
    step_days,
    summary,
    told_words,
    town_words,
    who_words,
)
from recount.export.wording import days_words

_TAKING = (Shift.TAKEN, Shift.GAINED)


def towns_table(towns: Iterable[Held]) -> Table:
    """One row a town: who is last said to hold it, since when, by whose word, and what contradicts it."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("Place", ratio=3, min_width=14)
    table.add_column("Last said to be held by", ratio=5, min_width=20)
    table.add_column("Since", min_width=11, max_width=14)
    table.add_column("According to", ratio=3, min_width=14)
    for held in towns:
        step = held.holding.held
        where = Text(shown(town_words(held.timeline)))
        if step is None:
            table.add_row(where, _also(Text("not told", style="dim"), held), "", "")
            continue
        who = Text(shown(who_words(step)) if step.parties else f"taken by {NOT_TOLD}")
        if step.alleged:
            who.append("\nalleged only", style="dim")
        table.add_row(where, _also(who, held), step_days(step), shown(told_words(step)))
    return table


def _also(text: Text, held: Held) -> Text:
    holding = held.holding
    if holding.left:
        text.append("\n◌ said to have lost or left it since", style="dim")
    for rival in holding.contested:
        text.append(f"\n✕ contested: {shown(said_words(rival))} ({shown(told_words(rival))})", style="bold")
    latest = {step.shift: step for step in holding.since}
    for shift in (Shift.TAKEN, Shift.GAINED, Shift.ENTERED, Shift.BESIEGED, Shift.ATTACKED):
        if shift in latest and latest[shift].parties:
            text.append(f"\n{shown(said_words(latest[shift]))}, {step_days(latest[shift])}", style="dim")
    undated = [step for step in held.timeline.steps if step.last is None and step.shift is Shift.TAKEN]
    for step in undated[:LISTED]:
        text.append(f"\n{shown(said_words(step))}, no date", style="dim")
    return text


def timeline_view(held: Held, on: date | None = None) -> list[RenderableType]:
    """One town: a line that says it all, who is last said to hold it `on` a day that was asked for, then every step
    with its origins and incidents."""
    timeline = held.timeline
    asked = [Text(f"{days_words(on, on)}: {shown(holding_words(held.holding))}", style="bold")] if on else []
    head = Text(shown(town_words(timeline)), style="bold")
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("When", min_width=11, max_width=14)
    table.add_column("What is said", ratio=5, min_width=20)
    table.add_column("According to", ratio=4, min_width=16)
    table.add_column("Incident", style="dim", no_wrap=True)
    for step in timeline.steps:
        said = Text(shown(said_words(step)), style="bold" if step.shift is Shift.TAKEN and not step.part else "")
        if step.before:
            said.append(
                f"\n{'from' if step.shift in _TAKING else 'against'} {shown(names_words(step.before))}", style="dim"
            )
        for n in step.rivals:
            rival = timeline.steps[n]
            said.append(
                f"\n✕ contested: {shown(said_words(rival))}, {step_days(rival)} ({shown(told_words(rival))})",
                style="dim",
            )
        ids = "\n".join(one[:8] for one in step.incidents[:LISTED])
        table.add_row(step_days(step), said, shown(names_words(step.origins)) + f"\n{counted_words(step)}", ids)
    return [head, Text(shown(summary(timeline))), *asked, table]
