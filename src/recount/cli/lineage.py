"""`recount lineage`: where a report's words come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recount.cli import options as given

lineage_app = typer.Typer()

RECORD = Path("record")


@lineage_app.command(epilog="Example: recount lineage hp-2016-06-04 --record raqqa")
def lineage(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report's name, its id, or how that begins.")],
    record: given.RecordFolder = RECORD,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Where a report's words come from: the reports that print the same story, which of them came first and why, whose
    copy it is, and what each changed.

    Below, the report stands beside the first print (the first beside the next one), sentence by sentence: edited, cut
    and added.
    """
    from recount.cli.lineage_views import lineage_line, lineage_view
    from recount.cli.lines import print_json
    from recount.cli.screen import show
    from recount.desk.lineage import lineage as lineage_of

    found = lineage_of(record, report, given.day(as_of, "--as-of", last=True), own_actors)
    if json:
        print_json(lineage_line(found))
        return
    show(*lineage_view(found))
