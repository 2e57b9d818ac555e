"""What was published and may not be shown any more is given out by nothing, until a release says what may be said."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from recount.desk import embargoing, takedown
from recount.desk.judging import By, confirm
from recount.desk.publishing import draft, make_release, published, releases
from recount.desk.publishing_choices import choose_policy
from recount.desk.publishing_site import public_file, site_archive, site_of, write_site
from recount.desk.restricting import lift_restriction, restrict
from recount.desk.sitreps import SitrepOptions, sitrep
from recount.desk.withholding import Outing, outings, withheld_now
from recount.model import Incident
from recount.publishing.changes import Deed
from recount.publishing.policy import Policy
from recount.publishing.release import hash_of
from recount.publishing.withholding import REMOVED, WITHHELD
from recount.store import opened
from tests.desk.conftest import SETTINGS

BY = By("Amal", "checked", exports=False)


@pytest.fixture
def shared(record: Path) -> Incident:
    """The incident of the most reports; it is published with four others, and shown to everybody."""
    with closing(opened(record)) as store:
        some = sorted(store.incidents(), key=lambda one: (-len(one.documents), one.id))[:5]
    for one in some:
        confirm(record, one.id, "confirmed", BY)
    choose_policy(record, replace(Policy(), served=True))
    make_release(record, "first", BY)
    with closing(opened(record)) as store:
        return store.incident(some[0].id)


def everything(record: Path, folder: Path) -> str:
    """All that is given out of the releases, in one text."""
    pages = [
        content for number in range(1, len(releases(record)) + 1) for _, content in site_of(record, number).files()
    ]
    for number in range(1, len(releases(record)) + 1):
        with zipfile.ZipFile(io.BytesIO(site_archive(record, number)[1])) as archive:
            pages += [archive.read(name) for name in archive.namelist()]
    write_site(record, folder)
    pages += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    pages += [public_file(record, path) for path in site_of(record).paths]
    return "\n".join([*(page.decode() for page in pages), repr(releases(record)), repr(published(record))])


def heading_of(record: Path, public: str) -> str:
    return next(one.heading for one in published(record).incidents if one.id == public)


@pytest.mark.parametrize("act", ["restrict", "embargo the report", "embargo the incident"])
def test_what_was_told_by_a_report_is_given_out_no_more(
    record: Path, shared: Incident, tmp_path: Path, act: str
) -> None:
    public, before = shared.public[0], published(record)
    heading = heading_of(record, public)
    assert outings(record, shared.documents[0]) == (Outing(public, (1,)),) == outings(record, shared.id)
    assert heading in everything(record, tmp_path / "site")
    if act == "restrict":
        restrict(record, shared.documents[0], "Amal", "at risk")
    else:
        embargoing.embargo(record, shared.id if "incident" in act else shared.documents[0], "", "Amal", "not yet")
    assert heading not in everything(record, tmp_path / "site")
    after = published(record)
    assert after.withheld == (public,) == withheld_now(record)[1]
    assert {one.id for one in before.incidents} - {one.id for one in after.incidents} == {public}
    assert after.given_out == hash_of(after.incidents) != before.given_out == after.release.content
    assert [one.heading for one in after.release.changes if one.id == public] == [WITHHELD]
    assert b"is withheld" in public_file(record, f"incidents/{public}.html")
    assert b"1 incident is withheld for now" in public_file(record, "index.html")


def test_the_next_release_says_what_the_others_tell_and_quotes_nothing_of_the_former(
    record: Path, shared: Incident, tmp_path: Path
) -> None:
    public = shared.public[0]
    restrict(record, shared.documents[0], "Amal", "at risk")
    made = make_release(record, "second", BY)
    change = next(one for one in made.changes if one.id == public)
    assert change.deed is Deed.CHANGED
    assert [(one.field, one.was, one.now) for one in change.fields] == [("all of it", "withheld", "as it stands now")]
    assert (published(record).withheld, published(record, 1).withheld) == ((), (public,))
    assert public_file(record, f"incidents/{public}.html").count(b"is withheld") == 0
    lift_restriction(record, shared.documents[0], "Amal", "safe now")
    assert published(record, 1).withheld == ()
    assert releases(record)[0] == made, "what a release said is not said again otherwise"


def test_a_report_that_was_restricted_before_a_release_withholds_nothing_of_it(record: Path, shared: Incident) -> None:
    restrict(record, shared.documents[0], "Amal", "at risk")
    make_release(record, "second", BY)
    assert published(record).withheld == ()
    restrict(record, shared.documents[1], "Amal", "at risk, too")
    assert shared.public[0] in published(record).withheld


def test_an_embargo_that_ends_is_told_and_shows_again_what_it_withheld(
    record: Path, shared: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC).date()
    until = today + timedelta(days=1)
    embargoing.embargo(record, shared.id, until.isoformat(), "Amal", "not yet")
    assert published(record).withheld == (shared.public[0],)
    assert embargoing.ended_since(record, today.isoformat()) == ()
    monkeypatch.setattr(embargoing, "_today", until.isoformat)
    assert [one.of for one in embargoing.ended_since(record, today.isoformat())] == [shared.id]
    with closing(opened(record)) as store:
        assert list(embargoing.embargoed_claims(store)) == []


def test_an_erased_report_is_in_no_release_and_no_list_of_changes(
    record: Path, shared: Incident, tmp_path: Path
) -> None:
    public, report = shared.public[0], shared.documents[0]
    heading = heading_of(record, public)
    assert takedown.what_report(record, report).published == (Outing(public, (1,)),)
    takedown.erase_report(record, report, report, "2026/9", "Amal")
    assert heading not in everything(record, tmp_path / "site")
    with closing(opened(record)) as store, store._reading() as connection:
        assert heading not in str(connection.execute(text("SELECT release FROM releases")).all())
    assert published(record).erased == (public,)
    assert b"removed on request" in public_file(record, f"incidents/{public}.html")
    change = next(one for one in draft(record).changes if one.id == public)
    assert change.deed in (Deed.CHANGED, Deed.WITHDRAWN)
    assert change.deed is Deed.CHANGED or change.heading == REMOVED


def test_too_few_origins_that_may_be_shown_keep_an_incident_out(record: Path, shared: Incident) -> None:
    choose_policy(record, replace(Policy(), min_origins=len(shared.origins)))
    assert shared.id in {one.incident.id for one in draft(record).candidates}
    lone = next(one for one in shared.origins if len(one.documents) == 1)
    restrict(record, lone.documents[0], "Amal", "at risk")
    assert shared.id not in {one.incident.id for one in draft(record).candidates}


def test_a_situation_report_of_a_day_that_only_a_restricted_report_gives_does_not_list_it(
    record: Path, shared: Incident
) -> None:
    day = shared.when.first if shared.when else None
    assert day is not None
    for report in shared.documents:
        restrict(record, report, "Amal", "at risk")
    made = sitrep(record, SitrepOptions(day, day), SETTINGS)
    assert shared.public[0] not in {one.id for one in made.incidents}
    assert made.left == 0
