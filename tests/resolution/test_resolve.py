from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.model import Cited, Claim, Document, Incident, Place, Precision, Status, When
from recount.resolution import resolve
from tests.resolution.told import ABROAD, COUNTRY, DAY, FAR_TOWN, REGION, TOWN, claim, many, report, toll

ACTORS = built_in_actors()
ROOT = Path(__file__).parents[2]


def resolved(documents: list[Document], claims: list[Claim]) -> tuple[Incident, ...]:
    return resolve(documents, claims, ACTORS)


def are_one(first: dict[str, object], second: dict[str, object], *, days: tuple[date | None, ...] = (DAY, DAY)) -> bool:
    """Whether a claim of one report and one of another come together."""
    documents = [report("a", day=days[0]), report("b", day=days[1])]
    claims = [claim(documents[0], **first), claim(documents[1], **second)]  # type: ignore[arg-type]
    return len(resolved(documents, claims)) == 1


SAME: dict[str, object] = {"place": TOWN, "when": DAY, "tolls": [toll(14)]}


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        pytest.param(SAME, SAME, True, id="same kind, place, day and toll"),
        pytest.param(SAME, SAME | {"tolls": [toll(19)]}, True, id="the toll has risen"),
        pytest.param(SAME, SAME | {"place": REGION}, True, id="one names the town, one the region"),
        pytest.param(SAME, SAME | {"type_": "toll_report"}, True, id="one only gives the toll"),
        pytest.param(
            SAME | {"type_": "suicide_bombing"}, SAME | {"type_": "bombing"}, True, id="a bombing that was a suicide's"
        ),
        pytest.param(
            SAME | {"status": Status.PLANNED, "type_": "offensive", "tolls": []},
            SAME | {"type_": "offensive", "tolls": [], "agents": ["Army of Oster"]},
            True,
            id="a plan and its launch on the day",
        ),
        pytest.param(SAME, SAME | {"place": FAR_TOWN}, False, id="other place"),
        pytest.param(SAME, SAME | {"place": ABROAD}, False, id="other country"),
        pytest.param(SAME, SAME | {"when": DAY + timedelta(days=9)}, False, id="other week"),
        pytest.param(SAME, SAME | {"when": DAY.replace(year=2013)}, False, id="years earlier"),
        pytest.param(SAME, SAME | {"type_": "agreement"}, False, id="never one happening"),
        pytest.param(SAME, SAME | {"place": None, "tolls": []}, False, id="the other says no place and no toll"),
        pytest.param(SAME | {"place": None}, SAME | {"place": None, "tolls": []}, False, id="no places"),
        pytest.param(
            SAME | {"place": COUNTRY, "tolls": []}, SAME | {"place": COUNTRY, "tolls": []}, False, id="only a country"
        ),
    ],
)
def test_claims_of_two_reports_are_one_happening_when_enough_speaks_for_it(
    first: dict[str, object], second: dict[str, object], one: bool
) -> None:
    assert are_one(first, second) is one
    assert are_one(second, first) is one


def test_undated_claims_of_undated_reports_stay_apart_although_place_and_toll_agree() -> None:
    undated: dict[str, object] = {"place": TOWN, "when": None, "tolls": [toll(3)]}
    assert not are_one(undated, undated, days=(None, None))


@pytest.mark.parametrize(
    ("said", "place", "dead", "one"),
    [
        ("Tuesday", TOWN, 14, True),
        ("Wednesday", TOWN, 14, False),
        ("Tuesday", TOWN, 15, False),
        ("Tuesday", FAR_TOWN, 14, False),
        ("", TOWN, 14, True),
        ("", REGION, 14, False),
    ],
)
def test_an_undated_report_is_known_by_its_place_its_toll_and_its_weekday(
    said: str, place: Place, dead: int, one: bool
) -> None:
    when = When(None, None, Precision.UNKNOWN, said) if said else None
    assert are_one(SAME, {"place": place, "when": when, "tolls": [toll(dead)]}, days=(DAY, None)) is one


def test_background_is_never_merged_with_the_news() -> None:
    last_year = When.between(date(2015, 1, 1), date(2015, 12, 31))
    assert not are_one(SAME, SAME | {"when": last_year})


def test_what_one_report_tells_apart_stays_apart() -> None:
    one = report("one", "Jets hit the mill. Another strike hit the bridge an hour later.")
    both = [
        claim(one, 0, place=TOWN, tolls=[toll(14)]),
        claim(one, 30, place=FAR_TOWN, tolls=[toll(3)]),
    ]
    two = report("two", "Planes struck.")
    incidents = resolved([one, two], [*both, claim(two, place=TOWN, tolls=[toll(14)])])
    assert sorted(len(i.documents) for i in incidents) == [1, 2]
    assert all(not {both[0].id, both[1].id} <= set(i.claims) for i in incidents)


def test_the_attack_of_a_later_sentence_is_the_one_told_before() -> None:
    text = "Jets hit a mill in Tarnow Bridge. The strike killed fourteen people."
    one = report("one", text)
    first = claim(one, 0, place=TOWN, tolls=[])
    again = claim(one, text.index("strike"), place=None, when=None, tolls=[toll(14)])
    (incident,) = resolved([one], [first, again])
    assert incident.claims == (first.id, again.id)
    assert incident.merges[0].a == first.id
    assert {"refers back", "type"} <= {f.name for f in incident.merges[0].features}


def test_every_merge_says_what_speaks_for_and_against_it() -> None:
    documents = [report("a"), report("b")]
    claims = [
        claim(documents[0], tolls=[toll(14)], agents=["Oster Guard"]),
        claim(documents[1], tolls=[toll(14)], agents=["Wester League"]),
    ]
    (incident,) = resolved(documents, claims)
    (merge,) = incident.merges
    assert {merge.a, merge.b} == {c.id for c in claims}
    assert merge.score == pytest.approx(sum(f.weight for f in merge.features), abs=0.01)
    assert min(f.weight for f in merge.features) < 0 < max(f.weight for f in merge.features)
    assert all(f.why for f in merge.features)


def test_an_incident_is_named_after_the_smallest_id_of_its_claims() -> None:
    documents = [report("b"), report("a")]
    (incident,) = resolved(documents, [claim(d, tolls=[toll(14)]) for d in documents])
    assert incident.id == "ia.000"


def test_claims_and_documents_stand_in_report_order_and_only_main_claims_make_it_the_main_event() -> None:
    late, early = report("a", day=DAY + timedelta(days=1)), report("b", day=DAY)
    claims = [claim(late, tolls=[toll(14)], main=False), claim(early, tolls=[toll(14)])]
    (incident,) = resolved([late, early], claims)
    assert incident.documents == ("b", "a")
    assert incident.main_of == ("b",)


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([DAY, DAY], "2016-05-10"),
        ([DAY, When.between(DAY - timedelta(days=1), DAY)], "2016-05-10"),
        ([DAY, DAY + timedelta(days=1)], "2016-05-10/2016-05-11"),
        ([DAY, None], "2016-05-10"),
        ([None, None], None),
    ],
)
def test_the_time_is_what_all_share_else_what_all_span_and_never_the_date_of_a_report(
    times: list[date | When | None], said: str | None
) -> None:
    documents = [report("a"), report("b")]
    claims = [
        claim(d, when=when, tolls=[toll(14)], targets=["mill of the Oster Guard"])
        for d, when in zip(documents, times, strict=True)
    ]
    (incident,) = resolved(documents, claims)
    assert (incident.when.iso() if incident.when else None) == said


def test_values_are_the_most_telling_ones() -> None:
    documents = [report("a"), report("b"), report("c")]
    claims = [
        claim(documents[0], type_="toll_report", place=REGION, tolls=[toll(14)], agents=["ISIS"]),
        claim(documents[1], type_="bombing", tolls=[toll(14)], agents=["Islamic State"]),
        claim(documents[2], type_="suicide_bombing", tolls=[toll(14)], agents=["Daesh"], status=Status.ALLEGED),
    ]
    (incident,) = resolved(documents, claims)
    assert (incident.type, incident.place, incident.agents) == ("suicide_bombing", TOWN, ("Islamic State",))
    assert incident.status is Status.HAPPENED
    assert incident.place_names == ("Tarnow Bridge", "Oster")


def test_words_that_no_date_can_be_had_from_stay_words() -> None:
    one = report("a")
    vague = When(None, None, Precision.UNKNOWN, "a week later")
    (incident,) = resolved([one], [claim(one, when=vague)])
    assert incident.when == vague


@given(st.randoms(use_true_random=False), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_no_claim_is_lost_or_doubled_and_the_order_of_the_input_makes_no_difference(
    chance: st.DataObject, seed: int
) -> None:
    documents, claims = many(60, seed)
    incidents = resolved(documents, claims)
    told = [c for i in incidents for c in i.claims]
    assert sorted(told) == sorted(c.id for c in claims)
    assert sorted(d for i in incidents for d in i.main_of) == sorted(d.id for d in documents)
    shuffled, again = list(documents), list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert resolved(shuffled, again) == incidents


def test_made_up_wars_are_mostly_put_together_as_they_were_made() -> None:
    documents, claims = many(600, 5)
    incidents = resolved(documents, claims)
    assert len(documents) * 0.4 < sum(bool(i.main_of) for i in incidents) < len(documents) * 0.8


def test_nothing_is_made_of_nothing() -> None:
    assert resolved([], []) == ()
    assert resolved([report("a")], []) == ()


def test_a_crowd_of_claims_on_one_day_in_one_town_takes_no_quadratic_time() -> None:
    def seconds(n: int) -> float:
        documents = [report(f"r{k:05}", f"Item {k} speaks of number{k % 997} only.") for k in range(n)]
        claims = [claim(d, tolls=[toll(k % 400 + 1)]) for k, d in enumerate(documents)]
        start = time.process_time()
        resolved(documents, claims)
        return time.process_time() - start

    small = seconds(300)
    assert seconds(1200) < 10 * max(small, 0.2)


def test_places_without_a_name_in_the_gazetteer_are_compared_as_written() -> None:
    (incident,) = resolved(*_told_of(["Oster Mill", "Oster Mill"]))
    assert incident.place is None
    assert len(resolved(*_told_of(["Oster Mill", "Quay Saar"]))) == 2


def _told_of(names: list[str]) -> tuple[list[Document], list[Claim]]:
    documents = [report(f"of {n}") for n, _ in enumerate(names)]
    found = [claim(d, place=None, tolls=[toll(14)], targets=["millers"]) for d in documents]
    named = [replace(c, places=(Cited(name, c.clause),)) for c, name in zip(found, names, strict=True)]
    return documents, named


@pytest.mark.parametrize(
    ("agents", "dead", "one"),
    [([], 9, False), (["gunmen"], 9, False), (["Army of Oster"], 14, True), (["Quayside Front"], 9, True)],
)
def test_without_a_place_it_takes_more_than_day_kind_and_a_small_toll(agents: list[str], dead: int, one: bool) -> None:
    documents = [report("there"), report("somewhere")]
    claims = [
        claim(told_by, place=place, tolls=[toll(dead)], agents=agents)
        for told_by, place in zip(documents, (TOWN, None), strict=True)
    ]
    assert (len(resolved(documents, claims)) == 1) is one


@pytest.mark.parametrize("there", [["here"], ["here", "here too"]])
def test_a_report_that_names_no_place_and_fits_two_is_put_with_neither(there: list[str]) -> None:
    def raid(told_by: Document, place: Place | None) -> Claim:
        return claim(told_by, place=place, tolls=(toll(41),), agents=("Northern Air Arm",))

    somewhere, abroad = report("somewhere"), report("abroad")
    told = [*(raid(report(name), TOWN) for name in there), raid(somewhere, None)]
    documents = [*map(report, there), somewhere, abroad]
    assert len(resolved(documents, told)) == 1
    both = resolved(documents, [*told, raid(abroad, ABROAD)])
    assert sorted(len(incident.documents) for incident in both) == sorted([len(there), 1, 1])


def test_another_process_makes_the_same_incidents() -> None:
    code = (
        "from recount.codebook.actors import built_in_actors\n"
        "from recount.resolution import resolve\n"
        "from tests.resolution.told import many\n"
        "print(resolve(*many(120, 9), built_in_actors()))"
    )

    def printed(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["src", "."])}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout

    assert printed("1") == printed("2")


def test_a_report_without_a_place_is_no_bridge_between_two_towns() -> None:
    def raid(told_by: Document, place: Place | None) -> Claim:
        return claim(told_by, place=place, tolls=(toll(41),), agents=("Northern Air Arm",))

    reports = [report(name) for name in ("here", "far", "nowhere")]
    claims = [raid(told_by, place) for told_by, place in zip(reports, (TOWN, FAR_TOWN, None), strict=True)]
    for incident in resolved(reports, claims):
        told = {c.place.name for c in claims if c.id in incident.claims and c.place is not None}
        assert len(told) < 2
