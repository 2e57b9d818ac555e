"""The error tree.

RecountError            anything that Recount refuses, with a remedy
├── ReportError         one report can't be read (becomes a Problem; the batch goes on)
├── CodebookError       a codebook, alias or overlay file is wrong
├── GazetteerError      the gazetteer is missing or was not built from this version's sources
├── ReaderError         the reader model's weights are missing or damaged
└── RecordError         a record can't be opened, or does not hold what was asked for
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
