"""What the suites share: the product's own tools, its readings of a file of reports, lines of JSON, a command line."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from recount.desk.settings import settings_from
from recount.desk.tools import BUILT_IN, tools_of
from recount.export.contract import claim_line
from recount.model import Document
from recount.pipeline import Coded, Tools, coded
from recount.reading import document_from

Line = dict[str, Any]


def rows(path: Path) -> list[Line]:
    """The lines of a .jsonl file; none where there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


@cache
def tools() -> Tools:
    """The tools a desk starts with, made once for all suites."""
    return tools_of(BUILT_IN, settings_from(os.environ), lambda line: print(line, file=sys.stderr))


def document_in(report: Line) -> Document:
    """A report of the contract as the product takes it in."""
    return document_from(
        report["text"],
        name=str(report["id"]),
        title=report.get("title"),
        outlet=report.get("outlet"),
        published=report.get("published"),
        url=report.get("url"),
    )


def coded_report(report: Line) -> Coded:
    """A report of the contract, read and coded by the product."""
    return coded(document_in(report), tools())


def claims_of(reports: Iterable[Line]) -> list[Line]:
    """The claims of reports as lines of the contract."""
    lines = []
    for report in reports:
        read = coded_report(report)
        lines += [
            claim_line(claim, read.document, read.document.name, n) for n, claim in enumerate(read.claims, start=1)
        ]
    return lines


def scorer(data: Path, name: str) -> ModuleType:
    """A scorer that lies beside the data, as a module; scorers are no part of this project."""
    path = data.parent / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command(measure: Callable[[Path], dict[str, object]], about: str | None) -> None:
    """A suite run alone: prints its figures as JSON."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    sys.stdout.write(json.dumps(measure(parser.parse_args().data), indent=1) + "\n")
