"""What a desk says itself of a release names nobody whom the release withholds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from recount.desk import victims
from recount.desk.judging import By, confirm
from recount.desk.own_words import WITHHELD, kept_names_said, withheld_names_said
from recount.desk.publishing import draft, make_release, published
from recount.desk.publishing_choices import choose_policy, decide_name, policy_of
from recount.desk.publishing_jobs import begin_release, draft_of
from recount.desk.takedown import erase_person
from recount.desk.tools import BUILT_IN
from recount.desk.victims import Told
from recount.errors import RecordError
from recount.publishing.content import Withheld
from recount.store import opened

BY = By("Amal", "checked", exports=False)
NAMES = (
    Withheld("name", "Samira Zamani", "", "i"),
    Withheld("origin", "Hope Garden", "", "i"),
    Withheld("origin", "report night call", "the name of a file", "i"),
    Withheld("contact", "12 Orchard Street", "", "i"),
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The trial over Samira Zamani's death began.", ["Samira Zamani"]),
        ("SAMIRA ZAMANI, and Zamani again.", ["SAMIRA ZAMANI", "Zamani"]),
        ("We thank Hope Garden.", ["Hope Garden"]),
        ("We hope that the garden of the night call is safe. Hope. Garden.", []),
        ("Incidents of June, corrected.", []),
        ("", []),
    ],
)
def test_names_withheld_are_found_as_a_whole_and_by_what_tells_them(words: str, said: list[str]) -> None:
    found = withheld_names_said({"the note": words}, NAMES, {"samira", "zamani"})
    assert [one.name for one in found] == said
    assert all((one.where, one.why) == ("the note", WITHHELD) for one in found)


@pytest.fixture
def withheld(record: Path) -> str:
    """A person whom the next release withholds."""
    with closing(opened(record)) as store:
        some = store.incidents()
    for one in some:
        confirm(record, one.id, "confirmed", BY)
    return next(one.words for one in draft(record).withheld if one.what == "name" and " " in one.words)


def test_a_note_that_names_somebody_withheld_makes_no_release_and_says_whom(record: Path, withheld: str) -> None:
    with pytest.raises(RecordError, match=f"names somebody whom the release withholds: {withheld}") as stopped:
        make_release(record, f"The case of {withheld} is closed.", BY)
    assert stopped.value.source == "the note"
    looked = draft_of(record, BUILT_IN)
    with pytest.raises(RecordError, match=withheld):
        begin_release(record, f"The case of {withheld} is closed.", BY, looked.seen)
    decide_name(record, withheld, True, "Amal")
    make_release(record, f"The case of {withheld} is closed.", BY)


def test_rules_that_name_somebody_withheld_make_no_release(record: Path, withheld: str) -> None:
    choose_policy(record, replace(policy_of(record), about=f"In memory of {withheld}."))
    assert [one.name for one in draft(record).named] == [withheld]
    with pytest.raises(RecordError, match="the text about the record"):
        make_release(record, "", BY)
    choose_policy(record, replace(policy_of(record), about="A desk."))
    make_release(record, "", BY)
    assert published(record).release.policy.about == "A desk."


def test_persons_not_released_and_names_removed_are_named_in_no_rules_and_no_note(record: Path, withheld: str) -> None:
    with closing(opened(record)) as store:
        incident = store.incidents()[0]
    person, _ = victims.enter(record, incident.id, Told("Nabila Testova", "Nabeela Testowa"), "Amal")
    for words in ("We remember Nabila Testova.", "We remember Nabeela Testowa’s son."):
        with pytest.raises(RecordError, match="whose name was not released"):
            choose_policy(record, replace(policy_of(record), about=words))
        with pytest.raises(RecordError, match="whose name was not released"):
            make_release(record, words, BY)
    victims.release(record, person.id, "Amal", "her brother agreed")
    choose_policy(record, replace(policy_of(record), about="We remember Nabila Testova."))
    choose_policy(record, replace(policy_of(record), about="A desk."))
    erase_person(record, ["Yusuf Mustermann"], "a letter", "Amal")
    with closing(opened(record)) as store:
        found = kept_names_said(store, {"the note": "Yusuf Mustermann asked, and we did."})
    assert [(one.name, one.why) for one in found] == [("Yusuf Mustermann", "who was removed on request")]
    with pytest.raises(RecordError, match="removed on request: Yusuf Mustermann"):
        make_release(record, "For Yusuf Mustermann.", BY)


def test_a_note_names_nobody_of_an_incident_that_was_withdrawn_or_is_held_back(record: Path, withheld: str) -> None:
    make_release(record, "", BY)
    with closing(opened(record)) as store:
        telling = [one for one in store.incidents() if withheld in _told_in(record, one.id)]
    for one in telling:
        confirm(record, one.id, "rejected", BY)
    assert withheld not in {one.words for one in draft(record).withheld}
    assert withheld in draft(record).others.names
    with pytest.raises(RecordError, match="names somebody"):
        make_release(record, f"Second: {withheld} of the market.", BY)
    make_release(record, "Second.", BY)


def _told_in(record: Path, incident: str) -> frozenset[str]:
    return frozenset(one.words for one in draft(record).withheld if one.incident == incident)
