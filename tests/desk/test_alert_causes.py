"""By whom a watched view changed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recount.desk.alert_causes import READ, causes
from recount.desk.judging import By, confirm, withdraw
from recount.desk.views import Alert
from recount.store import opened


@pytest.fixture
def incident(record: Path) -> str:
    with closing(opened(record)) as store:
        return store.incidents()[0].id


def alert(incident: str, kind: str = "grade", late: float = 0) -> Alert:
    """An alert that came of something noticed now, or seconds before."""
    return Alert("a1", "v1", (datetime.now(UTC) - timedelta(seconds=late)).isoformat(), incident, kind)


def test_a_change_is_by_who_judged_last_or_took_a_judgement_back(record: Path, incident: str) -> None:
    made = confirm(record, incident, "confirmed", By("Bo", exports=False))
    assert causes(record, [alert(incident)]) == {"a1": "Bo"}
    withdraw(record, made.standing.judgement.id, By("Cy", exports=False))
    assert causes(record, [alert(incident)]) == {"a1": "Cy"}


def test_where_nobody_judged_since_reports_came_in_they_brought_it_about(record: Path, incident: str) -> None:
    confirm(record, incident, "confirmed", By("Bo", exports=False))
    with closing(opened(record)) as store:
        store.note_run(replace(store.runs()[-1], started=datetime.now(UTC), finished=datetime.now(UTC)))
    assert causes(record, [alert(incident, "toll")]) == {"a1": READ}
    assert causes(record, [alert(incident, "grade")]) == {}
    assert causes(record, [alert(incident, "toll", late=1e9)]) == {}
    assert causes(record, []) == {}
