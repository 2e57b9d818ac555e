"""The form of a source taken by hand, read and checked: YAML or JSON, its shape by `source.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from recount.codebook.pages import Block, parsed
from recount.codebook.schema import refusals
from recount.errors import CodebookError, ReportError
from recount.model.source import Step

SCHEMA = "../source.schema.json"  # beside the folder of the built-in codebook
_DAY = len("2017-06-04")
LONGEST_NOTES = 200_000
"""The most characters that the notes may have."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was filled in. `files` are paths with the SHA-256 that was given for them, or ""; `claims` are the
    entries as they stand there, with their lines."""

    name: str
    kind: str
    by: str
    day: date
    origin: str
    title: str | None
    notes: str
    files: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    claims: tuple[tuple[int, Mapping[str, Any]], ...]


def form_in(path: Path) -> Form:
    """The form in a file; ReportError, with the line and what to do, for the first mistake in it."""
    try:
        page = parsed(path)
    except CodebookError as error:
        raise ReportError(error.source, error.what, "Write the form as in `recount source form`.") from error
    for mistake in refusals(page, SCHEMA, path.name):
        raise ReportError(mistake.source, mistake.what, mistake.remedy)
    return Form(
        name=path.stem,
        kind=page["kind"],
        by=_line(page, "by", path),
        day=_day(page["day"], page.lines["day"], path),
        origin=_line(page, "from", path),
        title=_line(page, "title", path) if "title" in page else None,
        notes=_notes(page, path),
        files=tuple((file["path"], file.get("sha256", "")) for file in page.get("files", ())),
        steps=tuple(
            Step(
                _moment(step["when"], step.lines["when"], path),
                _line(step, "who", path),
                _line(step, "what", path),
                day_only=len(step["when"].strip()) <= _DAY,
            )
            for step in page.get("custody", ())
        ),
        claims=tuple((claim.line, claim) for claim in page.get("claims", ())),
    )


def _line(block: Block, key: str, path: Path) -> str:
    words = str(block[key]).strip()
    if not words.isprintable() or len(words) > 500:
        remedy = f"Write `{key}` on one line."
        raise ReportError(f"{path.name}:{block.lines[key]}", f"`{key}` is not one line of words", remedy)
    return words


def _notes(page: Block, path: Path) -> str:
    notes = str(page["notes"]).strip()
    if len(notes) > LONGEST_NOTES or not all(letter.isprintable() or letter in "\n\t" for letter in notes):
        what = f"`notes` are more than {LONGEST_NOTES:,} characters, or hold some that can't be shown"
        raise ReportError(f"{path.name}:{page.lines['notes']}", what, "Write plain text.")
    return notes


def _day(word: str, line: int, path: Path) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ReportError(f"{path.name}:{line}", f"{word} is no day", "Write it as 2017-06-04.") from None


def _moment(word: str, line: int, path: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        raise ReportError(f"{path.name}:{line}", f"{word} is no time", "Write it as 2017-06-04T10:30.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
