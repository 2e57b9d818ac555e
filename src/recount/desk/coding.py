"""Reports coded on one core or on several; the answer is the same, and comes in the order of the question."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from recount.desk.tools import Rules, Settings, tools_of
from recount.errors import RecountError
from recount.model import Document, Problem
from recount.pipeline import Coded, Tools, coded

AT_ONCE = 8
"""Reports that are coded, and then kept, together: what an interruption can lose is less than two seconds' work."""

Portion = tuple[tuple[Document, Coded | Problem], ...]
"""Reports, each with what was coded from it."""

_WORTH_STARTING = 120  # reports; fewer are read sooner than further processes have started
_AHEAD = 3  # portions handed to each process in advance


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools, and how another process makes the same ones."""

    tools: Tools
    rules: Rules
    settings: Settings


def jobs_for(reports: int, wanted: int | None) -> int:
    """How many processes to read with: as many as asked for, else all cores but one once it is worth it."""
    if wanted is not None:
        return max(1, wanted)
    return 1 if reports < _WORTH_STARTING else max(1, (os.cpu_count() or 1) - 1)


def coded_each(documents: Iterable[Document], workshop: Workshop, jobs: int = 1) -> Iterator[Portion]:
    """Each report with what was coded from it, in portions, in the order given."""
    portions = _portions(documents)
    if jobs == 1:
        return (_coded_portion(portion, workshop.tools) for portion in portions)
    return _by_processes(portions, workshop, jobs)


def coded_or_problem(document: Document, tools: Tools) -> Coded | Problem:
    """A coded report; a Problem where coding it failed, so that one report never stops a batch."""
    try:
        return coded(document, tools)
    except RecountError as error:
        return Problem(document.source, error.what, error.remedy)
    except Exception as error:  # whatever a text brings to light in a stage, the other reports are read
        what = f"could not be coded ({type(error).__name__}: {error})"
        return Problem(document.source, what, "This is a defect in Recount: please report it with this line.")


def _coded_portion(portion: tuple[Document, ...], tools: Tools) -> Portion:
    return tuple((document, coded_or_problem(document, tools)) for document in portion)


def _portions(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    rest = iter(documents)
    while portion := tuple(islice(rest, AT_ONCE)):
        yield portion


def _by_processes(portions: Iterator[tuple[Document, ...]], workshop: Workshop, jobs: int) -> Iterator[Portion]:
    # Spawned, not forked: a forked copy of a process with an inference session in it can hang.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (workshop.rules, workshop.settings))
    others = set(multiprocessing.active_children())
    waiting: deque[Future[Portion]] = deque()
    try:
        for portion in portions:
            with _without_interrupts():  # the first submission starts the processes
                waiting.append(pool.submit(_in_process, portion))
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        remedy = "What was read before is kept; run again with fewer --jobs."
        raise RecountError("reading", "a process ended (perhaps the memory ran out)", remedy) from None
    finally:
        if waiting:  # nobody wants what they still read, which may take a minute
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started in here never hear of Ctrl-C, not even while they start; this one hears of it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_own_tools: Tools | None = None  # of a started process


def _start(rules: Rules, settings: Settings) -> None:
    global _own_tools
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _own_tools = tools_of(rules, settings, lambda _: None)


def _in_process(portion: tuple[Document, ...]) -> Portion:
    if _own_tools is None:
        raise RuntimeError("the process was not started by _start")
    return _coded_portion(portion, _own_tools)
