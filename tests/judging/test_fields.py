"""What may be corrected, and how values are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import RecordError
from recount.export.wording import count_words
from recount.judging.fields import Field, field_named, stored_value, value_words, was_of
from recount.judging.figures import Written, written
from recount.model import Count, Place
from tests.made import RAQQA, report, strike

TYPES = ("air_strike", "shelling")


def nowhere(_: str) -> Place:
    return RAQQA


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("time", Field("time")),
        ("When", Field("time")),
        ("killed", Field("killed")),
        ("killed.2", Field("killed", 2)),
        ("killed.2.who", Field("killed", 2, "who")),
        ("wounded.category", Field("wounded", 0, "category")),
    ],
)
def test_a_field_goes_by_its_name(name: str, field: Field) -> None:
    assert field_named(name, of_incident=False) == field
    assert field_named(str(field), of_incident=False) == field


@pytest.mark.parametrize("name", ["colour", "time.2", "killed.x", "killed.1.who.x", "", "trigger", "killed.0"])
def test_what_is_no_field_is_refused(name: str) -> None:
    with pytest.raises(RecordError):
        field_named(name, of_incident=False)


@pytest.mark.parametrize("name", ["killed", "origin", "main"])
def test_what_only_a_source_says_is_no_field_of_an_incident(name: str) -> None:
    with pytest.raises(RecordError):
        field_named(name, of_incident=True)


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("26", Written(Count(26, 26))),
        ("26+ militants", Written(Count(26, None), "militants")),
        ("26 or more", Written(Count(26, None))),
        ("at least 26 guards", Written(Count(26, None), "guards")),
        ("~20", Written(Count(20, 20, approx=True))),
        ("about 1,200 people", Written(Count(1200, 1200, approx=True), "people")),
        ("≤20", Written(Count(None, 20))),
        ("<=20 people", Written(Count(None, 20), "people")),
        ("up to 20", Written(Count(None, 20))),
        ("20–30", Written(Count(20, 30))),
        ("20 to 30 guards", Written(Count(20, 30), "guards")),
        ("1,200", Written(Count(1200, 1200))),
        ("0", Written(Count(0, 0))),
        (">60 farmers", Written(Count(61, None), "farmers")),
        ("More than 60 farmers", Written(Count(61, None), "farmers")),
        ("fewer than 10", Written(Count(None, 9))),
        ("<10", Written(Count(None, 9))),
        ("dozens", Written(Count(24, None))),
        ("scores of shepherds", Written(Count(40, None), "shepherds")),
        ("tens of thousands", Written(Count(20_000, None))),
        ("incl. 4 pupils", Written(Count(4, 4), "pupils", part=True)),
        ("including more than 4 pupils", Written(Count(5, None), "pupils", part=True)),
        ("among them 4 pupils", Written(Count(4, 4), "pupils", part=True)),
        ("20-30 of them", Written(Count(20, 30), part=True)),
        ("4 of them pupils", Written(Count(4, 4), "pupils", part=True)),
    ],
)
def test_a_figure_is_written_as_it_is_said(value: str, figure: Written) -> None:
    assert written(value) == figure
    assert written(str(written(value))) == figure
    assert str(written(str(written(value)))) == str(written(value))


@pytest.mark.parametrize(
    "value",
    ["a lot", "30–20", "30 to 20", "26x", "~20–30", "-3", "2.5", "10000000000", "+26", "<0", ">5+", "several hundred"],
)
def test_what_is_no_count_is_refused(value: str) -> None:
    with pytest.raises(RecordError):
        written(value)


@pytest.mark.parametrize(
    "value", ["43 people; incl. 12 pupils", "43, including 12 pupils", "43 people, 12 of them boys"]
)
def test_a_part_within_a_figure_is_refused_as_it_is_one_of_its_own(value: str) -> None:
    with pytest.raises(RecordError) as refused:
        stored_value(Field("killed"), value, TYPES, nowhere)
    assert "figure of its own" in refused.value.remedy
    assert written(value).count == Count(43, 43)  # as it was stored before


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_a_count_shown_is_a_count_that_can_be_written(low: int, more: int, open_bound: bool) -> None:
    count = Count(low, None if open_bound else low + more)
    assert written(str(count)).count == count


@given(st.integers(0, 10**6), st.sampled_from(["more than", "fewer than"]))
def test_a_bound_that_is_not_reached_keeps_its_words(number: int, words: str) -> None:
    said = f"{words} {number + 1:,}"
    assert str(written(said).count) == count_words(written(said).count) == said


@pytest.mark.parametrize(
    ("field", "written", "stored"),
    [
        ("time", "2017-06", "2017-06"),
        ("time", "2017-06-03/2017-06-05", "2017-06-03/2017-06-05"),
        ("time", "none", "none"),
        ("type", "Air strike", "air_strike"),
        ("status", "DENIED", "denied"),
        ("agents", "Syrian army; Russian air force", '["Syrian army", "Russian air force"]'),
        ("agents", "none", "[]"),
        ("main", "Yes", "yes"),
        ("killed", "none", "none"),
        ("killed.category", "Civilian", "civilian"),
        ("killed.2.part", "Yes", "yes"),
        ("killed", "incl. >4 pupils", "incl. more than 4 pupils"),
        ("killed", "4 of them pupils", "incl. 4 pupils"),
    ],
)
def test_a_value_is_stored_in_one_form(field: str, written: str, stored: str) -> None:
    assert stored_value(field_named(field, of_incident=False), written, TYPES, nowhere) == stored


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("time", "last week"),
        ("time", "2017-13-40"),
        ("time", "03/06/2017"),
        ("time", "0001"),
        ("type", "picnic"),
        ("status", "perhaps"),
        ("main", "maybe"),
        ("killed.category", "animals"),
        ("killed.harm", "hurt"),
        ("agents", "a\nb"),
        ("agents", ""),
        ("agents", "x" * 3000),
        ("agents", ";".join("abc" for _ in range(60))),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_remedy(field: str, written: str) -> None:
    with pytest.raises(RecordError) as caught:
        stored_value(field_named(field, of_incident=False), written, TYPES, nowhere)
    assert caught.value.remedy


def test_a_place_is_stored_whole_and_shown_in_words() -> None:
    stored = stored_value(Field("place"), "Raqqa", TYPES, nowhere)
    assert value_words("place", stored) == "Raqqa (35.95, 39.01)"
    assert value_words("place", "none") == "none"


@pytest.mark.parametrize(
    ("field", "was"),
    [
        ("killed", "26+ militants (combatant)"),
        ("wounded", ""),
        ("time", "2017-06-02"),
        ("place", "Raqqa (35.95, 39.01)"),
        ("agents", "Coalition jets"),
        ("type", "air strike"),
        ("status", "happened"),
        ("main", "yes"),
    ],
)
def test_what_the_machine_read_is_said_in_words(field: str, was: str) -> None:
    assert was_of(strike(report()), field_named(field, of_incident=False)) == was
