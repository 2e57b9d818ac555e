"""Whoever reads incidents out of a record is told what is part of what: an episode is never added to its operation."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from recount.aggregates.groups import By
from recount.aggregates.sums import WITHIN, Measure
from recount.desk import aggregating, asking
from recount.desk.aggregating import Scope, gathered
from recount.desk.exporting import record_in
from recount.desk.handing import ExportOptions, export, sheet
from recount.desk.incident_views import incident_view
from recount.model import Harm, Incident, Place, PlacePrecision, Status, When
from recount.resolution.denials import Denied
from recount.store import Filters, opened_or_made
from recount.tolls import RULES
from tests.aggregates.figures import figure
from tests.made import report
from tests.store.test_finding import put

TOWN = Place("Kafr Zeita", "SY", "Hama", 35.37, 36.6, PlacePrecision.EXACT, 1)
RANGE = Measure(Harm.KILLED, RULES["range"])
LATER = date(2016, 12, 30)


def days(first: int, last: int) -> When:
    return When.between(date(2016, 12, first), date(2016, 12, last))


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A record with a siege, an assault within it, and a strike within that."""
    folder = tmp_path / "record"
    told = {
        "siege": ("siege", days(1, 28), 60),
        "assault": ("offensive", days(10, 14), None),
        "strike": ("air_strike", days(12, 12), 9),
    }
    reports = {name: report(name, day=LATER) for name in told}
    with closing(opened_or_made(folder)) as store:
        put(
            store,
            {
                name: (
                    reports[name],
                    {"type": kind},
                    {
                        "type": kind,
                        "when": when,
                        "place": TOWN,
                        "place_names": (TOWN.name,),
                        "agents": ("Oster Brigade",),
                        "targets": (),
                        "ledger": (figure("monitor", dead, document=reports[name].id, day=LATER),) if dead else (),
                    },
                )
                for name, (kind, when, dead) in told.items()
            },
        )
    return folder


def called(incidents: tuple[Incident, ...]) -> dict[str, Incident]:
    return {one.type: one for one in incidents}


def test_totals_and_dyads_count_the_siege_and_leave_out_what_happened_in_it(held: Path) -> None:
    found = gathered(held, Scope(), reports=False)
    made = aggregating.totals(found, By.PLACE, RANGE)
    assert (made.everything.low, [(one.why, one.sum.low) for one in made.left_out]) == (60, [(WITHIN, 9)])
    (row,) = aggregating.dyads(found, RANGE, None).rows
    assert row.sum.low == 60
    assert aggregating.party_totals(found, RANGE, None).left_out == made.left_out


def test_a_strike_counts_where_its_operation_is_not_asked_for_and_not_where_only_the_one_between_is(
    held: Path,
) -> None:
    strikes = gathered(held, Scope(Filters(types=("air_strike",))), reports=False)
    assert aggregating.totals(strikes, By.TYPE, RANGE).everything.low == 9
    both = gathered(held, Scope(Filters(types=("air_strike", "siege"))), reports=False)
    assert aggregating.totals(both, By.TYPE, RANGE).everything.low == 60


def test_lists_and_files_say_what_is_part_of_what(held: Path) -> None:
    found = called(asking.chronology(held).incidents)
    siege, assault, strike = found["siege"], found["offensive"], found["air_strike"]
    assert (siege.episodes, assault.part_of, strike.part_of) == ((assault.id,), siege.id, assault.id)
    assert called(record_in(held).incidents) == found
    lines = {line["type"]: line for line in map(json.loads, export(held, "jsonl").splitlines())}
    assert (lines["siege"]["episodes"], lines["air_strike"]["part_of"]) == ([assault.id], assault.id)
    rows = {row["type"]: row for row in csv.DictReader(io.StringIO(export(held, "csv").removeprefix("\ufeff")))}
    assert (rows["siege"]["episodes"], rows["siege"]["part_of"], rows["air_strike"]["part_of"]) == (
        assault.id,
        "",
        assault.id,
    )
    features = json.loads(export(held, "geojson"))["features"]
    assert assault.id in [one["properties"]["part_of"] for one in features]
    view = incident_view(held, assault.id).view.operation
    assert view.whole is not None
    assert (view.whole.id, [one.id for one in view.episodes]) == (siege.id, [strike.id])


def test_the_table_of_others_has_a_row_for_the_episode_alone(held: Path) -> None:
    assert [row["fatalities"] for row in sheet(held, "acled").rows] == [9]
    sieges = ExportOptions(Filters(types=("siege",)))
    assert [row["fatalities"] for row in sheet(held, "acled", sieges).rows] == [60]


def test_who_denies_an_incident_stands_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    told, denied = report("told"), report("denied", day=LATER)
    values = {"type": "air_strike", "when": days(3, 3), "place": TOWN, "agents": (), "targets": ()}
    with closing(opened_or_made(folder)) as store:
        made = put(
            store,
            {
                "told": (told, {}, values),
                "denied": (denied, {}, {**values, "status": Status.DENIED, "agents": ("Syrian army",)}),
            },
        )
    ids = {name: key for key, name in made.items()}
    opened = asking.incident(folder, ids["told"])
    (found,) = opened.denials
    assert found.id == ids["denied"]
    assert opened.denied == {found.id: Denied.HAPPENING}
    assert [one.id for one in incident_view(folder, ids["told"]).view.denials] == [found.id]
    assert incident_view(folder, ids["told"], hidden=(denied.id,)).view.denials == ()
    assert asking.incident(folder, ids["denied"]).denials == ()
