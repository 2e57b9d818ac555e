"""Overlay files: what they may hold, and what is said about what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.errors import GazetteerError
from recount.gazetteer import Kind, overlay_of
from recount.gazetteer.build import DATA
from recount.gazetteer.overlay import countries_of


def written(path: Path, text: str) -> Path:
    file = path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_overlay_gives_places_and_regions(tmp_path: Path) -> None:
    found = overlay_of(
        written(
            tmp_path,
            'regions:\n  - {country: SY, code: "04", name: Raqqa, aliases: [Rakka]}\n'
            "places:\n  - {name: Tel Nour dam, kind: site, country: SY, admin1: Raqqa, at: [35.9, 38.6]}\n"
            "  - {name: Tel Nour, kind: village, country: SY, admin1: Raqqa}\n",
        )
    )
    assert [(p.name, p.kind, p.at) for p in found.places] == [
        ("Tel Nour dam", Kind.SITE, (35.9, 38.6)),
        ("Tel Nour", Kind.VILLAGE, None),
    ]
    assert found.regions[0].aliases == ("Rakka",)


def test_an_empty_overlay_holds_nothing(tmp_path: Path) -> None:
    assert overlay_of(written(tmp_path, "# nothing yet\n")).places == ()


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        ("towns: []\n", 1, "unknown list 'towns'", "places"),
        ("places:\n  - {name: X, kind: planet, country: SY, admin1: Homs}\n", 2, "kind 'planet'", "village"),
        ("places:\n  - {name: X, kind: site, country: Syria, admin1: Homs}\n", 2, "country 'Syria'", "SY"),
        ("places:\n  - {kind: site, country: SY, admin1: Homs}\n", 2, "no name", "name:"),
        ("places:\n  - {name: X, kind: site, country: SY}\n", 2, "neither a position nor a region", "admin1"),
        ("places:\n\n  - {name: X, kind: site, country: SY, at: [91, 0]}\n", 3, "position [91, 0]", "latitude"),
        ("places:\n  - {name: X, kind: site, country: SY, at: [1, 2], colour: red}\n", 2, "'colour'", "aliases"),
        ("places:\n  - {name: X, kind: site, country: SY, at: [1, 2], aliases: Y}\n", 2, "`aliases`", "[One"),
        ("regions:\n  - {country: SY, code: 4, name: X}\n", 2, "unquoted", '"04"'),
        ("places:\n  - {name: X\n", 3, "no YAML", "Mend"),
    ],
)
def test_a_wrong_overlay_is_refused_with_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, what: str, remedy: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(GazetteerError) as refused:
        overlay_of(file)
    assert refused.value.source == f"{file}:{line}"
    assert what in refused.value.what
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "places: {name: X}\n", "places: [1, 2]\n"])
def test_what_is_no_list_of_places_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(GazetteerError):
        overlay_of(written(tmp_path, text))


def test_a_missing_overlay_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="can't be read"):
        overlay_of(tmp_path / "none.yaml")


def test_every_country_has_a_code_a_name_and_a_position() -> None:
    countries = countries_of(DATA / "countries.yaml")
    assert len(countries) > 190
    assert len({c.code for c in countries}) == len(countries)
    assert all(len(c.code) == 2 and c.name for c in countries)


def test_names_of_peoples_are_those_of_one_country() -> None:
    names = [d for c in countries_of(DATA / "countries.yaml") for d in c.demonyms]
    assert len(names) == len(set(names))


def test_the_built_in_overlay_is_in_order() -> None:
    overlay = overlay_of(DATA / "overlay.yaml")
    assert len(overlay.places) > 300
    assert len({(r.country, r.code) for r in overlay.regions}) == len(overlay.regions)
