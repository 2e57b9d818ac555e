"""Saved views tell what changed in them, to those who watch."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import embargoing, fields, views
from recount.desk.judging import By, confirm, correct, judge_same, set_aside
from recount.desk.running import RunOptions, run
from recount.errors import RecordError
from recount.export.contract import place_name
from recount.store import Filters, opened
from tests.desk.conftest import EXAMPLES, SETTINGS

WHO = By("amal", exports=False)
BLAST = """Blast in Raqqa
RAQQA, Syria, June 6, 2017 - A car bomb killed more than 60 people at a market in Raqqa on Monday, a hospital said.
"""


def reading(query: str) -> Filters:
    """What these tests' views ask: everything, or what has a tag."""
    return Filters(tags=tuple(part.removeprefix("tag=") for part in query.split("&") if part.startswith("tag=")))


@pytest.fixture
def view(record: Path) -> views.View:
    """A view of everything that amal watches."""
    one = views.save(record, "All", "", "amal", shared=True)
    views.watch(record, one.id, "amal", reading)
    return one


def told(record: Path, who: str = "amal") -> list[tuple[str, str, str]]:
    views.views_changed(record, reading)
    return [(one.kind, one.was, one.now) for one, _ in views.told(record, who).alerts]


def incidents(record: Path) -> list[str]:
    with closing(opened(record)) as store:
        return [one.id for one in store.incidents()]


def test_nothing_is_told_until_something_changes(record: Path, view: views.View) -> None:
    assert told(record) == []
    run([EXAMPLES], record, SETTINGS, RunOptions(reread=True))
    assert told(record) == []


def test_a_grade_a_status_and_one_set_aside_are_told(record: Path, view: views.View) -> None:
    one, other, third = incidents(record)[:3]
    confirm(record, one, "confirmed", WHO)
    set_aside(record, other, WHO)
    correct(record, f"{third}.status", "denied", WHO, SETTINGS)
    found = told(record)
    assert ("grade", "", "confirmed") in found
    assert ("gone", "", "") in found
    assert [kind for kind, _, now in found if now == "denied"] == ["status"]
    assert told(record) == found  # once


def test_a_corrected_toll_is_told_from_what_to_what(record: Path, view: views.View) -> None:
    with closing(opened(record)) as store:
        one = next(i for i in store.incidents() if any(e.harm.value == "killed" and not e.sub for e in i.ledger))
    claim = next(e.claim for e in one.ledger if e.harm.value == "killed" and not e.sub)
    with closing(opened(record)) as store:
        (read,) = store.claims([claim])
    n = ".1" if sum(t.value.harm.value == "killed" for t in read.tolls) > 1 else ""
    correct(record, f"{claim}.killed{n}", "912", WHO, SETTINGS)
    (alert,) = [one for one in told(record) if one[0] == "toll"]
    assert "912" in alert[2]
    assert alert[1] != alert[2]


@pytest.fixture(scope="session")
def read_of_a_blast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report whose figure leaves its number open."""
    folder = tmp_path_factory.mktemp("blast")
    (folder / "blast.txt").write_text(BLAST, encoding="utf-8")
    run([folder / "blast.txt"], folder / "record", SETTINGS, RunOptions())
    return folder / "record"


@pytest.fixture
def blast(read_of_a_blast: Path, tmp_path: Path) -> Path:
    """A copy of it, with a view of everything that amal watches."""
    copy = Path(shutil.copytree(read_of_a_blast, tmp_path / "blast"))
    views.watch(copy, views.save(copy, "All", "", "amal").id, "amal", reading)
    return copy


def test_a_toll_is_told_in_the_words_that_pages_have_for_it(blast: Path) -> None:
    with closing(opened(blast)) as store:
        entry = next(e for one in store.incidents() for e in one.ledger if e.harm.value == "killed")
    correct(blast, f"{entry.claim}.killed", "912", WHO, SETTINGS)
    assert ("toll", "more than 60", "912") in told(blast)


def test_what_was_noted_in_numbers_alone_is_no_news(blast: Path) -> None:
    with closing(opened(blast)) as store:
        (view,) = store.views("amal")
        members = {key: dict(state) for key, state in store.members(view.id).items()}
        assert any((state["killed"], state["counted"]) == ("more than 60", "61 or more") for state in members.values())
        former = {key: {**state, "killed": state["counted"]} for key, state in members.items()}
        for state in former.values():
            del state["counted"]
        store.put_members(view.id, former)
    for key in members:
        confirm(blast, key, "confirmed", WHO)
    assert {kind for kind, _, _ in told(blast)} == {"grade"}


def test_a_merge_is_no_loss(record: Path, view: views.View) -> None:
    one, other = incidents(record)[:2]
    judge_same(record, one, other, WHO)
    kinds = [kind for kind, _, _ in told(record)]
    assert "gone" not in kinds
    assert "merged" in kinds


def test_an_incident_that_comes_into_a_view_is_new(record: Path) -> None:
    narrow = views.save(record, "Checked", "tag=check", "amal")
    views.watch(record, narrow.id, "amal", reading)
    one = incidents(record)[0]
    fields.tag(record, one, "check", "amal")
    assert told(record) == [("new", "", "")]
    fields.untag(record, one, "check", "amal")
    assert [kind for kind, _, _ in told(record)] == ["gone", "new"]


def test_reading_is_each_persons_own(record: Path, view: views.View) -> None:
    views.watch(record, view.id, "bo", reading)
    confirm(record, incidents(record)[0], "confirmed", WHO)
    assert views.waiting_alerts(record, "amal", reading) == views.waiting_alerts(record, "bo", reading) == 1
    views.read(record, "amal")
    assert (views.unread_by(record, "amal"), views.unread_by(record, "bo")) == (0, 1)
    ((alert, name),) = views.told(record, "amal").alerts
    assert alert.read
    assert name == "All"
    views.read(record, "amal", [alert.id], done=False)
    assert views.unread_by(record, "amal") == 1


def test_nobody_is_told_who_does_not_watch(record: Path, view: views.View) -> None:
    views.watch(record, view.id, "amal", reading, chosen=False)
    confirm(record, incidents(record)[0], "confirmed", WHO)
    assert told(record) == []


def test_own_views_are_ones_own_and_shared_ones_everybodys(record: Path) -> None:
    own = views.save(record, "Own", "", "amal")
    shared = views.save(record, "Shared", "", "amal", shared=True)
    assert [one.name for one in views.views(record, "bo")] == ["Shared"]
    with pytest.raises(RecordError, match="belongs to amal"):
        views.drop(record, shared.id, "bo")
    with pytest.raises(RecordError, match="is not in the record"):
        views.change(record, own.id, "bo", name="Mine")
    views.begin_with(record, shared.id, "bo")
    first = views.first_view(record, "bo")
    assert first is not None
    assert first.id == shared.id
    views.drop(record, shared.id, "boss", all_of_them=True)
    assert views.first_view(record, "bo") is None


def test_saving_under_a_name_again_keeps_the_watchers_and_the_feed(record: Path, view: views.View) -> None:
    again = views.save(record, "all", "tag=x", "amal")
    assert (again.id, again.token) == (view.id, view.token)
    assert [one.watched for one in views.views(record, "amal")] == [True]


def test_a_feed_opens_with_its_token_and_with_no_former_one(record: Path, view: views.View) -> None:
    confirm(record, incidents(record)[0], "confirmed", WHO)
    found, alerts = views.feed(record, view.token, reading)
    assert found.id == view.id
    assert [one.kind for one in alerts] == ["grade"]
    views.new_token(record, view.id, "amal")
    for token in (view.token, "", "x" * 43):
        with pytest.raises(RecordError):
            views.feed(record, token, reading)


def fed(record: Path, view: views.View) -> list[str]:
    return [one.incident for one in views.feed(record, view.token, reading)[1]]


def test_a_feed_tells_nothing_of_what_is_under_embargo(record: Path, view: views.View) -> None:
    one, other = incidents(record)[:2]
    for key in (one, other):
        confirm(record, key, "confirmed", WHO)
    assert set(fed(record, view)) == {one, other}
    place = embargoing.embargo(record, one, "", "amal", "the family is not told yet")
    assert fed(record, view) == [other]
    embargoing.lift(record, place, "amal")
    assert set(fed(record, view)) == {one, other}
    with closing(opened(record)) as store:
        report = store.incident(other).documents[0]
    embargoing.embargo(record, report, "", "amal", "its reporter is still there")
    assert other not in fed(record, view)


def test_lines_of_alerts_call_places_as_pages_do(record: Path, view: views.View) -> None:
    for key in incidents(record)[:8]:
        confirm(record, key, "confirmed", WHO)
    _, alerts = views.feed(record, view.token, reading)
    with closing(opened(record)) as store:
        held = {one.id: place_name(one) for one in store.incidents()}
    assert alerts
    assert all(held[one.incident] in one.line for one in alerts)
