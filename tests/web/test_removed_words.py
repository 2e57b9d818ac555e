"""A report that words were taken out of says so wherever it is shown."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from recount.desk import takedown
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.store import opened

_TEXT = "Shelling of the city of Raqqa on Monday killed Anwar Tellani, 30, and his three children, residents said."


def test_a_report_with_erased_words_says_so_and_offers_nothing_as_received(
    client: TestClient, record: Path, tmp_path: Path
) -> None:
    path = tmp_path / "told.txt"
    path.write_text(_TEXT, encoding="utf-8")
    run([path], record, settings_from({}), RunOptions())
    store = opened(record)
    (key,) = (one.id for one in store.documents() if one.text == _TEXT)
    store.close()
    assert "Text as received" in client.get(f"/reports/{key}").text
    assert client.get(f"/api/v1/reports/{key}").json()["removal"] is None
    takedown.erase_person(record, ["Anwar Tellani"], "2026/7", "Amal")
    page = client.get(f"/reports/{key}").text
    for said in ("Text as received", "Save them as received", "kept as they came", "<dt>SHA-256</dt>"):
        assert said not in page
    for said in ("on request 2026/7", "SHA-256 of what is left", "Save the text that is left", "removal 1"):
        assert said in page
    told = client.get(f"/api/v1/reports/{key}").json()
    assert (told["removal"], "Anwar" in str(told)) == (1, False)


def test_a_choice_of_single_names_is_offered_and_kept(client: TestClient, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "told.txt"
    path.write_text(f"{_TEXT} Anwar was a baker, and so was Mr Tellani.", encoding="utf-8")
    run([path], record, settings_from({}), RunOptions())
    given = {"names": "Anwar Tellani", "request": "2026/7"}
    page = client.post("/takedown/person/check", data=given).text
    assert 'name="also" value="Mr Tellani"' in page
    assert 'name="alone" value="Anwar"' in page
    page = client.post("/takedown/person/check", data=given | {"also": "Mr Tellani", "alone": "Anwar"}).text
    assert '<textarea name="parts" hidden>Anwar</textarea>' in page
    assert 'value="Anwar"' not in page
    checked = client.post("/api/v1/removals/person/check", json={"names": ["Anwar Tellani"], "parts": ["Anwar"]}).json()
    assert checked["parts"] == ["Anwar"]
    assert [one["name"] for one in checked["alone"]] == ["Tellani"]
    refused = client.post("/api/v1/removals/person/check", json={"names": ["Anwar Tellani"], "parts": ["Omar"]})
    assert refused.status_code == 422
