"""Files that people hand to a served desk: kept in the record's folder under names of the desk's making.

What a sender calls a file is a label: it is shown and never used as a path, and no file takes the place of another.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import BinaryIO

from recount.desk.byhand import source_named
from recount.desk.running import UPLOADS
from recount.errors import RecordError, RecountError, ReportError
from recount.reading.feeds import feed_in, report_lines, telling

MOST_BYTES = 200 * 1024 * 1024
"""The most that may be handed in at once, and the most that archives may unpack to."""

MOST_FILES = 2_000
"""The most files at once, those within archives counted."""

MOST_FEED = 20 * 1024 * 1024
"""The most bytes of a saved feed."""

_PIECE = 1 << 20
_KINDS = (".txt", ".html", ".htm", ".jsonl", ".txt.gz", ".html.gz", ".htm.gz", ".jsonl.gz")
_FEEDS = (".xml", ".rss", ".atom")
_SIZE = "200 MB"


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody hands in: what they call it, and its bytes."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of files handed in: the folder, its files, and for each that was left out why."""

    folder: Path
    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...]


def kept_reports(record: Path, handed: Iterable[Handed]) -> Kept:
    """Reports handed in, kept as files to be read; archives are unpacked. RecordError where there are too many bytes or
    files; a file that is no report is left out and named."""
    with _emptied_where_refused(new_folder(record)) as folder:
        return _kept(folder, handed)


def _kept(folder: Path, handed: Iterable[Handed]) -> Kept:
    store = _Folder(folder)
    left_out: list[tuple[str, str]] = []
    for one in handed:
        label = label_of(one.name)
        if label.lower().endswith(".zip"):
            left_out += _unpacked(one, label, store)
        elif label.lower().endswith(_FEEDS):
            left_out += _of_feed(one, label, store)
        elif label.lower().endswith(_KINDS):
            store.put(label, one.content)
        else:
            left_out.append((label, f"is no .txt, .html, .jsonl, .gz or .zip, and no saved feed{_remedy(label)}"))
    return Kept(folder, tuple(store.files), tuple(left_out))


def kept_attachments(record: Path, handed: Iterable[Handed]) -> Kept:
    """Files of a source taken by hand (a recording, a photo), kept as they are."""
    with _emptied_where_refused(new_folder(record)) as folder:
        store = _Folder(folder)
        for one in handed:
            store.put(label_of(one.name), one.content)
        return Kept(folder, tuple(store.files), ())


@contextmanager
def _emptied_where_refused(folder: Path) -> Iterator[Path]:
    """Nothing stays of what was refused half-way."""
    try:
        yield folder
    except RecountError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def new_folder(record: Path) -> Path:
    """A folder of its own for what is handed in now."""
    folder = record / UPLOADS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{token_hex(4)}"
    folder.mkdir(parents=True)
    return folder


def label_of(name: str) -> str:
    """What a sender calls a file, as a plain name: no folders, no characters that a disk or a page could stumble over.

    >>> label_of("../../etc/pass wd")
    'pass wd'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = re.sub(r"[^\w .,()+@-]+", "-", last).strip(" .-")
    stem, dot, suffixes = plain.partition(".")
    return f"{stem[:100]}{dot}{suffixes[-30:]}" or "file"


def inside_uploads(path: Path, record: Path) -> bool:
    """Whether a path, links followed, lies among what was handed in to a record."""
    return path.resolve().is_relative_to((record / UPLOADS).resolve())


def kept_file(record: Path, source: str, sha256: str) -> Path:
    """A file of a source taken by hand, which the desk keeps; RecordError where it keeps none with this hash, or where
    the file is no longer what it was as it came."""
    found, _ = source_named(record, source)
    path = next((Path(one.path) for one in found.files if one.sha256 == sha256), None)
    if path is None or not inside_uploads(path, record) or not path.is_file():
        what = "is not in the record"
        raise RecordError(f"file {sha256[:12]}", what, "It lies where it was when it was taken in, if it is kept.")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise RecordError(path.name, "is not the file that was taken in", "Find it as it was; note it in custody.")
    return path


_WRITTEN = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".pages", ".mht", ".mhtml", ".eml", ".msg"})
_SHOWN = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".mov"})
_PACKED = frozenset({".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz"})


class _Folder:
    """A folder that is filled up to the bounds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []
        self._size = 0

    def put(self, label: str, content: BinaryIO) -> None:
        """Keep a file; of two with one name the later gets a number."""
        if len(self.files) >= MOST_FILES:
            raise RecordError("the files", f"are more than {MOST_FILES:,}", "Hand them in in several parts.")
        path = self._free(label)
        with path.open("xb") as out:
            while piece := content.read(_PIECE):
                self._size += len(piece)
                if self._size > MOST_BYTES:
                    raise RecordError("the files", f"hold more than {_SIZE}", "Hand them in in several parts.")
                out.write(piece)
        self.files.append(path)

    def _free(self, label: str) -> Path:
        path, n = self.folder / label, 1
        while path.exists():
            n += 1
            path = self.folder / f"{n}-{label}"
        return path


def _remedy(name: str) -> str:
    """What to do with a file that is left out, where something can be done."""
    kind = PurePosixPath(name).suffix.lower()
    if kind in _WRITTEN:
        return "; open it, save it as text or HTML, and hand that in"
    if kind in _SHOWN:
        return "; what it shows or says can be taken in by hand on the page Sources"
    return "; an archive of another kind has to be packed as .zip" if kind in _PACKED else ""


def _of_feed(saved: Handed, label: str, store: _Folder) -> Iterator[tuple[str, str]]:
    """Keeps the entries of a saved feed as a list of reports; yields what is left out, with the reason."""
    read = feed_in(saved.content.read(MOST_FEED + 1)[:MOST_FEED], label)
    told = telling(read.entries)
    if told:
        store.put(f"{label}.jsonl", io.BytesIO(report_lines(told, read.title).encode()))
    if len(told) < len(read.entries):
        yield label, f"has {len(read.entries) - len(told):,} entries without words of their own; hand in their pages"


def _unpacked(archive: Handed, label: str, store: _Folder) -> Iterator[tuple[str, str]]:
    """Keeps the reports of an archive; yields those that are left out, with the reason."""
    try:
        with zipfile.ZipFile(archive.content) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            if len(members) > MOST_FILES:
                raise RecordError(label, f"holds more than {MOST_FILES:,} files", "Hand them in in several parts.")
            for member in members:
                name = label_of(member.filename)
                if not name.lower().endswith(_KINDS):
                    yield f"{label}: {name}", f"is no .txt, .html or .jsonl{_remedy(name)}"
                elif member.flag_bits & 1:
                    yield f"{label}: {name}", "is locked with a password"
                else:
                    with packed.open(member) as content:
                        store.put(name, content)  # type: ignore[arg-type]  # it reads as a file does
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        what = f"can't be unpacked ({type(error).__name__})"
        raise ReportError(label, what, "Pack it again, or hand in its files.") from None
