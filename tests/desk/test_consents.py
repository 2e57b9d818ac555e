"""Consent that is withdrawn holds at once, for all releases, their files and feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.desk import victims
from recount.desk.judging import By, confirm
from recount.desk.publishing import make_release, published, releases
from recount.desk.publishing_choices import decide_name
from recount.desk.publishing_site import site_of
from recount.desk.victims import Told
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
