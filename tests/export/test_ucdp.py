"""UCDP's table of events: rows by its definitions, and a line for all that they can't hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.export.elsewhere import elsewhere
from recount.export.lossy import NO_ROW, Sheet
from recount.export.ucdp import ucdp_sheet
from recount.export.ucdp_scheme import COLUMNS, priogrid
from recount.model import Category, Claim, Harm, Incident, LedgerEntry, Status, When
from tests.export import ucdp_rules
from tests.export.sheets import INCIDENTS, figure, incident, lost, only, sheet_of
from tests.made import given as given_on

DEAD = figure(26, "militants", category=Category.COMBATANT)


def ucdp(*made: tuple[Incident, Claim]) -> Sheet:
    return sheet_of(ucdp_sheet, "ucdp", *made)


def test_the_columns_are_ucdps_in_their_order() -> None:
    assert [column.name for column in COLUMNS] == ucdp_rules.HEADER


def test_a_clash_of_a_state_and_a_group_is_state_based() -> None:
    ledger = (DEAD, figure(9, "soldiers", category=Category.COMBATANT))
    row = only(ucdp(incident("armed_clash", agents=("Islamic State",), targets=("Syrian army",), ledger=ledger)))
    expected = {
        "year": "2017",
        "type_of_violence": "1",
        "conflict_name": "",
        "dyad_name": "Government of Syria - Islamic State",
        "side_a": "Government of Syria",
        "side_b": "Islamic State",
        "gwnoa": "652",
        "gwnob": "",
        "number_of_sources": "1",
        "source_article": "Radio Furat, 3 Jun 2017, Jets hit Tel Nour",
        "source_date": "2017-06-03",
        "source_original": "Northern Monitor",
        "where_prec": "1",
        "adm_1": "Ar-Raqqah",
        "geom_wkt": "POINT (39.01 35.95)",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "deaths_a": "9",
        "deaths_b": "26",
        "deaths_civilians": "0",
        "deaths_unknown": "0",
        "best": "35",
        "high": "35",
        "low": "35",
    }
    assert {key: row[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("agents", "targets", "category", "kind", "sides"),
    [
        (("Islamic State",), ("residents",), Category.CIVILIAN, "3", ("Islamic State", "Civilians")),
        (("Syrian army",), ("civilians",), Category.CIVILIAN, "3", ("Government of Syria", "Civilians")),
        (("Islamic State",), ("al-Nusra Front",), Category.COMBATANT, "2", ("Islamic State", "al-Nusra Front")),
        (("US-led coalition",), ("Islamic State",), Category.COMBATANT, "1", ("US-led coalition", "Islamic State")),
    ],
)
def test_the_parties_decide_the_type_of_violence(
    agents: tuple[str, ...], targets: tuple[str, ...], category: Category, kind: str, sides: tuple[str, str]
) -> None:
    ledger = (figure(5, category=category),)
    row = only(ucdp(incident("attack", agents=agents, targets=targets, ledger=ledger)))
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (kind, sides)


def test_soldiers_are_the_side_whose_dead_a_figure_counts() -> None:
    dead = figure(14, "soldiers", category=Category.COMBATANT, party="Syrian government", origin="Syrian army")
    row = only(ucdp(incident("attack", agents=("Islamic State",), targets=("soldiers",), ledger=(dead,))))
    assert (row["dyad_name"], row["type_of_violence"]) == ("Government of Syria - Islamic State", "1")
    assert (row["deaths_a"], row["deaths_b"]) == ("14", "0")


def test_soldiers_of_a_state_without_names_in_the_alias_file_are_its_governments() -> None:
    dead = figure(7, "soldiers", category=Category.COMBATANT, party="government (NE)", origin="army (NE)")
    row = only(ucdp(incident("attack", agents=("Boko Haram",), targets=("soldiers",), ledger=(dead,))))
    assert (row["dyad_name"], row["type_of_violence"]) == ("Government of Niger - Boko Haram", "1")


def test_soldiers_of_nobody_says_which_state_are_no_sides_where_those_of_several_died() -> None:
    all_told = figure(13, "foreign soldiers", category=Category.COMBATANT, origin="United Nations", claim="c1")
    own = [
        figure(n, "soldiers", category=Category.COMBATANT, party=f"government ({code})", origin=code, claim=code)
        for n, code in ((9, "NE"), (3, "TD"))
    ]
    made = incident("armed_clash", agents=("Boko Haram",), targets=("soldiers",), ledger=(own[0], all_told, own[1]))
    sheet = ucdp(made)
    row = only(sheet)
    assert (row["side_a"], row["best"], row["deaths_a"]) == ("Government of Niger", "13", "0")
    assert row["deaths_unknown"] == "13"
    lines = {loss.column: loss.lost for loss in sheet.losses}
    assert lines["deaths_unknown"] == "13 foreign soldiers killed (United Nations): soldiers of which state is not told"
    assert lines["deaths_a"] == "9 soldiers killed (NE)"


def test_foreign_soldiers_are_not_those_of_the_state_they_died_in() -> None:
    dead = figure(13, "foreign soldiers", category=Category.COMBATANT, origin="United Nations")
    own = replace(dead, who="soldiers")
    for entry, column in ((dead, "deaths_unknown"), (own, "deaths_a")):
        made = incident("armed_clash", agents=("Islamic State",), targets=("Syrian army",), ledger=(entry,))
        row = only(ucdp(made))
        assert (row["side_a"], row[column]) == ("Government of Syria", "13")


def test_one_sided_violence_counts_civilians_alone() -> None:
    ledger = (
        figure(11, "civilians", category=Category.CIVILIAN),
        figure(30, "militants", category=Category.COMBATANT, origin="Syrian army"),
    )
    made = ucdp(incident("shelling", agents=("Syrian army",), targets=("civilians", "militants"), ledger=ledger))
    row = only(made)
    assert [row[key] for key in ("type_of_violence", "low", "best", "high", "deaths_civilians")] == ["3", *["11"] * 4]
    assert "30 militants killed (Syrian army)" in lost(made, "high")
    fighters = ucdp(
        incident("shelling", agents=("Syrian army",), targets=("civilians", "militants"), ledger=ledger[1:])
    )
    assert fighters.rows == ()


CIVILIANS, PEOPLE = Category.CIVILIAN, Category.UNKNOWN


@pytest.mark.parametrize(
    ("ledger", "why"),
    [
        ((), "nobody is said to have died of it"),
        ((figure(0, ""),), "it is said that nobody died: 0 killed (Northern Monitor)"),
        (
            (figure(0, ""), figure(3, origin="residents")),
            "headline rule ucdp (middle of 2 origins) makes 0 of 3 people killed (residents) · "
            "0 killed (Northern Monitor)",
        ),
        (
            (figure(30, "militants", category=Category.COMBATANT),),
            "those told to have died are fighters, whom one-sided violence does not count: "
            "30 militants killed (Northern Monitor)",
        ),
        ((figure(865, campaign=True),), "a total of more than one event: 865 people killed (Northern Monitor)"),
        ((figure(4, "children", sub=True),), "no whole is told beside incl. 4 children killed (Northern Monitor)"),
    ],
)
def test_why_a_row_has_no_dead_is_told_as_it_is(ledger: tuple[LedgerEntry, ...], why: str) -> None:
    made = ucdp(incident("shelling", agents=("Syrian army",), targets=("civilians",), ledger=ledger))
    assert (made.rows, lost(made, NO_ROW)) == ((), [why])


@pytest.mark.parametrize(
    ("told", "dead"),
    [
        ([("police", 3, "soldiers"), ("police", 2, "civilians"), ("medics", 8, "people")], (2, 2, 8)),
        ([("police", 5, "people"), ("police", 3, "soldiers"), ("police", 2, "civilians")], (2, 2, 2)),
        ([("monitor", 8, "civilians"), ("observatory", 10, "people"), ("medics", 22, "people")], (10, 8, 22)),
        ([("monitor", 8, "civilians"), ("observatory", 12, "residents")], (8, 8, 12)),
        ([("observatory", 10, "people"), ("medics", 22, "people")], (10, 10, 22)),
        ([("police", 7, "people"), ("police", 4, "soldiers"), ("medics", 6, "civilians")], (6, 6, 6)),
    ],
)
def test_one_sided_rows_prefer_who_counts_civilians_where_others_died_too(
    told: list[tuple[str, int, str]], dead: tuple[int, int, int]
) -> None:
    categories = {"soldiers": Category.COMBATANT, "civilians": CIVILIANS}
    ledger = tuple(figure(n, who, category=categories.get(who, PEOPLE), origin=origin) for origin, n, who in told)
    row = only(ucdp(incident("bombing", agents=("Islamic State",), targets=("civilians",), ledger=ledger)))
    assert (row["type_of_violence"], row["deaths_civilians"]) == ("3", row["best"])
    assert tuple(int(str(row[key])) for key in ("best", "low", "high")) == dead


def test_civilians_told_as_a_part_of_the_people_are_the_rows_dead() -> None:
    some = replace(figure(2, "civilians", category=CIVILIANS), sub=True)
    children = replace(figure(1, "children", category=CIVILIANS), sub=True)
    row = only(ucdp(incident("bombing", agents=("Islamic State",), ledger=(figure(5, "people"), some, children))))
    assert [row[key] for key in ("best", "low", "high")] == ["2", "2", "5"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["police", "medics", "monitor"]),
            st.integers(1, 60),
            st.sampled_from(["people", "soldiers", "civilians"]),
        ),
        min_size=1,
        max_size=7,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_row_on_civilians_never_has_more_of_them_than_an_origin_tells(told: list[tuple[str, int, str]]) -> None:
    categories = {"soldiers": Category.COMBATANT, "civilians": CIVILIANS}
    ledger = tuple(
        figure(n, who, category=categories.get(who, PEOPLE), origin=origin, claim=f"c{at}")
        for at, (origin, n, who) in enumerate(told)
    )
    made = ucdp(incident("bombing", agents=("Islamic State",), targets=("civilians",), ledger=ledger))
    for row in made.rows:
        low, best, high = (int(str(row[key])) for key in ("low", "best", "high"))
        assert low <= best <= high
        assert best <= max(n for _, n, who in told if who != "soldiers")


def test_a_zero_beside_an_admission_is_told() -> None:
    ledger = (
        figure(47, "civilians", category=Category.CIVILIAN),
        figure(16, "soldiers", category=Category.COMBATANT, party="Turkish government", origin="Turkish army"),
    )
    made = ucdp(incident("air_strike", agents=("Turkish army",), targets=("Islamic State",), ledger=ledger))
    row = only(made)
    assert (row["deaths_a"], row["deaths_civilians"]) in (("0", "47"), ("16", "0"))
    assert lost(made, "deaths_a") + lost(made, "deaths_civilians")


def test_figures_of_one_origin_for_the_same_people_are_not_added() -> None:
    ledger = tuple(figure(n, "Syrian troops", category=Category.COMBATANT, claim=f"c{n}") for n in (50, 85))
    row = only(ucdp(incident("attack", agents=("Islamic State",), targets=("Syrian army",), ledger=ledger)))
    assert (row["best"], row["deaths_a"], row["deaths_unknown"]) == ("85", "85", "0")


def test_fighters_without_a_name_are_those_of_the_side_it_was_done_to() -> None:
    dead = figure(9, "", category=Category.COMBATANT)
    assert only(ucdp(incident(ledger=(dead,))))["deaths_b"] == "9"
    assert only(ucdp(incident("armed_clash", ledger=(dead,))))["deaths_unknown"] == "9"


def test_people_killed_in_a_battle_with_nobody_knows_whom_are_no_one_sided_violence() -> None:
    people = incident("offensive", agents=("Syrian army",), targets=("people",), ledger=(figure(2),))
    assert ucdp(people).rows == ()


@given(made=INCIDENTS)
@settings(deadline=None, max_examples=300)
def test_every_row_keeps_every_rule_of_the_codebook(made: tuple[Incident, Claim]) -> None:
    sheet = ucdp(made)
    assert ucdp_rules.broken(sheet.csv()) == []
    out = [loss for loss in sheet.losses if loss.column == NO_ROW]
    assert len(sheet.rows) + len(out) == 1
    assert all(loss.rule and loss.lost and loss.claims for loss in sheet.losses)
    assert "Khalaf" not in sheet.csv()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ledger": ()}, "one direct death at least"),
        ({"ledger": (figure(0),)}, "one direct death at least"),
        ({"ledger": (figure(7, harm=Harm.WOUNDED),)}, "one direct death at least"),
        ({"agents": ("gunmen",)}, "with names"),
        ({"agents": ()}, "with names"),
        ({"targets": ("militants",)}, "with names"),
        ({"place": None}, "a known place"),
        ({"when": None}, "vaguer than a calendar year"),
        ({"when": When.between(date(2015, 1, 1), date(2016, 6, 1))}, "vaguer than a calendar year"),
        ({"when": When.between(date(2014, 8, 10), date(2015, 7, 10))}, "vaguer than a calendar year"),
        ({"targets": ("guards, staff and members of the Hill Brigades",)}, "with names"),
        ({"status": Status.DENIED}, "denials are no events"),
    ],
)
def test_what_ucdp_does_not_take_is_listed_with_its_reason(changes: dict[str, object], why: str) -> None:
    made = ucdp(incident(**{"ledger": (DEAD,), **changes}))  # type: ignore[arg-type]
    assert made.rows == ()
    (line,) = made.losses
    assert why in line.rule


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2017, 6, 2), date(2017, 6, 2), "1"),
        (date(2017, 6, 2), date(2017, 6, 7), "2"),
        (date(2017, 6, 2), date(2017, 6, 8), "3"),
        (date(2017, 6, 1), date(2017, 6, 30), "4"),
        (date(2017, 1, 1), date(2017, 12, 31), "5"),
    ],
)
def test_days_keep_their_precision(first: date, last: date, precision: str) -> None:
    row = only(ucdp(incident(when=When.between(first, last), ledger=(DEAD,))))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (first.isoformat(), last.isoformat(), precision)


def test_best_low_and_high_span_the_origins() -> None:
    ledger = (figure(26, "people"), figure(9, origin="Radio Furat"), figure(40, origin="Syrian army", high=None))
    made = ucdp(incident(ledger=ledger))
    row = only(made)
    assert (row["low"], row["best"], row["high"]) == ("9", "26", "40")
    assert "26 people killed (Northern Monitor)" in lost(made, "best")[0]


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.9, -179.4, 2),
        (-89.5, -180, 721),
        (34.53, 69.17, 179779),
        (0, 0, 129961),
        (90, 180, 259200),
    ],
)
def test_priogrid_cells_are_numbered_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_lies_in_the_cell_it_is_given(lat: float, lon: float) -> None:
    cell = priogrid(lat, lon) - 1
    assert 0 <= cell < 360 * 720
    assert abs(-89.75 + 0.5 * (cell // 720) - lat) <= 0.25 + 1e-9
    assert abs(-179.75 + 0.5 * (cell % 720) - lon) <= 0.25 + 1e-9


@pytest.mark.parametrize(
    ("code", "gwno", "region"),
    [
        ("SY", 652, "Middle East"),
        ("SV", 92, "Americas"),
        ("NG", 475, "Africa"),
        ("UA", 369, "Europe"),
        ("MM", 775, "Asia"),
    ],
)
def test_countries_have_their_state_number_and_region(code: str, gwno: int, region: str) -> None:
    assert (elsewhere()[code].gwno, elsewhere()[code].ucdp_region) == (gwno, region)


def test_no_two_countries_share_a_number() -> None:
    rows = elsewhere().values()
    for numbers in ([r.gwno for r in rows if r.gwno], [r.number for r in rows if r.number], [r.alpha3 for r in rows]):
        assert len(set(numbers)) == len(numbers)
    assert all(row.ucdp_region for row in rows if row.gwno)


def test_an_operation_keeps_its_row_where_nobody_died_in_its_episodes() -> None:
    whole = incident(
        "offensive", ledger=(figure(60, "residents", category=Category.CIVILIAN),), id="whole", episodes=("part",)
    )
    sheet = ucdp(whole, incident(id="part", part_of="whole"))
    assert [row["best"] for row in sheet.rows] == [60]
    dead = figure(9, "residents", category=Category.CIVILIAN)
    sheet = ucdp(whole, incident(ledger=(dead,), id="part", part_of="whole"))
    assert [row["best"] for row in sheet.rows] == [9]


TAKEN_BACK = (
    figure(6, "Islamic State fighters", category=Category.COMBATANT, party="Islamic State", origin="Iraqi army"),
    figure(
        4,
        "civilians",
        category=Category.CIVILIAN,
        origin="Iraqi army",
        claim="b",
        instead=True,
        revises=figure(1).claim,
    ),
    figure(11, origin="elder", claim="elder"),
)


@pytest.mark.parametrize(
    ("ledger", "kind", "dyad", "dead"),
    [
        (TAKEN_BACK, "1", "Government of Iraq - Islamic State", (4, 4, 4, 11)),
        (TAKEN_BACK[:2], "1", "Government of Iraq - Islamic State", (4, 4, 4, 4)),
        (
            (replace(TAKEN_BACK[0], who="militants", party=None), *TAKEN_BACK[1:]),
            "3",
            "Government of Iraq - Civilians",
            (4, 4, 4, 11),
        ),
    ],
)
def test_civilians_taken_for_fighters_are_the_dead_of_the_fighting_they_were_hit_in(
    ledger: tuple[LedgerEntry, ...], kind: str, dyad: str, dead: tuple[int, ...]
) -> None:
    targets = tuple(dict.fromkeys(entry.who for entry in ledger[:2]))
    made = ucdp(incident(agents=("Iraqi army",), targets=targets, ledger=ledger))
    row = only(made)
    assert (row["type_of_violence"], row["dyad_name"]) == (kind, dyad)
    assert tuple(int(str(row[key])) for key in ("deaths_civilians", "best", "low", "high")) == dead
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == ("0", "0", "0")
    assert any(f"{ledger[0].who} killed became 4 civilians killed" in what for what in lost(made, "best"))
    assert any("whom Government of Iraq took for" in what for what in lost(made, "type_of_violence")) == (kind == "1")


def test_people_beside_anothers_civilians_are_civilians_where_nobody_tells_of_fighters() -> None:
    ledger = (
        figure(9, "civilians", category=Category.CIVILIAN, origin="medics", reported=given_on(date(2017, 6, 2))),
        figure(12, origin="police"),
    )
    row = only(ucdp(incident(agents=("Syrian army",), targets=("Islamic State",), ledger=ledger)))
    assert [row[key] for key in ("type_of_violence", "best", "deaths_civilians", "deaths_unknown")] == [
        "1",
        "12",
        "12",
        "0",
    ]
