"""The commands that change, check and try a codebook; thin like the others: the desk does the work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.tools import Settings

codebook_app = typer.Typer(
    help="The codebook: what counts as which event, in files that a desk changes and tests.", no_args_is_help=True
)

_DIR = "The codebook's folder; the built-in codebook without it."
CodebookArgument = Annotated[str | None, typer.Argument(metavar="[DIR]", help=_DIR)]
OWN = Path("codebook")


@codebook_app.command(epilog="Example: recount codebook copy codebook")
def copy(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")] = OWN) -> None:
    """Copy the built-in codebook into a folder of your own, to change it there.

    Use it with --codebook DIR. Editors that know YAML check the files while you type.
    """
    from recount.cli.screen import tell
    from recount.desk.codebooks import copied

    copied(folder)
    tell(f"Copied to {folder}. Change what you like, then: recount codebook check {folder}")


@codebook_app.command(epilog="Example: recount codebook new pipeline_attack --in codebook")
def new(
    name: Annotated[
        str, typer.Argument(metavar="TYPE", help="What the type is to be called, such as pipeline_attack.")
    ],
    folder: Annotated[
        Path, typer.Option("--in", metavar="DIR", help="Your codebook; begun as a copy of the built-in one if need be.")
    ] = OWN,
) -> None:
    """Add an event type to your codebook: a file with everything in its place, explained, that works as it is."""
    from recount.cli.codebook_views import show_new_type
    from recount.desk.codebooks import new_type

    show_new_type(new_type(name, folder), folder)


@codebook_app.command(epilog="Example: recount codebook check codebook")
def check(
    folder: CodebookArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings, too.")] = False,
    json: given.Json = False,
) -> None:
    """Look a codebook over: mistakes, rules that can never count or that clash, word classes without use.

    Exits with 1 where there are mistakes, which every other command would refuse; warnings only with --strict.
    """
    from recount.cli.codebook_views import show_findings
    from recount.desk.codebooks import checked

    findings = checked(folder)
    errors = show_findings(findings, folder, json)
    raise typer.Exit(1 if errors or (strict and findings) else 0)


@codebook_app.command("test", epilog="Example: recount codebook test codebook air_strike")
def try_examples(
    folder: CodebookArgument = None,
    types: Annotated[
        list[str] | None, typer.Argument(metavar="[TYPE]...", help="Types to test; all of them without it.")
    ] = None,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Read the examples of a codebook as reports and show each that is not coded as it says: what was expected, what
    came out, how the sentence was read, and which rules were tried.

    Exits with 1 where an example fails that does not say so itself (`known_failure`).
    """
    from recount.cli.codebook_views import show_trial
    from recount.cli.screen import Looker
    from recount.desk.codebooks import BUILT_IN, folder_named
    from recount.desk.trying import tried

    chosen = list(types or ())
    if folder is not None and folder != BUILT_IN and not Path(folder).exists() and os.sep not in folder:
        chosen.insert(0, folder)  # a type of the built-in codebook
        folder = None
    with Looker("Reading examples") as looker:
        trial = tried(folder_named(folder) if folder else None, chosen, _settings(), actors, looker)
    raise typer.Exit(1 if show_trial(trial, json) else 0)


@codebook_app.command(epilog="Example: recount codebook diff built-in codebook --record raqqa")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A codebook's folder, or built-in.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one.")],
    record: given.RecordFolder = Path("record"),
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where any claim moves.")] = False,
    json: given.Json = False,
) -> None:
    """Code the reports of a record by two codebooks and show what the change does: which claims, incidents and totals
    appear, vanish or are told otherwise, and by which rules.

    The record stays as it is. To have it coded by the new codebook: recount run --reread --codebook NEW.
    """
    from recount.cli.recoding_views import show_recoded
    from recount.cli.screen import Looker
    from recount.desk.codebooks import folder_named
    from recount.desk.recoding import recoded
    from recount.desk.tools import Rules

    with Looker() as looker:
        rules = Rules(actors=actors, places=places)
        found = recoded(folder_named(old), folder_named(new), record, _settings(), rules, looker)
    show_recoded(found, json)
    raise typer.Exit(1 if strict and found.claims else 0)


@codebook_app.command(epilog="Example: recount codebook suggest --record raqqa --codebook codebook")
def suggest(
    reports: Annotated[
        list[Path] | None, typer.Argument(metavar="REPORTS", help="Reports, or folders of them.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", "-r", metavar="DIR", help="A record whose reports are looked at.")
    ] = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="Words to show.")] = 25,
    json: given.Json = False,
) -> None:
    """Words of your reports that look like conflict events and that no rule of the codebook knows, with sentences.

    The most frequent come first; of equally frequent ones those with more weight, for the armed parties, weapons,
    victims, figures and places that stand with them. Words met once are shown only where there are no others.
    """
    if not reports and record is None:
        raise typer.BadParameter("name reports, or a record with --record.", param_hint="REPORTS")
    from recount.cli.codebook_views import show_suggestions
    from recount.cli.screen import Looker
    from recount.desk.suggesting import suggestions
    from recount.desk.tools import Rules

    with Looker() as looker:
        found = suggestions(reports or [], record, _settings(), Rules(codebook, actors, places), looker)
    show_suggestions(found, most, json)
    raise typer.Exit(0 if found.reports else 1)


def _settings() -> Settings:
    from recount.desk.settings import settings_from

    return settings_from(os.environ)
