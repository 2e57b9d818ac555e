"""All figures with one command: `python -m benchmarks.run --data DIR`, written to benchmarks/RESULTS.md.

DIR is a folder of development data (benchmarks/README.md says how it is laid out); scorers lie in `bench`
beside it. Each module measured here has `measure(data) -> dict` and can be run alone in the same way.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
FLOORS = HERE / "floors.toml"
PUBLISHED = HERE / "published.toml"

# name of the module → what its figures are about
SUITES = {
    "parses": "The reader model: tokens, sentences, tags, lemmas, dependencies, names, speed",
    "claims": "Claims against hand-coded reports",
    "swapped": "The same claims with names of people, places and groups swapped for invented ones",
    "codes": "A report's main event against crowd codes",
    "incidents": "Incidents across reports",
    "reprints": "Reprints: reports cut and edited at known rates, found again",
    "ledger": "The toll of an incident: coded killed figures that stand in its ledger with their origin",
    "gun_violence": "Incidents across scraped local news on shootings, another domain (1,953 pages, two processes)",
    "control": "Who is said to hold which town, and how much of it is right by a person's check",
    "attribution": "Who says it, given the clause",
    "tolls": "Figures, as bags over a report",
    "dates": "Time expressions",
    "places": "Places",
    "event_types": "ACLED sub-events of snippets (CASE 2021 task 2, development part)",
    "muc4": "Another war through an adapter: incidents against MUC-4 templates",
    "scale": "Claims of an invented war to incidents with ledgers, written: time, memory, adding one report",
    "finding": "What pages ask of 5,000 made-up incidents, in milliseconds of the processor",
    "judging": "A judgement on a made-up record, at first and after 500 others, in milliseconds of the processor",
    "speed": "Reports of 300 words a second on one core, from text to claims, and what each stage costs",
}


def figures(suite: str, data: Path) -> dict[str, float]:
    """The figures of one suite, flat: `claims.dev.typed.f1` and the like."""
    measured = importlib.import_module(f"benchmarks.{suite}").measure(data)
    return {f"{suite}.{key}": value for key, value in _flat(measured)}


def _flat(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, float]]:
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, int | float):
            yield name, float(value)


def floors() -> dict[str, float]:
    """The figures that may not be fallen short of, by the same flat names."""
    return {key: float(value) for key, value in _flat(tomllib.loads(FLOORS.read_text("utf-8")))}


def below_floor(measured: Mapping[str, float]) -> list[str]:
    """One line for each floor of a measured suite that is missed, or that nothing measures any more."""
    suites = {name.split(".", 1)[0] for name in measured}
    lines = []
    for name, floor in floors().items():
        if name.split(".", 1)[0] not in suites:
            continue
        value = measured.get(name)
        if value is None:
            lines.append(f"{name}: has a floor of {floor} but is not measured")
        elif value < floor:
            lines.append(f"{name}: {value} is below its floor of {floor}")
    return lines


def published() -> list[dict[str, Any]]:
    """What others reach: sets of figures by our flat names, each with its source and what may be compared."""
    sets: list[dict[str, Any]] = tomllib.loads(PUBLISHED.read_text("utf-8"))["sets"]
    return sets


def _section(suite: str, measured: Mapping[str, float], seconds: float) -> str:
    floor = floors()
    told: dict[str, str] = {}
    notes: list[str] = []
    for number, others in enumerate(_beside(suite), start=1):
        told |= {name: f"{value} [{number}]" for name, value in others.get("figures", {}).items()}
        notes.append(f"[{number}] {others['source']}: {others['note']}.")
    lines = [f"## {SUITES[suite]}", "", f"`python -m benchmarks.run --only {suite}` ({seconds:.0f} s)", ""]
    lines += ["| figure | value | floor | others |", "|---|---:|---:|---|"]
    for name, value in measured.items():
        shown = f"{value:,.0f}" if value == int(value) and abs(value) > 1 else f"{value:.3f}"
        lines.append(f"| {name.split('.', 1)[1]} | {shown} | {floor.get(name, '')} | {told.get(name, '')} |")
    return "\n".join([*lines, *(line for note in notes for line in ("", note))]) + "\n"


def _beside(suite: str) -> list[dict[str, Any]]:
    """The published sets that stand beside a suite: by their figures, else by the suite they name."""
    return [
        others
        for others in published()
        if others.get("suite") == suite or any(name.split(".", 1)[0] == suite for name in others.get("figures", {}))
    ]


def _merged(sections: Mapping[str, str]) -> str:
    """The results file with the given sections renewed and the others kept."""
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    kept = {
        suite: f"## {part}".rstrip() + "\n"
        for part in old.split("\n## ")[1:]
        for suite, title in SUITES.items()
        if part.startswith(title + "\n")
    }
    parts = {**kept, **sections}
    head = (
        "# Results\n\nWritten by `make benchmarks DATA=DIR`; do not edit. Development data, never trained on "
        "unless a line says so; what the figures mean stands in `README.md` beside this file.\n"
        f"Python {platform.python_version()}, one process, {platform.machine()}.\n"
    )
    return "\n".join([head, *(parts[suite] for suite in SUITES if suite in parts)])


def main() -> int:
    """Measure, print, write; exit 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--only", action="append", choices=list(SUITES), help="this suite only (may be repeated)")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        sys.stderr.write(f"{arguments.data}: no such folder. Give the development data with --data DIR.\n")
        return 2
    sections, missed = {}, []
    for suite in arguments.only or SUITES:
        start = time.perf_counter()
        measured = figures(suite, arguments.data)
        sections[suite] = _section(suite, measured, time.perf_counter() - start)
        missed += below_floor(measured)
        sys.stdout.write(sections[suite] + "\n")
        RESULTS.write_text(_merged(sections), "utf-8")
    sys.stderr.write("".join(f"{line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
