"""What a change of the codebook does to a record, for people and, with --json, for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.cli.lines import print_json
from recount.cli.screen import emphasis, show
from recount.cli.tables import ID_LENGTH
from recount.cli.text import marked, shown
from recount.codebook.changes import Change
from recount.desk.lines.codebooks import SUMMED, recoded_line
from recount.desk.recoding import ClaimMoved, FieldMoved, IncidentMoved, Recoded
from recount.export.wording import date_words, place_words, plural, type_words

_CHANGES, _CLAIMS, _INCIDENTS = 40, 5, 20  # shown; --json has all


def show_recoded(found: Recoded, as_json: bool) -> None:
    """The changed rules, what each moves, the incidents and the totals."""
    if as_json:
        print_json(recoded_line(found))
        return
    _show_changes(found.changes.listed)
    moved = [_number(found.claims, made="new"), _number(found.claims, made="old"), _number(found.claims, made="both")]
    words = f"{moved[0]:,} claims appear, {moved[1]:,} vanish, {moved[2]:,} told otherwise"
    show(Text(f"{words}, in {plural(found.reports, 'report')}.", style="bold"))
    for why, claims in _by_reason(found.claims).items():
        show(Text(), Text(_reason(why), style="bold"))
        for one in claims[:_CLAIMS]:
            show(Padding(_claim_view(one), (0, 0, 0, 2)))
        if len(claims) > _CLAIMS:
            show(Text(f"  and {len(claims) - _CLAIMS} more: --json lists them all", style="dim"))
    appear, vanish, differ = (_number(found.incidents, made=made) for made in ("new", "old", "both"))
    words = f"{appear:,} incidents appear, {vanish:,} vanish, {differ:,} told otherwise."
    show(Text(), Text(words, style="bold"))
    for incident in found.incidents[:_INCIDENTS]:
        show(Padding(_incident_view(incident), (0, 0, 0, 2)))
    if len(found.incidents) > _INCIDENTS:
        show(Text(f"  and {len(found.incidents) - _INCIDENTS} more: --json lists them all", style="dim"))
    if any(total.moved for total in found.totals):
        show(_totals(found))


def _number(moves: Sequence[ClaimMoved] | Sequence[IncidentMoved], made: str) -> int:
    """How many of the moves are made by the new codebook only, by the old one only, or by both."""
    sides = {"new": (False, True), "old": (True, False), "both": (True, True)}[made]
    return sum((move.old is not None, move.new is not None) == sides for move in moves)


def _show_changes(changes: Sequence[Change]) -> None:
    if not changes:
        show(Text("The two codebooks say the same."), Text())
        return
    show(Text(f"{plural(len(changes), 'rule is', 'rules are')} new, gone or otherwise:", style="bold"))
    for change in changes[:_CHANGES]:
        show(Padding(_change(change), (0, 0, 0, 2)))
    if len(changes) > _CHANGES:
        show(Text(f"  and {len(changes) - _CHANGES} more: --json lists them all", style="dim"))
    show(Text())


def _change(change: Change) -> Text:
    line = Text().append(f"{shown(change.subject)} ").append(shown(change.what), style="bold")
    return line.append(f"  {shown(change.where)}", style="dim")


def _by_reason(claims: Sequence[ClaimMoved]) -> dict[tuple[Change, ...], list[ClaimMoved]]:
    found: dict[tuple[Change, ...], list[ClaimMoved]] = defaultdict(list)
    for claim in claims:
        found[claim.why].append(claim)
    return dict(sorted(found.items(), key=lambda row: (not row[0], -len(row[1]))))


def _reason(why: tuple[Change, ...]) -> str:
    if not why:
        return "Through another claim of the same report, a word class, or the main event chosen:"
    return "; ".join(f"{shown(change.subject)} {shown(change.what)}" for change in why) + ":"


def _claim_view(moved: ClaimMoved) -> Text:
    claim, document = moved.claim, moved.document
    sign = "+" if moved.old is None else "−" if moved.new is None else "~"
    out = Text().append(f"{sign} {type_words(claim.type)}", style="bold").append("  ")
    out.append_text(marked(document.text, claim.clause, [claim.trigger], emphasis()))
    out.append(f"  {shown(document.name)}", style="dim")
    for field in moved.fields:
        out.append(f"\n    {_field(field)}")
    return out


def _field(moved: FieldMoved) -> str:
    return f"{moved.field}: {shown(moved.old)} → {shown(moved.new)}"


def _incident_view(moved: IncidentMoved) -> Text:
    incident = moved.new or moved.old
    out = Text()
    if incident is None:
        return out
    sign = "+" if moved.old is None else "−" if moved.new is None else "~"
    out.append(f"{sign} {type_words(incident.type)}", style="bold")
    out.append(f" · {incident.status.value} · {shown(date_words(incident.when))} · {shown(place_words(incident))}")
    out.append(f"  {incident.id[:ID_LENGTH]}", style="dim")
    for field in moved.fields:
        out.append(f"\n    {_field(field)}")
    return out


def _totals(found: Recoded) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("Type")
    for heading in ("claims", "incidents", "killed"):
        table.add_column(heading, justify="right", no_wrap=True)
    for total in found.totals:
        if total.moved:
            table.add_row(type_words(total.type), *map(_sums, (total.claims, total.incidents, total.killed)))
    sums = [tuple(sum(getattr(t, part)[n] for t in found.totals) for n in (0, 1)) for part in SUMMED]
    table.add_row(Text("all types", style="bold"), *map(_sums, sums))
    return table


def _sums(pair: tuple[int, ...]) -> str:
    return f"{pair[0]:,}" if pair[0] == pair[1] else f"{pair[0]:,} → {pair[1]:,}"
