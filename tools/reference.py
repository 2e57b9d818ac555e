"""Writes docs/reference/ from the code: `make docs`. A test fails while a page is not what the code says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from recount.cli.app import app
from recount.codebook import SameAs, conflict_codebook
from recount.export.acled_scheme import COLUMNS as ACLED
from recount.export.lossy import COLUMNS as LOSSES
from recount.export.tables import COLUMNS
from recount.export.ucdp_scheme import COLUMNS as UCDP
from recount.model import Status

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
_WRITTEN = "<!-- written by `make docs`; change the code, not this page -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page, by file name."""
    return {"commands.md": _commands(), "exports.md": _exports(), "event-types.md": _event_types()}


def _commands() -> str:
    root = typer.main.get_command(app)
    parts = [_WRITTEN + "# Commands\n\n`recount COMMAND --help` says the same on the screen.\n"]
    parts += [_command(command, path) for path, command in _leaves(root, "recount")]
    return "\n".join(parts)


# typer brings a click of its own, whose classes it does not name in public: what they share is asked for by name
def _leaves(command: Any, path: str) -> list[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        return [(path, command)]
    return [leaf for name, child in children.items() for leaf in _leaves(child, f"{path} {name}")]


def _command(command: Any, path: str) -> str:
    context = command.make_context(path, [], resilient_parsing=True)
    lines = [f"## {path}", "", f"`{' '.join([path, *command.collect_usage_pieces(context)])}`", ""]
    lines += [(command.help or "").strip(), ""]
    rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        lines += ["| | |", "|---|---|", *rows, ""]
    if command.epilog:
        lines += [re.sub(r"^Example: (.*)", r"Example: `\1`", command.epilog), ""]
    return "\n".join(lines)


def _parameter(parameter: Any) -> str:
    words = getattr(parameter, "help", None) or ""
    if parameter.param_type_name == "argument":
        return f"| `{parameter.metavar or parameter.human_readable_name}` | {_cell(words)} |"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    takes = "" if parameter.is_flag else f" {parameter.metavar or ''}".rstrip()
    return f"| {names}{takes} | {_cell(words)} |"


def _exports() -> str:
    lines = [
        _WRITTEN + "# Export columns",
        "",
        "`csv` has one row an incident with these columns; `geojson` carries the same as properties of a feature whose",
        "geometry is null where the place is not known. `jsonl` is described in [formats](../formats.md).",
        "Cells that a spreadsheet would take for a formula begin with an apostrophe; numbers stay numbers.",
        "",
        *_columns(COLUMNS),
        "",
        "## acled",
        "",
        "ACLED's table. How it is filled, and what `--lossy` lists: [exports](../exports.md).",
        "",
        *_columns(ACLED),
        "",
        "## ucdp",
        "",
        "UCDP's table of georeferenced events.",
        "",
        *_columns(UCDP),
        "",
        "## The lossy report",
        "",
        *_columns(LOSSES),
    ]
    return "\n".join(lines) + "\n"


def _columns(columns: Sequence[Any]) -> list[str]:
    head = ["| column | meaning |", "|---|---|"]
    return head + [f"| `{column.name}` | {_cell(column.meaning)} |" for column in columns]


def _event_types() -> str:
    book = conflict_codebook()
    lines = [
        _WRITTEN + "# Event types",
        "",
        f"The built-in codebook has {len(book.types)} event types. Statuses are "
        + ", ".join(status.value for status in Status)
        + ". How a type is written down: [the codebook](../codebook.md).",
        "",
    ]
    for kind in book.types.values():
        lines += [f"## {kind.name}", "", f"*{kind.title}.* {kind.code_when}", "", kind.because, ""]
        lines += [f"- {role}: {words}" for role, words in kind.roles.items()] + [""]
        lines += ["| becomes | when |", "|---|---|", *(f"| {t.type} | {_cell(t.when)} |" for t in kind.becomes), ""]
        lines += ["| elsewhere | |", "|---|---|", *(f"| {k} | {_cell(v)} |" for k, v in _elsewhere(kind.same_as)), ""]
        lines += ["| coded | not coded |", "|---|---|"]
        coded = [example.text for example in kind.examples if example.claims]
        missed = [f"{e.text} *{e.because or ''}*" for e in kind.examples if not e.claims]
        for i in range(max(len(coded), len(missed))):
            row = (coded[i] if i < len(coded) else "", missed[i] if i < len(missed) else "")
            lines.append(f"| {_cell(row[0])} | {_cell(row[1])} |")
        lines.append("")
    return "\n".join(lines)


def _elsewhere(same: SameAs) -> list[tuple[str, str]]:
    def named(types: Mapping[str, tuple[str, ...]]) -> str:
        return "; ".join(f"{kind}: {', '.join(parts)}" if parts else kind for kind, parts in types.items()) or "–"

    rows = [("ACLED", named(same.acled)), ("PLOVER", named(same.plover)), ("UCDP", ", ".join(same.ucdp) or "–")]
    return [*rows, *([("what decides", same.note)] if same.note else [])]


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
