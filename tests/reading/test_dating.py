from __future__ import annotations

from datetime import date

import pytest

from recount.model import ReportDate
from recount.reading.dating import DateEvidence, day_in_url, report_date
from recount.reading.received import document_from

LEAD = "At least four people died when mortar rounds fell on a market in Tel Nour on Friday, the clinic said."


def dated(text: str, published: str | None = None) -> ReportDate:
    return document_from(text, published=published).published


def test_a_dateline_dates_the_report() -> None:
    found = dated(f"LIMA, 16 MAR 89 (EFE) -- [TEXT] {LEAD}")
    assert (found.day, found.method) == (date(1989, 3, 16), "dateline")


def test_a_dateline_goes_before_the_date_given_and_says_so() -> None:
    found = dated(f"Mon 24 Oct 2016 {LEAD}", published="2014-10-07")
    assert (found.day, found.method) == (date(2016, 10, 24), "dateline")
    assert any("2014-10-07" in reason for reason in found.reasons)


def test_two_sources_that_agree_are_believed_more() -> None:
    alone = dated(LEAD, published="2016-10-24")
    both = dated(f"Mon 24 Oct 2016 {LEAD}", published="2016-10-24")
    against = dated(f"Mon 24 Oct 2016 {LEAD}", published="2016-10-20")
    assert both.confidence > against.confidence > alone.confidence


def test_a_dateline_with_the_wrong_weekday_is_believed_less() -> None:
    right, wrong = dated(f"Mon 24 Oct 2016 {LEAD}"), dated(f"Sat 24 Oct 2016 {LEAD}")
    assert wrong.day == right.day
    assert wrong.confidence < right.confidence


@pytest.mark.parametrize(
    ("published", "day"), [("2014-10-19", date(2014, 10, 18)), ("2015-01-02", date(2014, 10, 18)), (None, None)]
)
def test_a_dateline_without_a_year_takes_it_from_the_date_given(published: str | None, day: date | None) -> None:
    found = dated(f"MOSCOW October 18 (RIA Novosti) - {LEAD}", published=published)
    assert found.day == day


def test_a_date_in_the_story_is_not_the_reports_own() -> None:
    found = dated("The town of Tel Nour fell on 3 May 2014 and was retaken by the army in March 2016, the mayor said.")
    assert (found.first, found.last, found.method) == (date(2016, 3, 1), None, "bounded")


def test_a_caption_and_a_bare_month_bound_an_undated_report() -> None:
    text = (
        f"{LEAD}\n\nThe monitor had warned of this in a May report.\n\n"
        "Families carry water through the old town of Tel Nour May 12, 2015."
    )
    found = dated(text)
    assert (found.first, found.last, found.method) == (date(2015, 5, 12), date(2016, 4, 30), "bounded")
    assert any("caption" in reason for reason in found.reasons)
    assert any("May" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army will hand over the base by June 2030.",
        "Elections are planned for 5 May 2030.",
        "The truce is scheduled to end on May 5, 2030.",
    ],
)
def test_what_is_still_to_come_bounds_nothing(sentence: str) -> None:
    assert dated(f"{LEAD} {sentence}").first is None


def test_since_looks_back_even_under_a_plan() -> None:
    text = f"{LEAD} The plan would bring troops back to a province where they have not been since August 2014."
    assert dated(text).first == date(2014, 8, 1)


def test_a_weekday_with_its_day_tells_the_year() -> None:
    text = "The siege began in January 2017. On Monday, June 5, soldiers reached the town, the mayor said."
    assert dated(text).first == date(2017, 6, 5)


def test_a_dateline_without_a_year_falls_after_what_is_told_as_past() -> None:
    text = f"LIMA, 12 NOV (EFE) -- {LEAD} It was the worst attack since the fire of March 1989."
    assert (dated(text).first, dated(text).last) == (date(1989, 11, 12), None)


def test_weekdays_alone_leave_a_report_undated_with_a_reason() -> None:
    found = dated(LEAD)
    assert (found.first, found.last, found.method, found.confidence) == (None, None, "unknown", 0.0)
    assert "Friday" in found.reasons[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A truck killed nine people. The toll rose by one on August 19 when a wounded man died.", ("08-19",)),
        ("Nine people were killed on 3 June and two on June 5.", ("06-03", "06-05")),
        ("Talks will begin on August 19 in Oslo.", ()),
        ("Nine people were killed on August 19, 2016.", ()),
        ("Nine people were killed on Monday.", ()),
    ],
)
def test_days_without_a_year_that_are_told_as_past_are_kept(text: str, told: tuple[str, ...]) -> None:
    assert dated(text).told == told


def test_the_weekday_that_is_told_is_kept() -> None:
    assert dated("Shells fell on Tarnow on Saturday, after the raid of Thursday.").weekday == "Saturday"
    assert dated("Shells fell on Tarnow.").weekday == ""


def test_a_date_given_before_what_the_report_tells_of_is_hardly_believed() -> None:
    found = dated(f"{LEAD} The siege began on 5 May 2016.", published="2012-03-01")
    assert found.day == date(2012, 3, 1)
    assert found.confidence < 0.3


def test_an_unreadable_date_given_is_named_and_not_guessed_at() -> None:
    found = dated(LEAD, published="last spring")
    assert found.day is None
    assert "last spring" in found.reasons[0]


def test_metadata_that_disagree_are_believed_less() -> None:
    one = DateEvidence(date(2016, 6, 4), "JSON-LD datePublished")
    same, other = DateEvidence(one.day, "address"), DateEvidence(date(2011, 1, 1), "address")
    agree, differ = report_date(LEAD, (), None, (one, same)), report_date(LEAD, (), None, (one, other))
    assert agree.day == differ.day == one.day
    assert agree.method == "metadata"
    assert agree.confidence > differ.confidence


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://levant.example/2016/06/04/mortar", date(2016, 6, 4)),
        ("https://levant.example/news/2016-06-04-mortar", date(2016, 6, 4)),
        ("https://levant.example/2016/jun/04/mortar", date(2016, 6, 4)),
        ("https://levant.example/2016/66/04/mortar", None),
        ("https://levant.example/20160604", None),
    ],
)
def test_addresses_that_are_filed_by_day_tell_it(url: str, day: date | None) -> None:
    assert day_in_url(url) == day
