"""Which reports were out at the end of a day. What came later is left out of everything, and so is what may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recount.model import Document, ReportDate


@dataclass(frozen=True, slots=True)
class Known:
    """The reports that were certainly out by the end of `day`, those that may have come later (undated, or dated by an
    interval that ends later), and how many certainly came later."""

    day: date
    documents: tuple[Document, ...]
    unsure: tuple[Document, ...] = ()
    later: int = 0


def known_on(documents: Iterable[Document], day: date) -> Known:
    """The reports known by the end of a day; one with an interval of days is known from the last of them."""
    known, unsure, later = [], [], 0
    for document in documents:
        if is_known(document.published, day):
            known.append(document)
        elif document.published.first is not None and document.published.first > day:
            later += 1
        else:
            unsure.append(document)
    return Known(day, tuple(known), tuple(unsure), later)


def is_known(published: ReportDate, day: date) -> bool:
    """Whether a report of this date was certainly out at the end of a day."""
    return published.last is not None and published.last <= day
