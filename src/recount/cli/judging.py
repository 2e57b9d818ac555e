"""The commands for what people decide: thin like the others, the desk does the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.judging import By, Effect

judge_app = typer.Typer(
    help="What people decide: one happening or two, another value, set aside, confirmed. It binds.",
    no_args_is_help=True,
)
RECORD = Path("record")

One = Annotated[str, typer.Argument(metavar="ID", help="A claim or an incident: its id, or how one begins.")]
First = Annotated[str, typer.Argument(metavar="A", help="A claim or an incident: its id, or how one begins.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Another one.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who judges; $RECOUNT_WHO without it.")]
Reason = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the judgement.")]


@judge_app.command(epilog="Example: recount judge same 3f2a91c0 8b1e77aa --why 'one strike, two spellings' --who Amal")
def same(
    a: First,
    b: Second,
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Two claims or incidents are one happening: they stand in one incident, whatever the machine thinks."""
    from recount.desk.judging import judge_same

    _show(lambda by: judge_same(record, a, b, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge different 3f2a91c0 i8b1e77aa --why 'morning and evening' --who Amal")
def different(
    a: First,
    b: Second,
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Two claims or incidents are two happenings. A claim and the incident that holds it: the claim is not of it."""
    from recount.desk.judging import judge_different

    _show(lambda by: judge_different(record, a, b, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge unsure i3f2a91c0 i8b1e77aa --why 'ask the hospital' --who Amal")
def unsure(
    a: First,
    b: Second,
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Somebody looked and could not tell. It changes nothing and waits in `recount judgements --review`."""
    from recount.desk.judging import judge_unsure

    _show(lambda by: judge_unsure(record, a, b, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge correct 3f2a91c0.killed 26+ --why 'misread' --who Amal")
def correct(
    ref: Annotated[
        str, typer.Argument(metavar="ID.FIELD", help="A claim's or an incident's id, and one of its values.")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The right one; none where no source tells.")],
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
    json: given.Json = False,
) -> None:
    """Put another value in the place of the machine's, which stays and is shown beside it by `recount why`.

    FIELD of a claim or an incident: type, status, agents, targets, places (names parted by ;), place, time. Of a claim
    also origin, via, main (yes or no) and its figures: killed, wounded …, killed.2 for the second, killed.who,
    killed.category, killed.part (yes where it is a part of another figure) and killed.wider (yes where it counts more
    than the incident: a month's, a war's dead). A count is written 26, 26+, ~20, ≤20, 20–30, "more than 60" or dozens,
    a time 2017-06-03, 2017-06 or 2017-06-03/2017-06-05, a place "Manbij", "Manbij, SY", geonames:169113 or
    "36.53,37.95 Manbij mill".
    """
    from recount.cli.screen import tell
    from recount.desk.judging import correct as corrected
    from recount.desk.settings import settings_from
    from recount.desk.tools import Rules

    rules, settings = Rules(codebook, actors, places), settings_from(os.environ)
    _show(lambda by: corrected(record, ref, value, by, settings, rules, tell), who, why, actors, json)


@judge_app.command("set-aside", epilog="Example: recount judge set-aside 3f2a91c0 --why 'a film' --who Amal")
def set_aside(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim, an incident or a report.")],
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Take a claim, an incident or a report out of all views and totals, until the judgement is withdrawn."""
    from recount.desk.judging import set_aside as put_aside

    _show(lambda by: put_aside(record, name, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge confirm i3f2a91c0 --grade confirmed --why 'two hospitals' --who Amal")
def confirm(
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident.")],
    grade: Annotated[
        str, typer.Option("--grade", metavar="GRADE", help="One of `recount judge grades`.")
    ] = "confirmed",
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Give an incident the desk's grade: confirmed, no conclusion or rejected, or a grade of the set in use."""
    from recount.desk.judging import confirm as confirmed

    _show(lambda by: confirmed(record, name, grade, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge note i3f2a91c0 --why 'video at 14:20 shows smoke' --who Amal")
def note(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim, an incident or a report.")],
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Leave a remark, which changes nothing."""
    from recount.desk.judging import note as noted

    _show(lambda by: noted(record, name, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge publish i3f2a91c0 --who Amal")
def publish(
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident.")],
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Give an incident its public id, R-…, which it answers to for ever: after a merge the older one stands."""
    from recount.desk.judging import publish as published

    _show(lambda by: published(record, name, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge withdraw j3f2a91c0 --why 'the video is of 2014' --who Amal")
def withdraw(
    name: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="A judgement's id, or how one begins.")],
    why: Reason = "",
    who: Who = "",
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
    json: given.Json = False,
) -> None:
    """Let a judgement no longer hold. Nothing is deleted: the history keeps both."""
    from recount.desk.judging import withdraw as withdrawn

    _show(lambda by: withdrawn(record, name, by), who, why, actors, json)


@judge_app.command(epilog="Example: recount judge take amal.jsonl --record raqqa")
def take(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Lines of `recount judgements --lines`.", exists=True)],
    record: given.RecordFolder = RECORD,
    actors: given.ActorsFile = None,
) -> None:
    """Take in the judgements of another record: the same reports and judgements make the same record."""
    from recount.cli.screen import tell
    from recount.desk.judging import take_judgements
    from recount.export.wording import plural

    with file.open(encoding="utf-8", errors="replace") as lines:
        new, changed = take_judgements(record, lines, str(file), actors)
    tell(f"{plural(new, 'judgement')} new to the record; {plural(changed, 'incident')} changed.")


@judge_app.command(epilog="Example: recount judge grades airwars --record raqqa")
def grades(
    name: Annotated[str | None, typer.Argument(metavar="[SET]", help="every-casualty or airwars.")] = None,
    record: given.RecordFolder = RECORD,
) -> None:
    """The grades that the record uses; with SET, use that set from now on. Grades that were given stay."""
    from recount.cli.screen import tell
    from recount.desk.judging import choose_grades
    from recount.desk.judging import grades as used

    if name:
        choose_grades(record, name)
    called, allowed = used(record)
    tell(f"{called}: {', '.join(allowed)}")


def judgements(
    of: Annotated[str | None, typer.Option("--of", metavar="ID", help="On this claim, incident or report.")] = None,
    moved: Annotated[bool, typer.Option("--moved", help="Those that moved, are overruled or no longer apply.")] = False,
    review: Annotated[bool, typer.Option("--review", help="What waits for a person: unsure, moved, gone.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="All of them as lines for `recount judge take`.")] = False,
    record: given.RecordFolder = RECORD,
    json: given.Json = False,
) -> None:
    """What people decided on a record, in the order they did: who, when, what, why, and what has become of it."""
    from recount.cli.judging_views import show_judgements
    from recount.desk import judging

    if lines:
        sys.stdout.write(judging.judgement_lines(record)[0])
        return
    if review or moved:
        found = judging.to_review(record) if review else judging.moved(record)
    else:
        found = judging.judgements(record, of)
    show_judgements(found, json)


def _show(judged: Callable[[By], Effect], who: str, why: str, actors: Path | None, as_json: bool) -> None:
    from recount.cli.judging_views import show_effect
    from recount.desk.judging import By

    by = By(who or os.environ.get("RECOUNT_WHO", ""), why, actors)
    show_effect(judged(by), as_json)
