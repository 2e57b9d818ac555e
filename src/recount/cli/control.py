"""`recount control`: who is said to hold which town, as a table, as JSON or as CSV."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.controlling import Asked
    from recount.desk.tools import Rules

control_app = typer.Typer()
RECORD = Path("record")


@control_app.command(epilog="Example: recount control Qaryatain --record raqqa --on 2017-10-10")
def control(
    place: Annotated[
        str | None, typer.Argument(metavar="[PLACE]", help="A town, governorate or country; all towns without it.")
    ] = None,
    record: given.RecordFolder = RECORD,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Who is last said to hold it on this day.")] = None,
    as_of: given.AsOfDay = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write every step to this CSV file.")] = None,
    json: given.Json = False,
) -> None:
    """Who is said to hold a town, since when, and according to whom; contradicting claims side by side.

    Control is said, never known: between two claims nobody can tell. Towns and regions only, no positions.
    """
    from recount.desk.controlling import Asked
    from recount.desk.tools import Rules

    asked = Asked(place, given.day(as_of, "--as-of", last=True), given.day(on, "--on", last=True))
    _show(record, asked, Rules(codebook, actors, places), csv, json)


def _show(record: Path, asked: Asked, rules: Rules, csv: Path | None, as_json: bool) -> None:
    from rich.text import Text

    from recount.cli import control_views as views
    from recount.cli.aggregate_views import as_of_view
    from recount.cli.lines import print_json
    from recount.cli.screen import show, tell
    from recount.desk import controlling
    from recount.desk.exporting import written
    from recount.desk.lines.control import control_line
    from recount.desk.settings import settings_from
    from recount.export.wording import days_words, plural

    found = controlling.control(record, asked, settings_from(os.environ), tell, rules)
    if csv is not None:
        written(csv, controlling.control_csv(found))
        tell(f"Written: {csv}")
    if as_json:
        print_json(control_line(found))
        return
    if asked.place is None:
        show(views.towns_table(found.towns), Text(plural(len(found.towns), "place")))
    else:
        for held in found.towns:
            show(*views.timeline_view(held, asked.on))
    for reason, number in found.left_out if asked.place is None else ():
        show(Text(f"Left out: {plural(number, 'claim')}: {reason}.", style="dim"))
    if asked.on is not None and asked.place is None:
        show(Text(f"Who is last said to hold it is told for {days_words(asked.on, asked.on)}.", style="dim"))
    show(*as_of_view(found.as_of))
