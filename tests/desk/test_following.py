"""While reports come in, incidents follow: some claims at a time, and in the end as if all had come at once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import following, gathering
from recount.desk.gathering import brought_up_to_date
from recount.desk.manifest import kept_manifest
from recount.desk.running import RunOptions, RunReport, run
from recount.store import opened
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of

MANY = 30


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> StandIns:
    monkeypatch.setattr(following, "CLAIMS", 5)
    return StandIns(monkeypatch)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many reports waited each time that incidents were brought up to date while others were still to come."""
    seen: list[int] = []

    def noted(store: object, *given: object) -> int:
        with store.gathered() as work:  # type: ignore[attr-defined]
            seen.append(len(work.pending()))
        return brought_up_to_date(store, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(following, "brought_up_to_date", noted)
    return seen


def texts(first: int, last: int) -> dict[str, str]:
    return {f"r{n}": f"{STRIKE}It was told in report {n} of that week, and in no other.\n" for n in range(first, last)}


def read(record: Path, first: int, last: int, reread: bool = False) -> RunReport:
    paths = [folder_of(record.parent / f"in-{record.name}-{first}", **texts(first, last))] if last else []
    return run(paths, record, SETTINGS, RunOptions(reread=reread))


def test_incidents_follow_while_reports_come_in_and_are_those_of_all_at_once(tmp_path: Path, times: list[int]) -> None:
    read(tmp_path / "a", 0, 2)
    assert times == []  # there is nothing to judge yet
    read(tmp_path / "a", 2, MANY)
    assert len(times) > 2
    assert max(times) <= 8
    times.clear()
    read(tmp_path / "b", 0, MANY)
    assert times == []
    with closing(opened(tmp_path / "a")) as one, closing(opened(tmp_path / "b")) as other:
        assert one.incidents() == other.incidents()
        kept, same = kept_manifest(one), kept_manifest(other)
    assert kept is not None
    assert same is not None
    assert kept.hashes == same.hashes


def test_where_more_comes_than_is_sooner_brought_in_by_itself_it_is_left_to_the_end(
    tmp_path: Path, times: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "_FEW", 10)
    read(tmp_path / "a", 0, 2)
    read(tmp_path / "a", 2, MANY)
    assert times == []
    read(tmp_path / "a", 0, 0, reread=True)
    assert times == []


def test_where_incidents_have_to_be_made_in_other_ways_it_is_left_to_the_end(
    tmp_path: Path, times: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(tmp_path / "a", 0, 2)
    monkeypatch.setattr("recount.desk.gathering_ways.FORM", "another")
    read(tmp_path / "a", 2, MANY)
    assert times == []
