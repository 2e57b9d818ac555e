"""`recount record`: what a record was made from, and whether making it again gives the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.verifying import Verified

record_app = typer.Typer(
    help="What a record was made from, and whether making it again gives the same.", no_args_is_help=True
)
RECORD = Path("record")


@record_app.command(epilog="Example: recount record manifest --record raqqa")
def manifest(record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """The hashes of what a record was made from and of what it holds: equal hashes, equal records.

    --json lists the hash of every report's bytes as well, as does exports/manifest.json in the record's folder.
    """
    from contextlib import closing

    from rich.table import Table

    from recount.cli.screen import show
    from recount.desk.manifest import manifest_of
    from recount.store import opened

    with closing(opened(record)) as store:
        found = manifest_of(store)
    if json:
        print(found.text(), end="")
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("recount", "", found.version)
    for name, mark in sorted(found.tools.items()):
        table.add_row(name, "", mark)
    for name, digest in found.hashes.items():
        count = found.counts.get("reports" if name == "bytes" else name)
        table.add_row(name, "" if count is None else f"{count:,}", digest)
    show(table)


@record_app.command(epilog="Example: recount record verify --record raqqa --from reports/")
def verify(
    record: given.RecordFolder = RECORD,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="REPORTS", help="Files or folders that should hold the same reports."),
    ] = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    jobs: given.Jobs = None,
    json: given.Json = False,
) -> None:
    """Make a record again from the bytes of its reports, in a place of its own, and say what differs.

    Stored bytes are compared with their hashes and what is stored with the manifest of the last run; reports are read,
    coded and brought together from nothing. Rules that the record was read by are kept with it and used unless others
    are named. Exits with 1 where anything differs.
    """
    from recount.cli.lines import print_json
    from recount.cli.screen import Looker, tell
    from recount.desk.settings import settings_from
    from recount.desk.tools import Rules
    from recount.desk.verifying import VerifyOptions
    from recount.desk.verifying import verify as verified

    options = VerifyOptions(Rules(codebook, actors, places), jobs, tuple(reports or ()))
    with Looker("Reading again") as looker:
        found = verified(record, settings_from(os.environ), options, looker)
    if json:
        from recount.codec import plain

        print_json({"same": found.same, "changed": list(found.changed), "checks": plain(found.checks)})
    else:
        _show(found)
        tell("The record is what its reports make." if found.same else "The record is not what its reports make now.")
    raise typer.Exit(0 if found.same else 1)


@record_app.command(epilog="Example: recount record move --record raqqa --to postgresql://amal@db.desk.example/raqqa")
def move(
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="STORE", help="An empty PostgreSQL database: postgresql://USER@HOST/DATABASE; or: file."
        ),
    ],
    record: given.RecordFolder = RECORD,
    json: given.Json = False,
) -> None:
    """Move a record from the file in its folder to a PostgreSQL server, or back to a file.

    Nobody may use the record meanwhile: stop the desk first. All of it is put there in one step, and read again before
    it is kept; the folder then leads to it. The former database stays where it was, for you to delete.
    """
    from recount.cli.lines import print_json
    from recount.cli.screen import Looker, tell
    from recount.codec import plain
    from recount.desk.moving import move as moved

    with Looker("Moving rows") as looker:
        found = moved(record, to, looker.progress)
    if json:
        print_json(plain(found))
    else:
        tell(f"{found.rows:,} rows stand in {found.to}, as they were.")
        tell(f"The former database is used no more: {found.left}. Delete it once you are sure; what is erased from now")
        tell("on stays in it.")


def _show(found: Verified) -> None:
    from rich.table import Table
    from rich.text import Text

    from recount.cli.screen import show
    from recount.cli.text import shown

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for check in found.checks:
        lines = "\n".join(shown(line) for line in (check.said, *check.differences))
        table.add_row("same" if check.same else "OTHER", check.name, Text(lines))
    if found.changed:
        table.add_row("note", "tools", Text(f"others than then: {', '.join(found.changed)}"))
    show(table)
