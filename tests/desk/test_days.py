"""Days that a person gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from recount.desk.days import checked_event, checked_taking
from recount.errors import RecordError
from recount.model import UNDATED, ReportDate, Status, When

TODAY = datetime.now(UTC).date()
AHEAD = TODAY + timedelta(days=40)
JUNE = ReportDate(date(2017, 6, 4), date(2017, 6, 5), "given", 1.0)


@pytest.mark.parametrize(
    ("day", "status", "reports", "why", "refused"),
    [
        (date(2017, 6, 3), Status.HAPPENED, [JUNE], "", ""),
        (date(2017, 6, 5), Status.HAPPENED, [JUNE], "", ""),
        (date(2017, 6, 6), Status.HAPPENED, [JUNE], "", "is after all its reports"),
        (date(2017, 6, 6), Status.ALLEGED, [JUNE], "the page was dated a day early", ""),
        (date(2017, 6, 6), Status.ONGOING, [JUNE, UNDATED], "", ""),
        (date(2017, 6, 6), Status.PLANNED, [JUNE], "", ""),
        (TODAY, Status.HAPPENED, [], "", ""),
        (AHEAD, Status.HAPPENED, [], "surely", "is still to come"),
        (AHEAD, Status.DENIED, [JUNE], "surely", "is still to come"),
        (AHEAD, Status.PLANNED, [JUNE], "", ""),
        (AHEAD, Status.HYPOTHETICAL, [], "", ""),
    ],
)
def test_an_event_lies_before_today_and_before_its_reports(
    day: date, status: Status, reports: list[ReportDate], why: str, refused: str
) -> None:
    if refused:
        with pytest.raises(RecordError, match=refused):
            checked_event(When.day(day), status, reports, why)
    else:
        checked_event(When.day(day), status, reports, why)


def test_no_source_is_taken_on_a_day_to_come() -> None:
    checked_taking("the day", TODAY)
    with pytest.raises(RecordError, match="is still to come"):
        checked_taking("the day", AHEAD)
