"""A record that was read by other rules than those of now, as after a new version of Recount: it can be looked at, but
nothing can be judged or released in it before its reports are read anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic

from recount.desk.jobs import Job, Result, begun, jobs
from recount.desk.judged import actors_of_record
from recount.desk.kept_rules import with_kept
from recount.desk.running import RunOptions, Watch, run
from recount.desk.tools import BUILT_IN, Rules, Settings, rules_of
from recount.errors import RecordError
from recount.store import opened
from recount.version import VERSION

KIND = "read-anew"
PAGE = "/sources/runs"
_ASKED_EVERY = 20.0  # seconds: every page asks, and a record seldom changes so
_MOST = 50  # records of which one process remembers it


@dataclass(frozen=True, slots=True)
class Outdated:
    """A record that has to be read anew: by which version of Recount it was read last, which one this is, and how many
    reports it holds."""

    read_by: str
    version: str
    reports: int


_found: dict[tuple[Path, Rules], tuple[float, Outdated | None]] = {}
_lock = Lock()


def outdated(record: Path, rules: Rules = BUILT_IN) -> Outdated | None:
    """What is known of a record that has to be read anew; None of one that is up to date. `rules` are those that the
    desk was started with. It is looked up every few seconds, and again after a job of this process."""
    key = (record, rules)
    with _lock:
        known = _found.get(key)
    if known is not None and monotonic() - known[0] < _ASKED_EVERY:
        return known[1]
    made = _looked_up(record, rules)
    with _lock:
        if len(_found) >= _MOST:
            _found.clear()
        _found[key] = (monotonic(), made)
    return made


def _looked_up(record: Path, rules: Rules) -> Outdated | None:
    with closing(opened(record)) as store:
        try:
            actors_of_record(store, rules.actors)
        except RecordError:
            return Outdated(store.runs()[-1].version, VERSION, sum(store.read_with().values()))
    return None


def at_work(record: Path) -> Job | None:
    """The job that reads a record anew now."""
    return next((one for one in jobs(record) if one.kind == KIND and one.running), None)


def begin_again(record: Path, who: str, settings: Settings, rules: Rules = BUILT_IN) -> Job:
    """All reports of a record read anew, by the rules that the desk was started with, else by the record's own; what
    people judged stays. ConflictError where that is at work already."""

    def work(watch: Watch) -> Result:
        try:
            return _read_again(record, settings, rules, watch)
        finally:
            with _lock:
                _found.clear()

    return begun(record, KIND, "Reading all reports anew", who, PAGE, work)


def _read_again(record: Path, settings: Settings, rules: Rules, watch: Watch) -> Result:
    with TemporaryDirectory() as folder:
        with closing(opened(record)) as store:
            own = with_kept(rules_of(record, rules), store, Path(folder), settings.cache)
        report = run([], record, settings, RunOptions(rules=own, reread=True, jobs=1), watch)
    return {"read_anew": report.read_anew, "incidents": report.in_all}
