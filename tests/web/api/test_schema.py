"""The API answers as its description says, whatever it is asked, by whomever; and the documented examples run."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import TypeAdapter
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from recount.desk import fields, victims
from recount.desk.people import Doer, person_named
from recount.desk.roles import ROLES, Role, Scope
from recount.desk.tokens import make_token
from recount.model.source import SOURCE_KINDS
from recount.web.api.description import description, routes
from recount.web.api.examples import EXAMPLES
from recount.web.api.shapes.drafting import RoleGiven
from recount.web.api.shapes.marks import FieldGiven
from recount.web.api.shapes.reports import SourceGiven
from recount.web.api.shapes.victims import VictimGiven
from tests.web.people import team_of

BASE = "/api/v1"
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_BUSY = (
    "/imports",
    "/fetch",
    "/codebook/test",
    "/codebook/effect",
    "/codebook/adopt",
    "/together",
    "/again",
)  # they begin work that goes on after the test
_TIMES = 40


def asked_everything(client: TestClient, headers: dict[str, str], times: int) -> int:
    """Every operation asked with what its description allows; how often. Ids of the record stand in half of the
    paths."""
    known = _known(client, headers)
    count = 0
    for found in schemathesis.openapi.from_dict(description("session")).get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if any(part in operation.path for part in _BUSY):
            continue

        @settings(
            max_examples=times,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal count
            count += 1
            if count % 2:
                real = known(case.operation.path)
                case.path_parameters |= {k: v for k, v in real.items() if k in case.path_parameters}
            told = case.as_transport_kwargs(base_url="http://testserver")
            given_ = {name: told[name] for name in ("method", "url", "params", "json", "cookies") if told.get(name)}
            sent = {k: v for k, v in told["headers"].items() if k.lower() not in ("user-agent", "authorization")}
            answer = client.request(**given_, content=told.get("data"), headers=sent | headers)
            case.validate_response(answer, checks=_CHECKS)

        ask()
    return count


def _known(client: TestClient, headers: dict[str, str]) -> Any:
    """Ids that the record has, by the path that asks for them."""
    told = client.get(f"{BASE}/incidents?limit=1&origins=2", headers=headers).json().get("items", [])
    if not told:
        return lambda _: {}
    key = told[0]["id"]
    one = client.get(f"{BASE}/incidents/{key}", headers=headers).json()["incident"]
    names = {"incidents": key, "claims": one["claims"][0], "reports": one["reports"][0], "codebook": one["type"]}
    places = client.get(f"{BASE}/places", headers=headers).json()["items"]

    def known(path: str) -> dict[str, str]:
        name = names.get(path.removeprefix(f"{BASE}/").partition("/")[0])
        return {
            **({"name": name} if name else {}),
            "ref": f"{key}.type",
            "on": key,
            **({"key": places[0]["key"]} if "/places/" in path else {}),
        }

    return known


def test_answers_are_as_described_on_a_laptop(client: TestClient) -> None:
    client.headers.pop("X-CSRF-Token", None)
    client.cookies.clear()
    assert asked_everything(client, {}, 2) > 120


@pytest.mark.parametrize(("name", "scope"), [("Rex", Scope.READ), ("Cato", Scope.JUDGE), ("", None)])
def test_answers_are_as_described_to_members_and_to_nobody(record: Path, name: str, scope: Scope | None) -> None:
    team = team_of(record, Cato=Role.CODER, Rex=Role.READER)
    headers = {}
    if scope is not None:
        person = person_named(record, name)
        role = Role[person.role.upper()]
        shown = make_token(record, "tests", [scope], 7, role, Doer(person.id, name))
        headers["Authorization"] = f"Bearer {shown}"
    assert asked_everything(team.browser(), headers, 1) > 60


def test_no_two_shapes_have_one_name() -> None:
    named = description("session")["components"]["schemas"]
    assert [name for name in named if "__" in name] == [], "pydantic tells namesakes apart by their modules"


def test_whatever_can_be_given_is_described_and_has_an_example_that_can_be_meant() -> None:
    made = description("session")
    bodies = {route.name: route.body_field for route in routes() if route.body_field is not None}
    for path, ways in made["paths"].items():
        for way, operation in ways.items():
            for one in operation.get("parameters", ()):
                assert one.get("description"), (way, path, one["name"])
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                if kind != "application/json":
                    continue
                some = [content["example"]] if "example" in content else []
                some += [one["value"] for one in content.get("examples", {}).values()]
                assert some, (way, path)
                shape: Any = bodies[operation["operationId"]].field_info.annotation
                for one in some:
                    TypeAdapter(shape).validate_python(one)


def test_words_to_choose_from_are_those_of_the_desk() -> None:
    told = VictimGiven.model_fields
    assert get_args(told["status"].annotation) == victims.STATUSES
    assert get_args(told["sex"].annotation) == (*victims.SEXES, "")
    assert get_args(told["age_group"].annotation) == (*victims.AGE_GROUPS, "")
    assert get_args(told["how"].annotation) == tuple(victims.HOWS)
    assert get_args(FieldGiven.model_fields["kind"].annotation) == fields.KINDS
    assert get_args(SourceGiven.model_fields["kind"].annotation) == SOURCE_KINDS
    assert get_args(RoleGiven.model_fields["role"].annotation) == tuple(role.word for role in ROLES)


@pytest.fixture
def address(desk_app: FastAPI) -> Iterator[str]:
    """A desk that is served on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(desk_app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(_TIMES * 10):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def test_the_documented_examples_run(address: str) -> None:
    environment = os.environ | {"DESK": address, "TOKEN": "any"}
    written = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(r"```(sh|python)\n(.*?)\n```", written, re.DOTALL)
    assert documented == [(one.language, one.lines) for one in EXAMPLES]
    for language, lines in documented:
        if language == "sh" and shutil.which("curl") is None:
            pytest.skip("no curl here: apt-get install curl")
        command = ["sh", "-c", lines] if language == "sh" else [sys.executable, "-c", lines]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, (lines, done.stderr)
        assert done.stdout.strip(), lines
    _wait_for_jobs(address)


def _wait_for_jobs(address: str) -> None:
    """An import that an example began is over."""
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=60)) as link:
        for _ in range(_TIMES * 15):
            link.request("GET", f"{BASE}/jobs")
            if b'"at work"' not in link.getresponse().read():
                return
            time.sleep(0.2)
