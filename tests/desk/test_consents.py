"""Consent that is withdrawn holds at once, for all releases, their files and feeds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import victims
from recount.desk.asking import incident_named
from recount.desk.judging import By, confirm, judge_same
from recount.desk.publishing import make_release, published, releases
from recount.desk.publishing_choices import decide_name
from recount.desk.publishing_site import site_of
from recount.desk.victims import Told
from recount.publishing.content import PublicIncident
from recount.publishing.release import hash_of
from recount.store import opened

BY = By("Amal", "checked", exports=False)
ON = "Amina Testova"


@pytest.fixture
def person(record: Path) -> str:
    """A named person, released, in the first release."""
    store = opened(record)
    one = max(store.incidents(), key=lambda incident: len(incident.claims))
    store.close()
    confirm(record, one.id, "confirmed", BY)
    entered, _ = victims.enter(record, one.id, Told(ON, age="30"), "Amal")
    victims.release(record, entered.id, "Amal", "her brother agreed")
    make_release(record, "first", BY)
    return entered.id


def told(record: Path, number: int) -> str:
    """All that a release gives out."""
    return b"\n".join(content for _, content in site_of(record, number).files()).decode() + repr(
        (published(record, number), releases(record))
    )


def test_a_consent_withdrawn_takes_the_name_out_of_all_releases_at_once(record: Path, person: str) -> None:
    assert ON in told(record, 1)
    victims.take_back(record, person, "Amal", "his mother asked")
    assert ON not in told(record, 1)
    held = published(record, 1)
    assert held.incidents
    assert held.content == hash_of(held.incidents) != held.release.content
    second = make_release(record, "second", BY)
    assert ON not in told(record, second.number)
    assert "names" in {field.field for change in second.changes for field in change.fields}
    victims.release(record, person, "Amal", "they agree again")
    assert ON in told(record, 1)
    assert ON not in told(record, 2)


@pytest.mark.parametrize("way", ["removed", "renamed", "merged"])
def test_an_entry_that_is_no_longer_released_is_told_no_more(record: Path, person: str, way: str) -> None:
    incident = victims.named(record, person)[1]
    assert incident is not None
    if way == "removed":
        victims.remove(record, person, "Amal", "entered twice")
    elif way == "renamed":
        victims.change(record, person, Told("Amina Other", age="30"), "Amal")
    else:
        other, _ = victims.enter(record, incident.id, Told("Amena Testowa"), "Amal")
        victims.merge(record, other.id, person, "Amal", "one woman")
    assert ON not in told(record, 1)


def test_of_two_of_one_name_only_whose_consent_is_withdrawn_goes(record: Path, person: str) -> None:
    store = opened(record)
    home = victims.named(record, person)[1]
    assert home is not None
    other = next(one for one in store.incidents() if one.id != home.id)
    store.close()
    confirm(record, other.id, "confirmed", BY)
    namesake, _ = victims.enter(record, other.id, Told(ON, age="9"), "Amal")
    victims.release(record, namesake.id, "Amal", "her father agreed")
    make_release(record, "second", BY)
    victims.take_back(record, person, "Amal")
    told_of = [one.victims for one in published(record).incidents if one.victims]
    assert [[victim.about for victim in some] for some in told_of] == [["9, killed"]]


def test_a_name_taken_back_is_said_in_no_release_that_is_given_out(record: Path, person: str) -> None:
    name = next(quote.words.split()[0] for one in published(record).incidents for quote in one.quotes)
    word = next(one.outlet for incident in published(record).incidents for one in incident.sources)
    assert name
    decide_name(record, word, True, "Amal")
    assert word in told(record, 1)
    decide_name(record, word, False, "Amal")
    assert word not in told(record, 1)


@pytest.fixture
def out(record: Path) -> tuple[str, str]:
    """An incident that went out with another one, and that one; the note of the release names somebody."""
    store = opened(record)
    one = max(store.incidents(), key=lambda incident: len(incident.claims))
    other = next(two for two in store.incidents() if two.id != one.id and two.place_names)
    store.close()
    for incident in (one, other):
        confirm(record, incident.id, "confirmed", BY)
    make_release(record, "with thanks to Rami Zarqub", BY)
    return one.id, other.id


def went_out_as(record: Path, incident: str) -> PublicIncident:
    """An incident of the desk as the release gives it out."""
    with closing(opened(record)) as store:
        publics = incident_named(store, incident).public
    return next(one for one in published(record).incidents if one.id in publics)


def words_of(one: PublicIncident) -> str:
    """What an incident says, but for addresses."""
    return " ".join((one.heading, one.place.words, *one.agents, *one.targets, *(quote.words for quote in one.quotes)))


def test_who_is_entered_after_a_release_is_named_by_it_no_more(record: Path, out: tuple[str, str]) -> None:
    own, other = (went_out_as(record, incident) for incident in out)
    word = own.place.name.split()[0]
    assert word in own.heading
    _, position = victims.enter(record, out[0], Told(f"{word} Zarqub"), "Amal")
    now = went_out_as(record, out[0])
    assert word not in words_of(now)
    assert now.place.lat is None
    assert published(record).content != published(record).release.content
    assert went_out_as(record, out[1]) == other
    assert word not in " ".join(c.heading for made in releases(record) for c in made.changes if c.id == own.id)
    victims.undo(record, position, "Amal")
    assert went_out_as(record, out[0]) == own


def test_a_note_names_nobody_who_was_entered_since(record: Path, out: tuple[str, str]) -> None:
    assert "Rami Zarqub" in told(record, 1)
    victims.enter(record, out[0], Told("Rami al-Zarqub"), "Amal")
    assert "Zarqub" not in told(record, 1)


def test_who_is_told_by_a_claim_that_came_since_is_withheld_all_the_same(record: Path, out: tuple[str, str]) -> None:
    """The entry is kept by a claim that the release has not seen; the incident is the same."""
    with closing(opened(record)) as store:
        later = next(one for one in store.incidents() if one.id not in out)
    word = went_out_as(record, out[0]).place.name.split()[0]
    judge_same(record, out[0], later.id, BY)
    victims.enter(record, out[0], Told(f"{word} Zarqub", claims=(later.claims[0],)), "Amal")
    assert word not in words_of(went_out_as(record, out[0]))
