"""A report's family of reprints for people, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.text import shown
from recount.desk.lineage import Lineage, Print
from recount.desk.lines.values import Line
from recount.export.wording import NOT_STATED, plural, published_words
from recount.model import Document, ReportDate
from recount.resolution.reprints.lineage import Change, Piece

_WIDEST = 400  # characters of a sentence that is shown


def lineage_view(found: Lineage) -> list[RenderableType]:
    """The family, which of it came first and why, and two prints side by side."""
    names = {one.document.id: one.name for one in found.prints}
    first = found.prints[0]
    parts: list[RenderableType] = [_heading(found, names)]
    if len(found.prints) > 1:
        parts.append(_prints_table(found))
        if found.others:
            parts.append(Text(f"{plural(found.others, 'more print')} of the same story."))
        parts.append(Text(f"{shown(first.name)} came first: {shown(found.why_first)}."))
    parts += [
        Text(f"Shares {part.share:.0%} of the shorter text's words, not the story, with {shown(part.name)}.")
        for part in found.parts
    ]
    if found.beside:
        parts.append(_beside_table(found, found.beside, names))
    return parts


def _heading(found: Lineage, names: Mapping[str, str]) -> Text:
    asked = next(one for one in found.prints if one.document.id == found.asked)
    text = Text(shown(asked.name), style="bold")
    text.append(f" · {shown(asked.document.outlet or NOT_STATED)}", style="")
    text.append(f" · {published_words(asked.document.published)}")
    if len(found.prints) == 1:
        whose = f"; it is copy of {found.agency}" if found.agency else ""
        text.append(f"\nNo other report of the record prints this story{whose}.", style="not bold")
        return text
    voice = f"one voice, {found.agency}" if found.agency else "one voice"
    text.append(f"\nPrinted by {plural(len(found.prints) + found.others, 'report')}: {voice}.", style="not bold")
    return text


def _prints_table(found: Lineage) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("Published", min_width=11, max_width=14)
    table.add_column("Report", ratio=2, min_width=12, overflow="fold")
    table.add_column("Outlet", ratio=2)
    table.add_column("Shared", justify="right")
    table.add_column("Words: same, edited, cut, added", ratio=2)
    for n, one in enumerate(found.prints):
        outlet = shown(one.document.outlet or NOT_STATED) + (f" ({one.agency})" if one.agency else "")
        name = Text(shown(one.name), style="bold" if one.document.id == found.asked else "")
        words = ", ".join(str(one.words.get(change, 0)) for change in Change) if n else "the first"
        table.add_row(published_words(one.document.published), name, outlet, f"{one.share:.0%}", words)
    return table


def _beside_table(found: Lineage, beside: tuple[Document, Document], names: Mapping[str, str]) -> Table:
    earlier, later = beside
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("")
    table.add_column(shown(names[earlier.id]), ratio=1)
    table.add_column(shown(names[later.id]), ratio=1)
    same = 0
    for piece in found.pieces:
        if piece.change is Change.SAME:
            same += 1
            continue
        ours = _short(piece.earlier.of(earlier.text)) if piece.earlier else ""
        theirs = _short(piece.later.of(later.text)) if piece.later else ""
        table.add_row(Text(piece.change.value, style="dim"), Text(ours), Text(theirs))
    table.caption = f"{plural(same, 'sentence')} the same in both, not shown"
    table.caption_justify = "left"
    return table


def _short(sentence: str) -> str:
    words = shown(sentence)
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]}…"


def lineage_line(found: Lineage) -> Line:
    """The lineage of a report."""
    return {
        "report": found.asked,
        "first": found.prints[0].document.id,
        "why_first": found.why_first,
        "agency": found.agency,
        "prints": [_print_line(one) for one in found.prints],
        "prints_not_listed": found.others,
        "shares_in_part": [{"id": part.id, "name": part.name, "share": part.share} for part in found.parts],
        "beside": [document.id for document in found.beside or ()],
        "sentences": [_piece_line(found, piece) for piece in found.pieces],
    }


def _print_line(one: Print) -> Line:
    published: ReportDate = one.document.published
    days = {"first": published.first, "last": published.last}
    return {
        "id": one.document.id,
        "name": one.name,
        "outlet": one.document.outlet,
        "agency": one.agency,
        **{f"published_{end}": day.isoformat() if day else None for end, day in days.items()},
        "share": one.share,
        "words": {change.value: one.words.get(change, 0) for change in Change},
    }


def _piece_line(found: Lineage, piece: Piece) -> Line:
    earlier, later = found.beside or (None, None)
    return {
        "change": piece.change.value,
        "earlier": piece.earlier.of(earlier.text) if piece.earlier and earlier else None,
        "later": piece.later.of(later.text) if piece.later and later else None,
    }
