"""A town, a district and a governorate of one name are told apart where somebody asks for one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recount.desk.circles import middle_of
from recount.desk.finding import Asked, found
from recount.desk.judging import By, correct
from recount.desk.overview import unknown_places
from recount.desk.place_choices import meanings, unsure, wide_names
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.tools import Rules
from recount.errors import RecordError
from recount.store.place_kinds import PlaceKind, place_asked

TEXTS = {
    "town": "Shelling killed 3 people in the city of Raqqa on 3 June 2017, residents said.",
    "near": "An airstrike killed 4 people near Raqqa on 5 June 2017, residents said.",
    "wide": "Clashes killed 5 people in Raqqa province on 7 June 2017, residents said.",
    "other": "An airstrike killed 6 people in Tabqa on 9 June 2017, residents said.",
    "apart": "An airstrike killed 7 people in Manbij on 11 June 2017, residents said.",
    "around": "Shelling killed 8 people in Manbij district on 13 June 2017, residents said.",
}
KILLED = {name: n + 3 for n, name in enumerate(TEXTS)}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    lines = [{"id": name, "published": "2017-06-20", "outlet": "A", "text": text} for name, text in TEXTS.items()]
    source = folder / "reports.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    made = folder / "record"
    run([source], made, settings_from({}), RunOptions())
    around = next(row for row in found(made, Asked(places=("Manbij",))).rows if row.killed and row.killed.most == 8)
    correct(made, f"{around.id}.place", "Manbij (district)", By("Amal", exports=False), settings_from({}))
    return made


def at(record: Path, *places: str) -> set[str]:
    """Which of the texts tell of incidents that lie there."""
    rows = found(record, Asked(places=places)).rows
    names = {n: name for name, n in KILLED.items()}
    return {names[row.killed.most] for row in rows if row.killed}


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        ("Raqqa", {"town", "near", "wide", "other"}),
        ("Raqqa (town)", {"town", "near"}),
        ("ar-Raqqah (City)", {"town", "near"}),
        ("Raqqa (governorate)", {"town", "near", "wide", "other"}),
        ("Raqqa (province)", {"town", "near", "wide", "other"}),
        ("Raqqa province", {"town", "near", "wide", "other"}),
        ("Raqqa (district)", set()),
        ("Manbij", {"apart", "around"}),
        ("Manbij (town)", {"apart"}),
        ("Manbij (district)", {"around"}),
        ("Aleppo (governorate)", {"apart", "around"}),
        ("Aleppo (town)", set()),
        ("Nowhere (town)", set()),
    ],
)
def test_a_place_is_asked_for_as_a_town_a_district_or_a_governorate(record: Path, place: str, texts: set[str]) -> None:
    assert at(record, place) == texts


def test_several_places_are_joined_by_or(record: Path) -> None:
    assert at(record, "Raqqa (town)", "Manbij (district)") == {"town", "near", "around"}


def test_what_a_name_may_mean_is_told_with_how_many_lie_there(record: Path) -> None:
    told = unsure(record, Asked(places=("Raqqa", "Tabqa", "Manbij (town)")))
    assert [(one.asked, one.count) for one in told] == [("Raqqa (town)", 2), ("Raqqa (governorate)", 4)]
    assert unsure(record, Asked(places=("Raqqa (governorate)",))) == ()
    some = meanings(record, Asked(min_killed=5), wide_names(record, Asked()))
    assert {one.asked for several in some.values() for one in several} == {"Manbij (town)", "Manbij (district)"}


def test_kilometres_are_around_the_town_and_around_no_region(record: Path) -> None:
    town = middle_of(record, "Raqqa (town)", Rules(), settings_from({}))
    assert (round(town.lat, 1), round(town.lon, 1)) == (36.0, 39.0)
    for kind in ("governorate", "district"):
        with pytest.raises(RecordError, match=f"is a {kind}, and no circle"):
            middle_of(record, f"Raqqa ({kind})", Rules(), settings_from({}))


def test_a_place_that_is_not_known_is_said_with_names_like_it(record: Path) -> None:
    (missing,) = unknown_places(record, Asked(places=("Tabka (town)",)))
    assert "Al-Tabqa" in missing.near or missing.near


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Raqqa", "Raqqa", None),
        ("Raqqa (town)", "Raqqa", PlaceKind.TOWN),
        ("Raqqa(Village)", "Raqqa", PlaceKind.TOWN),
        ("Deir ez-Zor (region)", "Deir ez-Zor", PlaceKind.GOVERNORATE),
        ("Raqqa (camp)", "Raqqa (camp)", None),
        ("(town)", "(town)", None),
    ],
)
def test_a_place_says_what_it_is_meant_as(words: str, name: str, kind: PlaceKind | None) -> None:
    assert place_asked(words) == (name, kind)
