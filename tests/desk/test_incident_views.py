"""What an incident is shown as to who may not see all of its reports."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recount.desk.incident_views import incident_view
from recount.desk.operations import Operation
from recount.store import opened


def test_an_operation_that_restricted_reports_alone_tell_of_is_not_named(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(opened(record)) as store:
        incidents = store.incidents()
    quiet = next(one for one in incidents if len(one.documents) == 1)
    one, other = [found for found in incidents if quiet.documents[0] not in found.documents][:2]
    found = Operation(quiet, (other, quiet))
    monkeypatch.setattr("recount.desk.asking.operation_around", lambda *_: found)
    assert incident_view(record, one.id).view.operation == found
    seen = incident_view(record, one.id, hidden=quiet.documents).view.operation
    assert seen.whole is None
    assert [episode.id for episode in seen.episodes] == [other.id]


def test_of_an_incident_that_restricted_reports_tell_of_too_no_operation_is_named(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(opened(record)) as store:
        incidents = store.incidents()
    one = next(found for found in incidents if len(found.documents) > 1)
    monkeypatch.setattr("recount.desk.asking.operation_around", lambda *_: Operation(incidents[0]))
    assert incident_view(record, one.id, hidden=one.documents[:1]).view.operation == Operation()
