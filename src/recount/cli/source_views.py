"""Sources taken by hand, as tables for people or as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from recount.cli.judging_views import effects_lines
from recount.cli.lines import print_json
from recount.cli.screen import show
from recount.cli.text import shown
from recount.codec import plain
from recount.desk.byhand import Added, Attached, FileCheck
from recount.export.wording import plural
from recount.model import Document
from recount.model.source import Source, SourceFile

_ID = 8


def show_added(added: Sequence[Added], as_json: bool) -> None:
    """What was taken in, and which incidents it changed."""
    if as_json:
        rows = [
            {"document": one.document.id, "name": one.document.name, "claims": one.claims, "known": one.known}
            | {"files": plain(one.files), "changes": [[i.id for i in c.after] for c in one.changes]}
            for one in added
        ]
        print_json({"sources": rows})
        return
    for one in added:
        if one.known:
            show(Text(shown(f"{one.document.name}: is in the record already.")))
            continue
        head = f"{one.document.kind} {one.document.name} taken in: {plural(one.claims, 'claim')}"
        head += f", {plural(len(one.files), 'file')} hashed" if one.files else ""
        show(Text(shown(head), style="bold").append(f"   {one.document.id[:_ID]}", style="dim"))
        show(*effects_lines(one.changes))


def show_sources(found: Sequence[tuple[Source, Document]], as_json: bool) -> None:
    """The sources that were taken by hand."""
    if as_json:
        print_json({"sources": [{**plain(source), "name": document.name} for source, document in found]})
        return
    if not found:
        show(Text("No source was taken by hand. Begin with: recount source form > call.yaml"))
        return
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    for heading, ratio in (("Taken", 2), ("Source", 3), ("From", 3), ("By", 2), ("Files", 1)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for source, document in found:
        name = Text(f"{source.kind}: {shown(document.title or document.name)}")
        name.append(f"\n{shown(document.name)} · {document.id[:_ID]}", style="dim")
        row = (f"{source.day:%d %b %Y}", name, shown(source.origin), shown(source.by), str(len(source.files) or "–"))
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    show(table, Text(plural(len(found), "source")))


def show_source(source: Source, document: Document, as_json: bool) -> None:
    """One source with its custody."""
    if as_json:
        print_json({**plain(source), "name": document.name, "title": document.title, "notes": document.text})
        return
    head = Text(f"{source.kind}: {shown(document.title or document.name)}", style="bold")
    head.append(f" · {source.day:%d %b %Y} · from {shown(source.origin)} · by {shown(source.by)} · {document.id}")
    notes = [Text(f"  {shown(line)}") for line in document.text.splitlines()]
    files = [line for file in source.files for line in _file_lines(file)]
    steps = [Text(f"  {step.when:%d %b %Y %H:%M}  {shown(step.who)}: {shown(step.what)}") for step in source.steps]
    form = Text(f"  SHA-256 of the form: {document.sha256}", style="dim")
    show(head, *notes, *([Text("Files", style="bold"), *files] if files else []))
    show(Text("Chain of custody", style="bold"), *steps, form)


def show_attached(added: Attached, as_json: bool) -> None:
    """The files that were attached to a source, and those that it had already."""
    if as_json:
        told = {"document": added.document.id, "name": added.document.name}
        print_json({**told, "files": plain(added.files), "known": plain(added.known)})
        return
    show(Text(shown(f"{added.document.name}: {plural(len(added.files), 'file')} attached"), style="bold"))
    show(*(line for file in added.files for line in _file_lines(file)))
    show(*(Text(f"  {shown(file.path)}  is there already") for file in added.known))


def _file_lines(file: SourceFile) -> tuple[Text, ...]:
    """A file with its hash, and under that when it came where that was later than the source."""
    line = Text(f"  {shown(file.path)}  {file.size:,} bytes  {file.sha256}")
    if file.when is None:
        return (line,)
    came = f"    attached {file.when:%d %b %Y %H:%M} by {shown(file.who)}, from {shown(file.origin)}"
    return (line, Text(came, style="dim"))


def show_checks(found: Sequence[FileCheck], as_json: bool) -> bool:
    """Which files are as they were; whether all are."""
    sound = all(one.state == "unchanged" for one in found)
    if as_json:
        rows = [
            {"source": one.source.document, "state": one.state, **plain(one.file), "found": one.found} for one in found
        ]
        print_json({"files": rows, "sound": sound})
        return sound
    show(*(line for one in found for line in _check_lines(one)))
    show(Text(f"{plural(len(found), 'file')}, {sum(one.state != 'unchanged' for one in found)} not as taken in"))
    return sound


def _check_lines(one: FileCheck) -> tuple[Text, ...]:
    """A file with the hash it has now, and under that the one it came with where that is another."""
    head = Text(f"{one.state}: {shown(one.file.path)}  {one.found or 'no file'}")
    return (head,) if one.state == "unchanged" else (head, Text(f"  as it came {one.file.sha256}", style="dim"))
