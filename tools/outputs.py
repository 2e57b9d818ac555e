"""Runs the commands whose output README.md and docs/tour.md show, and writes it there again: `make docs`.

A block to be written stands between a line `<!-- shows: recount … -->` and the end of the fence after it. `{TYPE DAY}`
in a command is the id of the incident of that type and day. Python with prompts (`>>>`) gets what it prints below it.
A test fails while a block is not what the program prints.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tour.md")
WIDTH = "110"
_BLOCK = re.compile(r"(<!-- shows: (?P<command>[^\n]+) -->\n```(?:text|console)\n).*?(```)", re.DOTALL)
_NAMED = re.compile(r"\{(?P<type>\w+) (?P<day>[\d-]+)\}")


@contextmanager
def record_of_the_examples() -> Iterator[Path]:
    """A record of `examples/raqqa` in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "raqqa"
        printed(f"recount run examples/raqqa --record {record}")
        yield record


def printed(command: str) -> str:
    """What a `recount …` command prints, without colours, on a terminal of the width that the pages have room for."""
    program = Path(sys.executable).parent / "recount"
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(  # noqa: S603
        [program, *command.split()[1:]], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines()).strip("\n") + "\n"


def with_outputs(page: str, record: Path) -> str:
    """A page with every shown output as the program prints it now."""

    def renewed(block: re.Match[str]) -> str:
        command = _NAMED.sub(lambda named: _incident(record, named["type"], named["day"]), block["command"])
        text = printed(f"{command} --record {record}").replace(str(record), "record/raqqa")
        return f"{block[1]}$ {command} --record record/raqqa\n{text}{block[3]}"

    return _BLOCK.sub(renewed, page)


def with_python_outputs(page: str) -> str:
    """A page with its Python run from top to bottom, and what each statement prints now below it."""
    names: dict[str, object] = {}

    def renewed(block: re.Match[str]) -> str:
        return f"```python\n{''.join(_run(example, names) for example in parser.get_examples(block[1]))}```"

    parser = doctest.DocTestParser()
    return re.sub(r"```python\n(>>>.*?)```", renewed, page, flags=re.DOTALL)


def _run(example: doctest.Example, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(example.source, "docs", "single"), names)  # noqa: S102  (our own pages)
    first, *more = example.source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}\n" for line in more), out.getvalue()])


def _incident(record: Path, kind: str, day: str) -> str:
    found = json.loads(printed(f"recount chronology --type {kind} --from {day} --to {day} --json --record {record}"))
    rows = found["incidents"] if isinstance(found, dict) else found
    exact = [row for row in rows if str(row["date"]) == day] or rows
    if not exact:
        raise LookupError(f"no {kind} on {day} in the examples")
    return str(exact[0]["incident"])


if __name__ == "__main__":
    with record_of_the_examples() as made:
        for shown in PAGES:
            shown.write_text(with_python_outputs(with_outputs(shown.read_text("utf-8"), made)), "utf-8")
