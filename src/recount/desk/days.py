"""Days that a person gives: none that is still to come, and after its own reports only with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from recount.errors import RecordError
from recount.export.wording import date_words, days_words
from recount.judging.fields import NONE, Field
from recount.model import Claim, Incident, ReportDate, Status, When
from recount.store import RecordStore

_AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


def reached(day: date) -> bool:
    """Whether a day has begun, somewhere on earth."""
    return day <= (datetime.now(UTC) + timedelta(hours=14)).date()


def checked_taking(name: str, day: date) -> None:
    """RecordError where a source, or a step of it, would have been taken on a day that is still to come."""
    if not reached(day):
        raise RecordError(name, f"is still to come ({days_words(day, day)})", "Give the day on which it was taken.")


def checked_event(when: When | None, status: Status, reports: Iterable[ReportDate], why: str) -> None:
    """RecordError where an event that is said to have happened is dated ahead: after today, or after all its reports
    where no reason is given. What is planned, or supposed, may lie ahead."""
    if when is None or when.first is None or status in _AHEAD:
        return
    said = date_words(when)
    if not reached(when.first):
        remedy = "Correct the day, or first the status: planned."
        raise RecordError(f"time {said}", f"is still to come, and the event is told as {status.value}", remedy)
    known = [one.last for one in reports]
    last = max((day for day in known if day is not None), default=None)
    if last is not None and None not in known and when.first > last and not why.strip():
        what = f"is after all its reports, of which the last came out on {days_words(last, last)}"
        raise RecordError(f"time {said}", what, "Correct the day, or say why it is so.")


def checked_correction(store: RecordStore, of: Claim | Incident, field: Field, stored: str, why: str) -> None:
    """The same of a claim or an incident whose time or status a person is about to correct."""
    if field.name not in ("time", "status"):
        return
    documents: tuple[str, ...]
    if isinstance(of, Claim):
        when, status, documents = (of.time.value if of.time else None), of.status.value, (of.document,)
    else:
        when, status, documents = of.when, of.status, of.documents
    if field.name == "status":
        checked_event(when, Status(stored), (), why)
    elif stored != NONE:
        reports = [one.published for one in store.documents(documents)]
        checked_event(When.from_iso(stored), status, reports, why)
