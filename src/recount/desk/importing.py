"""Reports handed in to a served desk: kept, then read by the ordinary run while a page tells how far it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from recount.desk.jobs import Job, Result, begun, jobs
from recount.desk.running import RunOptions, Watch, run
from recount.desk.tools import BUILT_IN, Rules, Settings
from recount.desk.uploads import Handed, kept_reports
from recount.errors import ConflictError, RecordError
from recount.model import Problem
from recount.reading.dates import day_given
from recount.store import opened

KIND = "import"
"""The kind of job that reads reports into a record; of these one runs at a time."""

PAGE = "/sources/imports/{job}"
_SHOWN = 200  # reports set aside that an import's page lists


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for reports that don't say it themselves, and `by` whom they are handed in."""

    outlet: str = ""
    published: str = ""
    by: str = ""

    def checked(self) -> Given:
        """The same, trimmed; RecordError where the day is none or the outlet is no line of words."""
        outlet, published = self.outlet.strip(), self.published.strip()
        if len(outlet) > 200 or not outlet.isprintable():
            raise RecordError("the outlet", "is not one line of words", "Write its name.")
        if published and day_given(published) is None:
            raise RecordError(f"the day {published[:40]}", "can't be read", "Write it as 2017-06-03.")
        return Given(outlet, published, self.by)


def begin_import(
    record: Path, handed: Iterable[Handed], given: Given, who: str, settings: Settings, rules: Rules = BUILT_IN
) -> Job:
    """Files handed in, being read into the record from now on. RecordError where nothing readable is among them, where
    they are too many or too large, or where another import is at work."""
    said = replace(given.checked(), by=who)
    _none_at_work(record)
    kept = kept_reports(record, handed)
    if not kept.files:
        shutil.rmtree(kept.folder, ignore_errors=True)
        what = "; ".join(f"{name} {why}" for name, why in kept.left_out[:3]) or "hold nothing"
        raise RecordError("the files", what, "Hand in .txt, .html or .jsonl files, packed as .gz or .zip if you like.")
    many = len(kept.files)
    title = "Reading a file" if many == 1 else f"Reading {many:,} files"  # names of files may give their sources away

    def work(watch: Watch) -> Result:
        return read_in([kept.folder], record, settings, said, rules, watch) | {"left_out": kept.left_out[:_SHOWN]}

    try:
        return begun(record, KIND, title, who, PAGE, work)
    except RecordError:
        shutil.rmtree(kept.folder, ignore_errors=True)
        raise


def try_again(record: Path, source: str, who: str, settings: Settings, rules: Rules = BUILT_IN) -> Job:
    """What was set aside, read once more from where it lay. RecordError where it is not set aside, or lies there no
    more."""
    with closing(opened(record)) as store:
        aside = {problem.source for problem in store.problems()}
    if source not in aside:
        raise RecordError(source[:200], "is not set aside any more", "Look at the list again.")
    path = file_of(source)
    if not path.exists():
        raise RecordError(source[:200], "lies there no more", "Hand the report in again.")

    def work(watch: Watch) -> Result:
        return read_in([path], record, settings, Given(by=who), rules, watch)

    return begun(record, KIND, "Reading a file again", who, PAGE, work)


def file_of(source: str) -> Path:
    """The file that a report lay in; a line of a list of reports lies in the list."""
    name, colon, line = source.rpartition(":")
    return Path(name) if colon and line.isdigit() else Path(source)


def read_in(paths: list[Path], record: Path, settings: Settings, given: Given, rules: Rules, watch: Watch) -> Result:
    """The ordinary run over files, by one process beside those that serve pages; what it did, as plain values."""
    options = RunOptions(given.outlet or None, given.published or None, rules, jobs=1, by=given.by)
    done = run(paths, record, settings, options, watch)
    aside = [one for one in done.problems if any(_under(one, path) for path in paths)]
    return {
        "added": done.added,
        "already_there": done.already_there,
        "read_anew": done.read_anew,
        "set_aside": len(aside),
        "problems": [[one.source, one.what, one.remedy] for one in aside[:_SHOWN]],
        "reports": done.reports,
        "incidents": done.in_all,
    }


def _under(problem: Problem, path: Path) -> bool:
    return file_of(problem.source).is_relative_to(path)


def _none_at_work(record: Path) -> None:
    if other := next((one for one in jobs(record) if one.kind == KIND and one.running), None):
        what = f"“{other.title}” is still at work for {other.who}"
        raise ConflictError("the import", what, "Wait until it has ended, then hand the files in again.")
