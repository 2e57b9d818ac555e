"""Model values survive the way into JSON and back, today's and those that an earlier version wrote."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codec import copier, packed, plain, unpacked, value_of
from recount.model import Cited, Claim, Count, Document, Incident, ReportDate, Span, Status, When
from tests.made import incident_of, report, strike


def test_a_report_its_claim_and_their_incident_survive() -> None:
    document = report()
    claim = strike(document)
    incident = incident_of([claim], [document])
    assert unpacked(Document, packed(document)) == document
    assert unpacked(Claim, packed(claim)) == claim
    assert unpacked(Incident, packed(incident)) == incident


@given(st.text(), st.integers(0, 10**30), st.dates())
def test_no_text_number_or_day_is_changed(text: str, number: int, day: date) -> None:
    cited = Cited(When.day(day, text), Span(0, 3), text)
    assert unpacked(Cited[When], packed(cited)) == cited
    assert unpacked(Count, packed(Count(number, None))) == Count(number, None)


def test_equal_values_make_equal_bytes_and_nothing_beyond_ascii() -> None:
    line = packed(Cited("Dayr az-Zawr — دير", Span(0, 1)))
    assert line.isascii()
    assert line == packed(Cited("Dayr az-Zawr — دير", Span(0, 1)))


def test_what_is_left_at_its_default_is_left_out_and_read_as_such() -> None:
    assert plain(Count(9, 9)) == {"low": 9, "high": 9}
    assert value_of(Count, {"low": 9, "high": 9}) == Count(9, 9)
    assert value_of(ReportDate, {"first": None, "last": None, "method": "unknown", "confidence": 0.0}).reasons == ()


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert value_of(Count, {"low": 1, "high": None, "colour": "red"}) == Count(1, None)


@pytest.mark.parametrize("broken", ["{}", '{"low": 5, "high": 1}', "[]"])
def test_what_is_no_such_value_is_refused(broken: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        value_of(Count, json.loads(broken))


def test_a_status_is_read_as_a_status() -> None:
    assert unpacked(Cited[Status], packed(Cited(Status.DENIED, Span(1, 2)))).value is Status.DENIED


_NUMBERS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(Status))


@given(st.recursive(st.one_of(st.text(), _NUMBERS), st.lists))
def test_a_line_is_what_json_writes_of_the_plain_form(value: object) -> None:
    assert packed(value) == json.dumps(plain(value), sort_keys=True, separators=(",", ":"))


def test_a_claim_is_written_as_json_writes_its_plain_form() -> None:
    document = report()
    for value in (document, claim := strike(document), incident_of([claim], [document])):
        assert packed(value) == json.dumps(plain(value), sort_keys=True, separators=(",", ":"))


def test_what_was_read_can_no_more_be_changed_than_what_was_made() -> None:
    held = unpacked(Count, packed(Count(3, 4)))
    assert (held, hash(held), type(held)) == (Count(3, 4), hash(Count(3, 4)), Count)
    with pytest.raises(FrozenInstanceError):
        held.low = 5  # type: ignore[misc]


def test_a_copy_differs_in_what_was_changed_alone() -> None:
    claim = strike(report())
    of_type = copier(Claim, "type", "main")
    assert of_type(claim, "protest", False) == replace(claim, type="protest", main=False)
    with pytest.raises(ValueError, match="low 9"):
        copier(Count, "low")(Count(3, 4), 9)
