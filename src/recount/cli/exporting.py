"""`recount export`: a record's incidents for spreadsheets, maps, programs, and as tables that others know."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.handing import ExportOptions

export_app = typer.Typer()
RECORD = Path("record")


@export_app.command(epilog="Example: recount export --record raqqa --format acled -o acled.csv --lossy lost.csv")
def export(
    record: given.RecordFolder = RECORD,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="csv, geojson, jsonl, canonical, acled or ucdp.")
    ] = "csv",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", show_default="standard output")
    ] = None,
    lossy: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With acled and ucdp: what the table can't hold, as .csv or .jsonl."),
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE",
            help="With acled and ucdp: the headline rule for the dead, or a file with your own.",
            show_default="the rule called like the format",
        ),
    ] = None,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    as_of: given.AsOfDay = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
) -> None:
    """Write the incidents of a record for spreadsheets (csv), maps (geojson), programs (jsonl), for comparing records
    (canonical), or as the tables of ACLED (acled) and UCDP (ucdp).

    Those tables hold less than a record: one number of dead, one place, no speakers. What each row could not hold, by
    which rule its cell was filled, and which incidents became no row, is summed up at the end and written in full to
    the file that --lossy names. docs/exports.md has the rules.
    """
    from recount.desk.handing import ExportOptions
    from recount.desk.tools import Rules

    kept = given.filters(since, until, place, actor, type_, status, min_killed)
    day = given.day(as_of, "--as-of", last=True)
    _write(record, form, ExportOptions(kept, day, Rules(codebook, actors), rule), output, lossy)


def _write(record: Path, form: str, options: ExportOptions, output: Path | None, lossy: Path | None) -> None:
    from recount.cli.screen import tell
    from recount.desk.exporting import written
    from recount.desk.handing import SHEETS, export, losses_text, sheet
    from recount.export.lossy import summary

    if form not in SHEETS:
        if lossy is not None or options.rule is not None:
            raise typer.BadParameter(f"go with {' and '.join(SHEETS)} alone.", param_hint="--lossy and --rule")
        put(export(record, form, options), output)
        return
    made = sheet(record, form, options)
    told = losses_text(made, lossy.suffix) if lossy is not None else ""
    put(made.csv(), output)
    if lossy is not None:
        written(lossy, told)
    for line in summary(made):
        tell(line)
    tell(f"Line by line: {lossy}" if lossy else "Line by line: --lossy FILE")


def put(text: str, output: Path | None, line: str = "") -> None:
    """Text to a file, or to standard output without one; `line` is what each of its lines is."""
    if output is None:
        sys.stdout.write(text)
        return
    from recount.cli.screen import tell
    from recount.desk.exporting import written
    from recount.export.wording import plural

    written(output, text)
    counted = f" ({plural(text.count(chr(10)), line)}, one a line)" if line else ""
    tell(f"Written: {output}{counted}")
