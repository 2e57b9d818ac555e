"""Whose names are handed on, and whose are not."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.export.named_dead import target_words
from recount.export.names import report_names
from recount.export.private import A_PERSON, may_be_private, without_private_names
from recount.export.tables import COLUMNS, table_rows
from recount.export.wording import toll_words
from recount.model import Origin, OriginKind, Record
from recount.tolls.estimates import whole_of
from tests.export.sheets import figure, incident
from tests.made import report


@pytest.mark.parametrize(
    "name",
    [
        "Ahmad al-Khalaf",
        "Maria da Silva",
        "camp doctor Ahmad Hassan",
        "US journalist Jane Roe",
        "wife of Ahmad Hassan",
        "Fatima",
        "Abu Omar al",
        "Jane Roe of Springfield",
        "picture of Jane Roe",
        "Army veteran John Doe III",
        "Republic Fire Captain John Doe",
        "General Ahmad Hassan",
    ],
)
def test_names_of_people_are_private(name: str) -> None:
    assert may_be_private(name, built_in_actors())


@pytest.mark.parametrize(
    "name",
    [
        "Islamic State",
        "soldiers",
        "residents of Raqqa",
        "Hill Front",
        "Free Men of the Hills",
        "Turkish artillery",
        "Saudi Arabia",
        "Damascus",
        "UNRWA",
        "people from Tel Nour",
        "Christian villages",
        "26th Division",
        "Division 17",
        "house of worship in Azaz",
        "",
    ],
)
def test_parties_offices_countries_and_words_are_not(name: str) -> None:
    assert not may_be_private(name, built_in_actors())


def test_who_speaks_in_an_office_is_not() -> None:
    for name in ("General Ahmad Hassan", "Prime Minister Jane Roe", "army spokesman John Doe"):
        assert not may_be_private(name, built_in_actors(), speaks=True)


def test_two_private_persons_stay_two_origins() -> None:
    ledger = (figure(9, origin="Ahmad Hassan"), figure(3, "Fatima Saleh", origin="Jane Roe", words="Fatima Saleh"))
    origins = tuple(
        Origin(name, True, ("d",), (f"c{n}",), OriginKind.WITNESS)
        for n, name in enumerate(("Ahmad Hassan", "Jane Roe"))
    )
    named, _ = incident(ledger=ledger, origins=origins, targets=("Fatima Saleh", "Islamic State"))
    clean, claims = without_private_names(named, built_in_actors())
    assert [origin.name for origin in clean.origins] == [A_PERSON, f"{A_PERSON} (2)"]
    assert [(entry.origin, entry.who) for entry in clean.ledger] == [
        (A_PERSON, "people"),
        (f"{A_PERSON} (2)", "people"),
    ]
    assert clean.targets == (A_PERSON, "Islamic State")
    assert claims
    assert not any(name in repr(clean) for name in ("Hassan", "Roe", "Fatima"))


def test_an_incident_without_private_names_stays_as_it_is() -> None:
    named, _ = incident(ledger=(figure(9),))
    assert without_private_names(named, built_in_actors()) == (named, ())


def test_two_who_were_killed_and_named_stay_two_dead_without_their_names() -> None:
    ledger = tuple(figure(1, who, words=f"killed {who}") for who in ("Omar Haddad", "Lina Haddad", "Dozens"))
    named, _ = incident(ledger=ledger)
    clean, _ = without_private_names(named, built_in_actors())
    assert [entry.who for entry in clean.ledger] == ["person P1", "person P2", "Dozens"]
    assert whole_of(clean.ledger[:2]) == whole_of(ledger[:2]) == (2, 2)
    assert "Haddad" not in repr(clean)


@pytest.mark.parametrize(
    ("count", "who", "said"),
    [
        (1, "Omar Haddad", "1 person killed"),
        (2, "Omar Haddad and Lina Haddad", "2 people killed"),
        (1, "baker", "1 baker killed"),
        (1, "Turkish soldier", "1 Turkish soldier killed"),
        (2, "Hamas", "2 Hamas killed"),
        (40, "Zardana Lions", "40 Zardana Lions killed"),
        (1, "Dozens", "1 killed"),
    ],
)
def test_a_ledger_tells_that_a_person_was_killed_and_not_who(count: int, who: str, said: str) -> None:
    assert toll_words(figure(count, who)) == said


def test_tables_of_ones_own_leave_out_the_names_of_the_dead() -> None:
    named, claim = incident(ledger=(figure(1, "Omar Haddad"),), targets=("Omar Haddad", "Hill Front"))
    assert target_words(named) == ("person", "Hill Front")
    (row,) = table_rows(Record((report(),), (claim,), (named,)), report_names([report()]))
    told = {column.name: column.cell(row) for column in COLUMNS}
    assert told["targets"] == "person; Hill Front"
    assert "Haddad" not in str(told["tolls"])
