"""The desk with its record on a PostgreSQL server, as a team has it: every page, one of each deed, two at once.

What is done on pages is tested where it is told of; here the main journeys are walked again with the other database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.desk import people, queueing, victims
from recount.desk.judging import By, confirm, note
from recount.desk.publishing import make_release
from recount.desk.roles import Role
from recount.store import databases, opened, opened_or_made
from recount.store.addresses import SERVER
from recount.store.moving import copy_into
from recount.web.app import make_app
from recount.web.options import WebOptions
from recount.web.pages import ROUTERS
from tests.postgres import Server
from tests.web.api.test_judging import (
    key,
    test_a_claim_is_added_by_pointing_at_its_words,
    test_claims_are_split_off_and_brought_back,
    test_nothing_is_judged_unseen,
    test_the_same_judgement_twice_is_one,
)
from tests.web.conftest import SETTINGS, with_forms
from tests.web.people import PASSWORD, form_token, quick_hashing, sign_in, team_of, with_token
from tests.web.test_incident import (
    clash,
    offensive,
    test_a_claim_is_set_aside_or_remarked_on_by_itself,
    test_a_figure_is_corrected_at_its_claim_and_both_values_stay,
    test_an_incident_set_aside_says_so_under_its_address_and_offers_to_undo_it,
    test_claims_split_off_stand_in_an_incident_of_their_own_and_come_back,
    test_two_incidents_are_merged_from_the_page_that_lists_what_came_near,
    test_who_judges_what_others_judged_in_the_meantime_is_told_first,
)
from tests.web.test_publish import (
    graded,
    test_a_release_is_checked_made_shown_and_taken_along,
    test_names_are_released_and_withheld_again,
)
from tests.web.test_queue import (
    test_a_view_is_saved_watched_told_of_and_fed,
    test_an_answer_leads_to_the_next_and_is_undone,
    test_tags_and_values_are_given_and_undone_without_scripts,
    test_walking_skipping_and_giving,
)
from tests.web.test_removed_words import test_a_report_with_erased_words_says_so_and_offers_nothing_as_received
from tests.web.test_report import (
    mashlab,
    test_a_figure_is_added_with_its_words,
    test_a_wrong_claim_is_rejected_and_comes_back,
)
from tests.web.test_sources import (
    test_a_call_is_taken_in_with_its_file_and_its_claim,
    test_a_feed_is_registered_once_and_removed,
    test_the_chain_of_custody_tells_that_words_were_removed,
    test_what_is_handed_in_is_read,
)
from tests.web.test_standing import test_a_confirmed_alias_counts_once_the_record_is_brought_together
from tests.web.test_victims import (
    team,
    test_a_double_is_asked_about_first,
    test_a_name_is_released_with_a_reason_and_taken_back,
    test_a_report_is_erased_after_its_id_is_typed,
    test_an_embargo_is_placed_and_lifted,
    test_every_look_at_names_is_written_down,
    test_names_are_found_by_posting_and_taken_along_as_a_table,
    test_only_admins_erase_and_they_confirm_what_they_saw,
)

__all__ = [  # fixtures and tests of other modules that are run here with this module's record
    "clash", "graded", "key", "mashlab", "offensive", "team",
    "test_a_call_is_taken_in_with_its_file_and_its_claim",
    "test_a_claim_is_added_by_pointing_at_its_words",
    "test_a_claim_is_set_aside_or_remarked_on_by_itself",
    "test_a_confirmed_alias_counts_once_the_record_is_brought_together",
    "test_a_double_is_asked_about_first",
    "test_a_feed_is_registered_once_and_removed",
    "test_a_figure_is_added_with_its_words",
    "test_a_figure_is_corrected_at_its_claim_and_both_values_stay",
    "test_a_name_is_released_with_a_reason_and_taken_back",
    "test_a_release_is_checked_made_shown_and_taken_along",
    "test_a_report_is_erased_after_its_id_is_typed",
    "test_a_report_with_erased_words_says_so_and_offers_nothing_as_received",
    "test_a_view_is_saved_watched_told_of_and_fed",
    "test_a_wrong_claim_is_rejected_and_comes_back",
    "test_an_answer_leads_to_the_next_and_is_undone",
    "test_an_embargo_is_placed_and_lifted",
    "test_an_incident_set_aside_says_so_under_its_address_and_offers_to_undo_it",
    "test_claims_are_split_off_and_brought_back",
    "test_claims_split_off_stand_in_an_incident_of_their_own_and_come_back",
    "test_every_look_at_names_is_written_down",
    "test_names_are_found_by_posting_and_taken_along_as_a_table",
    "test_names_are_released_and_withheld_again",
    "test_nothing_is_judged_unseen",
    "test_only_admins_erase_and_they_confirm_what_they_saw",
    "test_tags_and_values_are_given_and_undone_without_scripts",
    "test_the_chain_of_custody_tells_that_words_were_removed",
    "test_the_same_judgement_twice_is_one",
    "test_two_incidents_are_merged_from_the_page_that_lists_what_came_near",
    "test_walking_skipping_and_giving",
    "test_what_is_handed_in_is_read",
    "test_who_judges_what_others_judged_in_the_meantime_is_told_first",
]  # fmt: skip


@pytest.fixture(scope="module")
def kept(read_once: Path, postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the examples' record; tests work on copies of it."""
    address = postgres.new()
    folder = tmp_path_factory.mktemp("kept") / "record"
    with closing(opened(read_once)) as full, closing(opened_or_made(folder, address)) as empty:
        assert copy_into(empty, full, str(folder))
        assert empty.sizes() == full.sizes() > (0, 0)
    yield address
    postgres.drop(address)


@pytest.fixture
def record(kept: str, postgres: Server, tmp_path: Path) -> Iterator[Path]:
    """A record on the server, to judge in."""
    address = postgres.new(like=kept)
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / SERVER).write_text(f"{address}\n", encoding="utf-8")
    yield folder
    databases._shelf.emptied()
    postgres.drop(address)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.desk.passwords.hasher", quick_hashing)


def filled(client: TestClient, record: Path) -> dict[str, str]:
    """What stands in the addresses of pages, after something of everything was put into the record."""
    with closing(opened(record)) as store:
        incidents, documents = store.incidents(), store.documents()
        one = next(one for one in incidents if one.ledger and len(one.claims) > 4)
    town = client.get("/api/v1/places").json()["items"][0]
    queueing.ready(record)
    item = queueing.next_item(record, queueing.wanted(record, "desk", 4))
    assert item is not None
    named, _ = victims.enter(record, one.id, victims.Told("Amina Testova", age="14"), "desk")
    confirm(record, one.id, "confirmed", By("desk", exports=False))
    make_release(record, "", By("desk", role=Role.ADMIN))
    return {
        "incidents": one.id, "claim": one.claims[0],
        "reports": documents[0].id, "queue": item.id, "victims": named.id, "places": town["key"],
        "why": f"{one.id}.type", "actors": one.agents[0] if one.agents else "ISIS", "origins": one.origins[0].name,
        "types": one.type, "releases": "1", "site": "index.html", "preview": "index.html", "public": "index.html",
    }  # fmt: skip


_ELSEWHERE = ("/jobs/", "/imports/", "/results/", "/draft/", "/files/", "/feeds/", "/people/{person}", "/public/")
_ASKED = {"/incidents/{name}/claim": "?of={claim}"}
_NO_PAGE = {"/sign-in": 303, "/setup": 404}


def test_every_page_answers(client: TestClient, record: Path) -> None:
    names = filled(client, record)
    walked = 0
    for router in ROUTERS:
        for route in router.routes:
            path: str = route.path  # type: ignore[attr-defined]
            if "GET" not in (getattr(route, "methods", None) or ()) or any(one in path for one in _ELSEWHERE):
                continue
            parts = path.split("/")
            for at, part in enumerate(parts):
                if part.startswith("{"):
                    parts[at] = names[parts[at - 1].partition("?")[0]] if parts[at - 1] in names else "1"
            there = "/".join(parts) + _ASKED.get(path, "").format(**names)
            answer = client.get(there)
            assert answer.status_code in (200, 303, _NO_PAGE.get(path)), (path, there, answer.text[:600])
            walked += 1
    assert walked > 45
    for words in ("text=raqqa", 'text="air strike"', "text=air*", "tag=none", "order=toll", "box=30,35,40,45"):
        assert client.get(f"/?{words}").status_code == 200, words


def test_a_team_comes_in(record: Path) -> None:
    desk = team_of(record, Amal=Role.ADMIN, Karim=Role.CODER)
    invited = people.invite(record, "Rami", Role.READER, people.Doer("", "Amal"))[1]
    browser = desk.browser()
    told = {"csrf": form_token(browser, f"/setup?code={invited}"), "code": invited}
    assert browser.post("/setup", data=told | {"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert sign_in(desk.browser(), "Karim", "seven wrong herons") == 401
    admin = desk.signed_in("Amal")
    for path in ("/people", "/people/access", "/people/log", "/account"):
        assert admin.get(path).status_code == 200, path
    assert admin.post("/account/tokens", data={"name": "x", "scopes": ["read"], "password": PASSWORD}).status_code < 400
    assert admin.post("/sign-out").status_code == 303


def desk_of(record: Path, who: str) -> TestClient:
    """One of the workers of a desk, and who sits at it."""
    return with_forms(TestClient(make_app(WebOptions(record, SETTINGS, who=who))))


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What came of deeds that were begun at the same moment."""
    gate = threading.Barrier(len(deeds))

    def begun(deed: Callable[[], object]) -> object:
        gate.wait(30)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [one.result(60) for one in [threads.submit(begun, deed) for deed in deeds]]


# FastAPI hides a warning of its own while it makes routes, which two threads can't do at once
@pytest.mark.filterwarnings("ignore::pydantic.warnings.UnsupportedFieldAttributeWarning")
def test_two_workers_give_no_two_analysts_the_same_item(record: Path) -> None:
    queueing.ready(record)
    desks = [desk_of(record, who) for who in ("Amal", "Karim")]
    for _ in range(5):
        given = at_once(*(lambda desk=desk: desk.post("/api/v1/queue/next?kind=new").json() for desk in desks))
        first, second = (one["item"] for one in given)  # type: ignore[index]
        assert first["incident"] != second["incident"]
        for desk, item in zip(desks, (first, second), strict=True):
            answer = desk.post(f"/api/v1/queue/{item['id']}/answer", json={"answer": "accept"})
            assert answer.status_code == 200, answer.text


# FastAPI hides a warning of its own while it makes routes, which two threads can't do at once
@pytest.mark.filterwarnings("ignore::pydantic.warnings.UnsupportedFieldAttributeWarning")
def test_what_two_judge_at_the_same_moment_is_kept_or_told(record: Path) -> None:
    with closing(opened(record)) as store:
        ids = [one.id for one in store.incidents()]
    desks = [desk_of(record, who) for who in ("Amal", "Karim")]
    seen = [desk.get(f"/api/v1/incidents/{one}").json()["seen"] for desk, one in zip(desks, ids, strict=False)]

    def merged(desk: TestClient, a: int) -> int:
        given = {"verdict": "same", "on": ids[a], "other": ids[1 - a], "seen": seen[a]}
        return desk.post("/api/v1/judgements", json=given).status_code

    codes = at_once(lambda: merged(desks[0], 0), lambda: merged(desks[1], 1))
    assert set(codes) <= {200, 201, 409, 412, 422, 404}
    assert 201 in codes
    notes = at_once(
        *(lambda n=n: note(record, ids[5 + n % 2], By(f"P{n}", f"words {n}", exports=False)) for n in range(6))
    )
    assert len(notes) == 6
    with closing(opened(record)) as store:
        assert len([one for one in store.judgements() if one.verdict.value == "note"]) == 6


def test_a_reader_waits_for_nobody_who_writes(record: Path) -> None:
    desk = team_of(record, Amal=Role.ADMIN)
    browser = desk.signed_in("Amal")
    with closing(opened(record)) as store, store._writing():
        with_token(browser)
        for path in ("/", "/queue/answers", "/judgements"):
            assert browser.get(path).status_code == 200, path
