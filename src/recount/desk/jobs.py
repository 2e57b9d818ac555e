"""Work of a served desk that takes longer than a page may: it goes on by itself, and its state can be looked at.

A job's state is a small file in the record's folder, so that every process of a server can show it. Of one kind only
one job runs at a time on a record; a job whose process is gone is told as broken off.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from recount.desk.running import Watch
from recount.errors import ConflictError, RecordError, RecountError

FOLDER = "jobs"
_KEPT = 50  # jobs; the oldest are forgotten
_BEAT = 2.0  # seconds between signs of life
_LOST = timedelta(seconds=30)  # without a sign of life
_KEY = re.compile(r"[0-9a-f]{16}")

Result = dict[str, Any]
Work = Callable[[Watch], Result]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work: what it is, who asked for it, how far it is.

    `to` is the page that shows its result. `refused` says why it could not be done, with the remedy. `beat` is its last
    sign of life; `result` is there once it is `finished`.
    """

    id: str
    kind: str
    title: str
    who: str
    to: str
    started: str
    beat: str
    says: str = ""
    done: int = 0
    total: int = 0
    finished: str = ""
    refused: tuple[str, str] = ("", "")
    result: Result | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return not self.finished and datetime.now(UTC) - datetime.fromisoformat(self.beat) < _LOST

    @property
    def broken_off(self) -> bool:
        """Whether its process ended before it did."""
        return not self.finished and not self.running

    @property
    def back(self) -> str:
        """The page that it was begun from: that of its result, where there is one before it has ended."""
        own = "{" in self.to or self.id in self.to
        return f"/{self.to.split('/')[1]}" if own else self.to


def begun(record: Path, kind: str, title: str, who: str, to: str, work: Work) -> Job:
    """A job at work from now on. `to` is the page of its result, in which {job} stands for its id, and the name of a
    part of its result for that.

    ConflictError where one of its kind is at work already: its title tells which.
    """
    folder = record / FOLDER
    folder.mkdir(exist_ok=True)
    with _only_one(folder, kind):
        if other := next((one for one in jobs(record) if one.kind == kind and one.running), None):
            what = f"“{other.title}” is still at work for {other.who}"
            raise ConflictError(title, what, "Wait until it has ended, then try again.")
        now, key = datetime.now(UTC).isoformat(), token_hex(8)
        job = Job(key, kind, title, who, to.replace("{job}", key), now, now)
        _write(folder, job)
    _forget(folder)
    threading.Thread(target=_done, args=(folder, job, work), name=f"job {kind}", daemon=True).start()
    return job


def job_called(record: Path, key: str) -> Job:
    """A job by its id; RecordError where there is none."""
    if _KEY.fullmatch(key):
        with suppress(OSError, ValueError, TypeError):
            return _read(record / FOLDER / f"{key}.json")
    raise RecordError(f"job {key[:16]}", "is not in the record", "It may have been forgotten since; begin it again.")


def jobs(record: Path) -> tuple[Job, ...]:
    """The jobs of a record, the latest first."""
    found = []
    for path in (record / FOLDER).glob("*.json"):
        with suppress(OSError, ValueError, TypeError):
            found.append(_read(path))
    return tuple(sorted(found, key=lambda one: (one.started, one.id), reverse=True))


class _Looker:
    """Notes what a job says, and gives a sign of life as long as its thread is at work."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder = folder
        self._job = job
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)
        self._beating.start()

    def say(self, what: str) -> None:
        """Something begins that takes longer than a moment."""
        with self._lock:
            self._job = replace(self._job, says=what, done=0, total=0)

    def progress(self, done: int, total: int) -> None:
        """So many of about so many have been dealt with."""
        with self._lock:
            self._job = replace(self._job, done=done, total=total)

    def _beat(self) -> None:
        while not self._over.wait(_BEAT):
            self._note()

    def _note(self) -> None:
        with self._lock, suppress(OSError):
            self._job = replace(self._job, beat=datetime.now(UTC).isoformat())
            _write(self._folder, self._job)

    def end(self, **outcome: Any) -> None:
        """The job is over."""
        self._over.set()
        self._beating.join()
        with self._lock:
            self._job = replace(self._job, finished=datetime.now(UTC).isoformat(), **outcome)
            _write(self._folder, self._job)


def _done(folder: Path, job: Job, work: Work) -> None:
    looker = _Looker(folder, job)
    try:
        result = work(looker)
        looker.end(result=result, to=_filled(job.to, result))
    except RecountError as error:
        looker.end(refused=(f"{error.source}: {error.what}.", error.remedy))
    except BaseException as error:
        looker.end(refused=(f"It failed ({type(error).__name__}).", "The log of the server tells where."))
        raise


def _filled(to: str, result: Result) -> str:
    for name, value in result.items():
        to = to.replace(f"{{{name}}}", quote(str(value), safe=""))
    return to


class _only_one:  # noqa: N801 — used like a function
    """Of two processes that would begin a job of one kind at the same moment one is refused."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._path = folder / f"{kind}.lock"
        self._kind = kind

    def __enter__(self) -> None:
        with suppress(OSError):
            if datetime.now(UTC).timestamp() - self._path.stat().st_mtime > _LOST.total_seconds():
                self._path.unlink()  # left behind by a process that was ended
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            raise ConflictError(self._kind, "is being begun by somebody else", "Try again in a moment.") from None

    def __exit__(self, *_: object) -> None:
        self._path.unlink(missing_ok=True)


def _write(folder: Path, job: Job) -> None:
    path = folder / f"{job.id}.json"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _read(path: Path) -> Job:
    values = json.loads(path.read_text(encoding="utf-8"))
    return Job(**{**values, "refused": tuple(values["refused"])})


def _forget(folder: Path) -> None:
    old = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]
    for path in old:
        path.unlink(missing_ok=True)
