"""Whole reports to claims: what sentences bring along, what the title does, which claim is the main one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Claim, Status
from tests.coded import read


def told(text: str, title: str | None = None) -> tuple[Claim, ...]:
    return read(text, title).claims


def values(claim: Claim, slot: str) -> list[str]:
    return [cited.value for cited in getattr(claim, slot)]


def test_the_strike_brings_its_agent_place_and_day_along() -> None:
    first, second = told(
        "Government jets carried out air strikes on Idlib on Thursday. The strikes killed nine civilians, medics said."
    )
    assert second.type == "air_strike"
    assert values(second, "places") == values(first, "places") == ["Idlib"]
    assert second.time is not None
    assert second.time.value.iso() == "2016-06-02"
    assert values(second, "origin") == ["medics"]


def test_an_attack_of_another_month_is_of_no_type_told_before() -> None:
    claims = told(
        "Jets hit a depot in Homs on Tuesday. People are afraid, as after the attacks in January that killed 17."
    )
    assert [claim.type for claim in claims] == ["air_strike", "attack"]


def test_the_blast_after_a_suicide_bombing_is_that_bombing() -> None:
    claims = told("A suicide bomber blew herself up in Homs. The blast killed six policemen.")
    assert [claim.type for claim in claims] == ["suicide_bombing", "suicide_bombing"]
    assert "type of the event told before (suicide_bombing/" in claims[1].rule
    assert "told before" not in claims[0].rule


def test_a_title_is_coded_only_where_the_body_does_not_say_it() -> None:
    text = "Air strike kills nine in Idlib\n\nAn air strike killed nine people in Idlib on Thursday."
    claims = told(text, "Air strike kills nine in Idlib")
    assert [text.index("An air strike") <= claim.trigger.start for claim in claims] == [True]


def test_a_titles_figure_that_the_body_nowhere_gives_is_coded_and_the_body_stays_what_the_report_is_about() -> None:
    text = (
        "Air strike kills nine in Idlib\n\n"
        "An air strike killed eight farmers and a girl in Idlib on Thursday. The market stayed shut on Friday."
    )
    first, second = told(text, "Air strike kills nine in Idlib")
    assert [toll.value.count.low for toll in first.tolls] == [9]
    assert (first.main, second.main) == (False, True)


def test_the_main_claim_is_the_one_the_title_tells() -> None:
    text = (
        "Shelling kills 14 in Aleppo\n\n"
        "An offensive began in Hama on Monday. Shelling killed 14 people in Aleppo on Tuesday, residents said."
    )
    claims = told(text, "Shelling kills 14 in Aleppo")
    assert [claim.type for claim in claims if claim.main] == ["shelling"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The opposition blamed the government for the chemical attack on Saraqib.", "chemical_attack", Status.ALLEGED),
        ("The army will launch an offensive on Raqqa next week.", "offensive", Status.PLANNED),
        ("Shelling of the suburb continued on Friday.", "shelling", Status.ONGOING),
        ("The coalition did not bomb the bridge, its spokesman said.", "air_strike", Status.DENIED),
        ("The claim that jets had bombed the bridge was untrue, the ministry said.", "air_strike", Status.DENIED),
        ("It is not true that jets bombed the bridge, the ministry said.", "air_strike", Status.DENIED),
        ("The ministry called them false reports of an air strike on the bridge.", "air_strike", Status.DENIED),
    ],
)
def test_status_in_whole_sentences(text: str, kind: str, status: Status) -> None:
    claims = told(text)
    assert [(claim.type, claim.status.value) for claim in claims] == [(kind, status)]


def test_one_figure_for_two_joined_deeds_stays_with_the_first_and_says_so() -> None:
    first, second = told("Shelling by the army and air strikes by Russian jets killed 14 militants in Hama.")
    assert [(toll.value.count.low, toll.value.shared) for toll in first.tolls] == [(14, True)]
    assert (first.type, second.type, second.tolls) == ("shelling", "air_strike", ())


def test_who_claims_an_attack_did_it() -> None:
    (claim,) = told("The Badr Brigade claimed responsibility for the car bomb attack in Homs.")
    assert (claim.type, values(claim, "agents")) == ("bombing", ["Badr Brigade"])


def test_a_denial_ends_where_the_sentence_turns() -> None:
    claims = told("Ankara denied that it was shelling the port but hundreds fled the valley.")
    assert [claim.status.value for claim in claims] == [Status.DENIED, Status.HAPPENED]
    assert [values(claim, "origin") for claim in claims] == [["Ankara"], []]


def test_no_casualties_are_a_figure_of_zero_not_a_denial() -> None:
    (claim,) = told("Rebels shelled the airport in Homs on Monday, causing no casualties.")
    assert claim.status.value is Status.HAPPENED
    assert [toll.value.count.high for toll in claim.tolls] == [0]


def test_those_who_deny_it_are_no_agents_of_what_is_told_next() -> None:
    claims = told(
        "Syria denied that it carried out the chemical attack on Khan Sheikhun. The attack killed 87 civilians."
    )
    assert values(claims[-1], "agents") == []


def test_who_denies_a_deed_of_its_own_is_its_agent() -> None:
    (claim,) = told("Russia denied it had shelled a clinic in Idlib.")
    assert (claim.status.value, values(claim, "agents"), values(claim, "origin")) == (
        Status.DENIED,
        ["Russia"],
        ["Russia"],
    )


def test_a_denial_of_what_was_just_told_is_the_deniers_claim_and_not_its_deed() -> None:
    first, second = told("The rebels said they had killed nine soldiers in Hama. The army denied it.")
    assert (values(first, "agents"), values(first, "origin")) == (["rebels"], ["rebels"])
    assert (second.status.value, second.type, values(second, "origin")) == (Status.DENIED, first.type, ["army"])
    assert "army" not in values(second, "agents")


def test_men_lost_are_killed_by_the_word_of_the_running_speaker() -> None:
    claims = told('"We held the bridge," Colonel Petrov said. "The enemy lost 40 men."')
    assert [(claim.tolls[0].value.count.low, values(claim, "origin")) for claim in claims] == [(40, ["Petrov"])]
    assert values(claims[0], "agents") == []


def test_a_country_that_acts_is_no_place() -> None:
    (claim,) = told("Turkey shelled Azaz on Thursday.")
    assert values(claim, "agents") == ["Turkey"]
    assert values(claim, "places") == ["Azaz"]


def test_claim_ids_hang_on_the_trigger_not_on_what_is_read() -> None:
    text = "Rebels shelled Homs on Thursday. Jets bombed two depots near Aleppo."
    report = read(text)
    assert len({claim.id for claim in report.claims}) == len(report.claims) == 2
    assert [claim.id for claim in read(text + "").claims] == [claim.id for claim in report.claims]


PIECES = (
    "Rebels shelled Homs",
    "killing 12 people",
    "the army said",
    "(",
    '"',
    "on Monday",
    "CAR BOMB\nEXPLODES",
    "clashes",
    "between",
    "12",
    "–",
    ".",
    "dont",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_claims_of_any_text_stay_inside_it(pieces: list[str]) -> None:
    report = read(" ".join(pieces))
    text = report.document.text
    assert sum(claim.main for claim in report.claims) == bool(report.claims)
    for claim in report.claims:
        for span in (claim.trigger, claim.clause, claim.status.span):
            assert 0 <= span.start < span.end <= len(text)
        assert claim.clause.end - claim.clause.start <= 700


def test_who_says_how_many_died_is_not_one_of_the_dead() -> None:
    (claim,) = told(
        "An air strike at a mill in the north of the city of Homs killed at least 18 civilians on Tuesday, "
        "council head Omar Sabri said."
    )
    assert [toll.value.count.low for toll in claim.tolls] == [18]
    assert [name for name in values(claim, "targets") if "Sabri" in name] == []


def test_the_jets_of_a_strike_are_no_means_of_the_attacks_it_comes_after() -> None:
    claims = told("Coalition jets bombed militant positions in Raqqa on Tuesday, four days after the attacks in Lyon.")
    assert claims
    assert not any(claim.rule.startswith("attack") and " by jet" in claim.rule for claim in claims)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The minister spoke of reports of the murder of nine villagers in Goma.", Status.ALLEGED),
        ("Nine men were reported killed when a suicide bomber struck a post in Goma.", Status.ALLEGED),
        ("They answered a rebel offensive that has been underway near Goma for months.", Status.ONGOING),
        ("Goma has been the scene of heavy clashes in recent weeks.", Status.ONGOING),
        ("The rebels are fighting to capture the town of Goma.", Status.ONGOING),
        ("The school in Goma has been the target of ten bomb attacks.", Status.HAPPENED),
        ("The rebels fought to capture the town of Goma.", Status.HAPPENED),
    ],
)
def test_what_lasts_goes_on_and_what_only_reports_tell_is_alleged(text: str, status: Status) -> None:
    assert {claim.status.value for claim in read(text).claims} == {status}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Nine men were arrested and later killed by rebels near Goma.", ["arrest", "attack"]),
        ("Gunmen kidnapped and killed eleven people near Goma.", ["abduction", "attack"]),
        ("Nine men were arrested in Goma.", ["arrest"]),
    ],
)
def test_what_is_done_to_those_taken_is_another_event(text: str, kinds: list[str]) -> None:
    assert [claim.type for claim in read(text).claims] == kinds
