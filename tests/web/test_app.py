"""What every page keeps to."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_the_overview_names_incidents(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "/incidents/" in answer.text


def test_what_is_not_there_is_said_on_a_page(client: TestClient) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "This page does not exist." in answer.text


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/no-such-page", "/static/desk.css"):
        assert "default-src 'none'" in client.get(path).headers["Content-Security-Policy"]


def test_a_desk_on_a_laptop_answers_to_no_other_name(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
