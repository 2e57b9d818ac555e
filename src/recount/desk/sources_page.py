"""What a desk's record is made from, in lists: its reports, what was set aside, its runs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.model import Problem
from recount.store import Run, opened
from recount.store.report_lists import ListedReport, ReportsAsked

__all__ = ["PAGE", "Aside", "ReportList", "ReportsAsked", "aside", "counts", "day_in", "listed", "runs_of"]

PAGE = 50
"""Lines of one page of a list."""

_OUTLETS = 60


@dataclass(frozen=True, slots=True)
class ReportList:
    """A page of the list of reports: its lines, how many reports are asked for and in all, and the record's outlets
    with how many reports each has."""

    reports: tuple[ListedReport, ...]
    page: int
    found: int
    in_all: int
    outlets: Sequence[tuple[str, int]]

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.found // PAGE))


@dataclass(frozen=True, slots=True)
class Aside:
    """A page of what was set aside: each problem with when it was seen (ISO), and how many there are."""

    problems: tuple[tuple[Problem, str], ...]
    page: int
    found: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.found // PAGE))


def listed(record: Path, asked: ReportsAsked, page: int, hidden: frozenset[str] = frozenset()) -> ReportList:
    """A page of the reports asked for, the latest first. `hidden` are those that who asks may not see: they count among
    all reports, and take no part in any question, in any list, whose order would tell of them, or in counts of
    outlets."""
    lines, found = reports_from(record, asked, (page - 1) * PAGE, PAGE, hidden)
    with closing(opened(record)) as store:
        in_all = found if replace(asked, hidden=hidden) == ReportsAsked() else store.reports_counted(ReportsAsked())
        return ReportList(lines, page, found, in_all, store.outlets_counted(_OUTLETS, hidden))


def reports_from(
    record: Path, asked: ReportsAsked, start: int, most: int, hidden: frozenset[str] = frozenset()
) -> tuple[tuple[ListedReport, ...], int]:
    """At most so many of the reports asked for after the first `start`, and how many there are in all."""
    asked = replace(asked, hidden=hidden)
    with closing(opened(record)) as store:
        return store.reports_listed(asked, start, most), store.reports_counted(asked)


def aside(record: Path, page: int) -> Aside:
    """A page of what was set aside."""
    problems, found = aside_from(record, (page - 1) * PAGE, PAGE)
    return Aside(problems, page, found)


def aside_from(record: Path, start: int, most: int) -> tuple[tuple[tuple[Problem, str], ...], int]:
    """At most so many problems after the first `start`, each with when it was seen, and how many there are in all."""
    with closing(opened(record)) as store:
        return store.problems_listed(start, most), store.problems_counted()


def counts(record: Path) -> tuple[int, int, int]:
    """How many reports, reports set aside, and feeds a record has."""
    with closing(opened(record)) as store:
        return store.reports_counted(ReportsAsked()), store.problems_counted(), len(store.feeds())


def runs_of(record: Path) -> tuple[Run, ...]:
    """The times that reports were read, the latest first."""
    with closing(opened(record)) as store:
        return tuple(reversed(store.runs()))


def day_in(word: str) -> date | None:
    """A day from a form's field; None where it is empty or no day."""
    try:
        return date.fromisoformat(word.strip()) if word.strip() else None
    except ValueError:
        return None
