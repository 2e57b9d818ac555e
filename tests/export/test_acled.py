"""ACLED's table: rows by its codebook's rules, and a line for all that they can't hold."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from recount.errors import CodebookError
from recount.export.acled import acled_sheet
from recount.export.acled_scheme import COLUMNS
from recount.export.lossy import NO_ROW, Sheet, summary
from recount.export.schemes import numbers_of
from recount.model import Category, Claim, Harm, Incident, Place, PlacePrecision, Status, When
from tests.export import acled_rules
from tests.export.sheets import INCIDENTS, RAQQA, figure, incident, loss, lost, only, sheet_of
from tests.made import report, strike


def acled(*made: tuple[Incident, Claim]) -> Sheet:
    return sheet_of(acled_sheet, "acled", *made)


def test_the_columns_are_acleds_in_their_order() -> None:
    assert [column.name for column in COLUMNS] == acled_rules.HEADER
    assert all(column.meaning.endswith((".", ".”")) for column in COLUMNS)


def test_a_strike_becomes_a_row() -> None:
    row = only(acled(incident(ledger=(figure(26, "militants", category=Category.COMBATANT),))))
    expected = {
        "event_date": "2017-06-02",
        "year": "2017",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "US-led coalition",
        "inter1": "External/Other forces",
        "actor2": "Islamic State",
        "inter2": "Rebel group",
        "interaction": "Rebel group-External/Other forces",
        "civilian_targeting": "",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Ar-Raqqah",
        "location": "Raqqa",
        "latitude": "35.95",
        "longitude": "39.01",
        "geo_precision": "1",
        "source": "Radio Furat",
        "fatalities": "26",
        "tags": "",
        "timestamp": "1498910400",
    }
    assert {key: row[key] for key in expected} == expected
    assert row["event_id_cnty"].startswith("SYR")
    assert "Killed: 26 militants killed (Northern Monitor)." in row["notes"]


@given(made=INCIDENTS)
@settings(deadline=None, max_examples=300)
def test_every_row_keeps_every_rule_of_the_codebook(made: tuple[Incident, Claim]) -> None:
    sheet = acled(made)
    assert acled_rules.broken(sheet.csv()) == []
    out = [loss for loss in sheet.losses if loss.column == NO_ROW]
    assert len(sheet.rows) + len(out) == 1
    assert all(loss.rule and loss.lost and loss.claims for loss in sheet.losses)
    assert "Khalaf" not in sheet.csv()
    assert not any("Khalaf" in loss.lost for loss in sheet.losses)


@pytest.mark.parametrize(
    ("first", "last", "day", "precision"),
    [
        (2, 2, "2017-06-02", "1"),
        (2, 3, "2017-06-02", "2"),
        (5, 11, "2017-06-08", "2"),
        (5, 12, "2017-06-08", "3"),
        (1, 30, "2017-06-15", "3"),
    ],
)
def test_a_week_or_a_month_stands_on_its_middle_day(first: int, last: int, day: str, precision: str) -> None:
    made = acled(incident(when=When.between(date(2017, 6, first), date(2017, 6, last))))
    row = only(made)
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert bool(lost(made, "event_date")) == (precision != "1")


COUNTRY = Place("Syria", "SY", None, 35, 38, PlacePrecision.COUNTRY)


OPERATION = {"id": "whole", "episodes": ("part",)}
PART = {"id": "part", "part_of": "whole"}


def test_an_operation_has_no_row_beside_an_episode_that_has_one_and_its_figure_is_told() -> None:
    whole = incident("siege", ledger=(figure(60),), **OPERATION)  # type: ignore[arg-type]
    sheet = acled(whole, incident(ledger=(figure(9),), **PART))  # type: ignore[arg-type]
    assert [row["fatalities"] for row in sheet.rows] == [9]
    out = loss(sheet, NO_ROW)
    assert (out.incident, out.rule) == ("whole", "an operation is not counted beside its episodes")
    assert "60 people killed (Northern Monitor)" in out.lost


def test_an_operation_keeps_its_row_where_none_of_its_episodes_has_one() -> None:
    whole = incident("siege", ledger=(figure(60),), **OPERATION)  # type: ignore[arg-type]
    sheet = acled(whole, incident(when=None, **PART))  # type: ignore[arg-type]
    assert [row["fatalities"] for row in sheet.rows] == [60]
    assert loss(sheet, NO_ROW).incident == "part"


def test_a_siege_has_no_row_beside_a_strike_of_an_assault_within_it() -> None:
    siege = incident("siege", ledger=(figure(90),), id="siege", episodes=("whole",))
    assault = incident("offensive", when=None, id="whole", part_of="siege", episodes=("part",))
    sheet = acled(siege, assault, incident(ledger=(figure(9),), **PART))  # type: ignore[arg-type]
    assert [row["fatalities"] for row in sheet.rows] == [9]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"when": None}, "nothing vaguer than a month"),
        ({"when": When.between(date(2017, 1, 1), date(2017, 12, 31))}, "nothing vaguer than a month"),
        ({"place": None}, "nothing vaguer than a governorate"),
        ({"place": COUNTRY}, "nothing vaguer than a governorate"),
        ({"status": Status.PLANNED}, "plans, suppositions and denials"),
        ({"status": Status.HYPOTHETICAL}, "plans, suppositions and denials"),
        ({"status": Status.DENIED}, "plans, suppositions and denials"),
        ({"grade": "rejected"}, "what the desk rejected"),
    ],
)
def test_what_is_no_event_is_listed_and_not_dropped(changes: dict[str, object], why: str) -> None:
    made = acled(incident(**changes))  # type: ignore[arg-type]
    assert made.rows == ()
    (line,) = made.losses
    assert (line.column, line.row) == (NO_ROW, "")
    assert why in line.rule


def test_an_alleged_event_is_a_row_that_says_so() -> None:
    made = acled(incident(status=Status.ALLEGED))
    assert "air strike (alleged)" in only(made)["notes"]
    assert "status alleged" in lost(made, "")


def test_the_desks_grade_is_in_the_report() -> None:
    assert lost(acled(incident(grade="confirmed")), "") == ["graded confirmed by the desk"]


def test_the_lowest_of_disputed_figures_stands_and_the_others_are_listed() -> None:
    ledger = (figure(9, origin="Radio Furat"), figure(26, high=None), figure(0, origin="Syrian army"))
    made = acled(incident(ledger=ledger))
    assert only(made)["fatalities"] == "0"
    line = loss(made, "fatalities")
    assert (
        line.lost
        == "26+ people killed (Northern Monitor) · 9 people killed (Radio Furat) · 0 people killed (Syrian army)"
    )
    assert line.rule == "headline rule acled (lowest of 3 origins)"
    assert line.held == "0"
    assert len(line.claims) == 1


def test_nothing_said_a_stated_zero_and_undivided_casualties_are_all_zero_and_told_apart() -> None:
    assert lost(acled(incident()), "fatalities") == ["no toll stated: nobody says how many were killed, nor 0"]
    assert lost(acled(incident(ledger=(figure(0),))), "fatalities") == []
    undivided = acled(incident(ledger=(figure(30, harm=Harm.CASUALTIES),)))
    assert only(undivided)["fatalities"] == "0"
    assert "killed and wounded undivided: 30" in lost(undivided, "fatalities")[0]


def test_other_harms_stand_in_the_notes_and_in_the_report() -> None:
    made = acled(incident(ledger=(figure(7, harm=Harm.WOUNDED), figure(2000, harm=Harm.DISPLACED))))
    assert "Wounded: 7 people wounded" in only(made)["notes"]
    assert [line.rule for line in made.losses if line.column == "notes"] == [
        "no column for wounded",
        "no column for displaced",
    ]


def test_revised_figures_and_parts_are_listed() -> None:
    before = figure(9, claim="c1")
    after = figure(21, claim="c2", document="later", revises="c1")
    made = acled(incident(ledger=(before, after, figure(4, "children", sub=True, claim="c2", document="later"))))
    assert only(made)["fatalities"] == "21"
    assert "Northern Monitor: 9 became 21" in lost(made, "fatalities")
    assert any(line.startswith("incl. 4 children") for line in lost(made, "fatalities"))


@pytest.mark.parametrize(
    ("kind", "agents", "targets", "actor1", "actor2", "sub_event"),
    [
        ("attack", ("gunmen",), ("residents",), "Unidentified Armed Group (Syria)", "Civilians (Syria)", "Attack"),
        ("attack", (), ("Ahmad al-Khalaf",), "Unidentified Armed Group (Syria)", "Civilians (Syria)", "Attack"),
        ("attack", ("Islamic State",), ("soldiers",), "Islamic State", "Unidentified state forces (Syria)",
         "Armed clash"),
        ("shelling", ("Turkish artillery",), (), "Turkish army", "", "Shelling/artillery/missile attack"),
        ("protest", (), ("police",), "Protesters (Syria)", "", "Peaceful protest"),
        ("territory_change", ("Islamic State",), (), "Islamic State", "Unidentified Armed Group (Syria)",
         "Non-state actor overtakes territory"),
        ("territory_change", ("Syrian army",), ("Islamic State",), "Syrian army", "Islamic State",
         "Government regains territory"),
        ("air_strike", ("jets",), ("Islamic State positions",), "Unidentified Military Forces", "Islamic State",
         "Air/drone strike"),
        ("air_strike", (), ("militants",), "Unidentified Military Forces", "Unidentified Armed Group (Syria)",
         "Air/drone strike"),
        ("air_strike", ("regime helicopters",), ("residents",), "Syrian air force", "Civilians (Syria)",
         "Air/drone strike"),
        ("attack", ("Islamic State",), ("army outpost",), "Islamic State", "Syrian army", "Armed clash"),
        ("attack", ("Islamic State",), ("policemen",), "Islamic State", "Police forces of Syria", "Armed clash"),
        ("attack", ("Islamic State",), (), "Islamic State", "", "Other"),
        ("shelling", ("government forces",), ("guards, staff and members of the Hill Brigades",), "Syrian army", "",
         "Shelling/artillery/missile attack"),
        ("armed_clash", (), ("Islamic State", "Syrian army"), "Islamic State", "Syrian army", "Armed clash"),
        ("armed_clash", ("Syrian army", "Hezbollah"), ("Hezbollah", "rebels"), "Syrian army",
         "Unidentified Armed Group (Syria)", "Armed clash"),
    ],
)  # fmt: skip
def test_who_stands_in_which_column(
    kind: str, agents: tuple[str, ...], targets: tuple[str, ...], actor1: str, actor2: str, sub_event: str
) -> None:
    row = only(acled(incident(kind, agents=agents, targets=targets)))
    assert (row["actor1"], row["actor2"], row["sub_event_type"]) == (actor1, actor2, sub_event)


def test_soldiers_stand_as_the_army_whose_dead_a_figure_counts() -> None:
    dead = figure(14, "soldiers", category=Category.COMBATANT, party="Syrian government", origin="Syrian army")
    row = only(acled(incident("attack", agents=("Islamic State",), targets=("soldiers",), ledger=(dead,))))
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == ("Syrian army", "State forces", "")


def test_a_man_whom_soldiers_shot_is_no_battle_for_the_soldier_told_of_beside_him() -> None:
    doers, told = ("Israel Defense Forces",), ("Kenyan man", "soldier")
    made = acled(incident("attack", agents=doers, targets=told, ledger=(figure(1, "Kenyan man"),)))
    row = only(made)
    assert (row["event_type"], row["actor2"]) == ("Violence against civilians", "Civilians (Syria)")
    both = (figure(1, "Kenyan man"), figure(1, "soldier", category=Category.COMBATANT))
    assert only(acled(incident("attack", agents=doers, targets=told, ledger=both)))["event_type"] == "Battles"


def test_people_of_whom_nothing_more_is_told_are_civilians_and_the_report_says_so() -> None:
    made = acled(incident(targets=("people",), ledger=(figure(9),)))
    assert only(made)["civilian_targeting"] == "Civilians targeted"
    assert "told as “people”" in lost(made, "actor2")
    assert lost(made, "civilian_targeting") == ["told as “people”"]
    assert lost(acled(incident(targets=("residents",))), "civilian_targeting") == []


def test_where_fighters_are_told_of_people_are_no_civilians() -> None:
    fighters = figure(8, "fighters", category=Category.COMBATANT)
    made = acled(incident("attack", agents=("Islamic State",), targets=("men",), ledger=(fighters,)))
    assert (only(made)["actor2"], only(made)["sub_event_type"]) == ("", "Other")
    assert lost(made, "event_type") == ["told as attack"]


def test_the_dead_are_those_of_the_second_actor() -> None:
    ledger = (
        figure(11, "civilians", category=Category.CIVILIAN),
        figure(3, "militants", category=Category.COMBATANT, origin="Syrian army"),
    )
    made = acled(incident("shelling", agents=("Syrian army",), targets=("civilians", "militants"), ledger=ledger))
    assert (only(made)["actor2"], only(made)["fatalities"]) == ("Civilians (Syria)", "11")
    assert "3 militants killed (Syrian army)" in lost(made, "fatalities")


def test_the_army_is_nobodys_where_another_states_forces_are_told_of() -> None:
    row = only(acled(incident("armed_clash", agents=("army",), targets=("Turkish artillery",))))
    assert row["actor1"] == "Unidentified state forces (Syria)"


def test_a_states_forces_abroad_are_external_and_a_side_is_never_guessed() -> None:
    made = acled(incident(agents=("Russian air force", "Syrian army"), targets=("Islamic State", "civilians")))
    row = only(made)
    assert (row["inter1"], row["assoc_actor_1"]) == ("External/Other forces", "")
    assert "also told: Syrian army" in lost(made, "actor1")
    assert "civilians came to harm as well" in lost(made, "actor2")
    allied = acled(incident(agents=("Syrian army", "Syrian air force"), targets=("Islamic State",)))
    assert only(allied)["assoc_actor_1"] == "Syrian air force"


def test_rows_that_acled_would_join_stay_apart_and_name_each_other() -> None:
    document = report()
    one, claim = incident()
    other = strike(document, id="another", tolls=())
    second = replace(one, id="iother", claims=(other.id,))
    made = acled((one, claim), (second, other))
    assert len(made.rows) == 2
    assert len(lost(made, "event_id_cnty")) == 2


def test_the_number_of_an_incident_is_made_from_its_id_alone() -> None:
    one, _ = incident()
    other = replace(one, id="iother")
    assert numbers_of([one, other])[one.id] == numbers_of([one])[one.id] < 10**15


def test_foreign_text_is_no_formula_and_negative_coordinates_are_numbers() -> None:
    south = replace(RAQQA, lat=-35.95, lon=-39.01, name="=cmd|'/c calc'!A1")
    text = acled(incident(place=south, place_names=("=1+1",))).csv()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["location"] == "'=cmd|'/c calc'!A1"
    assert (float(row["latitude"]), float(row["longitude"])) == (-35.95, -39.01)


def test_a_codebook_that_lacks_the_records_types_is_refused(tmp_path: Path) -> None:
    one, claim = incident()
    with pytest.raises(CodebookError, match="has no type own_type"):
        acled((replace(one, type="own_type"), claim))


@pytest.mark.parametrize(("agents", "by"), [(("army",), "of the country where it happened"), (("Syrian army",), "")])
def test_a_name_that_words_do_not_give_is_told(agents: tuple[str, ...], by: str) -> None:
    made = acled(incident(agents=agents))
    assert only(made)["actor1"] == "Syrian army"
    assert [line.rule.endswith(by) for line in made.losses if line.column == "actor1"] == ([True] if by else [])


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"ledger": (figure(16, campaign=True),)}, 0),
        ({"kind": "toll_report", "ledger": (figure(16),)}, 0),
        ({"kind": "toll_report", "ledger": ()}, 0),
        ({"ledger": (figure(16, campaign=True, claim="another"),)}, 1),
        ({"ledger": (figure(16, campaign=True), figure(3, origin="Radio Furat"))}, 1),
    ],
    ids=["a sum", "a toll report", "a toll report without a figure", "told beside a deed", "beside an own figure"],
)
def test_a_total_of_several_events_is_no_row_with_0(changes: dict[str, object], rows: int) -> None:
    made = acled(incident(**changes))  # type: ignore[arg-type]
    assert len(made.rows) == rows
    if not rows:
        assert lost(made, NO_ROW)[0].startswith("a total of more than one event")


def test_a_total_without_a_row_and_an_operation_without_one_name_nobody_private() -> None:
    dead = figure(1, "Ahmad al-Khalaf")
    total = acled(incident("toll_report", ledger=(dead,)))
    whole = acled(
        incident("offensive", ledger=(dead,), id="whole", episodes=("part",)),
        incident(id="part", part_of="whole", ledger=(figure(2),)),
    )
    for made in (total, whole):
        assert lost(made, NO_ROW)
        assert not any("Khalaf" in one.lost for one in made.losses)


def test_rows_without_a_toll_are_counted_in_the_summary() -> None:
    some = figure(4, "children", sub=True)
    made = acled(incident(), incident(id="i2", ledger=(some,)), incident(id="i3", ledger=(figure(0),)))
    assert [row["fatalities"] for row in made.rows] == [0, 0, 0]
    assert "2 rows with 0 dead: no toll is stated." in summary(made)
    assert "no toll stated, only a part of one" in lost(made, "fatalities")
