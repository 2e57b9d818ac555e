"""A refusal in the words of a page: what it is about, what is wrong, what to do."""

from __future__ import annotations

from recount.errors import InUseError, RecountError


def words_of(error: RecountError) -> tuple[str, str, str]:
    """What a refusal is about, what is wrong and what to do. Where a record lies is nobody's business on a page."""
    if isinstance(error, InUseError):
        what = "is being written to just now, by an import or another long run: nothing of yours was done"
        return (
            "The record",
            what,
            "Try again in a minute; on a page that says so go back, and send what you typed again.",
        )
    return error.source, error.what, error.remedy
