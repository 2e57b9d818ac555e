"""The error tree.

RecountError            anything that Recount refuses, with a remedy
├── ReportError         one report can't be read (becomes a Problem; the batch goes on)
├── CodebookError       a codebook, alias or overlay file is wrong
├── GazetteerError      the gazetteer is missing or was not built from this version's sources
├── ReaderError         the reader model's weights are missing or damaged
├── RecordError         a record can't be opened, or does not hold what was asked for
│   ├── GoneError       what was asked for was removed on request
│   └── InUseError      somebody else writes to the record, and went on for longer than one waits
├── ConflictError       somebody else is at it, or was there first
│   └── AlikeError      it may be there already; `entries` are what it may be
├── ChangedError        it is no longer what was looked at
├── AccessError         it is there, but not for who asks
│   └── RestrictedError it is restricted; that it was asked for is written down
└── TooOftenError       it was tried too often; `wait` says when it may be tried again
"""

from __future__ import annotations


class RecountError(Exception):
    """Something Recount refuses: which file or thing, what is wrong with it, and what to do about it."""

    def __init__(self, source: str, what: str, remedy: str) -> None:
        super().__init__(f"{source}: {what}. {remedy}")
        self.source = source
        self.what = what
        self.remedy = remedy


class ReportError(RecountError):
    """One report can't be read; the batch sets it aside and goes on."""


class CodebookError(RecountError):
    """A codebook, alias or overlay file is wrong."""


class GazetteerError(RecountError):
    """The gazetteer is missing or unusable."""


class ReaderError(RecountError):
    """The reader model's weights are missing or damaged."""


class RecordError(RecountError):
    """A record can't be opened, or does not hold what was asked for."""


class GoneError(RecordError):
    """What was asked for was removed on request: what it was is said nowhere."""


class InUseError(RecordError):
    """Somebody else writes to the record, and went on for longer than one waits: nothing was done."""


class ConflictError(RecordError):
    """It can't be done now: somebody else is at it, or was there first."""


class AlikeError(ConflictError):
    """What is to be entered may be there already: `entries` are the ids of what it may be."""

    def __init__(self, entries: tuple[str, ...], source: str, what: str, remedy: str) -> None:
        super().__init__(source, what, remedy)
        self.entries = entries


class ChangedError(RecordError):
    """It is no longer what it was when who asks looked at it."""


class AccessError(RecountError):
    """What was asked for is there, but not for who asks."""


class RestrictedError(AccessError):
    """What was asked for is restricted. `kind`, `of` (its id) and `called` are what the log of who opened what says of
    the attempt."""

    def __init__(self, kind: str, of: str, source: str, what: str, remedy: str, called: str = "") -> None:
        super().__init__(source, what, remedy)
        self.kind = kind
        self.of = of
        self.called = called or source


class TooOftenError(RecountError):
    """Something was tried too often. `wait` is how many seconds to wait before trying again."""

    def __init__(self, source: str, what: str, wait: float) -> None:
        self.wait = max(1, int(wait + 0.999))
        again = f"{self.wait} seconds" if self.wait < 120 else f"{(self.wait + 59) // 60} minutes"
        super().__init__(source, what, f"Try again in {again}.")
