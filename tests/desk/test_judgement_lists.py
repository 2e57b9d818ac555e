"""The history of a desk where people judged thousands of times: a page of it is read, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from recount.desk.judgement_lists import PAGE, Wanted, deeds
from recount.desk.judging import By, judgements, note
from recount.model import Judgement, Target, Verdict
from recount.model.judgement import Kind
from recount.store import SqlStore, opened
from tests.judging.made_judgements import judgement, on
from tests.made import report, strike

_MANY = 3000


@pytest.fixture
def made(record: Path) -> list[Judgement]:
    """Thousands of notes on claims that are gone, many of one moment, the latest first."""
    (anchor,) = on([report("a")], strike(report("a"))).anchors
    notes = []
    for n in range(_MANY):
        key = f"{n:020d}"
        target = Target(Kind.CLAIM, key, (replace(anchor, claim=key, report=f"d{n}", sha256=f"{n:064d}", name=key),))
        who = "bo" if n % 3 else "amal"
        notes.append(judgement(Verdict.NOTE if n % 2 else Verdict.UNSURE, target, hour=n // 70, who=who))
    with closing(opened(record)) as store:
        assert store.judge(notes) == _MANY
    return sorted(notes, key=lambda one: (one.when, one.id), reverse=True)


def test_pages_hold_every_judgement_once_the_latest_first(record: Path, made: list[Judgement]) -> None:
    with closing(opened(record)) as store:
        found: list[str] = []
        while True:
            page, total = store.latest_judgements(500, found[-1] if found else "")
            found += [one.id for one in page]
            if not page:
                break
    assert total == _MANY
    assert found == [one.id for one in made]


def test_a_page_reads_no_more_than_its_own(
    record: Path, made: list[Judgement], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    whole = SqlStore.judgements

    def counted(store: SqlStore, ids: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        assert ids is not None
        found = whole(store, ids)
        read.append(len(found))
        return found

    monkeypatch.setattr(SqlStore, "judgements", counted)
    first = deeds(record, Wanted())
    assert [one.judgement.id for one in first.shown] == [one.id for one in made[:PAGE]]
    assert (first.total, first.who) == (_MANY, ("amal", "bo"))
    second = deeds(record, Wanted(), first.before)
    assert [one.judgement.id for one in second.shown] == [one.id for one in made[PAGE : 2 * PAGE]]
    assert max(read) <= PAGE


def test_a_page_of_one_person_or_of_one_verdict_goes_on_after_itself(record: Path, made: list[Judgement]) -> None:
    for wanted, mine in (
        (Wanted(who="amal"), [one.id for one in made if one.who == "amal"]),
        (Wanted(verdict="note"), [one.id for one in made if one.verdict is Verdict.NOTE]),
    ):
        first = deeds(record, wanted)
        second = deeds(record, wanted, first.before)
        assert first.total == len(mine)
        assert [one.judgement.id for one in (*first.shown, *second.shown)] == mine[: 2 * PAGE]
    last = deeds(record, Wanted(), made[-2].id)
    assert [one.judgement.id for one in last.shown] == [made[-1].id]
    assert last.before == ""


def test_those_on_one_incident_are_found_among_thousands(record: Path, made: list[Judgement]) -> None:
    with closing(opened(record)) as store:
        one = store.incidents()[0]
    effect = note(record, one.id, By("amal", why="look again", exports=False))
    for name in (one.id, one.claims[0], one.documents[0]):
        (found,) = deeds(record, Wanted(of=name)).shown
        assert found.judgement.id == effect.standing.judgement.id
        assert found.state == judgements(record, name)[0].state
