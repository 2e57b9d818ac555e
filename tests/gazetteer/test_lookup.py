"""Names find their places; a file that doesn't fit is refused."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer, Kind, Match, built


@pytest.mark.parametrize(
    ("name", "kind", "country", "admin1"),
    [
        ("Syria", Kind.COUNTRY, "SY", None),
        ("U.S.", Kind.COUNTRY, "US", None),
        ("USA", Kind.COUNTRY, "US", None),
        ("Britain", Kind.COUNTRY, "GB", None),
        ("Turkey", Kind.COUNTRY, "TR", None),
        ("Burma", Kind.COUNTRY, "MM", None),
        ("Ivory Coast", Kind.COUNTRY, "CI", None),
        ("Kosovo", Kind.COUNTRY, "XK", None),
        ("Palestine", Kind.COUNTRY, "PS", None),
        ("West Bank", Kind.GOVERNORATE, "PS", "West Bank"),
        ("Salvadoran", Kind.DEMONYM, "SV", None),
        ("Turks", Kind.DEMONYM, "TR", None),
        ("Raqa", Kind.TOWN, "SY", "Raqqa"),
        ("Deir Ezzor", Kind.TOWN, "SY", "Deir ez-Zor"),
        ("Rif Dimashq", Kind.GOVERNORATE, "SY", "Rural Damascus"),
        ("al-Bab", Kind.TOWN, "SY", "Aleppo"),
        ("Minnigh", Kind.SITE, "SY", "Aleppo"),
        ("Incirlik", Kind.SITE, "TR", "Adana"),
        ("Dabiq", Kind.VILLAGE, "SY", "Aleppo"),
        ("Anbar", Kind.GOVERNORATE, "IQ", "Anbar"),
        ("Soyapango", Kind.TOWN, "SV", "San Salvador"),
        ("Gujarat", Kind.GOVERNORATE, "IN", "Gujarat"),
        ("Shejaiya", Kind.NEIGHBOURHOOD, "PS", "Gaza Strip"),
        ("EASTERN GHOUTA", Kind.AREA, "SY", "Rural Damascus"),
        ("Mediterranean", Kind.WATER, "", None),
    ],
)
def test_a_name_is_known(gazetteer: Gazetteer, name: str, kind: Kind, country: str, admin1: str | None) -> None:
    found = [c.entry for c in gazetteer.lookup(name) if c.match is Match.EXACT]
    assert any((e.kind, e.country, e.admin1) == (kind, country, admin1) for e in found)


def test_an_article_more_or_less_still_finds_the_town(gazetteer: Gazetteer) -> None:
    assert any(c.entry.country == "SY" for c in gazetteer.lookup("al-Idlib"))
    assert gazetteer.lookup("al-Idlib")[0].match is Match.ARTICLE


@pytest.mark.parametrize("name", ["", "al", "x", "Tel Nour az-Zafra", "?" * 5000])
def test_what_is_no_known_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [("Talbiesah", "SY", "Tallbīsah"), ("Khan Sheykoun", "SY", "Khān Shaykhūn"), ("Fallouja", "IQ", "Al Fallūjah")],
)
def test_a_close_spelling_is_offered_within_its_country(
    gazetteer: Gazetteer, name: str, country: str, place: str
) -> None:
    offered = gazetteer.similar(name, country)
    assert place in [c.entry.name for c in offered]
    assert all(c.match in (Match.SPELLING, Match.FUZZY) and c.entry.country == country for c in offered)


@pytest.mark.parametrize("name", ["Zufarabad", "Wibbleton", "Tel Nour"])
def test_no_far_spelling_is_offered(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.similar(name, "SY") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(name=st.text(max_size=120), country=st.sampled_from(["SY", "US", "XX", ""]))
def test_no_string_upsets_the_gazetteer(gazetteer: Gazetteer, name: str, country: str) -> None:
    gazetteer.lookup(name)
    gazetteer.similar(name, country)


def test_a_lookup_is_quick(gazetteer: Gazetteer) -> None:
    names = [c.entry.name for name in ("San Jose", "Springfield", "Salem") for c in gazetteer.lookup(name)]
    start = perf_counter()
    for name in names:
        gazetteer.lookup(name)
    assert (perf_counter() - start) / len(names) < 0.01


def test_threads_share_a_gazetteer_and_processes_can_be_handed_one(gazetteer: Gazetteer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(gazetteer.lookup, ["Homs", "Hama", "Mosul", "Homs"]))
    assert found[0] == found[3]
    again = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301 - our own bytes
    assert again.lookup("Homs") == found[0]
    again.close()
    assert again.lookup("Hama") == found[1]


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer there"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_text("no database " * 500, encoding="utf-8")
    with pytest.raises(GazetteerError, match="Delete the file"):
        Gazetteer.open(path)


def test_a_file_built_from_other_sources_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "g.sqlite"
    shutil.copy(gazetteer.path, path)
    with sqlite3.connect(path) as db:
        db.execute("update meta set value = 'other'")
    db.close()
    with pytest.raises(GazetteerError, match="other sources"):
        Gazetteer.open(path)


def test_another_overlay_needs_another_file(tmp_path: Path, gazetteer: Gazetteer) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text("places: []\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="other sources"):
        Gazetteer.open(gazetteer.path, [overlay])


def test_a_wrong_overlay_leaves_no_file_behind(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text("places:\n  - {name: X, kind: site, country: SY}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="neither"):
        built(tmp_path / "g.sqlite", [overlay])
    assert list(tmp_path.iterdir()) == [overlay]
