"""Named persons: entered, held against the ledger, moved with their incident, released one by one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.codebook.actors import built_in_actors
from recount.desk import victims
from recount.desk.judging import By, judge_same
from recount.desk.splitting import split_off
from recount.desk.victims import Told
from recount.desk.victims_beside import _only_named_for_others, aged_names, alike, around, names_told
from recount.errors import RecordError
from recount.model import Incident
from recount.store import opened
from recount.store.victims import VictimFilter
from tests.made import incident_of
from tests.publishing.made import told

ME = By("Amal")


def struck(record: Path) -> Incident:
    """An incident with figures and several claims."""
    with closing(opened(record)) as store:
        return next(one for one in store.incidents() if one.ledger and len(one.claims) > 4)


def other(record: Path) -> Incident:
    with closing(opened(record)) as store:
        return next(one for one in store.incidents() if one.id != struck(record).id)


def test_a_person_is_entered_and_taken_out_by_undoing(record: Path) -> None:
    one, deed = victims.enter(record, struck(record).id, Told("Amina Testova", age="13-15", sex="female"), "Amal")
    assert (one.age_low, one.age_high, one.age_group) == (13, 15, "child")
    assert victims.counted(record, struck(record).id) == (1, 0)
    victims.undo(record, deed, "Amal")
    assert victims.counted(record, struck(record).id) == (0, 0)
    assert [deed.deed for deed in victims.named(record, one.id)[2]] == ["undone", "entered"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Told(""), "is empty"),
        (Told("A\x00b"), "can't be shown"),
        (Told("A B", age="old"), "“old” is none"),
        (Told("A B", age="15-13"), "“15-13” is none"),
        (Told("A B", age="400"), "“400” is none"),
        (Told("A B", age="9", age_group="adult"), "is adult beside the age 9"),
        (Told("A B", status="gone"), "is not known"),
        (Told("A B", since="yesterday"), "“yesterday” is none"),
    ],
)
def test_what_no_person_can_be_is_refused(record: Path, told: Told, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        victims.enter(record, struck(record).id, told, "Amal")


def test_named_ones_stand_beside_the_origins_and_change_no_figure(record: Path) -> None:
    incident = struck(record)
    for n in range(30):
        victims.enter(record, incident.id, Told(f"Person Number{n}", age="9", sex="female"), "Amal")
    found = around(record, incident, None).beside[0]
    assert found.status == "killed"
    assert len(found.named) == 30
    assert found.parts == ("30", "30", "0")
    assert found.headline
    assert struck(record) == incident


def test_of_how_many_the_sex_is_not_known_is_said(record: Path) -> None:
    incident = struck(record)
    for sex in ("female", ""):
        victims.enter(record, incident.id, Told(f"Person Of{sex}", sex=sex), "Amal")
    (first, *_) = around(record, incident, None).beside
    assert first.parts == ("0 (2 of unknown age)", "1 (1 of unknown sex)", "0 (1 of unknown sex)")


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("12-year-old Samir Muster, his father Nabil Muster said", [("Samir Muster", "12")]),
        ("a 9-year-old girl Amina al-Testova died on the spot", [("Amina al-Testova", "9")]),
        ("Samir Muster, 12, was hit", [("Samir Muster", "12")]),
        ("a 12-year-old boy died in Raqqa", []),
        ("a 40 year old building of the Harbour Company fell", []),
    ],
)
def test_names_are_found_with_an_age_before_or_behind_them(clause: str, found: list[tuple[str, str]]) -> None:
    assert list(aged_names(clause)) == found


def test_who_says_a_name_is_the_origin_that_the_claim_has_it_from() -> None:
    document, claim = told(
        "Dawn raid\nWarplanes struck Tel Nour and killed three people, Amina Testova, 9, among them."
    )
    incident = incident_of([claim], [document])
    (found,) = names_told([claim], {document.id: document}, built_in_actors(), incident, ())
    assert not claim.origin
    assert (found.name, found.origin) == ("Amina Testova", incident.origins[0].name)


@pytest.mark.parametrize(
    ("name", "clause", "left_out"),
    [
        ("Mr. Muster", "Mr. Muster's brother Samir was wounded", True),
        ("Mr. Muster's", "Mr. Muster's brother Samir was wounded", True),
        ("Omar Muster", "a shell hit Omar Muster’s house and killed his wife", True),
        ("Idris Musters", "Idris Musters' driver was shot dead", True),
        ("Omar Muster", "the youngest son of Omar Muster was killed", True),
        ("Omar Muster", "the mother-in-law of the late Omar Muster was hurt", True),
        ("Omar Muster", "Omar Muster was killed in Omar Muster's car", False),
        ("Omar Muster", "Omar Muster, brother of Nabil Probe, was killed", False),
        ("Nabil Probe", "Omar Muster, brother of Nabil Probe, was killed", True),
        ("Omar Muster", "the killing of Omar Muster", False),
    ],
)
def test_whose_relative_or_house_it_was_is_not_who_was_harmed(name: str, clause: str, left_out: bool) -> None:
    assert _only_named_for_others(name, clause) is left_out


def test_persons_go_with_their_claims_when_an_incident_is_split_and_merged(record: Path) -> None:
    incident = struck(record)
    own = incident.claims[-1]
    one, _ = victims.enter(record, incident.id, Told("Amina Testova", claims=(own,)), "Amal")
    all_of_it, _ = victims.enter(record, incident.id, Told("Yusuf Muster"), "Amal")
    split_off(record, incident.id, (own,), ME)
    home, stays = victims.named(record, one.id)[1], victims.named(record, all_of_it.id)[1]
    assert home is not None
    assert stays is not None
    assert own in home.claims
    assert home.id != stays.id
    judge_same(record, home.id, stays.id, ME)
    assert victims.named(record, one.id)[1] == victims.named(record, all_of_it.id)[1]


def test_two_entries_become_one_and_two_again(record: Path) -> None:
    first, _ = victims.enter(record, struck(record).id, Told("Amina Testova"), "Amal")
    second, _ = victims.enter(record, struck(record).id, Told("Amena Testowa", age="14"), "Amal")
    deed = victims.merge(record, first.id, second.id, "Amal", "one girl")
    kept = victims.named(record, first.id)[0]
    assert kept.spellings == ("Amena Testowa",)
    assert kept.age_low == 14
    assert victims.counted(record, struck(record).id) == (1, 0)
    victims.undo(record, deed, "Amal")
    assert victims.counted(record, struck(record).id) == (2, 0)


def test_a_person_is_put_on_another_incident(record: Path) -> None:
    one, _ = victims.enter(record, struck(record).id, Told("Amina Testova"), "Amal")
    victims.move(record, one.id, other(record).id, "Amal", "the other street")
    assert victims.counted(record, struck(record).id) == (0, 0)
    assert victims.counted(record, other(record).id) == (1, 0)


def test_other_spellings_of_a_name_are_found_and_other_names_are_not(record: Path) -> None:
    victims.enter(record, struck(record).id, Told("Muhammad Khalil", spellings="محمد خليل", age="40"), "Amal")
    for same in ("Mohamed Halil", "Mohammed Khaleel", "محمد خليل", "KHALIL Muhammad"):
        assert alike(record, [same], (None, None)), same
    for differs in ("Ahmad Khalil", "Mahmoud Saleh", "Maha Halabi"):
        assert not alike(record, [differs], (None, None)), differs
    assert not alike(record, ["Mohamed Kalil"], (12, 12))


def test_a_release_needs_a_reason_and_a_new_name_needs_a_new_release(record: Path) -> None:
    one, _ = victims.enter(record, struck(record).id, Told("Amina Testova", age="14"), "Amal")
    with pytest.raises(RecordError, match="the reason"):
        victims.release(record, one.id, "Amal", " ")
    deed = victims.release(record, one.id, "Amal", "her family agreed")
    assert victims.counted(record, struck(record).id) == (1, 1)
    victims.change(record, one.id, Told("Amina Testova", age="15"), "Amal")
    assert victims.counted(record, struck(record).id) == (1, 1)
    victims.change(record, one.id, Told("Amina Otherwise", age="15"), "Amal")
    assert victims.counted(record, struck(record).id) == (1, 0)
    with pytest.raises(RecordError, match="not the last"):
        victims.undo(record, deed, "Amal")


def test_undoing_does_not_release_a_name_again(record: Path) -> None:
    one, _ = victims.enter(record, struck(record).id, Told("Amina Testova"), "Amal")
    victims.release(record, one.id, "Amal", "her family agreed")
    deed = victims.take_back(record, one.id, "Amal", "they asked")
    victims.undo(record, deed, "Amal")
    assert victims.counted(record, struck(record).id) == (1, 0)


def test_the_list_is_filtered(record: Path) -> None:
    victims.enter(record, struck(record).id, Told("Amina Testova", age="14", sex="female"), "Amal")
    victims.enter(record, struck(record).id, Told("Yusuf Muster", status="wounded"), "Amal")
    assert [line.victim.name for line in victims.listed(record, VictimFilter(text="amína")).lines] == ["Amina Testova"]
    assert victims.listed(record, VictimFilter(age_group="unknown")).total == 1
    assert victims.listed(record, VictimFilter(text="%")).total == 0
    assert victims.listed(record, VictimFilter(status="wounded", released="no")).total == 1
