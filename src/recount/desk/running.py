"""Reports into a record: read what is new, keep it portion by portion, bring the claims together, write the exports."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeGuard

from recount.desk import victims
from recount.desk.coding import Workshop, coded_each, jobs_for
from recount.desk.exporting import EXPORTS, write_exports
from recount.desk.fields import bring_along
from recount.desk.following import Following
from recount.desk.gathering import brought_up_to_date
from recount.desk.manifest import rule_files_of
from recount.desk.operations import with_operations
from recount.desk.spreading import spread_over
from recount.desk.tools import BUILT_IN, BY_HAND, Rules, Settings, marks_of, rules_of, stamp_of, tools_of
from recount.model import Document, Incident, Problem, ReportDate
from recount.pipeline import Coded
from recount.reading import IntakeOptions, Received, documents_in
from recount.reading.intake import files_in
from recount.store import Entry, Intake, RecordStore, Run, opened_or_made
from recount.version import VERSION, program_mark

UPLOADS = "uploads"
"""The folder within a record that holds what people handed in to a served desk."""

LARGE = 5_000
"""Incidents of a record, or reports at once, from which on a run does not list everything and write it out again."""


class Watch(Protocol):
    """Who looks on while reports are read."""

    def say(self, what: str) -> None:
        """Something begins that takes longer than a moment."""
        ...

    def progress(self, done: int, total: int) -> None:
        """So many of about so many reports have been dealt with."""
        ...


class Unwatched:
    """Nobody looks on."""

    def say(self, what: str) -> None:
        """Nothing is shown."""

    def progress(self, done: int, total: int) -> None:
        """Nothing is shown."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How reports are read: what they don't say themselves, by whose rules, on how many cores.

    `reread` reads all reports of the record anew, whatever they were read with before. `store` is the address of the
    PostgreSQL database that a new record is kept in. `by` is who hands the reports in.
    """

    outlet: str | None = None
    published: str | None = None
    rules: Rules = BUILT_IN
    jobs: int | None = None
    reread: bool = False
    store: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `stale` reports of the record were read with other rules or models and were not asked for now.

    Of a record with more than `LARGE` incidents neither `incidents` nor `exports` are given: who adds one report to it
    does not wait for all others to be written again.
    """

    record: Path
    added: int
    read_anew: int
    already_there: int
    problems: tuple[Problem, ...]
    reports: int
    claims: int
    in_all: int
    incidents: tuple[Incident, ...]
    published: Mapping[str, ReportDate]
    stale: int
    exports: tuple[Path, ...]


@dataclass
class _Tally:
    """What has come in so far."""

    seen: set[str] = field(default_factory=set)
    raw: dict[str, bytes] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    done: int = 0
    added: int = 0
    read_anew: int = 0
    already_there: int = 0


def run(
    paths: Sequence[Path],
    record: Path,
    settings: Settings,
    options: RunOptions | None = None,
    watch: Watch | None = None,
) -> RunReport:
    """Read reports into a record, made where there is none; what is kept stays when this is interrupted.

    A report that the record has is read again only when it was read with other rules, models or another version of
    Recount. Raises RecordError where the folder can't hold a record.
    """
    given, looker = options or RunOptions(), watch or Unwatched()
    chosen = dataclasses.replace(given, rules=rules_of(record, given.rules))
    tools = tools_of(chosen.rules, settings, looker.say)
    marks = marks_of(tools)
    with closing(opened_or_made(record, chosen.store)) as store:
        started = Run(datetime.now(UTC), VERSION, (*marks, ("program", program_mark())))
        store.note_run(started)
        store.note_given(chosen.outlet, chosen.published)
        store.keep_rules(rule_files_of(chosen.rules.codebook, chosen.rules.actors, chosen.rules.places))
        workshop = Workshop(tools, chosen.rules, settings)
        tally = _Tally()
        total = about_how_many(paths, record)
        stamp = stamp_of(marks, VERSION)
        fresh = _to_read(_received(paths, record, chosen), store, stamp, chosen.reread, tally)
        again = sum(store.read_with().values()) if chosen.reread else 0
        following = Following(store, tools.actors, tools.codebook.merging, total + again)
        for portion in coded_each(fresh, workshop, jobs_for(total, chosen.jobs)):
            _keep(portion, store, stamp, tally, Intake(datetime.now(UTC), started.started, chosen.by))
            following.came(result for _, result in portion if isinstance(result, Coded))
            looker.progress(tally.done, max(total, tally.done))
        _keep_rest(store, tally)
        looker.progress(tally.done, max(total, tally.done))
        looker.say("Bringing the claims together …")
        spread = spread_over(jobs_for(total, chosen.jobs) if total > LARGE else 1)
        brought_up_to_date(store, tools.actors, tools.codebook.merging, spread)
        bring_along(store)
        victims.bring_along(store)
        ended = dataclasses.replace(
            started,
            finished=datetime.now(UTC),
            added=tally.added,
            already_there=tally.already_there,
            set_aside=len(tally.problems),
        )
        store.note_run(ended)
        return _report(store, record, stamp, tally)


def _report(store: RecordStore, record: Path, stamp: str, tally: _Tally) -> RunReport:
    read_with = store.read_with()
    claims, in_all = store.sizes()
    large = in_all > LARGE
    return RunReport(
        record=record,
        added=tally.added,
        read_anew=tally.read_anew,
        already_there=tally.already_there,
        problems=store.problems(),
        reports=sum(read_with.values()),
        claims=claims,
        in_all=in_all,
        incidents=() if large else with_operations(store, store.incidents()),
        published={} if large else store.published(),
        stale=sum(n for other, n in read_with.items() if other not in (stamp, BY_HAND)),
        exports=() if large else write_exports(store, record / EXPORTS),
    )


def about_how_many(paths: Iterable[Path], record: Path | None = None) -> int:
    """How many reports the files hold: one each, of .jsonl one a line; packed ones count as one until they are read."""
    files = (found for path in paths for found in files_in(path))
    return sum(_lines_in(found) if _is_list(found, _kept_out(paths, record)) else 1 for found in files)


def _is_list(found: Path | Problem, record: Path | None) -> TypeGuard[Path]:
    if isinstance(found, Problem) or found.suffix.lower() != ".jsonl":
        return False
    return record is None or not _inside(str(found), record)


def _lines_in(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return max(1, sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")))
    except OSError:
        return 1  # reading will say what is wrong with it


def _received(paths: Sequence[Path], record: Path, options: RunOptions) -> Iterator[Received | Problem]:
    kept_out = _kept_out(paths, record)
    for found in documents_in(paths, IntakeOptions(options.outlet, options.published)):
        source = found.source if isinstance(found, Problem) else found.document.source
        if kept_out is None or not _inside(source, kept_out):
            yield found


def _kept_out(paths: Iterable[Path], record: Path | None) -> Path | None:
    """The record's folder, which may lie in the one that is read; None where what was handed in to it is asked for."""
    handed_in = record is not None and any(_inside(str(path), record / UPLOADS) for path in paths)
    return None if handed_in else record


def _inside(source: str, folder: Path) -> bool:
    return os.path.abspath(source).startswith(os.path.abspath(folder) + os.sep)


def _to_read(
    received: Iterable[Received | Problem], store: RecordStore, stamp: str, reread: bool, tally: _Tally
) -> Iterator[Document]:
    """The reports that have to be read; all others are counted. With `reread`, those of the record come first.

    A report that words were taken out of stays as it was read when it had them: who was counted goes on to count.
    """
    blocked = store.blocked_reports()
    if reread:
        read_with = store.stamps()
        store.note_read([key for key in blocked if read_with.get(key, BY_HAND) != BY_HAND], stamp)
        for key in sorted(key for key, mark in read_with.items() if mark != BY_HAND and key not in blocked):
            (document,) = store.documents([key])
            tally.seen.add(key)
            tally.raw[key] = store.raw(key)
            yield document
    for found in received:
        if isinstance(found, Problem):
            tally.problems.append(found)
            tally.done += 1
            continue
        document = found.document
        tally.sources.add(document.source)
        there = document.id in tally.seen or document.id in blocked
        if there or store.stamps([document.id]).get(document.id) == stamp:
            tally.already_there += 1
            tally.done += 1
            continue
        tally.seen.add(document.id)
        tally.raw[document.id] = found.raw
        yield document


def _keep(
    portion: Iterable[tuple[Document, Coded | Problem]],
    store: RecordStore,
    stamp: str,
    tally: _Tally,
    intake: Intake,
) -> None:
    entries = []
    for document, result in portion:
        raw = tally.raw.pop(document.id)
        tally.done += 1
        if isinstance(result, Problem):
            tally.problems.append(result)
            tally.sources.discard(document.source)
        else:
            entries.append(Entry(document, raw, result.sentences, result.claims, intake))
    added = store.add(entries, stamp)
    tally.added += added
    tally.read_anew += len(entries) - added


def _keep_rest(store: RecordStore, tally: _Tally) -> None:
    """Keep what was set aside, and forget the problems of files that were read this time."""
    store.settle(tally.sources)
    store.set_aside(tally.problems, datetime.now(UTC))
