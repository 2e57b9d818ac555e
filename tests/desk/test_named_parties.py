"""Which parties and origins are private persons', and what stands in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook.actors import built_in_actors
from recount.desk import victims
from recount.desk.finding import Asked, facets, found
from recount.desk.judging import By, correct
from recount.desk.named_parties import NamedParties, in_office, named_among
from recount.desk.parties_shown import without_named
from recount.desk.settings import settings_from
from recount.desk.standing_views import voices
from recount.desk.victims import Told
from recount.errors import RecordError
from recount.export.private import NAMED
from recount.model import OriginKind
from recount.publishing.known import Known
from recount.publishing.unreleased import whole_names
from tests.made import report
from tests.web.named import PUBLIC, SECRET, read_into

PARTIES = NamedParties(
    Known(built_in_actors(), released=frozenset({"nadim farouk"}), unreleased=whole_names(["Hope Jihad Miller"])),
    parts=frozenset({"hope", "jihad", "miller", "zarqubi"}),
)


@pytest.mark.parametrize(
    ("name", "speaks", "person"),
    [
        ("Anwar al-Zarqub", False, True),
        ("Anwar al-Zarqub", True, True),
        ("Um Salma al-Zarqub", False, True),
        ("Zarqub", False, True),
        ("farmer Anwar Zarqub", False, True),
        ("Colonel Anwar Zarqub", False, True),
        ("Colonel Anwar Zarqub", True, False),
        ("Nadim Farouk", False, False),
        ("President Anwar Zarqub", False, False),
        ("Bashar al-Assad", False, False),
        ("Bashar al-Assads", False, False),
        ("Syrian army", False, False),
        ("Islamic State militants", False, False),
        ("Terrorists", False, False),
        ("Kurdish", False, False),
        ("Hill Front", False, False),
        ("Ansar al-Zarqub", False, False),
        ("soldiers", False, False),
        ("Zarqub hospital", False, False),
        ("Syria", False, False),
        ("the army", True, False),
        ("witnesses (Harbour Post)", True, False),
        ("Anwar Zarqub (Harbour Post)", True, True),
    ],
)
def test_a_name_is_a_private_persons_as_far_as_its_words_tell(name: str, speaks: bool, person: bool) -> None:
    assert PARTIES.may_be_person(name, speaks) is person


@pytest.mark.parametrize(
    ("name", "unreleased"),
    [
        ("Hope Jihad Miller", True),
        ("hope jihad miller", True),
        ("house of Hope Jihad Miller", True),
        ("zarqubi", True),
        ("hope", False),
        ("Islamic Jihad", False),
        ("Miller", False),
    ],
)
def test_a_named_person_who_was_not_released_is_known_by_the_whole_name(name: str, unreleased: bool) -> None:
    assert PARTIES.is_unreleased(name) is unreleased


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Health Minister Kamal Sarrout said that four had died.", True),
        ("The Secretary of State, Kamal Sarrout, said so.", False),
        ("Secretary of State Kamal Sarrout said so.", True),
        ("Kamal Sarrout, the country's health minister, said so.", True),
        ("Kamal Sarrout, a spokesman for the army, said so.", True),
        ("the army's spokesman Kamal Sarrout", True),
        ("Kamal Sarrout, a baker in Hama, said so.", False),
        ("Kamal Sarrout said the minister had lied.", False),
        ("The minister was there. Kamal Sarrout said so.", False),
        ("The minister met Kamal Sarrout.", False),
        ("Kamal Sarrout, a man who shot the president, said so.", False),
        ("Kamal Sarrout, meeting a minister, said so.", False),
        ("Kamal Sarrout, minister of health, said so.", True),
        ("Kamal Sarrout, Syria's ambassador to Iran, said so.", True),
        ("Kamal Sarrout, who met the president, said so.", False),
    ],
)
def test_who_holds_an_office_is_told_by_the_words_beside_the_name(text: str, office: bool) -> None:
    assert in_office("Kamal Sarrout", [report("one", text)]) is office


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_into(tmp_path_factory.mktemp("named"))


def test_lists_of_parties_and_origins_name_who_speaks_in_an_office_and_nobody_private(record: Path) -> None:
    speakers = named_among(record, [*SECRET.values(), *PUBLIC, "Desert Post"], speak=True)
    assert speakers == set(SECRET.values())
    assert named_among(record, ["Syrian army", SECRET["Wael Tamimi"]]) == {SECRET["Wael Tamimi"]}


def test_witnesses_that_a_report_leaves_unnamed_stay_what_they_are(record: Path) -> None:
    told = voices(record).value
    assert any(one.kind is OriginKind.WITNESS and not one.named for one in told)
    shown = {one.name for one in without_named(record, told)}
    assert shown - {NAMED} == {one.name for one in told} - set(SECRET.values())


def test_counts_and_filters_know_no_private_person_for_who_may_not_see_them(record: Path) -> None:
    secret = SECRET["Anwar al-Zarqub"]
    for nameless in (False, True):
        counted = facets(record, Asked(nameless=nameless))
        assert (secret in counted.actors) is not nameless
        assert (SECRET["Karim Bashout"] in counted.origins) is not nameless
        for asked in (secret, secret.split()[1], secret.upper()):
            assert (found(record, Asked(actors=(asked,), nameless=nameless)).total == 0) is nameless
        assert (found(record, Asked(told_by=(SECRET["Karim Bashout"],), nameless=nameless)).total == 0) is nameless
        assert found(record, Asked(actors=("Syrian army",), nameless=nameless)).total


def test_rows_name_nobody_private_and_two_of_them_are_one(record: Path) -> None:
    page = found(record, Asked(actors=(SECRET["Anwar al-Zarqub"],)))
    shown = without_named(record, page)
    assert {name for row in shown.rows for name in (*row.agents, *row.targets)} >= {NAMED}
    assert not any(name in SECRET.values() for row in shown.rows for name in (*row.agents, *row.targets))
    assert all(len(set(row.targets)) == len(row.targets) for row in shown.rows)
    assert without_named(record, shown) is shown


def test_a_person_entered_with_an_incident_is_told_there_by_no_part_of_the_name(record: Path) -> None:
    row = next(row for row in found(record, Asked(actors=("Syrian army",))).rows if "civilians" in row.targets)
    assert without_named(record, row) == row
    entered, _ = victims.enter(record, row.id, Told("Civilians Miller"), "Amal")
    assert without_named(record, row).targets == (NAMED,)
    victims.release(record, entered.id, "Vera", "her family agreed")
    assert without_named(record, row).targets == row.targets


def test_what_stands_for_a_name_is_no_value_to_be_kept(record: Path) -> None:
    row = found(record, Asked()).rows[0]
    with pytest.raises(RecordError, match="stands for a name that is restricted"):
        correct(record, f"{row.id}.agents", f"{NAMED}; Syrian army", By("Amal"), settings_from({}))
