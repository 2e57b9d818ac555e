"""Commands that look into a record: ask the desk, show the answer as a table or as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.text import Text

from recount.cli import tables
from recount.cli.evidence import why_view
from recount.cli.ledger_views import as_of_lines, ledger_view
from recount.cli.lines import print_json
from recount.cli.screen import emphasis, show, tell
from recount.cli.text import shown
from recount.codec import plain
from recount.desk import asking
from recount.desk.exporting import incident_lines
from recount.desk.ledgers import ledger, rule_called
from recount.desk.lines import values as lines
from recount.desk.lines.ledgers import ledger_line
from recount.desk.table_figures import other_in_tables
from recount.desk.why import why
from recount.export.wording import plural
from recount.store.port import Filters


def show_chronology(
    record: Path, filters: Filters, as_json: bool, own: Path | None = None, day: date | None = None
) -> None:
    """The incidents that the filters keep, today's or those known on a day."""
    found = asking.chronology(record, filters, own, day)
    if as_json:
        line = {"incidents": incident_lines(record, found.incidents), "undated": found.undated, "unmet": found.unmet}
        print_json({**line, "interrupted": found.unread})
        return
    if found.incidents:
        show(tables.chronology_table(found.incidents, found.published))
    show(Text(tables.places_line(found.incidents)))
    for unmet in found.unmet:
        show(Text(shown(unmet)))
    if found.undated:
        show(Text(f"{plural(found.undated, 'more incident')} without any date, which --from and --to leave out."))
    if found.as_of is not None:
        show(*as_of_lines(found.as_of))
    if found.unread:
        tell("A run is under way or was interrupted: what it read is kept, but is not among the incidents yet.")


def show_incident(
    record: Path, name: str, rule: str | None, day: date | None, own: Path | None, *, as_json: bool
) -> None:
    """One incident with its figures and its claims."""
    found = ledger(record, name, rule_called(rule, own), day, own)
    view = found.view
    if as_json:
        line = lines.opened_line(view, incident_lines(record, [view.incident])[0])
        print_json({**line, "ledger": ledger_line(found)})
        return
    show(tables.incident_view(view), Text(), ledger_view(found), Text(), tables.claims_table(view))
    show(Text(f"Why: recount why {view.incident.id[: tables.ID_LENGTH]} --record {record}", style="dim"))


def show_tolls(record: Path, name: str, rule: str | None, day: date | None, own: Path | None, *, as_json: bool) -> None:
    """Every figure of an incident, and what a rule makes of them."""
    found = ledger(record, name, rule_called(rule, own), day, own)
    tables_say = other_in_tables(found, own)
    if as_json:
        denied = lines.denials_line(found.view)
        line = {"incident": found.view.incident.id, **ledger_line(found), "denied_by": denied}
        print_json({**line, "other_in_tables": plain(tables_say)})
        return
    denials = [Text(f"{name} {line}") for name, line in tables.denial_lines(found.view)]
    show(tables.incident_head(found.view.incident), *denials, ledger_view(found, in_tables=tables_say))


def show_actors(
    record: Path, filters: Filters, as_json: bool, own: Path | None = None, day: date | None = None
) -> None:
    """The parties of the incidents that the filters keep, today's or those known on a day."""
    rows = asking.actors(record, filters, own, day)
    if asking.other_actors(record, own):
        tell(
            "The record was read with other actors than these: a file of your own (give it with --actors FILE), or an "
            f"earlier version's (recount run --reread --record {record})."
        )
    if as_json:
        print_json({"actors": [lines.actor_line(row) for row in rows]})
        return
    show(tables.actors_table(rows))


def show_why(record: Path, ref: str, as_json: bool, day: date | None = None, own: Path | None = None) -> None:
    """The words behind a value, today's or as known on a day."""
    answer = why(record, ref, day, own)
    if as_json:
        print_json(lines.why_line(answer))
        return
    show(*why_view(answer, emphasis()))


def show_reports(record: Path, as_json: bool, day: date | None = None, own: Path | None = None) -> None:
    """The reports of a record, or those that were out by a day."""
    rows = asking.reports(record, day, own)
    if as_json:
        print_json({"reports": [lines.report_line(row) for row in rows]})
        return
    show(tables.reports_table(rows), Text(plural(len(rows), "report")))


def show_problems(record: Path, as_json: bool) -> None:
    """What was set aside."""
    found = asking.problems(record)
    if as_json:
        print_json({"problems": [lines.problem_line(problem) for problem in found]})
        return
    show(tables.problems_table(found) if found else Text("Nothing was set aside."))
    if undated := asking.undated(record):
        carry = "carries" if undated == 1 else "carry"
        asked = f"recount reports --record {record} says when each came out, as far as that is known, and why."
        show(Text(f"{plural(undated, 'report')} {carry} no date: {asked}"))
