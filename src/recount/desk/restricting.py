"""Restricted reports: who may see them, and the log of who did.

A report is restricted where its words, or that it exists, could harm somebody. Its text, its sentences and the values
read from it are shown to reviewers and admins only; everybody else sees that something is withheld, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from recount.errors import RecordError, RestrictedError
from recount.store import opened
from recount.store.restricting import Access, AccessFilter, Restriction

REFUSED = "refused"
"""Stands in the log behind the kind of what somebody asked for and was not shown."""
_LONGEST_WHY = 500
_AT_ONCE = 200
_LOOK = "Look at it again: somebody else may have been here."


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the name that goes into the log, whether restricted things are shown, and from which address."""

    name: str
    sees_restricted: bool
    address: str = ""


def restrict(record: Path, report: str, by: str, why: str) -> Restriction:
    """Show a report, named by its id or how it begins, to reviewers and admins only from now on.

    It holds for the same bytes, too, where a later version reads them otherwise. RecordError where there is no such
    report, where it is restricted already, or where no reason is given: the others are told it.
    """
    return _marked(record, report, by, why, lifted=False)


def lift_restriction(record: Path, report: str, by: str, why: str) -> Restriction:
    """Show a restricted report to everybody at the desk again."""
    return _marked(record, report, by, why, lifted=True)


def restricted_reports(record: Path) -> Mapping[str, Restriction]:
    """The reports that are restricted now, by id."""
    with closing(opened(record)) as store:
        return store.restricted()


def restrictions_of(record: Path, report: str) -> tuple[Restriction, ...]:
    """How a report was restricted and shown again, oldest first."""
    with closing(opened(record)) as store:
        return store.restrictions(report)


def may_see(record: Path, report: str, viewer: Viewer) -> bool:
    """Whether somebody may see a report, by its whole id; nothing is written down."""
    return viewer.sees_restricted or report not in restricted_reports(record)


def withheld_from(record: Path, viewer: Viewer) -> Mapping[str, Restriction]:
    """The reports that somebody may not see, by id: empty for reviewers and admins."""
    return {} if viewer.sees_restricted else restricted_reports(record)


def opened_report(record: Path, report: str, viewer: Viewer, what: str) -> Restriction | None:
    """What restricts a report that somebody opens, None where nothing does; that they open it is written down.

    `what` is what the log calls it, such as the report's name. RestrictedError where they may not see it; whoever
    answers that writes the attempt down (`note_refused`).
    """
    found = restricted_reports(record).get(report)
    if found is None:
        return None
    if not viewer.sees_restricted:
        why = f"is restricted since {found.when:%d %b %Y}: {found.why}"
        raise RestrictedError("report", report, f"report {report[:8]}", why, "Reviewers and admins may see it.", what)
    note_access(record, viewer, "report", {report: what})
    return found


def note_access(record: Path, viewer: Viewer, kind: str, things: Mapping[str, str]) -> None:
    """Write down that somebody sees restricted things: of one kind ("report", "victims"), ids with what each is called.

    To be called before they are shown. What can't be written down is not shown: then this raises RecordError.
    """
    now = datetime.now(UTC)
    rows = tuple(
        Access(now, viewer.name, kind, key[:80], what[:300], viewer.address[:100]) for key, what in things.items()
    )
    with closing(opened(record)) as store:
        store.note_accesses(rows)


def note_refused(record: Path, viewer: Viewer, refused: RestrictedError) -> None:
    """Write down that somebody asked for what is restricted and was not shown it."""
    note_access(record, viewer, f"{refused.kind}, {REFUSED}", {refused.of: refused.called})


def see_restricted(record: Path, viewer: Viewer, reports: Iterable[str], where: str) -> None:
    """Write down that somebody sees words of these reports elsewhere, such as on an incident's page; of those that are
    not restricted nothing is written. `where` is what the log says of it."""
    restricted = restricted_reports(record)
    if seen := {report: where for report in reports if report in restricted}:
        note_access(record, viewer, "report", seen)


def see_whole(record: Path, viewer: Viewer, where: str) -> None:
    """Write down, in one line, that somebody sees a list or sums that restricted reports have a part in; where the
    record has no such report nothing is written."""
    if restricted_reports(record):
        note_access(record, viewer, "list", {"all": where})


def accesses(record: Path, asked: AccessFilter, most: int = _AT_ONCE) -> tuple[tuple[int, Access], ...]:
    """Who saw what, newest first, each with the position to go on from."""
    with closing(opened(record)) as store:
        return store.accesses(asked, most)


def accesses_in_all(record: Path, asked: AccessFilter) -> int:
    """How many of these there are, on whichever page one is."""
    with closing(opened(record)) as store:
        return store.accesses_in_all(replace(asked, before=None))


def checked_reason(why: str) -> str:
    """A reason as it is kept; RecordError for words that can't be that."""
    said = " ".join(why.split())
    if len(said) > _LONGEST_WHY or not said.isprintable():
        what = f"the reason is longer than {_LONGEST_WHY} characters, or holds some that can't be shown"
        raise RecordError("the restriction", what, "Write a few plain words.")
    return said


def _marked(record: Path, report: str, by: str, why: str, lifted: bool) -> Restriction:
    said = checked_reason(why)
    if not said and not lifted:
        raise RecordError("the restriction", "has no reason", "Say in a few words why: everybody at the desk sees it.")
    with closing(opened(record)) as store:
        whole = tuple(
            one.id for one in store.documents([report.strip()])
        )  # no name given by a sender comes before an id
        found = whole or (store.reports_like(report.strip()) if report.strip() else ())
        if len(found) != 1:
            what = f"may be {', '.join(found)} …" if found else "is not in the record"
            raise RecordError(f"report {report}", what, "Check its id.")
        if (found[0] in store.restricted()) is not lifted:
            raise RecordError(f"report {report}", "is not restricted" if lifted else "is restricted already", _LOOK)
        one = Restriction(found[0], datetime.now(UTC), by, said, lifted)
        store.note_restriction(one)
    return one
