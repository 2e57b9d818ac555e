"""Options that several commands share, and what they mean."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.model import Status

if TYPE_CHECKING:
    from recount.store.port import Filters

Reports = Annotated[
    list[Path],
    typer.Argument(metavar="REPORTS", help="Reports: .txt, .html and .jsonl files (also .gz), or folders of them."),
]
RecordFolder = Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The folder that holds the record.")]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published the reports that don't say so themselves.")
]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When reports that carry no date were published.")]
CodebookFolder = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="DIR",
        help="A codebook of your own instead of the built-in one.",
        exists=True,
        file_okay=False,
    ),
]
ActorsFile = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE", help="Actors and their aliases, over the built-in ones.", exists=True),
]
PlacesFile = Annotated[
    Path | None,
    typer.Option("--places", metavar="FILE", help="Places and their spellings, over the built-in ones.", exists=True),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Keep a new record on a server: postgresql://USER@HOST/DATABASE, without a password ($PGPASSWORD has it).",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=256,
        help="Processes to read with.",
        show_default="all cores but one, once there is enough to read",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Not before this day (2017-06-03), month or year.")
]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Not after this day, month or year.")]
PlaceFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="NAME",
        help="A town, region or country, where need be “Aleppo (town)”; repeat for any of several.",
    ),
]
ActorFilter = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="NAME", help="Who does it or to whom, under any alias; repeat for any of several."),
]
TypeFilter = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="An event type, such as “air strike”; repeat for any of several."),
]
StatusFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=f"How the sources put it: {', '.join(Status)}; repeat for any of several.",
    ),
]
MinKilled = Annotated[
    int | None,
    typer.Option("--min-killed", metavar="N", min=0, help="At least so many killed by the count of any one origin."),
]
AsOfDay = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As known at the end of this day: reports that came later, or may have, are left out.",
    ),
]
Rule = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="NAME|FILE",
        help="Which rule chooses the headline figure: range, ucdp, acled, latest-per-origin, or a file with your own.",
        show_default="range",
    ),
]
Grade = Annotated[
    list[str] | None,
    typer.Option("--grade", metavar="GRADE", help="The desk's grade, none for what has none; repeat for several."),
]


def day(value: str | None, option: str, last: bool) -> date | None:
    """The first or last day that a date of the command line means: a day, a month or a year."""
    from recount.model import When

    if value is None:
        return None
    try:
        when = When.from_iso(value)
    except ValueError:
        when = None
    bound = (when.last if last else when.first) if when else None
    if bound is None:
        raise typer.BadParameter(f"{value!r} is no date: write 2017-06-03, 2017-06 or 2017.", param_hint=option)
    return bound


def statuses(values: Iterable[str]) -> tuple[Status, ...]:
    """The statuses that words of the command line name."""
    try:
        return tuple(Status(value.strip().lower()) for value in values)
    except ValueError as error:
        raise typer.BadParameter(f"{error}: choose one of {', '.join(Status)}.", param_hint="--status") from None


def filters(
    since: str | None,
    until: str | None,
    place: list[str] | None,
    actor: list[str] | None,
    type_: list[str] | None,
    status: list[str] | None,
    min_killed: int | None,
    grade: list[str] | None = None,
) -> Filters:
    """Which incidents the options of the command line ask for."""
    from recount.store.port import Filters

    first, last = day(since, "--from", last=False), day(until, "--to", last=True)
    if first and last and first > last:
        raise typer.BadParameter(f"{since} is later than --to {until}.", param_hint="--from")
    return Filters(
        first=first,
        last=last,
        places=tuple(place or ()),
        actors=tuple(actor or ()),
        types=tuple(kind.strip().lower().replace(" ", "_") for kind in type_ or ()),
        statuses=statuses(status or ()),
        min_killed=min_killed,
        grades=tuple(word.strip().lower() for word in grade or ()),
    )


def user_here() -> str:
    """Who works at the command line, where they give no name: "amal (command line)"."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = "somebody"
    return f"{user} (command line)"
