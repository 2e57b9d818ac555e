"""The lines of incidents say which of their values a person gave, on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from recount.codec import packed
from recount.judging import judged, with_judgements
from recount.model import Claim, Document, Judgement, Verdict, Withdrawal
from recount.model.judgement import Kind
from recount.pipeline import order_of
from recount.store import Entry, SqlStore
from recount.store.finding_rows import Given, Row
from recount.store.finding_tables import LINES, MARKS
from recount.store.lines import in_form, make_lines
from tests.judging.made_judgements import MONDAY, judgement, on
from tests.made import incident_of, report, sentences, strike

DOCUMENT = report("a")
CLAIM = strike(DOCUMENT)
INCIDENT = incident_of([CLAIM], [DOCUMENT])


def kept(store: SqlStore, *made: Judgement, claims: tuple[Claim, ...] = (CLAIM,)) -> None:
    """A report with its incident, as these judgements leave it."""
    store.add([entry(DOCUMENT, claims)], "tools")
    store.judge(list(made))
    applied = judged(made, [DOCUMENT], claims)
    (one,) = with_judgements([incident_of(applied.claims, [DOCUMENT])], applied)
    with store.gathering() as work:
        work.replace_incidents([], [(one, order_of(one, {DOCUMENT.id: DOCUMENT.published}))])


def entry(document: Document, claims: tuple[Claim, ...]) -> Entry:
    return Entry(document, document.text.encode(), sentences(document), claims)


def line(store: SqlStore) -> Row:
    with store.finding() as asked:
        (row,) = asked.rows(asked.columns.numbers.tolist())
    return row


def of_claim(field: str, value: str) -> Judgement:
    return judgement(Verdict.CORRECT, on([DOCUMENT], CLAIM), field=field, value=value)


def test_what_nobody_touched_is_nobodys(store: SqlStore) -> None:
    kept(store)
    assert line(store).by_hand == ()


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [("killed", "23", "killed"), ("time", "2017-06-09", "time"), ("status", "denied", "status"), ("type", "x", "type")],
)
def test_a_value_corrected_at_its_claim_is_theirs(store: SqlStore, field: str, value: str, named: str) -> None:
    kept(store, of_claim(field, value))
    assert line(store).by_hand == (Given(named, "Amal", False),)


def test_a_value_that_other_reports_have_from_the_machine_is_not(store: SqlStore) -> None:
    other = replace(CLAIM, id="c" * 20)
    kept(store, of_claim("type", CLAIM.type), claims=(CLAIM, other))
    assert line(store).by_hand == ()


def test_a_value_of_the_whole_is_theirs_and_only_as_long_as_it_stands(store: SqlStore) -> None:
    target = replace(on([DOCUMENT], CLAIM), kind=Kind.INCIDENT, id=INCIDENT.id)
    whole = judgement(Verdict.CORRECT, target, field="time", value="2017-06-09", was="before")
    kept(store, whole)
    assert line(store).by_hand == (Given("time", "Amal", False),)
    with store.gathering() as work:
        told = with_judgements([INCIDENT], judged([whole], [DOCUMENT], [CLAIM]))[0]
        work.replace_incidents([INCIDENT.id], [(replace(told, when=INCIDENT.when), "2017")])
    assert line(store).by_hand == ()


def test_what_a_person_added_is_theirs_in_all_parts(store: SqlStore) -> None:
    addition = judgement(Verdict.ADD, on([DOCUMENT], CLAIM), value=packed(CLAIM))
    kept(store, addition)
    given = line(store).by_hand
    assert all(one.added and one.who == "Amal" for one in given)
    assert {"type", "status", "place", "time", "killed"} <= {one.field for one in given}


def test_a_withdrawn_correction_leaves_no_sign(store: SqlStore) -> None:
    kept(store, replace(of_claim("killed", "23"), withdrawn=Withdrawal(MONDAY, "Amal")))
    assert line(store).by_hand == ()


def test_lines_of_the_former_form_are_completed_without_being_made_anew(store: SqlStore) -> None:
    kept(store, of_claim("killed", "23"))
    with store._writing() as connection:
        connection.execute(update(LINES).values(by_hand="", place="as it stood"))
        connection.execute(update(MARKS).where(MARKS.c.name == "form").values(value="1"))
        assert not in_form(connection)
        make_lines(connection)
        assert in_form(connection)
    store._columns.rows = {}
    row = line(store)
    assert row.by_hand == (Given("killed", "Amal", False),)
    assert row.place == "as it stood"
