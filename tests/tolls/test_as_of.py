from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.model import Claim, Document, Harm, Incident, Record, ReportDate
from recount.pipeline import incidents_of, record_as_of
from recount.tolls import RULES, headline, ledger_as_of
from recount.tolls.known import known_on
from recount.tolls.steps import steps_of
from recount.tolls.trees import figure_tree, origin_tree
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.test_ledger import STORY

ACTORS = built_in_actors()


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def between(name: str, first: date | None, last: date | None) -> Document:
    return replace(report(name), published=ReportDate(first, last, "bounded", 0.5))


def made(documents: Sequence[Document], claims: Sequence[Claim]) -> Record:
    return Record(tuple(documents), tuple(claims), incidents_of(documents, claims, ACTORS))


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (0, 0, "known"),
        (-3, 0, "known"),
        (None, -1, "known"),
        (0, 1, "unsure"),
        (None, None, "unsure"),
        (-2, None, "unsure"),
        (1, 1, "later"),
        (2, None, "later"),
    ],
)
def test_a_report_is_known_from_the_last_day_it_can_be_of(first: int | None, last: int | None, where: str) -> None:
    one = between("a", None if first is None else later(first), None if last is None else later(last))
    known = known_on([one], DAY)
    assert (bool(known.documents), bool(known.unsure), known.later) == (
        where == "known",
        where == "unsure",
        int(where == "later"),
    )


def revised() -> tuple[list[Document], list[Claim]]:
    documents = [report("abc"[n], day=later(n), outlet=f"Outlet {n}") for n in range(3)]
    claims = [
        claim(documents[0], tolls=[toll(17)], origin=["Northern Monitor"]),
        claim(documents[1], tolls=[toll(21)], origin=["Northern Monitor"]),
        claim(documents[2], tolls=[toll(9)], origin=["Army of Oster"]),
    ]
    return documents, claims


def test_a_record_of_a_former_day_is_that_of_the_reports_known_by_then() -> None:
    whole = made(*revised())
    then, known = record_as_of(whole, later(1), ACTORS)
    documents, claims = revised()
    assert then == made(documents[:2], claims[:2])
    assert (len(known.documents), known.later, known.unsure) == (2, 1, ())
    (one,) = then.incidents
    assert [origin.name for origin in one.origins] == ["Northern Monitor"]


def test_what_may_have_come_later_is_left_out_and_told() -> None:
    documents, claims = revised()
    whole = made([*documents[:2], between("c", None, None)], claims)
    then, known = record_as_of(whole, later(5), ACTORS)
    assert [document.id for document in known.unsure] == ["c"]
    assert all("c" not in one.documents for one in then.incidents)


def test_the_steps_are_the_days_on_which_the_headline_changed() -> None:
    (one,) = made(*revised()).incidents
    steps = steps_of(one.ledger, RULES["range"])
    assert [(step.day, [(e.low, e.high) for e in step.estimates]) for step in steps] == [
        (DAY, [(17, 17)]),
        (later(1), [(21, 21)]),
        (later(2), [(9, 21)]),
    ]
    assert [entry.count.low for entry in steps[1].news] == [21]
    assert [(step.origins, step.reports) for step in steps] == [(1, 1), (1, 2), (2, 3)]


def test_what_changes_no_headline_is_no_step() -> None:
    documents, claims = revised()
    again = claim(documents[1], tolls=[toll(17)], origin=["Army of Oster"])
    (one,) = made(documents[:2], [claims[0], again]).incidents
    assert [step.day for step in steps_of(one.ledger, RULES["range"])] == [DAY]


def test_of_a_family_whose_first_report_was_not_known_the_next_is_no_reprint() -> None:
    documents = [
        between("a", DAY, later(9)),
        replace(report("b", day=later(1)), text=STORY),
        replace(report("c", day=later(2)), text=STORY),
    ]
    documents[0] = replace(documents[0], text=STORY)
    claims = [claim(document, tolls=[toll(17)], origin=["Northern Monitor"]) for document in documents]
    (one,) = made(documents, claims).incidents
    assert [entry.reprint_of for entry in one.ledger] == [None, "a", "a"]
    assert [entry.reprint_of for entry in ledger_as_of(one.ledger, later(2))] == [None, "b"]


def test_origins_are_roots_and_reports_hang_below_who_published_them() -> None:
    documents = [
        replace(report("a", day=DAY, outlet="Tarnow Wire"), text=STORY),
        replace(report("b", day=later(1), outlet="The Ferry Post"), text=STORY),
        report("c", day=later(1), outlet="Radio Furat"),
    ]
    claims = [claim(document, tolls=[toll(17)], origin=["Northern Monitor"]) for document in documents]
    (one,) = made(documents, claims).incidents
    (root,) = origin_tree(one, {each.id: each for each in claims})
    assert (root.name, root.kind, root.documents) == ("Northern Monitor", "monitor", ())
    radio, wire = root.children
    assert (radio.name, radio.documents, radio.children) == ("Radio Furat", ("c",), ())
    assert (wire.name, wire.documents) == ("Tarnow Wire", ("a",))
    (post,) = wire.children
    assert (post.name, post.documents, post.reprints) == ("The Ferry Post", ("b",), ("b",))
    assert figure_tree(one.ledger, one) == (root,)


TOLD = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from(["Northern Monitor", "Army of Oster", ""]),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=7,
)


def told(rows: Sequence[tuple[int, int, str, int]]) -> tuple[list[Document], list[Claim]]:
    documents = [
        replace(
            report(f"r{n}", outlet=f"Outlet {n % 3}"),
            published=ReportDate(later(day), later(day + more), "given", 1.0),
        )
        for n, (day, more, _, _) in enumerate(rows)
    ]
    claims = [
        claim(document, tolls=[toll(number)], origin=[origin] if origin else [])
        for document, (_, _, origin, number) in zip(documents, rows, strict=True)
    ]
    return documents, claims


@settings(max_examples=40, deadline=None)
@given(TOLD, st.integers(0, 8), st.randoms(use_true_random=False))
def test_the_record_of_a_day_owes_nothing_to_later_reports_or_to_the_order_of_arrival(
    rows: list[tuple[int, int, str, int]], day: int, random: st.DrawFn
) -> None:
    documents, claims = told(rows)
    whole = made(documents, claims)
    then, known = record_as_of(whole, later(day), ACTORS)
    out = {document.id for document in known.documents}
    assert out == {document.id for document in documents if document.published.last <= later(day)}  # type: ignore[operator]
    alone = incidents_of(known.documents, [one for one in claims if one.document in out], ACTORS)
    assert then.incidents == alone
    random.shuffle(documents)  # type: ignore[attr-defined]
    random.shuffle(claims)  # type: ignore[attr-defined]
    assert record_as_of(Record(tuple(documents), tuple(claims), ()), later(day), ACTORS)[0].incidents == alone


@settings(max_examples=40, deadline=None)
@given(TOLD)
def test_the_last_step_is_todays_headline(rows: list[tuple[int, int, str, int]]) -> None:
    incidents: Sequence[Incident] = made(*told(rows)).incidents
    for one in incidents:
        for rule in RULES.values():
            steps = steps_of(one.ledger, rule, Harm.KILLED)
            last, now = steps[-1].estimates, headline(rule, one.ledger)
            assert [(e.low, e.best, e.high) for e in last] == [(e.low, e.best, e.high) for e in now]
            assert [step.day for step in steps] == sorted({step.day for step in steps})


@pytest.mark.parametrize("origin", [["Northern Monitor"], []])
def test_a_reprint_adds_no_voice_and_changes_no_headline(origin: list[str]) -> None:
    first = replace(report("a", outlet="Tarnow Wire"), text=STORY)
    again = replace(report("b", day=later(1), outlet="The Ferry Post"), text=STORY)
    claims = [claim(one, tolls=[toll(17)], origin=origin) for one in (first, again)]
    (alone,) = made([first], claims[:1]).incidents
    (both,) = made([first, again], claims).incidents
    assert [one.name for one in both.origins] == [one.name for one in alone.origins]
    for rule in RULES.values():
        assert headline(rule, both.ledger) == headline(rule, alone.ledger)
