"""Reporting delay: from the last day that an event can have happened on to its first report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recount.aggregates.delay import DelayBy, delays_of
from recount.model import Document, Incident, Status, When
from tests.aggregates.figures import DAY, incident, published


def late(key: str, *days: int, outlet: str = "Radio Furat") -> tuple[Incident, list[Document]]:
    documents = [published(f"{key}{n}", DAY + timedelta(days=n), outlet) for n in days]
    return incident(key, documents=tuple(d.id for d in documents)), documents


def test_the_distribution_is_told_in_days() -> None:
    told = [late("a", 0), late("b", 1, 5), late("c", 2), late("d", 3), late("e", 100)]
    documents = {d.id: d for _, some in told for d in some}
    found = delays_of([one for one, _ in told], documents, DelayBy.TYPE)
    assert found.everything is not None
    one = found.everything
    assert (one.incidents, one.quarter, one.median, one.three_quarters, one.longest) == (5, 1, 2, 3, 100)
    assert one.slowest == "e"
    assert [row.name for row in found.rows] == ["air_strike"]


def test_each_outlet_is_measured_by_its_own_first_report() -> None:
    documents = {
        "1": published("1", DAY, "One"),
        "2": published("2", DAY + timedelta(days=4), "Two"),
        "3": published("3", DAY + timedelta(days=9), "Two"),
    }
    found = delays_of([incident("a", documents=("1", "2", "3"))], documents, DelayBy.OUTLET)
    assert [(row.name, row.median) for row in found.rows] == [("One", 0), ("Two", 4)]


def test_an_interval_counts_from_its_last_day() -> None:
    when = When.between(DAY - timedelta(days=3), DAY)
    found = delays_of([incident("a", when=when)], {"d-a": published("d-a", DAY + timedelta(days=1))}, DelayBy.PLACE)
    assert found.everything is not None
    assert found.everything.longest == 1


@pytest.mark.parametrize(
    ("changes", "published_on", "why"),
    [
        ({"when": None}, DAY, "no date of the event"),
        ({"when": When.from_iso("2017-06")}, DAY, "date of the event known less exactly than to a week"),
        ({}, None, "no report of it has a date"),
        ({}, DAY - timedelta(days=1), "reported before it is said to have happened"),
        ({"status": Status.PLANNED}, DAY, "only planned"),
    ],
)
def test_what_has_no_delay_is_counted_apart(changes: dict[str, object], published_on: date | None, why: str) -> None:
    told = incident("a", **changes)  # type: ignore[arg-type]
    found = delays_of([told], {"d-a": published("d-a", published_on)}, DelayBy.TYPE)
    assert (found.everything, found.rows, found.left_out) == (None, (), {why: 1})
