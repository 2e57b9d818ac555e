"""The index of reprints in a database says what all reports at once would say."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import update

from recount.model import Document
from recount.resolution.reprints import ReprintIndex, brought_up_to_date, crowds, keeping, reprints_among
from recount.store import Entry, SqlStore
from recount.store.reprint_tables import SCHEME
from tests.resolution.told import DAY, report

VOCABULARY = [f"word{n}" for n in range(400)]


def stories(n: int, seed: int) -> list[Document]:
    """Reports of which many carry the sentences of others, cut and edited."""
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    told = [[" ".join(chance.choices(VOCABULARY, k=14)) for _ in range(5)] for _ in range(max(1, n // 6))]
    reports = []
    for k in range(n):
        lines = chance.sample(chance.choice(told), chance.randrange(1, 6))
        if chance.random() < 0.3:
            lines.append(" ".join(chance.choices(VOCABULARY, k=14)))
        text = ". ".join(line.capitalize() for line in lines) + "."
        reports.append(report(f"r{k:03}", text, day=DAY + timedelta(days=chance.randrange(4))))
    return reports


def kept(store: SqlStore, reports: list[Document]) -> None:
    store.add([Entry(one, one.text.encode(), (), ()) for one in reports], "tools")


@pytest.mark.parametrize(("few", "many"), [(24, 2000), (3, 7)], ids=["usual crowds", "small crowds"])
@pytest.mark.parametrize("seed", range(3))
def test_reports_that_come_and_go_one_by_one_leave_what_those_that_stay_would_make_at_once(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, seed: int, few: int, many: int
) -> None:
    monkeypatch.setattr(crowds, "FEW", few)
    monkeypatch.setattr(crowds, "MANY", many)
    reports = stories(30, seed)
    kept(store, reports)
    wanted: list[str] = []
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    for one in chance.sample(reports, 30):
        wanted.append(one.id)
        with store.reprint_shelf() as shelf:
            assert one.id in brought_up_to_date(shelf, wanted)
    for some in (20, 10):
        wanted = wanted[:some]
        with store.reprint_shelf() as shelf:
            brought_up_to_date(shelf, wanted)
            found = ReprintIndex(shelf).among(wanted)
        assert found == reprints_among([one for one in reports if one.id in wanted])


def test_many_new_reports_at_once_give_what_one_by_one_gives(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = stories(60, 9)
    ids = [one.id for one in reports]
    kept(store, reports)
    with store.reprint_shelf() as shelf:
        brought_up_to_date(shelf, ids)
        one_by_one = ReprintIndex(shelf).among(ids)
    with store.reprint_shelf() as shelf:
        brought_up_to_date(shelf, [])
        assert shelf.reports() == frozenset()
    monkeypatch.setattr(keeping, "_FEW", 5)
    with store.reprint_shelf() as shelf:
        assert brought_up_to_date(shelf, ids) == frozenset(ids)
        assert ReprintIndex(shelf).among(ids) == one_by_one == reprints_among(reports)


def test_keys_made_another_way_are_made_anew(store: SqlStore) -> None:
    reports = stories(12, 2)
    ids = [one.id for one in reports]
    kept(store, reports)
    with store.reprint_shelf() as shelf:
        brought_up_to_date(shelf, ids)
    with store._writing() as connection:
        connection.execute(update(SCHEME).values(scheme="as they once were"))
    with store.reprint_shelf() as shelf:
        assert shelf.reports() == frozenset()
        assert brought_up_to_date(shelf, ids) == frozenset(ids)
        assert ReprintIndex(shelf).among(ids) == reprints_among(reports)
