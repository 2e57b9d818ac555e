"""Files and folders to reports: everything found is either read or named in a `Problem`; nothing is dropped."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.errors import ReportError
from recount.model import Document, Problem
from recount.reading.formats import (
    MAX_REPORT,
    MAX_TEXT,
    check_readable,
    declared_charset,
    decoded,
    lines_of,
    pieces_of,
    storable,
    unpacked,
)
from recount.reading.html import PageReader
from recount.reading.language import foreign_language
from recount.reading.received import Fields, Received, document_of

_SUFFIXES = {".txt": "txt", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
_KNOWN = ".txt, .html, .htm or .jsonl, each also .gz"


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What holds for every report that does not say it itself: the outlet, and the day of publication as given."""

    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a report's bytes lie: the file and line, what the sender would call it, the default fields."""

    source: str
    name: str
    options: IntakeOptions


def documents_in(paths: Sequence[Path | str], options: IntakeOptions | None = None) -> Iterator[Received | Problem]:
    """The reports in files and folders, one at a time: paths in the order given, folders by name, recursively.

    Bad files, bad lines and reports that can't be read come as `Problem`s in the place where they lay; nothing is
    raised for them. Memory holds one report at a time.
    """
    chosen = options or IntakeOptions()
    with PageReader() as pages:
        for path in paths:
            for found in files_in(Path(path)):
                if isinstance(found, Problem):
                    yield found
                else:
                    yield from _from_file(found, chosen, pages)


def received_again(raw: bytes, document: Document, options: IntakeOptions, pages: PageReader) -> Received:
    """What a report's stored bytes make now, read as when it came in; ReportError where they make none any more."""
    place = _Place(document.source, document.name, options)
    if document.extractor == "jsonl":
        return _from_line(raw, place)
    return _from_text(raw, place) if document.extractor.startswith("plain text") else _from_page(raw, place, pages)


def files_in(path: Path) -> Iterator[Path | Problem]:
    """The files under a path in a stable order. Folders that are links are named, not followed: no loop is walked."""
    waiting = [path]
    while waiting:
        at = waiting.pop()
        try:
            mode = at.stat().st_mode
            if not stat.S_ISDIR(mode):
                regular = stat.S_ISREG(mode)
                yield at if regular else Problem(str(at), "not a regular file", "Copy the report into a file.")
            elif at is not path and at.is_symlink():
                yield Problem(str(at), "a link to a folder, which is not followed", "Name the folder itself.")
            else:
                waiting.extend(at / name for name in sorted(os.listdir(at), reverse=True))
        except OSError as error:
            yield _unreadable(at, error)


def _from_file(path: Path, options: IntakeOptions, pages: PageReader) -> Iterator[Received | Problem]:
    packed = path.suffix.lower() == ".gz"
    inner = Path(path.stem) if packed else path
    kind = _SUFFIXES.get(inner.suffix.lower())
    place = _Place(str(path), inner.stem, options)
    if kind is None:
        yield Problem(str(path), "no known kind of report", f"Recount reads {_KNOWN}.")
        return
    try:
        with path.open("rb") as file:
            pieces = unpacked(file, str(path)) if packed else pieces_of(file)
            if kind == "jsonl":
                yield from _from_lines(pieces, place)
            else:
                raw = _whole(pieces, str(path))
                yield _from_page(raw, place, pages) if kind == "html" else _from_text(raw, place)
    except ReportError as error:
        yield Problem(error.source, error.what, error.remedy)
    except OSError as error:
        yield _unreadable(path, error)


def _whole(pieces: Iterator[bytes], source: str) -> bytes:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_REPORT:
            raise _too_large(source)
        held.append(piece)
    return b"".join(held)


def _from_text(raw: bytes, place: _Place) -> Received:
    found = decoded(raw, place.source)
    fields = Fields(outlet=place.options.outlet, published=place.options.published)
    return _received(found.text, raw, fields, place, f"plain text, {found.encoding}")


def _from_page(raw: bytes, place: _Place, pages: PageReader) -> Received:
    found = decoded(raw, place.source, declared_charset(raw))
    page = pages.read(found.text, place.source)
    check_readable(page.text, place.source)
    fields = Fields(
        title=page.title,
        outlet=page.outlet or place.options.outlet,
        published=None if page.found else place.options.published,
        url=page.url,
        found=page.found,
    )
    return _received(page.text, raw, fields, place, f"{page.extractor}, {found.encoding}")


def _from_lines(pieces: Iterator[bytes], place: _Place) -> Iterator[Received | Problem]:
    for number, line in enumerate(lines_of(pieces), start=1):
        source = f"{place.source}:{number}"
        try:
            if line is None:
                raise _too_large(source)
            if line.strip():
                yield _from_line(line, _Place(source, f"{place.name}-{number}", place.options))
        except ReportError as error:
            yield Problem(error.source, error.what, error.remedy)


def _from_line(line: bytes, place: _Place) -> Received:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise ReportError(place.source, f"the line is not JSON ({error})", "Write one JSON object a line.") from error
    if not isinstance(row, dict):
        raise ReportError(place.source, "the line is no JSON object", 'Write {"id": …, "text": …} on each line.')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReportError(place.source, "no text in it", 'Give the report\'s words as "text".')
    text = storable(text)
    check_readable(text, place.source)
    fields = Fields(
        title=_word(row, "title", place),
        outlet=_word(row, "outlet", place) or place.options.outlet,
        published=_word(row, "published", place) or place.options.published,
        url=_word(row, "url", place),
        language=_word(row, "language", place),
    )
    name = row.get("id")
    named = _Place(place.source, str(name) if isinstance(name, str | int) and name != "" else place.name, place.options)
    return _received(text, line, fields, named, "jsonl")


def _word(row: dict[str, object], key: str, place: _Place) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ReportError(place.source, f'"{key}" is no text', f'Write "{key}" as a string or null.')
    return value


def _received(text: str, raw: bytes, fields: Fields, place: _Place, extractor: str) -> Received:
    if len(text) > MAX_TEXT:
        raise _too_large(place.source, f"{MAX_TEXT:,} characters")
    foreign = foreign_language(text)
    if foreign is None and fields.language and fields.language.lower()[:2] != "en" and len(text.split()) < 8:
        foreign = f"language {fields.language}"
    if foreign is not None:
        raise ReportError(place.source, f"looks like {foreign}; Recount reads English", "Add it in translation.")
    document = document_of(text, raw, fields, name=place.name, source=place.source, extractor=extractor)
    return Received(document, raw)


def _too_large(source: str, limit: str = f"{MAX_REPORT // 2**20} MB") -> ReportError:
    return ReportError(source, f"more than {limit} in one report", "Split it into single reports.")


def _unreadable(path: Path, error: OSError) -> Problem:
    if path.is_symlink() and not path.exists():
        return Problem(str(path), "a link that leads nowhere", "Restore the file it names, or remove the link.")
    if isinstance(error, FileNotFoundError):
        return Problem(str(path), "no such file or folder", "Look at the path.")
    return Problem(str(path), f"can't be opened ({error.strerror or error})", "Look at the file's permissions.")
