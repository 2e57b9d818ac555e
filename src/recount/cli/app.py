"""The commands: each reads its arguments, calls the desk, and shows the answer.

What a command needs is imported inside it: `--help` and looking something up should not wait for the reader model.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given
from recount.cli.aggregates import aggregates_app
from recount.cli.codebook import codebook_app
from recount.cli.control import control_app
from recount.cli.exporting import export_app, put
from recount.cli.feeds import feeds_app
from recount.cli.interrupting import INTERRUPTED, interruptible
from recount.cli.judging import judge_app, judgements
from recount.cli.ledger import ledger_app
from recount.cli.lineage import lineage_app
from recount.cli.people import people_app
from recount.cli.publishing import publishing_app
from recount.cli.serving import serving_app
from recount.cli.source import source_app
from recount.cli.verifying import record_app
from recount.errors import RecountError

if TYPE_CHECKING:
    from recount.desk.running import RunOptions
    from recount.desk.tools import Rules, Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
gazetteer_app = typer.Typer(help="The gazetteer: names of places and where they lie.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(codebook_app, name="codebook")
app.add_typer(ledger_app)
app.add_typer(lineage_app)
app.add_typer(judge_app, name="judge")
app.add_typer(source_app, name="source")
app.add_typer(feeds_app, name="feeds")
app.command(epilog="Example: recount judgements --record raqqa --of i3f2a91c0")(judgements)
app.add_typer(control_app)
app.add_typer(aggregates_app)
app.add_typer(export_app)
app.add_typer(publishing_app)
app.add_typer(record_app, name="record")
app.add_typer(serving_app)
app.add_typer(people_app, name="people")

RECORD = Path("record")


def main() -> None:
    """The `recount` command. Exits with 0 when all went well, 1 on an error, 2 on wrong usage, 130 on Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without ● still gets its table
    with interruptible() as interrupted:
        try:
            app()
        except RecountError as error:
            from recount.cli.screen import tell_error

            tell_error(error)
            sys.exit(1)
        except SystemExit:
            if interrupted():
                sys.exit(INTERRUPTED)
            raise


def _version(asked: bool) -> None:
    if asked:
        from recount.version import VERSION

        print(f"recount {VERSION}")
        raise typer.Exit


@app.callback()
def recount(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:  # its words are those of `recount --help`
    """Reads news reports on armed conflict and gives back a record: who did what to whom, where, when, how many were
    killed, and according to whom, with the sentence behind every value.

    Begin with: recount run REPORTS --record DIR
    """


@app.command(epilog="Example: recount run reports/ --record raqqa --outlet 'Reuters'")
def run(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="REPORTS",
            help="Reports: .txt, .html and .jsonl files (also .gz), or folders of them.",
        ),
    ] = None,
    record: given.RecordFolder = RECORD,
    outlet: given.Outlet = None,
    published: given.Published = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    jobs: given.Jobs = None,
    reread: Annotated[bool, typer.Option("--reread", help="Read all reports of the record anew, too.")] = False,
    store: given.Store = None,
    json: given.Json = False,
) -> None:
    """Read reports into a record and show what they tell.

    Safe to repeat: a report that the record has adds nothing. Safe to interrupt: what has been read is kept, and the
    next run goes on. A report is read again when it comes in after the codebook, the actors, the places, the reader
    model or Recount itself has changed.
    """
    if not reports and not reread:
        raise typer.BadParameter("name files or folders to read (or --reread).", param_hint="REPORTS")
    from recount.cli.running import run_and_show

    by = os.environ.get("RECOUNT_WHO", "") or given.user_here()
    chosen = _run_options(outlet, published, _rules(codebook, actors, places), jobs, reread)
    chosen = replace(chosen, store=store, by=by)
    raise typer.Exit(run_and_show(reports or [], record, _settings(), chosen, json))


@app.command(epilog="Example: recount chronology --record raqqa --from 2017-06 --actor ISIS --min-killed 10")
def chronology(
    record: given.RecordFolder = RECORD,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """The incidents of a record by date: place, what, who → whom, figures with their speakers, number of origins.

    An incident whose date is known roughly is kept when it may lie between --from and --to. One without any date is
    left out then, and counted below the table.
    """
    from recount.cli.asking import show_chronology

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    show_chronology(record, kept, json, own_actors, given.day(as_of, "--as-of", last=True))


@app.command(epilog="Example: recount actors --record raqqa --place Manbij")
def actors(
    record: given.RecordFolder = RECORD,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """The parties of a record: in how many incidents each acts, is acted upon, or is the origin of what is told."""
    from recount.cli.asking import show_actors

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    show_actors(record, kept, json, own_actors, given.day(as_of, "--as-of", last=True))


@app.command(epilog="Example: recount why 3f2a91c0.killed --record raqqa")
def why(
    ref: Annotated[
        str, typer.Argument(metavar="ID[.FIELD]", help="An incident's or a claim's id, and one of its values.")
    ],
    record: given.RecordFolder = RECORD,
    merge: Annotated[
        bool, typer.Option("--merge", help="Why an incident is one: reasons for and against, and near misses.")
    ] = False,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """The sentences behind a value with the words marked, whose word it is, and the rule or model that read it.

    FIELD is one of type, status, agents, targets, places, time, tolls (or killed, wounded …), origin, via, merges;
    without it, all values are shown. With --merge it says why an incident's reports were brought together, with
    weights and their sum, and what kept others out that came near. With --as-of the claims are those of the incident as
    it was known on that day; --merge weighs what the record holds today, and takes no day.
    """
    from recount.cli.asking import show_why
    from recount.cli.merging import show_merges

    day = given.day(as_of, "--as-of", last=True)
    if merge and day is not None:
        raise typer.BadParameter(
            "--merge tells of today's incidents alone; leave one of the two out.", param_hint="--as-of"
        )
    if merge:
        show_merges(record, ref, json)
    else:
        show_why(record, ref, json, day, own_actors)


@app.command()
def reports(
    record: given.RecordFolder = RECORD,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """The reports of a record: when and by whom they were published, and how many claims each makes."""
    from recount.cli.asking import show_reports

    show_reports(record, json, given.day(as_of, "--as-of", last=True), own_actors)


@app.command()
def problems(record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """What was set aside because it could not be read, why, and what can be done."""
    from recount.cli.asking import show_problems

    show_problems(record, json)


@app.command(epilog="Example: recount claims reports/ -o claims.jsonl")
def claims(
    reports: given.Reports,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", show_default="standard output")
    ] = None,
    outlet: given.Outlet = None,
    published: given.Published = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    jobs: given.Jobs = None,
) -> None:
    """Reports to claims.jsonl, without a record: one claim a line."""
    from recount.cli.running import recount_and_tell

    found = recount_and_tell(
        reports, _settings(), _run_options(outlet, published, _rules(codebook, actors, places), jobs)
    )
    put(found.claims_jsonl(), output, "claim")
    raise typer.Exit(0 if found.record.documents else 1)


@app.command(epilog="Example: recount incidents reports/ -o incidents.jsonl")
def incidents(
    reports: given.Reports,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", show_default="standard output")
    ] = None,
    outlet: given.Outlet = None,
    published: given.Published = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    jobs: given.Jobs = None,
) -> None:
    """Reports to incidents.jsonl, without a record: one incident a line."""
    from recount.cli.running import recount_and_tell

    found = recount_and_tell(
        reports, _settings(), _run_options(outlet, published, _rules(codebook, actors, places), jobs)
    )
    put(found.incidents_jsonl(), output, "incident")
    raise typer.Exit(0 if found.record.documents else 1)


@gazetteer_app.command()
def build(
    places: given.PlacesFile = None,
    geonames: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A dump of GeoNames, such as SY.zip; may be repeated.", exists=True),
    ] = None,
) -> None:
    """Build the gazetteer now, so that the first run need not.

    With dumps of GeoNames, the villages, quarters, bases and crossings of whole countries come in as well, and stay for
    every later run. The gazetteer lies in the folder $RECOUNT_CACHE, else in the system's folder for caches.
    """
    from recount.cli.screen import tell
    from recount.desk.tools import Rules, gazetteer_of, take_geonames

    if geonames:
        take_geonames(geonames, _settings(), tell)
    found = gazetteer_of(Rules(places=places), _settings(), tell)
    tell(f"The gazetteer is ready: {found.path}")


def _settings() -> Settings:
    from recount.desk.settings import settings_from

    return settings_from(os.environ)


def _rules(codebook: Path | None, actors: Path | None, places: Path | None) -> Rules:
    from recount.desk.tools import Rules

    return Rules(codebook, actors, places)


def _run_options(
    outlet: str | None, published: str | None, rules: Rules, jobs: int | None, reread: bool = False
) -> RunOptions:
    from recount.desk.running import RunOptions
    from recount.reading.dates import day_given

    if published is not None and day_given(published) is None:
        raise typer.BadParameter(f"{published!r} is no date: write 2017-06-03.", param_hint="--published")
    return RunOptions(outlet, published, rules, jobs, reread)


def _flowing(words: str) -> str:
    """A docstring as help: each paragraph on one line, so that it fills the terminal it is shown on."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in words.split("\n\n"))


for _group in (app, *(group.typer_instance for group in app.registered_groups)):
    for _command in _group.registered_commands if _group else ():
        _command.help = _flowing(_command.callback.__doc__ or "") if _command.callback else None
