"""`recount serve`: the desk in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from recount.cli import options as given

serving_app = typer.Typer()
RECORD = Path("record")


@serving_app.command(epilog="Example: recount serve --record raqqa")
def serve(
    record: given.RecordFolder = RECORD,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; others than this need accounts and https.")
    ] = "127.0.0.1",
    accounts: Annotated[bool, typer.Option("--accounts", help="Only who has an account comes in.")] = False,
    https: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="CERTIFICATE KEY", help="Speak https with this certificate and its key (PEM files)."),
    ] = None,
    behind_proxy: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A proxy at this address speaks https and says who asks.")
    ] = "",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name that browsers reach the desk by; may be repeated."),
    ] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, max=64, help="Processes that answer.")] = 1,
    title: Annotated[str, typer.Option(metavar="NAME", help="What the desk is called on its pages.")] = "Recount",
    who: Annotated[
        str, typer.Option("--who", metavar="NAME", help="Who judges on a desk without accounts; $RECOUNT_WHO without.")
    ] = "",
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
) -> None:
    """Serve the desk's pages for a browser, on this computer, or with accounts for a team.

    On a laptop no account is needed: the desk answers to this computer only. With --accounts the first start prints a
    link that makes the first admin, who invites the others. The desk calls nobody: all that its pages need comes from
    here.
    """
    from recount.desk.settings import settings_from
    from recount.desk.tools import Rules
    from recount.web.serving import Desk, Serving
    from recount.web.serving import serve as served

    if https and behind_proxy:
        raise typer.BadParameter("either the desk speaks https itself, or the proxy does.", param_hint="--https")
    certificate, key = https or (None, None)
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise typer.BadParameter(f"there is no file {file}.", param_hint="--https")
    desk = Desk(
        record,
        settings_from(os.environ),
        Rules(codebook, actors, places),
        accounts,
        who or os.environ.get("RECOUNT_WHO", "") or "desk",
        title,
    )
    served(desk, Serving(host, port, tuple(name or ()), certificate, key, behind_proxy, workers), _say)


def _say(line: str) -> None:
    print(line, flush=True)  # never wrapped: a link that is broken in two leads nowhere
