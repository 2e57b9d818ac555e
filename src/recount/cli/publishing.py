"""`recount release`, `recount publish` and `recount sitrep`: what leaves a desk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.publishing import Draft
    from recount.publishing.changes import PublicChange

publishing_app = typer.Typer()
RECORD = Path("record")
_WHO = "RECOUNT_WHO"
_SHOWN = 40


@publishing_app.command(epilog="Example: recount release --record raqqa --note 'June 2017' --who Amal")
def release(
    record: given.RecordFolder = RECORD,
    note: Annotated[str, typer.Option(metavar="WORDS", help="What to say of this release.")] = "",
    who: Annotated[
        str, typer.Option(metavar="NAME", envvar=_WHO, help="Who makes it.", show_default="$RECOUNT_WHO")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only tell what it would hold and change, and what to look at.")
    ] = False,
    actors: given.ActorsFile = None,
) -> None:
    """Make the next numbered release of a record: the incidents that a person graded, redacted, frozen.

    Names of private persons, exact positions, restricted reports and long quotations stay out. `recount publish` writes
    a release as a site.
    """
    from recount.cli.screen import tell
    from recount.desk.judging import By
    from recount.desk.publishing import draft, make_release
    from recount.desk.tools import Rules

    if check:
        _show(draft(record, Rules(actors=actors)))
        return
    made = make_release(record, note, By(who or os.environ.get(_WHO, ""), actors=actors, exports=False))
    tell(f"Release {made.number} is made: {_counted(made.changes)}.")
    tell(f"Write it as a site: recount publish SITE --record {record}")


def _show(made: Draft) -> None:
    from collections import Counter

    from recount.cli.screen import tell
    from recount.cli.text import shown
    from recount.desk.publishing_checks import KINDS
    from recount.export.wording import plural

    tell(f"Release {made.number} would hold {plural(len(made.candidates), 'incident')}: {_counted(made.changes)}.")
    if made.idle:
        tell(f"No release is made of it: it {made.idle}.")
    for one in made.named:
        tell(f"No release is made before {one.where} leaves out somebody {one.why}: {shown(one.name)}")
    for kept in made.kept_back:
        tell(f"  stay out, {kept.why}: {kept.number:,}")
    for change in made.changes[:_SHOWN]:
        tell(f"  {change.deed.value}  {change.id}  {shown(change.heading)}")
    counted = Counter(one.kind for one in made.warnings)
    for kind, meaning in KINDS.items():
        if counted[kind]:
            tell(f"Look at {kind} ({counted[kind]}): {meaning}.")
    for what, number in Counter(one.what for one in made.withheld).most_common():
        tell(f"Withheld: {plural(number, what)}")


def _counted(changes: tuple[PublicChange, ...]) -> str:
    from recount.publishing.changes import counted

    return ", ".join(f"{number} {deed.value}" for deed, number in counted(changes).items()) or "nothing changed"


@publishing_app.command(epilog="Example: recount publish ./site --record raqqa")
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one with a former site.")],
    record: given.RecordFolder = RECORD,
    number: Annotated[
        int | None, typer.Option("--release", metavar="N", min=1, help="Which release.", show_default="the last one")
    ] = None,
) -> None:
    """Write a release as a site that any web server shows, and that opens from the folder without one.

    It needs no script and asks nothing of any other host. The same release writes the same bytes each time.
    """
    from recount.cli.screen import tell
    from recount.desk.publishing_site import write_site
    from recount.export.wording import plural

    site = write_site(record, folder, number)
    tell(f"Release {site.release.number}: {plural(len(site.incidents), 'incident')}, {len(site.paths):,} files.")
    tell(f"Open {folder / 'index.html'}")


@publishing_app.command(
    epilog="Example: recount sitrep --record raqqa --from 2017-06-05 --to 2017-06-11 --pdf -o week.pdf"
)
def sitrep(
    record: given.RecordFolder = RECORD,
    since: given.From = None,
    until: given.To = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF instead of a page.")] = False,
    graded: Annotated[bool, typer.Option("--graded", help="Only incidents with a grade that goes out.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", show_default="sitrep-DAYS.html or .pdf")
    ] = None,
    codebook: given.CodebookFolder = None,
    actors: given.ActorsFile = None,
    places: given.PlacesFile = None,
) -> None:
    """A situation report on some days: incidents with map and figures, totals and what they leave out, what became
    known of earlier ones, who is said to hold which town, sources.

    Redacted like all that leaves a desk. Without days it is on the last week in which an incident has a day.
    """
    from recount.cli.screen import tell
    from recount.desk.settings import settings_from
    from recount.desk.sitreps import SitrepOptions, sitrep_file
    from recount.desk.sitreps import last_days as last_days_of
    from recount.desk.tools import Rules
    from recount.errors import RecountError

    first, last = given.day(since, "--from", last=False), given.day(until, "--to", last=True)
    if first is None or last is None:
        week = last_days_of(record)
        if week is None:
            raise RecountError(str(record), "no report of it has a day", "Give --from and --to.")
        first, last = first or last or week[0], last or first or week[1]
    asked = SitrepOptions(first, last, graded)
    name, content = sitrep_file(record, asked, settings_from(os.environ), Rules(codebook, actors, places), pdf=pdf)
    path = output or Path(name)
    try:
        path.write_bytes(content)
    except OSError as error:
        what = f"can't be written ({error.strerror or error})"
        raise RecountError(str(path), what, "Name a file in a folder you may write to.") from error
    tell(f"Written: {path}")
