"""The terminal: results on standard output, everything said along the way on standard error."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from recount.cli.text import shown
from recount.errors import RecountError

_WITHOUT_TERMINAL = 100  # columns


def screen(stderr: bool = False) -> Console:
    """A console as wide as the terminal; 100 columns where there is none, or as $COLUMNS says."""
    stream = sys.stderr if stderr else sys.stdout
    wide = None if stream.isatty() or os.environ.get("COLUMNS") else _WITHOUT_TERMINAL
    return Console(file=stream, width=wide, highlight=False, emoji=False, markup=False)


def show(*parts: RenderableType) -> None:
    """Print to standard output."""
    console = screen()
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    with console.capture() as printed:
        console.print(*parts, sep="\n")
    console.file.write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))


def emphasis() -> bool:
    """Whether bold and underline can be seen on standard output."""
    console = screen()
    return console.is_terminal and not console.is_dumb_terminal


def tell(line: str) -> None:
    """Say something about the work, on standard error."""
    screen(stderr=True).print(line)


def tell_error(error: RecountError) -> None:
    """Say what is wrong and what to do about it."""
    console = screen(stderr=True)
    console.print(f"{shown(error.source)}: {shown(error.what)}.", style="bold")
    console.print(shown(error.remedy))


class Looker:
    """Shows on standard error how far a run is; a bar where there is a terminal, else only what begins."""

    def __init__(self, doing: str = "Reading reports") -> None:
        self._doing = doing
        self._console = screen(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> Looker:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def say(self, what: str) -> None:
        """Something begins that takes longer than a moment."""
        self._bar.console.print(shown(what), style="dim")

    def progress(self, done: int, total: int) -> None:
        """So many of about so many reports have been dealt with."""
        if self._task is None:
            self._task = self._bar.add_task(self._doing, total=total)
        self._bar.update(self._task, completed=done, total=total)
