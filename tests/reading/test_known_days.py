"""What names, offices and known days bound of when an undated report was written."""

from __future__ import annotations

from datetime import date

import pytest

from recount.model import ReportDate
from recount.reading.known_days import joined, known_bounds
from recount.reading.received import document_from


def days(text: str) -> tuple[date | None, date | None]:
    return joined(None, None, known_bounds(text))[:2]


def dated(text: str, published: str | None = None) -> ReportDate:
    return document_from(text, published=published).published


def test_nobody_uses_a_name_before_it_exists() -> None:
    assert days("The Syrian Democratic Forces took the hill, the mayor said.") == (date(2015, 10, 10), None)
    assert days("An Islamic state was his dream, the farmer in Syria said.") == (None, None)


def test_a_longer_name_is_another() -> None:
    found = days("Fighters of the Islamic State of Iraq and the Levant shelled a mill in Syria.")
    assert found == (date(2013, 4, 8), None)


def test_who_holds_an_office_dates_the_report() -> None:
    assert days("Secretary of State John Kerry spoke of the raid.") == (date(2013, 2, 1), date(2017, 1, 20))
    assert days("Ban Ki-moon, the UN chief, spoke of the raid.") == (date(2007, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "former President Barack Obama said",
        "then-President Barack Obama said",
        "President-elect Barack Obama said",
        "under US President Barack Obama, raids grew",
        "Vice President Joe Biden said",
        "acting President Abd-Rabbu Mansour Hadi said",
        "Staffan de Mistura, the UN envoy, said",
    ],
)
def test_an_office_that_is_past_or_to_come_dates_nothing(words: str) -> None:
    assert days(words) == (None, None)


def test_the_age_of_a_war_dates_the_report() -> None:
    first, last = days("Nobody in the Syrian town counts the dead of the five-year-old war any more.")
    assert first is not None
    assert last is not None
    assert first < date(2016, 3, 15) < last < date(2017, 6, 1)


def test_fridays_attacks_are_those_of_a_known_friday() -> None:
    told = "Friday’s attacks in Paris killed 129 people. Police are still looking for two men."
    assert days(told) == (date(2015, 11, 13), date(2015, 11, 19))
    assert days("Friday’s attack in Paris hurt two people.") == (None, None)
    assert days("Monday’s attacks in Paris killed 129 people.") == (None, None)


def test_an_undated_report_is_bounded_and_says_why() -> None:
    found = dated("Jets hit the depot on Tuesday, President Barack Obama said. The Syrian Democratic Forces held fire.")
    assert (found.first, found.last, found.method) == (date(2015, 10, 10), date(2017, 1, 20), "bounded")
    assert any("Obama" in reason for reason in found.reasons)


def test_an_interval_of_many_years_has_no_last_day() -> None:
    found = dated("President Bashar al-Assad spoke of the raid.")
    assert (found.first, found.last) == (date(2000, 7, 17), None)


def test_a_date_given_before_a_name_existed_is_doubted() -> None:
    found = dated("The Syrian Democratic Forces took the hill, the mayor said.", published="2012-08-16")
    assert found.day == date(2012, 8, 16)
    assert found.confidence < 0.3
    assert any("Syrian Democratic Forces" in reason for reason in found.reasons)
