"""A source that is no report and was taken by hand: who took it, when and from whom, its files, and who has held it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SOURCE_KINDS = ("call", "video", "photo", "visit", "document")
"""What a source taken by hand can be; everything else is a report."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source (a recording, a photo) as it came: where it lay, its bytes' SHA-256, its size.

    Of one that came after the source was taken in: when it was attached, by `who`, and from whom (`origin`, a code name
    for a private person). Of those that came with it that is said of the source.
    """

    path: str
    sha256: str
    size: int
    when: datetime | None = None
    who: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain of custody: when, who, what was done with the source. `day_only` says that of its time
    nothing but the day is known."""

    when: datetime
    who: str
    what: str
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A source taken by hand; `document` is its id among the reports, whose text are the notes.

    `by` is who took it, `day` when, `origin` from whom: a code name for a private person. `files` and `steps` only
    grow.
    """

    document: str
    kind: str
    by: str
    day: date
    origin: str
    files: tuple[SourceFile, ...] = ()
    steps: tuple[Step, ...] = ()
