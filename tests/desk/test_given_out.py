"""Whether the public sees an incident is said as it is today, and found so."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from fastapi.testclient import TestClient

from recount.desk import embargoing
from recount.desk.finding import Asked, facets, found
from recount.desk.given_out import publication_of
from recount.desk.judging import By, confirm, publish
from recount.desk.publishing import make_release, published
from recount.desk.restricting import restrict
from recount.model import Incident
from recount.store import opened
from recount.web.app import make_app
from recount.web.options import WebOptions
from tests.desk.conftest import SETTINGS

BY = By("Amal", "checked", exports=False)


def four(record: Path) -> list[Incident]:
    """The first incidents of the record, as they are now."""
    with closing(opened(record)) as store:
        return sorted(store.incidents(), key=lambda one: one.id)[:4]


def public(record: Path, *, given: bool) -> set[str]:
    return {row.id for row in found(record, Asked(published=given)).rows}


def words(record: Path) -> list[str]:
    return [publication_of(record, one).words for one in four(record)]


def test_withdrawn_and_withheld_incidents_are_not_called_published(record: Path) -> None:
    plain, dropped, embargoed, never = four(record)
    for one in (plain, dropped, embargoed):
        confirm(record, one.id, "confirmed", BY)
    make_release(record, "first", BY)
    assert words(record) == ["published", "published", "published", "not published"]
    assert public(record, given=True) == {plain.id, dropped.id, embargoed.id}
    confirm(record, dropped.id, "no conclusion", BY)
    make_release(record, "second", BY)
    embargoing.embargo(record, embargoed.id, "", "Amal", "the family asked")
    assert words(record) == [
        "published", "withdrawn in release 2", "withheld from release 2 (embargo)", "not published",
    ]  # fmt: skip
    assert public(record, given=True) == {plain.id}
    assert {one.id for one in published(record).incidents} == {one.public[0] for one in four(record)[:1]}
    assert public(record, given=False) >= {dropped.id, embargoed.id, never.id}
    assert facets(record, Asked()).published == 1
    embargoing.lift(record, embargoing.embargoes(record)[0].embargo.position, "Amal", "agreed")
    assert public(record, given=True) == {plain.id, embargoed.id}
    publish(record, never.id, BY)
    assert words(record)[-1] == "in no release yet"
    restrict(record, plain.documents[0], "Amal", "at risk")
    assert words(record)[0] == "withheld from release 2 (restricted report)"


def test_where_no_release_was_made_an_id_is_what_publishes(record: Path) -> None:
    one = four(record)[0]
    publish(record, one.id, BY)
    assert words(record)[0] == "published"
    assert public(record, given=True) == {one.id}


def test_the_incidents_page_and_the_interface_say_it(record: Path) -> None:
    kept, dropped = four(record)[:2]
    for one in (kept, dropped):
        confirm(record, one.id, "confirmed", BY)
    make_release(record, "first", BY)
    confirm(record, dropped.id, "no conclusion", BY)
    make_release(record, "second", BY)
    with TestClient(make_app(WebOptions(record, SETTINGS))) as client:
        page = client.get(f"/incidents/{dropped.id}").text
        assert "withdrawn in release 2:" in page
        assert "<span>published as" not in page
        assert "published as" in client.get(f"/incidents/{kept.id}").text
        told = client.get(f"/api/v1/incidents/{dropped.id}").json()
        assert told["publication"] == "withdrawn in release 2"
        assert client.get("/api/v1/incidents?published=yes").json()["total"] == 1
