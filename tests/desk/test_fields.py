"""Tags and fields go with the claims that they were put on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import fields
from recount.desk.finding import found
from recount.desk.judging import By, judge_different, judge_same, withdraw
from recount.desk.running import RunOptions, run
from recount.errors import RecordError
from recount.store import Filters, opened
from tests.desk.conftest import EXAMPLES, SETTINGS

WHO = By("amal", exports=False)


def incidents(record: Path) -> list[str]:
    with closing(opened(record)) as store:
        return [one.id for one in store.incidents()]


def tags(record: Path, on: str) -> tuple[str, ...]:
    return fields.on_it(record, on).tags


def value(record: Path, on: str) -> str:
    (one,) = fields.on_it(record, on).fields
    return one.value


def tagged(record: Path, *words: str) -> set[str]:
    return {row.id for row in found(record, Filters(tags=words)).rows}


def test_a_tag_is_put_on_found_counted_and_taken_off(record: Path) -> None:
    one = incidents(record)[0]
    fields.tag(record, one, "  To   Check ", "amal")
    assert tags(record, one) == ("to check",)
    assert tagged(record, "to check") == {one}
    assert fields.tags(record) == (("to check", 1),)
    fields.untag(record, one, "to check", "bo")
    assert tags(record, one) == ()
    assert not tagged(record, "to check")


def test_what_is_undone_gives_way_to_what_stood_before(record: Path) -> None:
    one = incidents(record)[0]
    fields.define(record, "Follow-up", "text", (), "amal")
    (field,) = fields.fields(record)
    fields.set_value(record, one, field.id, "Amal calls", "amal")
    later = fields.set_value(record, one, field.id, "Bo calls", "bo")
    assert value(record, one) == "Bo calls"
    fields.undo(record, later.id, "bo")
    assert value(record, one) == "Amal calls"
    with pytest.raises(RecordError, match="undone before"):
        fields.undo(record, later.id, "bo")
    assert [mark.undone is None for mark, _ in fields.on_it(record, one).history] == [True, False]


def test_a_merged_incident_has_the_tags_of_both_and_the_later_value(record: Path) -> None:
    one, other = incidents(record)[:2]
    field = fields.define(record, "Follow-up", "choice", ("Amal", "Bo"), "amal")
    fields.tag(record, one, "first", "amal")
    fields.tag(record, other, "second", "amal")
    fields.set_value(record, one, field.id, "Amal", "amal")
    fields.set_value(record, other, field.id, "Bo", "amal")
    effect = judge_same(record, one, other, WHO)
    (merged,) = effect.changes[0].after
    assert tags(record, merged.id) == ("first", "second")
    (given,) = fields.on_it(record, merged.id).fields
    assert given.value == "Bo"
    assert [mark.value for mark in given.others] == ["Amal"]
    withdraw(record, effect.standing.judgement.id, WHO)
    assert (tags(record, one), tags(record, other)) == (("first",), ("second",))


def test_both_halves_of_a_split_keep_a_tag_until_it_is_taken_off_one(record: Path) -> None:
    with closing(opened(record)) as store:
        whole = max(store.incidents(), key=lambda one: len(one.documents))
    fields.tag(record, whole.id, "split", "amal")
    judge_different(record, whole.claims[0], whole.claims[-1], WHO)
    halves = sorted(tagged(record, "split"))
    assert len(halves) == 2
    fields.untag(record, halves[0], "split", "amal")
    assert tagged(record, "split") == {halves[1]}


def test_tags_and_values_stay_after_all_reports_were_read_anew(record: Path) -> None:
    one = incidents(record)[0]
    fields.tag(record, one, "kept", "amal")
    run([EXAMPLES], record, SETTINGS, RunOptions(reread=True))
    assert tagged(record, "kept") == {one}
    assert fields.unattached(record) == ()


def test_what_lost_its_words_is_listed_and_what_is_found_again_moves_along(record: Path) -> None:
    one = incidents(record)[0]
    mark = fields.tag(record, one, "lost", "amal")
    with closing(opened(record)) as store:
        claims = store.incident(one).claims
        store.move_mark(mark, {claim: f"gone-{n}" for n, claim in enumerate(claims)})
    ((listed, subjects),) = fields.unattached(record)
    assert listed.id == mark.id
    assert len(subjects) == len(claims)
    assert not tagged(record, "lost")
    with closing(opened(record)) as store:
        assert fields.bring_along(store) == 0  # words that nobody ever judged lead nowhere
        store.move_mark(mark, {f"gone-{n}": claim for n, claim in enumerate(claims)})
    assert tagged(record, "lost") == {one}


def test_a_report_has_tags_of_its_own(record: Path) -> None:
    with closing(opened(record)) as store:
        report = store.documents()[0].id
    fields.tag(record, report, "translated", "amal")
    assert tags(record, report) == ("translated",)
    assert fields.tags(record) == (("translated", 0),)


def test_exports_get_tags_and_values_by_name(record: Path) -> None:
    one, other = incidents(record)[:2]
    field = fields.define(record, "Checked on", "date", (), "amal")
    fields.set_value(record, one, field.id, "2024-02-03", "amal")
    fields.tag(record, one, "b", "amal")
    fields.tag(record, one, "a", "amal")
    assert fields.fields_of(record, [one, other]) == {one: {"tags": "a; b", "Checked on": "2024-02-03"}}


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("number", "1,234.5", "1234.5"),
        ("date", "2017-06-05", "2017-06-05"),
        ("yes/no", "Yes", "yes"),
        ("choice", "Bo", "Bo"),
        ("text", "  some words ", "some words"),
        ("number", "", ""),
    ],
)
def test_values_are_kept_in_one_form(kind: str, given: str, kept: str) -> None:
    assert fields.value_of(fields.Field("f", "It", kind, ("Amal", "Bo")), given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("number", "many"),
        ("number", "1e9"),
        ("date", "5 June"),
        ("yes/no", "maybe"),
        ("choice", "Cy"),
        ("text", "\x00"),
    ],
)
def test_a_value_that_can_not_be_one_is_refused(kind: str, given: str) -> None:
    with pytest.raises(RecordError):
        fields.value_of(fields.Field("f", "It", kind, ("Amal", "Bo")), given)


@pytest.mark.parametrize("words", ["", "   ", "<b>", "x" * 41, "-rf", "a\x00b"])
def test_a_tag_that_can_not_be_one_is_refused(record: Path, words: str) -> None:
    with pytest.raises(RecordError, match="the tag"):
        fields.tag(record, incidents(record)[0], words, "amal")


def test_fields_are_retired_moved_and_never_two_of_a_name(record: Path) -> None:
    one = fields.define(record, "One", "text", (), "amal")
    fields.define(record, "Two", "number", (), "amal")
    with pytest.raises(RecordError, match="is there already"):
        fields.define(record, "one", "text", (), "amal")
    with pytest.raises(RecordError, match="choices"):
        fields.define(record, "Three", "choice", ("only one",), "amal")
    fields.move(record, one.id, 1)
    assert [field.name for field in fields.fields(record)] == ["Two", "One"]
    fields.retire(record, one.id)
    assert [field.retired for field in fields.fields(record)] == [False, True]
