"""Commands that read reports: progress on standard error, the result on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.text import Text

from recount.cli import tables
from recount.cli.interrupting import INTERRUPTED
from recount.cli.ledger_views import ledger_view
from recount.cli.lines import print_json
from recount.cli.screen import Looker, show, tell
from recount.cli.text import shown
from recount.desk.exporting import incident_lines
from recount.desk.judging import moved
from recount.desk.ledgers import ledger, most_contested
from recount.desk.lines import values as lines
from recount.desk.recounting import Recounted, recounted
from recount.desk.running import RunOptions, RunReport, run
from recount.desk.tools import Settings
from recount.export.wording import date_words, place_words, plural
from recount.model import Harm

_LISTED = 60  # incidents shown after a run; more than that nobody reads in passing


def run_and_show(paths: Sequence[Path], record: Path, settings: Settings, options: RunOptions, as_json: bool) -> int:
    """Read reports into a record and show what a desk wants to see; the exit code."""
    try:
        with Looker() as looker:
            report = run(paths, record, settings, options, looker)
    except KeyboardInterrupt:
        tell(f"Interrupted. What was read is kept in {record}; the same command goes on from there.")
        return INTERRUPTED
    if as_json:
        print_json(_line(report))
    else:
        _show(report)
    return 0 if report.added + report.read_anew + report.already_there else 1


def _show(report: RunReport) -> None:
    listed = report.incidents[:_LISTED]
    if listed:
        show(tables.chronology_table(listed, report.published))
    if report.in_all > len(listed):
        more = f"and {report.in_all - len(listed):,} more" if listed else "To list them"
        show(Text(f"{more}: recount chronology --record {report.record}"))
    counted = tables.places_line(report.incidents) if report.incidents else plural(report.in_all, "incident")
    show(Text(f"{counted}, from {plural(report.reports, 'report')}.", style="bold"))
    _show_contested(report)
    if report.problems:
        show(Text(), tables.problems_table(report.problems))
    show(*(Text(line) for line in _summary(report)))


def _show_contested(report: RunReport) -> None:
    """The incident whose dead are most contested, with its ledger, its origins and how its headline came to be."""
    contested = most_contested(report.incidents)
    if contested is None:
        return
    found = ledger(report.record, contested.id)
    head = Text("\nThe most contested figure: ").append_text(tables.incident_head(contested))
    show(head, Text(f"{date_words(contested.when)}, {shown(place_words(contested))}\n"))
    show(ledger_view(found.only(Harm.KILLED)))


def _summary(report: RunReport) -> list[str]:
    counted = [f"{plural(report.added, 'report')} added", f"{report.already_there:,} already there"]
    counted += [f"{report.read_anew:,} read anew"] if report.read_anew else []
    counted += [f"{len(report.problems):,} set aside"]
    out = [f"{', '.join(counted)}."]
    if report.added + report.read_anew + report.already_there == 0:
        out.append("No report could be read this time.")
    if report.stale:
        was = "report of the record was" if report.stale == 1 else "reports of the record were"
        out.append(
            f"{report.stale:,} {was} read by an earlier codebook, gazetteer, model or version: "
            f"recount run --reread --record {report.record}"
        )
    if shifted := len(moved(report.record)):
        many = "judgement moved or no longer applies" if shifted == 1 else "judgements moved or no longer apply"
        out.append(f"{shifted:,} {many}: recount judgements --moved --record {report.record}")
    out.append(f"Record:  {report.record}")
    if report.exports:
        files = ", ".join(path.name for path in report.exports)
        out.append(f"Exports: {report.exports[0].parent} ({files})")
    else:
        out.append(f"Exports: not written anew for so large a record: recount export --record {report.record}")
    if report.incidents:
        first = report.incidents[0].id[: tables.ID_LENGTH]
        out.append(f"Ask why: recount why {first} --record {report.record}")
    return out


def _line(report: RunReport) -> lines.Line:
    return {
        "record": str(report.record),
        "added": report.added,
        "read_anew": report.read_anew,
        "already_there": report.already_there,
        "stale": report.stale,
        "reports": report.reports,
        "claims": report.claims,
        "incidents_in_all": report.in_all,
        "problems": [lines.problem_line(problem) for problem in report.problems],
        "exports": [str(path) for path in report.exports],
        "incidents": incident_lines(report.record, report.incidents),
    }


def recount_and_tell(paths: Sequence[Path], settings: Settings, options: RunOptions) -> Recounted:
    """What reports tell, without a record; what was set aside is said on standard error."""
    try:
        with Looker() as looker:
            found = recounted(paths, settings, options, looker)
    except KeyboardInterrupt:
        tell("Interrupted. Nothing was written.")
        raise typer.Exit(INTERRUPTED) from None
    for problem in found.record.problems:
        tell(f"Set aside: {shown(problem.source)}: {shown(problem.what)}. {shown(problem.remedy)}")
    return found
