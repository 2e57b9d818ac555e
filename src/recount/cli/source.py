"""The commands for sources that are no reports: a call, a video, a photo, a visit, a document."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from recount.cli import options as given

source_app = typer.Typer(
    help="Sources taken by hand: a call, a video, a photo, a visit, a document, with their chain of custody.",
    no_args_is_help=True,
)
RECORD = Path("record")
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who does it; $RECOUNT_WHO without it.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The source's name or id.")]


@source_app.command(epilog="Example: recount source form > call.yaml")
def form(
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema that editors check a form by.")] = False,
) -> None:
    """Print a form to fill in; it says what belongs where."""
    from recount.desk.byhand import empty_form, form_schema

    sys.stdout.write(form_schema() if schema else empty_form())


@source_app.command(epilog="Example: recount source add call.yaml --record raqqa --who Amal")
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Forms that were filled in.", exists=True)],
    who: Who = "",
    record: given.RecordFolder = RECORD,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    json: given.Json = False,
) -> None:
    """Take sources into the record with their claims: they stand in the same ledger as the reports, as origins of
    their own. The files they name are hashed and stay where they are. The same form again adds nothing."""
    from recount.cli.screen import tell
    from recount.cli.source_views import show_added
    from recount.desk.byhand import take_source
    from recount.desk.settings import settings_from
    from recount.desk.tools import Rules

    rules, settings = Rules(codebook, actors, places), settings_from(os.environ)
    by = who or os.environ.get("RECOUNT_WHO", "")
    show_added([take_source(file, record, by, rules, settings, tell) for file in files], json)


@source_app.command("list", epilog="Example: recount source list --record raqqa")
def list_(record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """The sources taken by hand: what, when, by whom, from whom, and how many claims each makes."""
    from recount.cli.source_views import show_sources
    from recount.desk.byhand import sources

    show_sources(sources(record), json)


@source_app.command(epilog="Example: recount source show call --record raqqa")
def show(name: Name, record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """One source: its notes, its files with their SHA-256, and its chain of custody."""
    from recount.cli.source_views import show_source
    from recount.desk.byhand import source_named

    show_source(*source_named(record, name), json)


@source_app.command(epilog="Example: recount source step call 'copied to the archive' --record raqqa --who Amal")
def step(
    name: Name,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What was done with it.")],
    who: Who = "",
    record: given.RecordFolder = RECORD,
) -> None:
    """Add a step to a source's chain of custody, which only grows."""
    from recount.cli.screen import tell
    from recount.desk.byhand import add_step

    added = add_step(record, name, what, who or os.environ.get("RECOUNT_WHO", ""))
    tell(f"{added.when:%d %b %Y %H:%M} {added.who}: {added.what}")


@source_app.command(epilog="Example: recount source attach call yard.jpg --from W-12 --record raqqa --who Amal")
def attach(
    name: Name,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files that came later.", exists=True)],
    origin: Annotated[
        str, typer.Option("--from", metavar="NAME", help="From whom they are: a private person by a code name.")
    ],
    who: Who = "",
    record: given.RecordFolder = RECORD,
    json: given.Json = False,
) -> None:
    """Add files that came after a source was taken in, each as a step of its custody: attached by whom, when, from
    whom, with which SHA-256. They stay where they are. The same bytes again add nothing."""
    from recount.cli.source_views import show_attached
    from recount.desk.byhand import attach_files

    show_attached(attach_files(record, name, files, origin, who or os.environ.get("RECOUNT_WHO", "")), json)


@source_app.command(epilog="Example: recount source check --record raqqa")
def check(record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """Hash the files of all sources again, and say which are as they came.

    Exits with 1 where one has changed or is missing.
    """
    from recount.cli.source_views import show_checks
    from recount.desk.byhand import checked_files

    raise typer.Exit(0 if show_checks(checked_files(record), json) else 1)
