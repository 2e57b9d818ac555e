"""Words for a place, and how exactly it is meant."""

from __future__ import annotations

import pytest

from recount.desk.locating import exactly, located_in, parted
from recount.desk.settings import settings_from
from recount.desk.tools import BUILT_IN, gazetteer_of
from recount.errors import RecordError
from recount.gazetteer import Gazetteer
from recount.judging.fields import place_called
from recount.model import PlacePrecision


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return gazetteer_of(BUILT_IN, settings_from({}), lambda _: None)


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("Aleppo", "Aleppo", None),
        ("near Aleppo", "Aleppo", PlacePrecision.NEAR),
        ("Aleppo, SY (district)", "Aleppo, SY", PlacePrecision.DISTRICT),
        ("36.17,37.05 mill, SY (near)", "36.17,37.05 mill, SY", PlacePrecision.NEAR),
        ("geonames:170063 (exact)", "geonames:170063", PlacePrecision.EXACT),
        ("Raqqa (region)", "Raqqa", PlacePrecision.GOVERNORATE),
        ("Nearby", "Nearby", None),
        ("Mill (east)", "Mill (east)", None),
    ],
)
def test_how_exactly_a_place_is_meant_stands_beside_its_name(
    words: str, name: str, precision: PlacePrecision | None
) -> None:
    assert parted(words) == (name, precision)
    for other in ("", "exact", "near", "nonsense"):
        if precision is not None:
            assert parted(exactly(words, other)) == (name, precision)
    assert parted(exactly(name, "near")) == (name, PlacePrecision.NEAR)


@pytest.mark.parametrize(
    ("words", "called", "precision"),
    [
        ("near Aleppo, SY", "near Aleppo", "near"),
        ("Aleppo, SY", "Aleppo", "exact"),
        ("near 36.17,37.05 the mill, SY", "near the mill", "near"),
        ("36.17,37.05 the mill, SY", "the mill", "exact"),
        ("36.17,37.05 the mill, SY (district)", "the mill (district)", "district"),
    ],
)
def test_a_place_is_kept_as_exactly_as_it_is_known(
    gazetteer: Gazetteer, words: str, called: str, precision: str
) -> None:
    place = located_in(gazetteer, None)(words)
    assert (place_called(place), place.precision.value) == (called, precision)


def test_a_country_is_known_no_more_exactly(gazetteer: Gazetteer) -> None:
    with pytest.raises(RecordError, match="is a country"):
        located_in(gazetteer, None)("near Syria")
