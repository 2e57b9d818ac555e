"""Web pages to stories, by a child process with a time limit that is kept for the whole batch."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from recount.errors import ReportError
from recount.reading.dates import day_given
from recount.reading.dating import DateEvidence, day_in_url
from recount.reading.html_worker import GUESSED
from recount.reading.layout import words_of

TIME_LIMIT = 20.0
"""Seconds one page may take; nearly all take a few hundredths."""

START_LIMIT = 40.0
"""Seconds that the first page may take longer, since the child process loads its libraries then."""

_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says: its story with the title as first line, and the fields its metadata give."""

    text: str
    extractor: str
    title: str | None
    outlet: str | None
    url: str | None
    found: tuple[DateEvidence, ...]


class PageReader:
    """Reads web pages in one child process, started with the first page and again after one that took too long.

    Use it as a context manager: leaving it ends the child.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, start_limit: float = START_LIMIT) -> None:
        self._limit = time_limit
        self._start_limit = start_limit
        self._child: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> PageReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, html: str, source: str) -> Page:
        """The story of a page. Raises `ReportError` where none is found, or not within the time limit."""
        started = self._child is None or self._child.poll() is not None
        if started:
            self._start()
        told = self._told(html, self._limit + (self._start_limit if started else 0))
        if told is None:
            self._end()
            raise ReportError(
                source, f"the page took more than {self._limit:g} seconds or too much memory", "Save the story as .txt."
            )
        if "error" in told:
            raise ReportError(source, f"the page could not be read ({told['error']})", "Save the story as .txt.")
        return _page(told, source)

    def _start(self) -> None:
        self._answers = queue.Queue()
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "recount.reading.html_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )
        threading.Thread(target=_collect, args=(self._child, self._answers), daemon=True).start()

    def _told(self, html: str, limit: float) -> dict[str, Any] | None:
        if self._child is None or self._child.stdin is None:
            return None
        try:
            self._child.stdin.write(json.dumps(html) + "\n")
            self._child.stdin.flush()
            line = self._answers.get(timeout=limit)
        except (OSError, queue.Empty):
            return None
        return json.loads(line) if line else None

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _collect(child: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Hands on the child's lines; an empty one says that it has ended."""
    if child.stdout is not None:
        with contextlib.suppress(ValueError):  # closed while the child was being ended
            for line in child.stdout:
                answers.put(line)
    answers.put("")


def _page(told: dict[str, Any], source: str) -> Page:
    story = str(told["text"]).strip()
    if len(words_of(story, limit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        raise ReportError(source, "no story was found on the page", "Save the story as .txt.")
    title = _field(told, "title")
    url = _field(told, "url")
    found = [DateEvidence(day, where) for value, where in told["dates"] if (day := day_given(value)) is not None]
    if url is not None and (day := day_in_url(url)) is not None:
        stated = sum(evidence.where not in GUESSED for evidence in found)
        found.insert(stated, DateEvidence(day, "the page's address"))
    if title is not None:
        first, _, rest = story.partition("\n")
        story = f"{title}\n\n{rest.lstrip() if first.strip() == title else story}"
    return Page(story, str(told["extractor"]), title, _field(told, "outlet"), url, tuple(found))


def _field(told: dict[str, Any], key: str) -> str | None:
    value = told.get(key)
    return " ".join(value.split())[:500] if isinstance(value, str) and value.strip() else None
