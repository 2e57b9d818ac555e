"""The commands for feeds: looked at when they are asked for, by a person or a timer, and never by themselves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from recount.cli import options as given

feeds_app = typer.Typer(
    help="RSS and Atom feeds: registered once, looked at when you or a timer ask for it.", no_args_is_help=True
)
RECORD = Path("record")


@feeds_app.command(epilog="Example: recount feeds add https://example.org/news.xml --record raqqa")
def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="http(s), or the path of a saved feed.")],
    record: given.RecordFolder = RECORD,
    outlet: Annotated[str, typer.Option(help="The outlet of its reports, instead of the feed's own title.")] = "",
    pages: Annotated[bool, typer.Option("--pages", help="Read the pages it links to, not only its words.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who adds it; $RECOUNT_WHO without it.")] = "",
) -> None:
    """Register a feed. Nothing is fetched yet."""
    from recount.cli.screen import tell
    from recount.desk.feeds import add_feed

    feed = add_feed(record, address, outlet, pages, who or os.environ.get("RECOUNT_WHO", ""), files=True)
    tell(f"{feed.address} is registered as {feed.id}. Look at it: recount feeds fetch --record {record}")


@feeds_app.command("list", epilog="Example: recount feeds list --record raqqa")
def list_(record: given.RecordFolder = RECORD) -> None:
    """The feeds: when each was last looked at, and what came of it."""
    from recount.cli.screen import tell
    from recount.desk.feeds import feeds_of

    for one in feeds_of(record):
        when = f"{one.fetched:%d %b %Y %H:%M}" if one.fetched else "never looked at"
        tell(f"{one.id}  {one.title or one.address}  {when}  {one.state}".rstrip())


@feeds_app.command(epilog="Example: recount feeds fetch --record raqqa")
def fetch(
    feed: Annotated[str, typer.Argument(metavar="[FEED]", help="A feed's id or address; all without it.")] = "",
    record: given.RecordFolder = RECORD,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
) -> None:
    """Look at the feeds and read what is new. One that can't be reached says so and is asked again the next time."""
    from recount.cli.screen import tell
    from recount.desk.feeds import fetch as looked_at
    from recount.desk.running import Unwatched
    from recount.desk.settings import settings_from
    from recount.desk.tools import Rules

    rules = Rules(codebook, actors, places)
    came = looked_at(record, feed, settings_from(os.environ), rules, Unwatched())
    for line in came["feeds"]:
        tell(line)


@feeds_app.command(epilog="Example: recount feeds remove 3f2a91c0 --record raqqa")
def remove(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="Its id or address.")],
    record: given.RecordFolder = RECORD,
) -> None:
    """Look at a feed no more. Its reports stay."""
    from recount.cli.screen import tell
    from recount.desk.feeds import remove_feed

    tell(f"{remove_feed(record, feed).address} is looked at no more.")
