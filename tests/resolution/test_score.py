"""What speaks for and against two accounts being one: each reason by itself, and the sum of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Change, Count, Harm, Place, Precision, Span, Status, When
from recount.resolution.accounts import Account, account_of
from recount.resolution.evidence import IMPOSSIBLE, NEVER, evidence_between
from recount.resolution.score import features_between, score_between, total
from tests.resolution.told import ABROAD, COUNTRY, DAY, FAR_TOWN, REGION, TOWN, claim, report, toll

ACTORS = built_in_actors()
MERGING = conflict_merging()
TYPES = sorted(MERGING.families)


def account(name: str, text: str = "", *, day: date | None = DAY, **values: object) -> Account:
    document = report(name, text, day=day)
    return account_of(document, claim(document, **values), ACTORS, MERGING)  # type: ignore[arg-type]


def reasons(first: dict[str, object], second: dict[str, object], share: float = 0.0) -> dict[str, float]:
    a, b = account("a", **first), account("b", **second)  # type: ignore[arg-type]
    there = {name: value for name, value, _ in evidence_between(a, b, share, MERGING)}
    back = {name: value for name, value, _ in evidence_between(b, a, share, MERGING)}
    assert there == back
    return there


@pytest.mark.parametrize(("place", "one"), [(TOWN, True), (FAR_TOWN, False)])
def test_the_same_words_of_another_town_are_no_reprint(place: Place, one: bool) -> None:
    words = "A car bomb killed nine people at the market of the town on Friday, the monitor said"
    told = {"text": words, "clause": Span(0, len(words))}
    found = reasons(told, {**told, "place": place}, 0.6)
    assert ("reprint" in found) is one


@pytest.mark.parametrize("days", [0, 2])
def test_of_one_town_its_name_says_nothing_but_the_town(days: int) -> None:
    words = "nine men died at Tarnow"
    first = {"text": words, "clause": Span(0, len(words))}
    found = reasons(first, {**first, "when": DAY - timedelta(days=days)})
    assert not {"rare_words", "leads"} & found.keys()


def test_what_a_party_is_called_says_nothing_but_the_party() -> None:
    words = "nine men were shot by snipers"
    first = {"text": words, "clause": Span(0, len(words)), "agents": ["snipers"]}
    assert "leads" not in reasons(first, first)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({}, {}, "type_same"),
        ({}, {"type_": "shelling"}, "type_cost"),
        ({}, {"type_": "toll_report"}, "type_meets"),
        ({"type_": "toll_report"}, {"type_": "toll_report"}, "type_meets"),
        ({}, {"type_": "agreement"}, "type_never"),
        ({}, {"status": Status.DENIED}, "denied"),
        ({}, {}, "day_same"),
        ({}, {"when": DAY - timedelta(days=2)}, "days_off_2"),
        ({}, {"when": DAY - timedelta(days=4)}, "days_never"),
        ({}, {"when": When.between(DAY - timedelta(days=5), DAY)}, "days_week"),
        ({}, {"when": When.between(DAY - timedelta(days=90), DAY)}, "days_long"),
        (
            {"type_": "siege", "when": When.between(DAY - timedelta(days=90), DAY)},
            {"type_": "siege", "when": When.between(DAY - timedelta(days=99), DAY + timedelta(days=700))},
            "began_same",
        ),
        (
            {"type_": "siege", "when": When.between(DAY - timedelta(days=90), DAY)},
            {"type_": "siege", "when": When.between(DAY - timedelta(days=130), DAY + timedelta(days=90))},
            "days_long",
        ),
        (
            {"when": When.between(DAY - timedelta(days=90), DAY)},
            {"when": When.between(DAY - timedelta(days=90), DAY)},
            "days_long",
        ),
        ({}, {"when": None}, "day_in_news"),
        ({"when": None}, {"when": None}, "news_both"),
        ({"when": None}, {"when": None, "day": DAY + timedelta(days=3)}, "news_apart"),
        ({"when": None}, {"when": None, "day": DAY + timedelta(days=30)}, "news_never"),
        ({}, {"when": When(None, None, Precision.UNKNOWN, "last Tuesday")}, "weekday_same"),
        ({}, {"when": None, "day": None}, "undated"),
        ({}, {}, "place_same"),
        ({}, {"place": REGION}, "place_within"),
        ({}, {"place": FAR_TOWN}, "place_far"),
        ({}, {"place": replace(TOWN, name="Oldmill", geonameid=9, lat=10.35)}, "place_near"),
        ({}, {"place": ABROAD}, "country_other"),
        ({}, {"place": COUNTRY}, "country_same"),
        ({}, {"place": None}, "place_unknown"),
        ({"agents": ["Army of Oster"]}, {"agents": ["Army of Oster"]}, "agent_same"),
        ({"agents": ["Syrian air force"]}, {"agents": ["Syrian army"]}, "agent_side"),
        ({"agents": ["Oster Brigade"]}, {"agents": ["Velmark Guard"]}, "agent_other"),
        ({"targets": ["Oster millers"]}, {"targets": ["Oster bakers"]}, "target_same"),
        ({"tolls": [toll(14)]}, {"tolls": [toll(14)]}, "dead_same"),
        ({"tolls": [toll(20, None)]}, {"tolls": [toll(20, None)]}, "dead_near"),
        ({"tolls": [toll(26, None)]}, {"tolls": [toll(41)]}, "dead_near"),
        ({"tolls": [toll(14)]}, {"tolls": [toll(24)], "day": DAY + timedelta(days=1)}, "dead_rising"),
        ({"tolls": [toll(24)]}, {"tolls": [toll(14)], "day": DAY + timedelta(days=1)}, "dead_falling"),
        ({"tolls": [toll(4)]}, {"tolls": [toll(90)]}, "dead_apart"),
        ({"tolls": [toll(9, harm=Harm.WOUNDED)]}, {"tolls": [toll(9, harm=Harm.WOUNDED)]}, "wounded_same"),
        ({"tolls": [toll(14), toll(5, sub=True)]}, {"tolls": [toll(19), toll(5, sub=True)]}, "part_same"),
        ({"text": "Omirel Tazwick, 31."}, {"text": "Omirel Tazwick, 31, died."}, "people"),
        ({"text": "Omirel Tazwick, 31."}, {"text": "A man, 31, died."}, "ages"),
        ({"text": "A man, 31, died."}, {"text": "A boy, 12, died."}, "ages_other"),
        ({"text": "the zubrowka mill"}, {"text": "a zubrowka mill"}, "rare_words"),
        ({"text": "the zubrowka mill"}, {"text": "a zubrowka mill"}, "leads"),
    ],
)
def test_a_reason_holds_in_both_directions(first: dict[str, object], second: dict[str, object], reason: str) -> None:
    assert reason in reasons(first, second)


REBELS: dict[str, object] = {"agents": ["rebels"]}
ARMY: dict[str, object] = {"agents": ["army"]}


@pytest.mark.parametrize(
    ("type_", "first", "second", "reason"),
    [
        ("territory_change", {**REBELS, "targets": ["army"]}, ARMY, "hands_never"),
        ("territory_change", ARMY, {"targets": ["army"]}, "hands_never"),
        ("territory_change", {**REBELS, "targets": ["army"]}, REBELS, None),
        ("shelling", {**REBELS, "targets": ["army"]}, ARMY, "sides_exchanged"),
        ("shelling", REBELS, ARMY, "agent_opposed"),
        ("shelling", REBELS, {}, None),
        ("armed_clash", {**REBELS, "targets": ["army"]}, ARMY, None),
    ],
)
def test_which_side_does_it_matters_where_one_side_does(
    type_: str, first: dict[str, object], second: dict[str, object], reason: str | None
) -> None:
    found = set(reasons({"type_": type_, **first}, {"type_": type_, **second}))
    assert found & {"hands_never", "sides_exchanged", "agent_opposed"} == ({reason} if reason else set())


def test_who_withdraws_loses_the_town_that_another_takes() -> None:
    text = "Withdrew."
    leaves = report("a", text)
    left = replace(claim(leaves, type_="territory_change", agents=["army"]), trigger=Span(0, len(text)))
    a = account_of(leaves, left, ACTORS, MERGING)
    b = account("b", type_="territory_change", agents=["rebels"], targets=["army"])
    assert not {"hands_never", "agent_opposed"} & {name for name, _, _ in evidence_between(a, b, 0.0, MERGING)}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Shells hit a bakery.", "Shells hit a school.", "target_other"),
        ("Shells hit it in the morning.", "Shells hit it in the evening.", "hour_other"),
    ],
)
def test_other_objects_and_other_hours_are_other_happenings(first: str, second: str, reason: str) -> None:
    one, other = ({"text": text, "clause": Span(0, len(text))} for text in (first, second))
    assert reason in reasons(one, other)
    assert reason not in reasons(one, one)


def test_names_of_people_let_reports_stand_weeks_apart() -> None:
    later: dict[str, object] = {"when": None, "day": DAY + timedelta(days=40)}
    assert "news_never" in reasons({"when": None}, later)
    text = "Omirel Tazwick, 31, died."
    assert "news_apart_far" in reasons({"when": None, "text": text}, {**later, "text": text})


def test_two_ends_of_one_town_speak_against_the_town() -> None:
    a, b = account("a"), account("b")
    places = (replace(a.places, names=a.places.names | {"mill"}), replace(b.places, names=b.places.names | {"quay"}))
    found = evidence_between(replace(a, places=places[0]), replace(b, places=places[1]), 0.0, MERGING)
    assert "place_others" in {name for name, _, _ in found}


@pytest.mark.parametrize(
    ("origin", "stood", "much"),
    [("mayor", 23, 1.0), ("nurses", 23, 0.5), ("mayor", 22, None), ("mayor", 20, None)],
)
def test_a_figure_that_names_the_one_it_replaces_is_known_by_it(origin: str, stood: int, much: float | None) -> None:
    lowered = replace(toll(20), earlier=Count(23, 23), change=Change.FALLING)
    told = {"tolls": [lowered], "origin": ["mayor"], "day": DAY + timedelta(days=6), "when": None}
    assert reasons(told, {"tolls": [toll(stood)], "origin": [origin]}).get("dead_before") == much


MAY = When.between(date(2016, 5, 1), date(2016, 5, 31))


@pytest.mark.parametrize(
    ("told", "later", "never"),
    [
        ({"when": MAY}, 4, True),  # "this month", in a report of the 10th
        ({"when": MAY}, 3, False),  # the dates of pages are some days off
        ({"when": MAY, "status": Status.PLANNED}, 4, False),
        ({"when": None}, 4, True),
        ({"when": None, "status": Status.PLANNED}, 4, False),
        ({"when": When(None, None, Precision.UNKNOWN, "lately")}, 4, True),
        ({"when": DAY + timedelta(days=5)}, 5, False),  # it names that day itself
        ({"when": MAY, "text": "Omirel Tazwick, 31, died at the mill."}, 9, False),  # as of a trial
    ],
)
def test_what_is_told_as_past_is_nothing_that_happened_after_the_report(
    told: dict[str, object], later: int, never: bool
) -> None:
    happened = {"when": DAY + timedelta(days=later), "day": DAY + timedelta(days=later), "text": told.get("text", "")}
    assert ("report_never" in reasons(told, happened)) is never


@given(st.integers(-40, 40), st.integers(0, 40), st.sampled_from([Status.HAPPENED, Status.ONGOING, Status.ALLEGED]))
def test_what_happened_by_the_day_of_a_report_ends_with_it(begun: int, lasted: int, status: Status) -> None:
    first = DAY + timedelta(days=begun)
    days = account("a", when=When.between(first, first + timedelta(days=lasted)), status=status).days
    assert days is not None
    assert days.first == first
    assert days.last == (first + timedelta(days=lasted) if first > DAY else min(DAY, first + timedelta(days=lasted)))


def test_another_name_speaks_against_though_no_map_has_it_and_half_as_much_in_one_country() -> None:
    a, b = account("a"), account("b", place=None)
    unknown = replace(b, places=replace(b.places, names=frozenset({"blksh"})))
    abroad = replace(unknown, places=replace(unknown.places, countries=a.places.countries))
    for other, much in ((unknown, 1.0), (abroad, 0.5)):
        for one, two in ((a, other), (other, a)):
            reason = next(r for r in evidence_between(one, two, 0.0, MERGING) if r[0] == "place_elsewhere")
            assert reason[1] == much
    told = [feature.why for feature in features_between(a, unknown, 0.0, MERGING)]
    assert "Tarnow Bridge and blksh" in told


def test_every_reason_has_a_weight_in_the_codebook_and_words() -> None:
    first: dict[str, object] = {"text": "Omirel Tazwick, 31, at the zubrowka mill.", "tolls": [toll(14)]}
    a, b = account("a", **first), account("b", **first)  # type: ignore[arg-type]
    features = features_between(a, b, 0.9, MERGING)
    assert all(feature.why for feature in features)
    assert {feature.name.replace(" ", "_") for feature in features} <= set(MERGING.weights)
    assert total(features) == pytest.approx(score_between(a, b, 0.9, MERGING), abs=0.01)


def test_names_of_people_are_counted_and_not_shown() -> None:
    text = "Omirel Tazwick, 31, died at the zubrowka mill."
    a, b = account("a", text), account("b", text)
    told = " ".join(feature.why for feature in features_between(a, b, 0.0, MERGING)).lower()
    assert "1 names of people" in told
    assert "zubrowka" in told
    assert "tazwick" not in told
    assert "omirel" not in told


def test_what_can_not_be_is_not_outweighed() -> None:
    a, b = account("a"), account("b", type_="agreement")
    assert score_between(a, b, 1.0, MERGING) == NEVER
    assert evidence_between(a, b, 1.0, MERGING)[-1][0] in IMPOSSIBLE


@given(st.sampled_from(TYPES), st.sampled_from(TYPES))
def test_types_meet_in_both_directions_and_share_a_kind_where_they_do(one: str, other: str) -> None:
    cost = MERGING.meeting_cost(one, other)
    assert cost == MERGING.meeting_cost(other, one)
    if cost is not None:
        assert set(MERGING.kinds_of(one)) & set(MERGING.kinds_of(other))


AFTER = DAY + timedelta(days=20)
BATTLE = {"type_": "offensive", "when": When.between(DAY, DAY + timedelta(days=9)), "tolls": (toll(120),), "day": AFTER}
DAY_OF_IT = {"type_": "armed_clash", "when": DAY + timedelta(days=3), "tolls": (toll(20),), "day": AFTER}


@pytest.mark.parametrize(
    ("whole", "part", "episode"),
    [
        ({}, {}, True),
        ({}, {"tolls": (toll(61),)}, False),
        ({}, {"tolls": ()}, False),
        ({"tolls": ()}, {}, False),
        ({}, {"tolls": (toll(20, None),)}, False),
        ({}, {"when": DAY + timedelta(days=12)}, False),
        ({}, {"when": None}, False),
        ({}, {"when": When.between(DAY, DAY + timedelta(days=1))}, False),
        ({"when": When.between(DAY, DAY + timedelta(days=1))}, {"when": DAY}, False),
        ({"type_": "air_strike"}, {}, False),
    ],
)
def test_one_day_of_an_operation_with_far_fewer_dead_is_an_episode(
    whole: dict[str, object], part: dict[str, object], episode: bool
) -> None:
    assert ("episode_never" in reasons({**BATTLE, **whole}, {**DAY_OF_IT, **part})) is episode


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("jets", "jets", None),
        ("warplanes", "warplanes", None),
        ("gunmen", "gunmen", "agent_same"),
        ("Turkey's defence ministry", "Turkish army", "agent_side"),
        ("Turkey's defence ministry", "Syria's defence ministry", "agent_other"),
        ("Kenya", "Kenyan navy", "agent_side"),
    ],
)
def test_arms_that_every_side_has_tell_nobody_and_states_are_told_by_their_country(
    one: str, other: str, reason: str | None
) -> None:
    found = reasons({"agents": [one]}, {"agents": [other]})
    assert next((name for name in found if name.startswith("agent_")), None) == reason


@pytest.mark.parametrize(
    ("one", "other", "speakers", "apart"),
    [
        ("Turkey's army", "Syria's army", ("Turkey's army", "Syria's army"), True),
        ("Armenia", "Azerbaijan", ("Armenia", "Azerbaijan"), True),
        ("Turkey's army", "Syria's army", ("Tarnow Monitor", "Syria's army"), False),
        ("Turkey's army", "Turkish army", ("Turkey's army", "Turkish army"), False),
        ("Islamic State", "Nusra Front", ("Islamic State", "Nusra Front"), False),
    ],
)
def test_two_states_that_each_tell_of_their_own_deed_tell_of_two(
    one: str, other: str, speakers: tuple[str, str], apart: bool
) -> None:
    first, second = {"agents": [one], "origin": speakers[:1]}, {"agents": [other], "origin": speakers[1:]}
    assert ("agent_own" in reasons(first, second)) is apart  # type: ignore[arg-type]
    battle = {"type_": "armed_clash"}
    assert "agent_own" not in reasons({**first, **battle}, {**second, **battle})
