"""Runs the commands whose output README.md and pages of docs show, and writes it there again: `make docs`.

A block to be written stands between a line `<!-- shows: recount … -->` and the end of the fence after it. `{TYPE DAY}`
or `{TYPE PLACE}` in a command is the id of the first incident of that type and day or place. Python with prompts
(`>>>`) gets what it prints below it. A test fails while a block is not what the program prints.
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

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    *(ROOT / "docs" / name for name in ("tour.md", "ledger.md", "control.md", "aggregates.md")),
)
PICTURE = ROOT / "docs" / "img" / "chronology.svg"
PICTURED = "recount chronology --from 2016-06 --to 2017-04 --min-killed 1"
WIDTH = "110"
_BLOCK = re.compile(r"(<!-- shows: (?P<command>[^\n]+) -->\n```(?:text|console)\n).*?(```)", re.DOTALL)
_NAMED = re.compile(r"\{(?P<type>\w+) (?P<at>[\w-]+)\}")


@contextmanager
def record_of_the_examples() -> Iterator[Path]:
    """A record of `examples/raqqa` in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "raqqa"
        printed(f"recount run examples/raqqa --record {record}")
        yield record


def printed(command: str) -> str:
    """What a `recount …` command prints, without colours, on a terminal of the width that the pages have room for."""
    lines = _ran(command, {"NO_COLOR": "1", "TERM": "dumb"}).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).strip("\n") + "\n"


def pictured(record: Path) -> str:
    """The README's picture: a chronology as a terminal with colours shows it, as SVG that fetches nothing."""
    console = Console(record=True, width=int(WIDTH), file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {PICTURED} --record record/raqqa", style="bold"))
    console.print(Text.from_ansi(_ran(f"{PICTURED} --record {record}", {"FORCE_COLOR": "1"})))
    svg = console.export_svg(title="Recount", unique_id="chronology")
    return re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->", "", svg, flags=re.DOTALL)  # fonts would come from elsewhere


def _ran(command: str, environment: dict[str, str]) -> str:
    program = Path(sys.executable).parent / "recount"
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(  # noqa: S603
        [program, *command.split()[1:]],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**kept, "COLUMNS": WIDTH, **environment},
    )
    return done.stdout


def with_outputs(page: str, record: Path) -> str:
    """A page with every shown output as the program prints it now."""

    def renewed(block: re.Match[str]) -> str:
        command = _NAMED.sub(lambda named: _incident(record, named["type"], named["at"]), block["command"])
        text = printed(f"{command} --record {record}").replace(str(record), "record/raqqa")
        return f"{block[1]}$ {command} --record record/raqqa\n{text}{block[3]}"

    return _BLOCK.sub(renewed, page)


def with_python_outputs(page: str) -> str:
    """A page with its Python run from top to bottom, and what each statement prints now below it."""
    names: dict[str, object] = {}

    def renewed(block: re.Match[str]) -> str:
        return f"```python\n{''.join(_run(example, names) for example in parser.get_examples(block[1]))}\n```"

    parser = doctest.DocTestParser()
    return re.sub(r"```python\n(>>>.*?)\n*```", renewed, page, flags=re.DOTALL)


def _run(example: doctest.Example, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(example.source, "docs", "single"), names)  # noqa: S102  (our own pages)
    first, *more = example.source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}\n" for line in more), out.getvalue()])


def _incident(record: Path, kind: str, at: str) -> str:
    where = f"--from {at} --to {at}" if at[0].isdigit() else f"--place {at}"
    found = json.loads(printed(f"recount chronology --type {kind} {where} --json --record {record}"))
    rows = found["incidents"]
    exact = [row for row in rows if str(row["date"]) == at] or rows
    if not exact:
        raise LookupError(f"no {kind} of {at} in the examples")
    return str(exact[0]["incident"])


if __name__ == "__main__":
    with record_of_the_examples() as made:
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_text(pictured(made), "utf-8")
        for shown in PAGES:
            shown.write_text(with_python_outputs(with_outputs(shown.read_text("utf-8"), made)), "utf-8")
