"""Judgements on what the machine brought together: they win in any order, and withdrawn they leave no trace."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.model import Cited, Claim, Incident, Judgement, Target, Verdict, When, Withdrawal
from recount.model.judgement import Kind
from recount.pipeline import judged_incidents_of
from tests.judging.made_judgements import MONDAY, judgement, on
from tests.made import RAQQA, TEXT, at, cited, report, strike

ACTORS = built_in_actors()
OTHER = (
    "Barracks shelled\nMortar rounds fell on the barracks of Wadi Harit at dawn in September, wounding seven guards of "
    "the garrison, its commander told a newspaper there. Shops stayed shut for the rest of that day."
)
DOCUMENTS = [report(f"r{n}", OTHER if n % 2 else TEXT, day=date(2017, 9 if n % 2 else 6, 3)) for n in range(6)]
FAR = dataclasses.replace(RAQQA, name="Wadi Harit", admin1="Homs", lat=34.7, lon=36.7, geonameid=7)


def told(n: int) -> Claim:
    """An air strike in June and a shelling far away in September, three reports of each."""
    if n % 2 == 0:
        return strike(DOCUMENTS[n])
    document = DOCUMENTS[n]
    return dataclasses.replace(
        strike(DOCUMENTS[0]),
        id=f"{n}" * 16,
        document=document.id,
        type="shelling",
        trigger=at(document, "fell"),
        clause=at(document, OTHER[OTHER.index("Mortar") : OTHER.index(", its")]),
        agents=(),
        targets=(cited(document, "guards"),),
        places=(cited(document, "Wadi Harit"),),
        place=FAR,
        time=Cited(When.day(date(2017, 9, 2), "September"), at(document, "September")),
        tolls=(),
        origin=(cited(document, "commander"),),
        via=(),
    )


CLAIMS = [told(n) for n in range(6)]


def resolved(judgements: Sequence[Judgement], claims: Sequence[Claim] = CLAIMS) -> tuple[Incident, ...]:
    return judged_incidents_of(DOCUMENTS, claims, ACTORS, judgements)


MACHINE = resolved([])


def with_claim(incidents: Sequence[Incident], claim: str) -> Incident:
    return next(incident for incident in incidents if claim in incident.claims)


def incident_target(incident: Incident) -> Target:
    by_id = {claim.id: claim for claim in CLAIMS}
    target = on(DOCUMENTS, *(by_id[claim] for claim in incident.claims))
    return dataclasses.replace(target, kind=Kind.INCIDENT, id=incident.id)


def withdrawn(one: Judgement) -> Judgement:
    return dataclasses.replace(one, withdrawn=Withdrawal(MONDAY, "Basel"))


def test_the_machine_tells_two_happenings_apart_and_brings_the_reports_of_each_together() -> None:
    assert sorted(len(incident.claims) for incident in MACHINE) == [3, 3]


def test_two_incidents_judged_the_same_are_one_and_come_apart_again_with_the_withdrawal() -> None:
    first, second = MACHINE
    tie = judgement(Verdict.SAME, incident_target(first), other=incident_target(second))
    (one,) = resolved([tie])
    assert set(one.claims) == {claim.id for claim in CLAIMS}
    assert one.judged == (tie.id,)
    assert resolved([withdrawn(tie)]) == MACHINE


def test_a_claim_told_apart_leaves_its_incident_and_comes_back_with_the_withdrawal() -> None:
    incident = with_claim(MACHINE, CLAIMS[0].id)
    rest = [claim for claim in CLAIMS if claim.id in incident.claims and claim.id != CLAIMS[0].id]
    part = judgement(Verdict.DIFFERENT, on(DOCUMENTS, CLAIMS[0]), other=on(DOCUMENTS, *rest))
    apart = resolved([part])
    assert with_claim(apart, CLAIMS[0].id).claims == (CLAIMS[0].id,)
    assert len(apart) == 3
    assert resolved([withdrawn(part)]) == MACHINE


def test_what_was_merged_and_then_split_by_people_is_what_it_was() -> None:
    first, second = MACHINE
    tie = judgement(Verdict.SAME, incident_target(first), other=incident_target(second))
    part = judgement(Verdict.DIFFERENT, incident_target(first), 1, other=incident_target(second))
    assert [incident.claims for incident in resolved([tie, part])] == [incident.claims for incident in MACHINE]
    assert len(resolved([part, dataclasses.replace(tie, when=part.when.replace(hour=20))])) == 1


def test_judgements_hold_after_their_reports_were_read_anew() -> None:
    first, second = MACHINE
    tie = judgement(Verdict.SAME, incident_target(first), other=incident_target(second))
    grade = judgement(Verdict.CONFIRM, incident_target(first), 1, grade="confirmed")
    anew = [
        dataclasses.replace(
            claim, id=f"{n}a" * 8, trigger=at(DOCUMENTS[n], "wounding" if n % 2 else "killing"), main=False
        )
        for n, claim in enumerate(CLAIMS)
    ]
    assert len(resolved([], anew)) == 2
    (one,) = resolved([tie, grade], anew)
    assert (one.grade, one.judged) == ("confirmed", (tie.id, grade.id))


pairs = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
rows = st.lists(st.tuples(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), pairs), min_size=1, max_size=5)


def made(row: Sequence[tuple[Verdict, tuple[int, int]]]) -> list[Judgement]:
    return [
        judgement(verdict, on(DOCUMENTS, CLAIMS[a]), hour, other=on(DOCUMENTS, CLAIMS[b]))
        for hour, (verdict, (a, b)) in enumerate(row)
    ]


@given(rows, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_newest_judgement_always_wins_whatever_the_order_that_they_come_in(
    row: list[tuple[Verdict, tuple[int, int]]], random: object
) -> None:
    judgements = made(row)
    found = resolved(judgements)
    shuffled = judgements[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolved(shuffled, CLAIMS[::-1]) == found
    verdict, (a, b) = row[-1]
    together = with_claim(found, CLAIMS[a].id) == with_claim(found, CLAIMS[b].id)
    assert together is (verdict is Verdict.SAME)
    assert sorted(claim for incident in found for claim in incident.claims) == sorted(claim.id for claim in CLAIMS)


@given(rows)
@settings(max_examples=20, deadline=None)
def test_all_withdrawn_is_what_the_machine_made(row: list[tuple[Verdict, tuple[int, int]]]) -> None:
    assert resolved([withdrawn(one) for one in made(row)]) == MACHINE


def test_the_larger_part_of_a_split_keeps_the_id_and_gives_it_back_with_the_withdrawal() -> None:
    whole = with_claim(MACHINE, CLAIMS[0].id)
    bearer = whole.id.removeprefix("i")
    by_id = {claim.id: claim for claim in CLAIMS}
    rest = [claim for claim in whole.claims if claim != bearer]
    off, others = (
        dataclasses.replace(on(DOCUMENTS, *(by_id[claim] for claim in some)), kind=Kind.INCIDENT, id=whole.id)
        for some in ([bearer], rest)
    )
    made = judgement(Verdict.DIFFERENT, off, other=others)
    parts = resolved([made])
    assert with_claim(parts, rest[0]).id == whole.id
    assert set(with_claim(parts, rest[0]).claims) == set(rest)
    assert with_claim(parts, bearer).id not in {whole.id, *(one.id for one in MACHINE)}
    assert len({one.id for one in parts}) == len(parts) == 3
    assert {one.id for one in resolved([withdrawn(made)])} == {one.id for one in MACHINE}
