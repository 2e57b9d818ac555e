"""No page and no answer names a private person as a party or an origin to who may not see named persons."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from recount.desk import judging, passwords, queueing, views
from recount.desk.judging import By
from recount.desk.publishing import make_release
from recount.desk.publishing_choices import choose_policy, policy_of
from recount.desk.roles import Role
from recount.desk.settings import settings_from
from recount.store import opened
from recount.web.api.routes import API
from recount.web.pages import ROUTERS
from recount.web.pages.views import filters_of
from tests.web.named import PUBLIC, SECRET, read_into
from tests.web.people import QUICK, Team, team_of

_SECRET = re.compile("|".join(word for name in SECRET.values() for word in name.split()))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_into(tmp_path_factory.mktemp("named"))


@pytest.fixture
def team(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    record = Path(shutil.copytree(told, tmp_path / "record"))
    return team_of(record, Amal=Role.ADMIN, Vera=Role.REVIEWER, Karim=Role.CODER, Rami=Role.READER)


def lived_in(record: Path) -> None:
    """What people did: a judgement that names somebody, a watched view, a release."""
    with closing(opened(record)) as store:
        one = next(one for one in store.incidents() if SECRET["Anwar al-Zarqub"] in one.agents)
    for who in ("Rami", "Karim"):
        views.watch(record, views.save(record, "all", "", who).id, who, filters_of)
    given = f"{SECRET['Anwar al-Zarqub']}; Syrian army"
    judging.correct(record, f"{one.claims[0]}.agents", given, By("Vera", exports=False), settings_from({}))
    judging.confirm(record, one.id, "confirmed", By("Vera", exports=False))
    views.views_changed(record, filters_of)
    choose_policy(record, replace(policy_of(record), served=True))
    make_release(record, "first", By("Vera", exports=False))


def addresses(record: Path) -> list[str]:
    """Every address that can be read at the desk, with names of what there is, and questions after the names."""
    queueing.ready(record)
    with closing(opened(record)) as store:
        incidents = store.incidents()
        claims = [key for one in incidents for key in one.claims]
        judged = [one.id for one in store.judgements()]
        reports = [one.id for one in store.documents()]
        tokens = [one.token for one in store.views("Rami")]
    items = [item.id for one in incidents for item in queueing.waiting_in(record, one.id)]
    ids = [one.id for one in incidents]
    fields = ("agents", "targets", "origin", "killed", "wounded", "merges")
    names = {
        "name": [*ids, *reports, *claims, *SECRET.values(), *PUBLIC, "Syrian army"],
        "ref": [*ids, *claims, *(f"{one}.{field}" for one in (*ids, *claims) for field in fields)],
        "claim": claims,
        "key": [*reports, *claims, *judged, *towns(record)],
        "item": items,
        "token": tokens,
        "number": ["1"],
        "path": ["index.html"],
    }
    found = []
    routes = [route for router in (*ROUTERS, *API) for route in router.routes if isinstance(route, APIRoute)]
    for path in sorted({route.path for route in routes if "GET" in (route.methods or ())}):
        made = [path]
        for part in re.findall(r"{([^}]+)}", path):
            known = names.get(part.partition(":")[0], [ids[0], reports[0]])
            made = [one.replace("{" + part + "}", name) for one in made for name in known]
        found += made
    lists = ("/", "/api/v1/incidents", "/api/v1/facets", "/api/v1/totals", "/api/v1/points")
    asked = ("actor=Syrian+army", "actor=Somebody", "text=airstrike", "place=Tabqa", "format=csv", "format=geojson")
    found += [f"{path}?{one}" for path in lists for one in asked]
    found += [f"/actors?part={part}" for part in ("dyads", "names", "colours")]
    found += [f"/api/v1/{name}?format=csv" for name in ("parties", "dyads", "totals")]
    acts = ("claim", "correct", "merge", "ledger", "split")
    found += [f"/incidents/{one.id}/{act}?of={one.claims[0]}" for one in incidents for act in acts]
    found += [f"/incidents/{one.id}/correct?of={key}&field=agents" for one in incidents for key in one.claims]
    found += ["/publish/sitrep?from=2017-06-01&to=2017-06-30", "/api/v1/sitrep?from=2017-06-01&to=2017-06-30"]
    return list(dict.fromkeys(found))


def towns(record: Path) -> list[str]:
    """The keys of the towns of which it is said who holds them."""
    return ["g172409"]


@pytest.mark.parametrize("name", ["Rami", "Karim", ""])
def test_no_address_names_a_private_person_as_a_party(team: Team, name: str) -> None:
    lived_in(team.record)
    browser = team.signed_in(name) if name else team.browser()
    said = {}
    for address in addresses(team.record):
        answer = browser.get(address)
        assert answer.status_code < 500, address
        words = answer.text
        for asked in SECRET.values():
            if asked in address:
                words = words.replace(asked, "")
        if found := _SECRET.search(words):
            said[address] = words[max(0, found.start() - 60) : found.end() + 60]
    assert said == {}
