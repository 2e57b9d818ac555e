"""Commands that sum over a record: totals, dyads, origins, delay, coverage."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given
from recount.model import Harm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from recount.aggregates.sums import Measure
    from recount.desk.aggregating import Gathered, Scope
    from recount.desk.lines.values import Line
    from recount.store.port import Filters

aggregates_app = typer.Typer()
RECORD = Path("record")


class TotalsBy(StrEnum):
    """What `recount totals` gathers by; `period` is a month."""

    PARTY = "party"
    PLACE = "place"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    TYPE = "type"
    PERIOD = "period"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Period(StrEnum):
    """The periods of `recount coverage`."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DelayedBy(StrEnum):
    """What `recount delay` gathers by."""

    OUTLET = "outlet"
    PLACE = "place"
    TYPE = "type"


HarmOption = Annotated[Harm, typer.Option("--harm", help="What was done to those who are counted.")]
CameOutFrom = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Reports that came out on this day, month, year or later.")
]
CameOutTo = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Reports that came out on this day, month, year or earlier.")
]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the rows to this CSV file.")]


@aggregates_app.command(epilog="Example: recount totals --record raqqa --by month --rule ucdp")
def totals(
    by: Annotated[TotalsBy, typer.Option(help="What to gather by; a period is a month.")],
    record: given.RecordFolder = RECORD,
    harm: HarmOption = Harm.KILLED,
    rule: given.Rule = None,
    as_of: given.AsOfDay = None,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    own_actors: given.ActorsFile = None,
    csv: Csv = None,
    json: given.Json = False,
) -> None:
    """Tolls summed over incidents, each counted once by a headline rule; with bounds, and with all that is left out.

    Figures of different origins are never added for one incident, nor parts to their whole, nor campaign totals to
    their incidents. An incident without a figure is no zero: it is counted beside the sum.
    """
    from recount.aggregates.groups import PERIODS, By
    from recount.cli import aggregate_views as views
    from recount.desk import aggregating
    from recount.desk.lines import aggregates as lines

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    scope = _scope(as_of, kept, own_actors)
    grouped = By("month") if by is TotalsBy.PERIOD else None if by is TotalsBy.PARTY else By(by.value)
    found = aggregating.gathered(record, scope, reports=grouped in PERIODS)
    measure = _measure(harm, rule, own_actors)
    if grouped is None:
        parties = aggregating.party_totals(found, measure, own_actors)
        _written(csv, lambda: aggregating.parties_csv(parties))
        _shown(json, lambda: lines.parties_line(parties), lambda: views.parties_view(parties), found)
        return
    made = aggregating.totals(found, grouped, measure)
    _written(csv, lambda: aggregating.totals_csv(made))
    _shown(json, lambda: lines.totals_line(made), lambda: views.totals_view(made), found)


@aggregates_app.command(epilog="Example: recount dyads --record raqqa --from 2017")
def dyads(
    record: given.RecordFolder = RECORD,
    harm: HarmOption = Harm.KILLED,
    rule: given.Rule = None,
    as_of: given.AsOfDay = None,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    own_actors: given.ActorsFile = None,
    csv: Csv = None,
    json: given.Json = False,
) -> None:
    """Who against whom: incidents, tolls among the target's people, first and last day.

    Parties count for the side they stood on at the time. Whom no report names is shown as not told, never dropped.
    """
    from recount.cli import aggregate_views as views
    from recount.desk import aggregating
    from recount.desk.lines import aggregates as lines

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    scope = _scope(as_of, kept, own_actors)
    found = aggregating.gathered(record, scope, reports=False)
    made = aggregating.dyads(found, _measure(harm, rule, own_actors), own_actors)
    _written(csv, lambda: aggregating.dyads_csv(made))
    _shown(json, lambda: lines.dyads_line(made), lambda: views.dyads_view(made), found)


@aggregates_app.command(epilog="Example: recount origins --record raqqa")
def origins(
    record: given.RecordFolder = RECORD,
    as_of: given.AsOfDay = None,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    own_actors: given.ActorsFile = None,
    csv: Csv = None,
    json: given.Json = False,
) -> None:
    """Each origin with its kind and side: how often others tell the same, contradict it, and it revised itself."""
    from recount.cli import aggregate_views as views
    from recount.desk import aggregating
    from recount.desk.lines import aggregates as lines

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    found = aggregating.gathered(record, _scope(as_of, kept, own_actors), reports=False)
    made = aggregating.origins(found)
    _written(csv, lambda: aggregating.origins_csv(made))
    _shown(json, lambda: lines.origins_line(made), lambda: views.origins_view(made), found)


@aggregates_app.command(epilog="Example: recount delay --record raqqa --by outlet")
def delay(
    by: Annotated[DelayedBy, typer.Option(help="What to gather by.")] = DelayedBy.OUTLET,
    record: given.RecordFolder = RECORD,
    as_of: given.AsOfDay = None,
    since: given.From = None,
    until: given.To = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    own_actors: given.ActorsFile = None,
    csv: Csv = None,
    json: given.Json = False,
) -> None:
    """Days from an event to its first report: median, quartiles, longest. What has no date is counted apart."""
    from recount.aggregates.delay import DelayBy
    from recount.cli import aggregate_views as views
    from recount.desk import aggregating
    from recount.desk.lines import aggregates as lines

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    found = aggregating.gathered(record, _scope(as_of, kept, own_actors), reports=True)
    made = aggregating.delays(found, DelayBy(by.value))
    _written(csv, lambda: aggregating.delays_csv(made))
    _shown(json, lambda: lines.delays_line(made), lambda: views.delays_view(made), found)


@aggregates_app.command(epilog="Example: recount coverage --record raqqa --by month")
def coverage(
    by: Annotated[Period, typer.Option(help="The periods to count reports in.")] = Period.WEEK,
    record: given.RecordFolder = RECORD,
    as_of: given.AsOfDay = None,
    since: CameOutFrom = None,
    until: CameOutTo = None,
    place: given.PlaceFilter = None,
    actor: given.ActorFilter = None,
    type_: given.TypeFilter = None,
    status: given.StatusFilter = None,
    min_killed: given.MinKilled = None,
    grade: given.Grade = None,
    own_actors: given.ActorsFile = None,
    csv: Csv = None,
    json: given.Json = False,
) -> None:
    """Reports by outlet and period, with the gaps: a day of which nobody reports is not a day of peace.

    Reprints are shown beside the reports; they are no voices of their own. --from and --to are days on which reports
    came out; with any other filter only those count that tell of the incidents that it keeps.
    """
    from recount.aggregates.groups import By
    from recount.cli import aggregate_views as views
    from recount.desk import aggregating
    from recount.desk.lines import aggregates as lines

    kept = given.filters(since, until, place, actor, type_, status, min_killed, grade)
    found = aggregating.covered(record, _scope(as_of, kept, own_actors))
    made = aggregating.coverage(found, By(by.value))
    _written(csv, lambda: aggregating.coverage_csv(made))
    _shown(json, lambda: lines.coverage_line(made), lambda: views.coverage_view(made), found)


def _scope(as_of: str | None, kept: Filters, own_actors: Path | None) -> Scope:
    from recount.desk.aggregating import Scope

    return Scope(kept, given.day(as_of, "--as-of", last=True), own_actors)


def _measure(harm: Harm, rule: str | None, own_actors: Path | None) -> Measure:
    from recount.aggregates.sums import Measure
    from recount.desk.ledgers import rule_called

    return Measure(harm, rule_called(rule, own_actors))


def _written(csv: Path | None, text: Callable[[], str]) -> None:
    if csv is None:
        return
    from recount.cli.screen import tell
    from recount.desk.exporting import written

    written(csv, text())
    tell(f"Written: {csv}")


def _shown(
    as_json: bool,
    line: Callable[[], Line],
    view: Callable[[], Sequence[RenderableType]],
    found: Gathered,
) -> None:
    from recount.cli import aggregate_views as views
    from recount.cli.lines import print_json
    from recount.cli.screen import show
    from recount.desk.lines import aggregates as lines

    if as_json:
        print_json({**line(), "undated": found.undated, "unmet": list(found.unmet), **lines.as_of_line(found.as_of)})
        return
    show(*view(), *views.kept_view(found), *views.as_of_view(found.as_of))
