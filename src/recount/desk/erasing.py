"""Erasing on request as work that goes on by itself: going through a large record and writing it anew takes minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recount.desk import takedown
from recount.desk.jobs import Job, Result, begun
from recount.desk.running import Watch
from recount.errors import RecordError

_KIND, _TITLE, _TO = "erasing", "Erasing on request", "/takedown"  # nothing of what, or for whom


def begin_person(
    record: Path, names: Sequence[str], victim: str, request: str, confirmed: str, by: str, parts: Sequence[str] = ()
) -> Job:
    """A person erased (`takedown.erase_person`) as a job; `confirmed` is the request's number, given again."""
    found = takedown.names_to_erase(record, victim, "\n".join(names))
    alone = takedown.parts_to_erase(found, "\n".join(parts))
    if not request.strip() or confirmed.strip() != request.strip():
        raise RecordError("the confirmation", "is not the request's number", "Give the number once more.")
    takedown.checked_request(record, request, found)

    def work(watch: Watch) -> Result:
        watch.say("Going through all texts of the record …")
        return {"removal": takedown.erase_person(record, found, request, by, victim, alone).number}

    return begun(record, _KIND, _TITLE, by, _TO, work)


def begin_report(record: Path, report: str, request: str, confirmed: str, by: str) -> Job:
    """A report erased (`takedown.erase_report`) as a job; `confirmed` is its id, given again."""
    if confirmed.strip() not in (report, report[:8]):
        raise RecordError("the confirmation", "is not the report's id", "Give the id once more.")
    takedown.checked_request(record, request)

    def work(watch: Watch) -> Result:
        watch.say("Going through all texts of the record …")
        return {"removal": takedown.erase_report(record, report, confirmed, request, by).number}

    return begun(record, _KIND, _TITLE, by, _TO, work)
