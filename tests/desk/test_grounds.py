"""Whose word a claim is can be followed to words of a report, or to the report that it reprints."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recount.desk.running import RunOptions, run
from recount.desk.why import why
from recount.store import opened
from recount.web.app import make_app
from recount.web.options import WebOptions
from tests.desk.conftest import SETTINGS

_STORY = (
    "Warplanes struck a market in the town of Saraqib in Syria's Idlib province on Monday and killed 14 people. "
    "The bombs fell on stalls shortly before noon, when farmers had come in from the villages around the town. "
    "Two vans that carried the wounded to the border were hit by a second raid on the road to Bab al-Hawa. "
    "The town's bakery and the school beside it burned until the evening, and the road stayed closed all night."
)


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A record of an agency's story, as an outlet prints it with its credit, and as another prints it without."""
    rows = [
        {"id": "a", "outlet": "The Hill Post", "published": "2016-06-06", "title": "Raid", "text": f"(AFP) – {_STORY}"},
        {"id": "b", "outlet": "Furat Daily", "published": "2016-06-08", "title": "Raid on town", "text": _STORY},
    ]
    source = tmp_path / "reports.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run([source], tmp_path / "record", SETTINGS, RunOptions())
    return tmp_path / "record"


def test_an_agency_that_no_sentence_names_is_known_by_a_credit_or_a_reprint(printed: Path) -> None:
    with closing(opened(printed)) as store:
        one = max(store.incidents(), key=lambda one: len(one.documents))
    assert [origin.name for origin in one.origins] == ["Agence France-Presse"]
    grounds = {told.document.outlet: told.grounds for told in why(printed, f"{one.id}.killed").evidence}
    (own,), (other,) = grounds["The Hill Post"], grounds["Furat Daily"]
    assert own.chain == ("The Hill Post", "Agence France-Presse")
    assert [(words, quote) for words, quote, _ in own.why] == [("Agence France-Presse stands in its credit", "(AFP) –")]
    assert other.chain == ("Furat Daily", "The Hill Post", "Agence France-Presse")
    assert [words for words, _, _ in other.why] == [
        "Agence France-Presse stands in the credit of the report that it reprints",
        "The Hill Post printed the story before",
    ]
    with TestClient(make_app(WebOptions(printed, SETTINGS))) as client:
        for address in (f"/incidents/{one.id}", f"/why/{one.id}.killed", f"/why/{one.claims[0]}.killed"):
            page = client.get(address).text
            assert "stands in its credit" in page, address
            assert "on its own authority" not in page, address


def test_a_report_that_credits_nobody_speaks_on_its_own_authority(record: Path) -> None:
    with closing(opened(record)) as store:
        told = [(one, claim) for one in store.incidents() for claim in one.claims if len(one.documents) == 1]
    for _, claim in told:
        for one in why(record, claim).evidence:
            for ground in one.grounds:
                assert ground.chain[0] == one.chain[0] or len(ground.chain) > 1
                assert bool(ground.why) == (len(ground.chain) - 1 > len(one.claim.via) + bool(one.claim.origin))
