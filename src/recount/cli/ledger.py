"""`recount incident` and `recount tolls`: one incident with all its figures, today's or as known on a former day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recount.cli import options as given

ledger_app = typer.Typer()

RECORD = Path("record")


@ledger_app.command(epilog="Example: recount incident 3f2a91c0 --record raqqa --as-of 2017-04-16")
def incident(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id, a claim's id, or how one begins.")],
    record: given.RecordFolder = RECORD,
    rule: given.Rule = None,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """One incident: its values, the headline figure and the rule that chose it, every figure with its speaker, the tree
    of origins, how the headline came to be, and the words of every claim.

    With --as-of it is shown as known on that day: made anew of the reports that were out by then.
    """
    from recount.cli.asking import show_incident

    show_incident(record, name, rule, given.day(as_of, "--as-of", last=True), own_actors, as_json=json)


@ledger_app.command(epilog="Example: recount tolls 3f2a91c0 --record raqqa --rule ucdp")
def tolls(
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, a claim's id, or how one begins.")],
    record: given.RecordFolder = RECORD,
    rule: given.Rule = None,
    as_of: given.AsOfDay = None,
    own_actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Every figure of an incident in the order it was reported: by whom, through whom, and what it revises.

    Above them the headline figure and the rule that chose it, below them the tree of origins and the days on which the
    headline changed.
    """
    from recount.cli.asking import show_tolls

    show_tolls(record, name, rule, given.day(as_of, "--as-of", last=True), own_actors, as_json=json)
