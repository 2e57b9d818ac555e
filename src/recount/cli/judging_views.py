"""Judgements and what they changed, as lines and tables for people or as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.judging_words import said
from recount.cli.lines import print_json
from recount.cli.screen import show
from recount.cli.text import shown
from recount.codec import plain
from recount.export.wording import NOT_STATED, date_words, origins_words, place_words, plural, spoken_tolls, type_words
from recount.judging import Standing, State
from recount.judging.attaching import How
from recount.model import Harm, Incident, Judgement
from recount.tolls import Estimate, by_range

if TYPE_CHECKING:  # it takes a second to load, and whoever looks into a record has no need of it
    from recount.desk.judged import Change
    from recount.desk.judging import Effect

ID_LENGTH = 8
_QUOTES = 2  # of one judgement; more are counted
_LONGEST_QUOTE = 160
_MOST_CHANGES = 20


def show_effect(effect: Effect, as_json: bool) -> None:
    """What a judgement did."""
    if as_json:
        changed = [
            {"kind": c.kind, "before": [o.id for o in c.before], "after": [o.id for o in c.after]}
            for c in effect.changes
        ]
        print_json({"judgement": _line(effect.standing), "changes": changed, "incidents": effect.incidents})
        return
    judgement = effect.standing.judgement
    parts: list[RenderableType] = [Text(f"{said(judgement)}   {judgement.id}", style="bold")]
    if effect.standing.state not in (State.APPLIES, State.WITHDRAWN):
        parts.append(Text(shown(f"{effect.standing.state.value}: {effect.standing.why}")))
    parts += effects_lines(effect.changes)
    parts.append(Text(plural(effect.incidents, "incident"), style="dim"))
    show(*parts)


def effects_lines(changes: Sequence[Change]) -> Iterable[Text]:
    """Which incidents changed; those whose values stay, while a date or a reason behind them changed, are counted."""
    told = [change for change in changes if change.kind != "changed" or _fields(change.before[0], change.after[0])]
    for change in told[:_MOST_CHANGES]:
        yield from change_lines(change)
    if len(told) > _MOST_CHANGES:
        yield Text(f"… and {len(told) - _MOST_CHANGES:,} more changes")
    if not told:
        yield Text("No incident is told otherwise.")
    if quiet := len(changes) - len(told):
        yield Text(f"Of {plural(quiet, 'more incident')} only a reason or a report's date changed.", style="dim")


def change_lines(change: Change) -> Iterable[Text]:
    """What became of the incidents that hold the same claims."""
    yield Text(change.kind, style="bold")
    if change.kind == "changed":
        (was,), (now,) = change.before, change.after
        yield Text(f"  {shown(_told(now))}")
        for field, (old, new) in _fields(was, now).items():
            yield Text(f"    {shown(f'{field}: {old} → {new}')}")
        return
    for sign, side in (("-", change.before), ("+", change.after)):
        for incident in side:
            yield Text(f"  {sign} {shown(_told(incident))}")


def _fields(was: Incident, now: Incident) -> Mapping[str, tuple[str, str]]:
    """What is told otherwise than before, in words, by what it is called."""
    return {name: (a, b) for (name, a), (_, b) in zip(_values(was), _values(now), strict=True) if a != b}


def _values(incident: Incident) -> Iterable[tuple[str, str]]:
    yield "type", type_words(incident.type)
    yield "status", incident.status.value
    yield "when", date_words(incident.when)
    yield "where", place_words(incident)
    yield "who", ", ".join(incident.agents) or NOT_STATED
    yield "to whom", ", ".join(incident.targets) or NOT_STATED
    for harm in Harm:
        entries = [entry for entry in incident.ledger if entry.harm is harm]
        said = "; ".join(f"{words} ({', '.join(origins)})" for words, origins in spoken_tolls(entries))
        headline = by_range(entries, harm)
        span = f" [range {_bounds(headline)}]" if headline else ""
        yield harm.value, f"{said}{span}" or NOT_STATED
    yield "told by", origins_words(incident)
    yield "grade", incident.grade or "none"
    yield "public id", ", ".join(incident.public) or "none"


def _bounds(estimate: Estimate) -> str:
    low, high = estimate.low, estimate.high
    if low == high:
        return str(low)
    if high is None and low is not None and estimate.most not in (None, low):
        return f"{low}–{estimate.most}+"
    return f"{low}+" if high is None else f"up to {high}" if low is None else f"{low}–{high}"


def _told(incident: Incident) -> str:
    """An incident on one line: id, when, where, what, killed, whose word, grade."""
    figures = spoken_tolls(entry for entry in incident.ledger if entry.harm is Harm.KILLED)
    killed = "; ".join(f"{said} ({', '.join(origins)})" for said, origins in figures) or "killed not stated"
    parts = [incident.id[: ID_LENGTH + 1], date_words(incident.when), place_words(incident), type_words(incident.type)]
    parts += [incident.status.value, killed, origins_words(incident), incident.grade, *incident.public[:1]]
    return " · ".join(part for part in parts if part)


def show_judgements(found: Sequence[Standing], as_json: bool) -> None:
    """Judgements with what has become of them."""
    if as_json:
        print_json({"judgements": [_line(one) for one in found]})
        return
    if not found:
        show(Text("No judgements."))
        return
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("When, who", min_width=12, max_width=18)
    table.add_column("Judgement", ratio=5, min_width=20)
    table.add_column("Stands", ratio=3, min_width=12)
    for n, one in enumerate(found):
        if n:
            table.add_row()
        judgement = one.judgement
        when = Text(f"{judgement.when:%d %b %Y %H:%M}\n{shown(judgement.who)}").append(f"\n{judgement.id}", style="dim")
        what = Text(said(judgement), style="bold")
        if judgement.why:
            what.append(f"\n{shown(judgement.why)}", style="not bold")
        for quote in _quotes(judgement):
            what.append(f"\n{quote}", style="not bold dim")
        table.add_row(when, what, _state(one))
    show(table, Text(plural(len(found), "judgement")))


def _state(one: Standing) -> Text:
    gone = one.judgement.withdrawn
    if gone is not None:
        why = f": {gone.why}" if gone.why else ""
        return Text(shown(f"withdrawn {gone.when:%d %b %Y %H:%M} by {gone.who}{why}"))
    text = Text(one.state.value, style="" if one.state is State.APPLIES else "bold")
    if one.partly:
        text.append(" in part", style="bold")
    return text.append(f"\n{shown(one.why)}", style="not bold") if one.why else text


def _quotes(judgement: Judgement) -> Iterable[str]:
    quotes = list(dict.fromkeys(anchor.quote for anchor in judgement.anchors))
    for quote in quotes[:_QUOTES]:
        words = shown(quote)
        yield f"“{words[:_LONGEST_QUOTE]}{'…' if len(words) > _LONGEST_QUOTE else ''}”"
    if len(quotes) > _QUOTES:
        yield f"and {len(quotes) - _QUOTES} more"


def _line(one: Standing) -> dict[str, Any]:
    moved = [
        {
            "claim": where.anchor.claim,
            "now": where.claim.id if where.claim else None,
            "how": where.how,
            "why": where.why,
        }
        for where in one.attached
        if where.how is not How.SAME
    ]
    return {
        **plain(one.judgement),
        "state": one.state.value,
        "state_why": one.why,
        "partly": one.partly,
        "moved": moved,
    }
