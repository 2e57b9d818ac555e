"""Judgements on claims, reports and incidents, applied; and what has become of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from recount.errors import RecordError
from recount.judging import Standing, State, judged, with_judgements
from recount.judging.applying import on_incidents
from recount.judging.fields import Field, stored_value
from recount.judging.lines import identified, judgements_hash, judgements_in, judgements_text
from recount.model import (
    Category,
    Claim,
    Count,
    Harm,
    Incident,
    Judgement,
    Status,
    Target,
    Toll,
    Verdict,
    When,
    Withdrawal,
)
from recount.model.judgement import Kind
from tests.judging.made_judgements import MONDAY, judgement, on
from tests.made import RAQQA, at, incident_of, report, strike

DOCUMENTS = [report("one"), report("two"), report("three")]
CLAIMS = [strike(document) for document in DOCUMENTS]
A, B, C = CLAIMS


def correction(field: str, value: str, claim: Claim = A, hour: int = 0, was: str = "") -> Judgement:
    return judgement(Verdict.CORRECT, on(DOCUMENTS, claim), hour, field=field, value=value, was=was)


def claim_after(*judgements: Judgement) -> Claim:
    return next(claim for claim in judged(judgements, DOCUMENTS, CLAIMS).claims if claim.id == A.id)


def standings(*judgements: Judgement, claims: Sequence[Claim] = CLAIMS) -> list[tuple[State, str]]:
    return [(one.state, one.why) for one in judged(judgements, DOCUMENTS, claims).standings]


def withdrawn(one: Judgement) -> Judgement:
    return dataclasses.replace(one, withdrawn=Withdrawal(MONDAY, "Basel", "a mistake"))


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("type", "shelling", "shelling"),
        ("status", "denied", Status.DENIED),
        ("agents", '["Russian jets"]', ("Russian jets",)),
        ("targets", "[]", ()),
        ("time", "2017-06-01", When.day(date(2017, 6, 1))),
        ("time", "none", None),
        ("origin", '["Mayor"]', ("Mayor",)),
        ("main", "no", False),
    ],
)
def test_a_corrected_value_stands_in_the_claim_with_the_judgement_as_its_rule(
    field: str, value: str, now: object
) -> None:
    made = correction(field, value)
    claim = claim_after(made)
    held = getattr(claim, field)
    if isinstance(held, tuple):
        assert tuple(cited.value for cited in held) == now
        assert all(cited.rule == f"judgement {made.id}" for cited in held)
    elif field in ("type", "main"):
        assert held == now
        assert field == "main" or claim.rule == f"judgement {made.id}"
    else:
        assert (held.value if held else None) == now
        assert held is None or held.rule == f"judgement {made.id}"
    assert dataclasses.replace(claim, **{field: getattr(A, field)}, rule=A.rule) == A


@pytest.mark.parametrize(
    ("field", "value", "tolls"),
    [
        ("killed", "30", [Toll(Harm.KILLED, Count(30, 30), "militants", Category.COMBATANT)]),
        ("killed", "20–30 fighters", [Toll(Harm.KILLED, Count(20, 30), "fighters", Category.COMBATANT)]),
        ("killed", "none", []),
        ("killed.category", "civilian", [Toll(Harm.KILLED, Count(26, None), "militants", Category.CIVILIAN)]),
        ("killed.harm", "wounded", [Toll(Harm.WOUNDED, Count(26, None), "militants", Category.COMBATANT)]),
        ("killed.who", "people", [Toll(Harm.KILLED, Count(26, None), "people", Category.COMBATANT)]),
        ("killed.part", "yes", [Toll(Harm.KILLED, Count(26, None), "militants", Category.COMBATANT, sub=True)]),
        ("killed.wider", "yes", [Toll(Harm.KILLED, Count(26, None), "militants", Category.COMBATANT, wider=True)]),
        ("killed.wider", "no", [Toll(Harm.KILLED, Count(26, None), "militants", Category.COMBATANT, wider=False)]),
        ("killed", "more than 25", [Toll(Harm.KILLED, Count(26, None), "militants", Category.COMBATANT)]),
        ("killed", "incl. 26", [Toll(Harm.KILLED, Count(26, 26), "militants", Category.COMBATANT, sub=True)]),
    ],
)
def test_a_figure_is_corrected_and_only_that(field: str, value: str, tolls: list[Toll]) -> None:
    made = correction(field, value, was="26+ militants (combatant)")
    assert [cited.value for cited in claim_after(made).tolls] == tolls


def test_a_figure_that_the_machine_missed_is_added() -> None:
    claim = claim_after(correction("wounded", "9 civilians"))
    assert [cited.value.harm for cited in claim.tolls] == [Harm.KILLED, Harm.WOUNDED]
    assert claim.tolls[1].value == Toll(Harm.WOUNDED, Count(9, 9), "civilians", Category.UNKNOWN)


def test_a_part_is_added_beside_its_whole_and_corrected_as_any_figure() -> None:
    part = correction("killed.2", "incl. 4 children")
    more = correction("killed.2", "5 children", was="4 children (unknown)")
    whom = correction("killed.2.category", "civilian", was="5 children (unknown)")
    made = [
        dataclasses.replace(one, id=f"j{n}", when=one.when + timedelta(hours=n))
        for n, one in enumerate([part, whom, more])
    ]
    whole, child = (cited.value for cited in claim_after(*made).tolls)
    assert whole == A.tolls[0].value
    assert child == Toll(Harm.KILLED, Count(5, 5), "children", Category.CIVILIAN, sub=True)
    (alone,) = [cited.value for cited in claim_after(made[0]).tolls if cited.value.sub]
    assert alone == Toll(Harm.KILLED, Count(4, 4), "children", Category.UNKNOWN, sub=True)


def test_a_figure_that_is_no_longer_read_leaves_its_correction_listed() -> None:
    made = correction("killed", "30", was="26+ militants (combatant)")
    now = dataclasses.replace(A, tolls=())
    assert standings(made, claims=[now, B, C]) == [(State.GONE, "the figure that it corrects is no longer read")]


def test_of_two_corrections_of_a_field_the_later_holds_and_the_withdrawal_brings_back_the_earlier() -> None:
    first, second = correction("status", "denied"), correction("status", "alleged", hour=1)
    assert claim_after(first, second).status.value is Status.ALLEGED
    assert claim_after(second, first).status.value is Status.ALLEGED
    assert standings(first, second) == [(State.OVERRULED, f"by {second.id}"), (State.APPLIES, "")]
    assert claim_after(first, withdrawn(second)).status.value is Status.DENIED
    assert claim_after(withdrawn(first), withdrawn(second)) == A


def test_a_corrected_place_is_the_only_one() -> None:
    elsewhere = dataclasses.replace(RAQQA, name="Tabqa", geonameid=1)
    value = stored_value(Field("place"), "Tabqa", (), lambda _: elsewhere)
    claim = claim_after(correction("place", value))
    assert claim.place == elsewhere
    assert [cited.value for cited in claim.places] == ["Tabqa"]


@pytest.mark.parametrize(
    "target",
    [on(DOCUMENTS, A), Target(Kind.REPORT, A.document), on(DOCUMENTS, A, A)],
    ids=["claim", "report", "incident"],
)
def test_what_is_set_aside_is_out_and_comes_back_with_the_withdrawal(target: Target) -> None:
    made = judgement(Verdict.SET_ASIDE, target)
    out = judged([made], DOCUMENTS, CLAIMS)
    assert [claim.id for claim in out.claims] == [B.id, C.id]
    assert out.aside == {A.id}
    assert (A.document in {report.id for report in out.documents}) is (target.kind is not Kind.REPORT)
    back = judged([withdrawn(made)], DOCUMENTS, CLAIMS)
    assert list(back.claims) == CLAIMS
    assert [one.state for one in back.standings] == [State.WITHDRAWN]


def test_unsure_and_notes_change_nothing() -> None:
    made = [
        judgement(Verdict.UNSURE, on(DOCUMENTS, A), other=on(DOCUMENTS, B)),
        judgement(Verdict.NOTE, on(DOCUMENTS, A)),
    ]
    found = judged(made, DOCUMENTS, CLAIMS)
    assert (found.claims, found.same, found.different) == (tuple(CLAIMS), {}, {})
    assert {one.state for one in found.standings} == {State.APPLIES}


def test_what_is_set_aside_ties_nothing_together() -> None:
    tie = judgement(Verdict.SAME, on(DOCUMENTS, A, B), other=on(DOCUMENTS, C))
    out = judgement(Verdict.SET_ASIDE, on(DOCUMENTS, A), hour=1)
    found = judged([tie, out], DOCUMENTS, CLAIMS)
    assert set(found.same) == {(min(B.id, C.id), max(B.id, C.id))}


def whole(*judgements: Judgement, incidents: Sequence[Incident]) -> tuple[tuple[Incident, ...], list[Standing]]:
    applied = judged(judgements, DOCUMENTS, CLAIMS)
    made = with_judgements(incidents, applied)
    return made, list(on_incidents(applied, made))


TOGETHER = incident_of([A, B, C], DOCUMENTS)
APART = [incident_of([claim], DOCUMENTS) for claim in CLAIMS]


def test_an_incident_is_graded_by_the_latest_grade() -> None:
    first = judgement(Verdict.CONFIRM, on(DOCUMENTS, A, B, C), grade="no conclusion")
    second = judgement(Verdict.CONFIRM, on(DOCUMENTS, A, B, C), 1, grade="confirmed")
    (incident,), found = whole(second, first, incidents=[TOGETHER])
    assert (incident.grade, incident.judged) == ("confirmed", (second.id,))
    assert [(one.state, one.why) for one in found] == [(State.OVERRULED, f"by {second.id}"), (State.APPLIES, "")]


def test_a_value_of_an_incident_is_the_desks_and_its_claims_say_what_they_said() -> None:
    made = judgement(Verdict.CORRECT, on(DOCUMENTS, A, B, C), field="time", value="2017-06-01")
    (incident,), _ = whole(made, incidents=[TOGETHER])
    assert incident.when == When.day(date(2017, 6, 1))
    assert judged([made], DOCUMENTS, CLAIMS).claims == tuple(CLAIMS)


def test_a_grade_stays_with_most_of_the_claims_after_a_split_and_says_so() -> None:
    graded = judgement(Verdict.CONFIRM, on(DOCUMENTS, A, B, C), grade="confirmed")
    pair, alone = incident_of([B, C], DOCUMENTS), incident_of([A], DOCUMENTS)
    made, found = whole(graded, incidents=[alone, pair])
    assert [incident.grade for incident in made] == ["", "confirmed"]
    assert found[0].state is State.MOVED
    assert "2 incidents" in found[0].why


def test_a_grade_given_before_more_was_told_says_so() -> None:
    graded = judgement(Verdict.CONFIRM, on(DOCUMENTS, A, B), grade="confirmed")
    (incident,), found = whole(graded, incidents=[TOGETHER])
    assert incident.grade == "confirmed"
    assert (found[0].state, found[0].why) == (State.MOVED, "the incident has 1 claim more than when it was judged")


def test_public_ids_lead_to_the_older_one_after_a_merge_and_stay_with_their_claims_after_a_split() -> None:
    minted = [
        judgement(Verdict.PUBLISH, on(DOCUMENTS, claim), hour, value=f"R-{hour}") for hour, claim in enumerate((B, A))
    ]
    (incident,), _ = whole(*minted, incidents=[TOGETHER])
    assert incident.public == ("R-0", "R-1")
    made, _ = whole(*minted, incidents=APART)
    assert [incident.public for incident in made] == [("R-1",), ("R-0",), ()]


@pytest.mark.parametrize("one", ["R-1", "R-9"])
def test_of_incidents_that_one_release_published_the_id_of_most_claims_stands_after_a_merge(one: str) -> None:
    larger = judgement(Verdict.PUBLISH, on(DOCUMENTS, A, B), 1, value="R-5")
    smaller = judgement(Verdict.PUBLISH, on(DOCUMENTS, C), 1, value=one)
    for minted in ((larger, smaller), (smaller, larger)):
        (incident,), _ = whole(*minted, incidents=[TOGETHER])
        assert incident.public == ("R-5", one)


def test_of_as_many_claims_published_at_once_the_incident_keeps_its_own_id() -> None:
    for own, other in ((A, B), (B, A)):
        minted = [
            judgement(
                Verdict.PUBLISH, dataclasses.replace(on(DOCUMENTS, claim), id=f"i{claim.id}"), 1, value=f"R-{claim.id}"
            )
            for claim in (A, B)
        ]
        (incident,), _ = whole(*minted, incidents=[dataclasses.replace(TOGETHER, id=f"i{own.id}")])
        assert incident.public == (f"R-{own.id}", f"R-{other.id}")


def test_every_judgement_on_a_claim_is_named_by_its_incident() -> None:
    tie = judgement(Verdict.SAME, on(DOCUMENTS, A), other=on(DOCUMENTS, B))
    value = correction("status", "denied", C, hour=1)
    (incident,), _ = whole(tie, value, incidents=[TOGETHER])
    assert incident.judged == (tie.id, value.id)


# Lines


def test_judgements_come_back_from_their_lines_in_one_order() -> None:
    made = [correction("status", "denied", hour=2), withdrawn(correction("killed", "30"))]
    text = judgements_text(made)
    assert judgements_text(made[::-1]) == text
    assert list(judgements_in(text.splitlines(), "judgements.jsonl")) == made[::-1]
    assert judgements_hash(made) == judgements_hash(made[::-1]) != judgements_hash(made[:1])


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", '{"id": 1}', "null", "[" * 2000])
def test_a_line_that_is_no_judgement_is_refused_by_its_number(line: str) -> None:
    good = judgements_text([correction("status", "denied")])
    with pytest.raises(RecordError, match="taken:2"):
        list(judgements_in([good, line], "taken"))


def test_a_line_that_was_changed_is_refused() -> None:
    line = judgements_text([correction("status", "denied")]).replace("Amal", "Basel")
    with pytest.raises(RecordError, match="not as it was written"):
        list(judgements_in([line], "taken"))


def test_an_id_tells_who_what_and_when_but_not_what_became_of_it() -> None:
    one = correction("status", "denied")
    assert identified(withdrawn(one)).id == one.id
    assert correction("status", "denied", hour=1).id != one.id


def test_a_quote_is_kept_with_every_claim() -> None:
    anchor = on(DOCUMENTS, A).anchors[0]
    assert anchor.quote.startswith("Coalition jets struck Tel Nour")
    assert anchor.trigger == at(DOCUMENTS[0], "struck")
