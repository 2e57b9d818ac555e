"""Commands that look into a record: ask the desk, show the answer as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from recount.cli import lines, tables
from recount.cli.evidence import why_view
from recount.cli.screen import emphasis, show, tell
from recount.cli.text import plural, shown
from recount.desk import asking
from recount.desk.exporting import incident_lines
from recount.desk.why import why
from recount.store.port import Filters


def show_chronology(record: Path, filters: Filters, as_json: bool, own: Path | None = None) -> None:
    """The incidents that the filters keep."""
    found = asking.chronology(record, filters, own)
    if as_json:
        line = {"incidents": incident_lines(record, found.incidents), "undated": found.undated, "unmet": found.unmet}
        lines.print_json({**line, "interrupted": found.unread})
        return
    if found.incidents:
        show(tables.chronology_table(found.incidents, found.published))
    show(Text(tables.places_line(found.incidents)))
    for unmet in found.unmet:
        show(Text(shown(unmet)))
    if found.undated:
        show(Text(f"{plural(found.undated, 'more incident')} without any date, which --from and --to leave out."))
    if found.unread:
        tell("A run is under way or was interrupted: what it read is kept, but is not among the incidents yet.")


def show_incident(record: Path, name: str, as_json: bool) -> None:
    """One incident with its claims."""
    view = asking.incident(record, name)
    if as_json:
        lines.print_json(lines.opened_line(view, incident_lines(record, [view.incident])[0]))
        return
    show(tables.incident_view(view))
    show(Text(f"Why: recount why {view.incident.id[: tables.ID_LENGTH]} --record {record}", style="dim"))


def show_tolls(record: Path, name: str, as_json: bool) -> None:
    """Every figure of an incident."""
    view, entries = asking.tolls(record, name)
    if as_json:
        figures = [lines.entry_line(entry, view) for entry in entries]
        lines.print_json({"incident": view.incident.id, "tolls": figures})
        return
    show(tables.tolls_table(view, entries))


def show_actors(record: Path, filters: Filters, as_json: bool, own: Path | None = None) -> None:
    """The parties of the incidents that the filters keep."""
    rows = asking.actors(record, filters, own)
    if asking.other_actors(record, own):
        tell(
            "The record was read with other actors than these: a file of your own (give it with --actors FILE), or an "
            f"earlier version's (recount run --reread --record {record})."
        )
    if as_json:
        lines.print_json({"actors": [lines.actor_line(row) for row in rows]})
        return
    show(tables.actors_table(rows))


def show_why(record: Path, ref: str, as_json: bool) -> None:
    """The words behind a value."""
    answer = why(record, ref)
    if as_json:
        lines.print_json(lines.why_line(answer))
        return
    show(*why_view(answer, emphasis()))


def show_reports(record: Path, as_json: bool) -> None:
    """The reports of a record."""
    rows = asking.reports(record)
    if as_json:
        lines.print_json({"reports": [lines.report_line(row) for row in rows]})
        return
    show(tables.reports_table(rows), Text(plural(len(rows), "report")))


def show_problems(record: Path, as_json: bool) -> None:
    """What was set aside."""
    found = asking.problems(record)
    if as_json:
        lines.print_json({"problems": [lines.problem_line(problem) for problem in found]})
        return
    show(tables.problems_table(found) if found else Text("Nothing was set aside."))
