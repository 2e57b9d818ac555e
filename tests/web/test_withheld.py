"""What a restricted report tells is neither shown to nor judged by who may not see it, and each look is logged."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from recount.desk import judging, passwords, restricting
from recount.desk.judgement_lists import deed
from recount.desk.judging import By
from recount.desk.settings import settings_from
from recount.judging import State
from recount.store.restricting import AccessFilter
from recount.web.api.routes import API
from recount.web.pages import ROUTERS
from tests.web.people import QUICK
from tests.web.withheld import TRACES, Withheld, claims_of, incident, read_into, withheld_in

QUOTED = "zephyrine reason"
DESK = By("Amal", exports=False)
QUOTED = "zephyrine reason"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_into(tmp_path_factory.mktemp("withheld"))


@pytest.fixture
def desk(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Withheld:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    return withheld_in(Path(shutil.copytree(told, tmp_path / "record")))


def of_both(desk: Withheld) -> tuple[str, str]:
    """A claim of the open report and one of the restricted one, of one incident."""
    hidden = {claim.id for claim in claims_of(desk.team.record, desk.report)}
    claims = incident(desk.team.record, desk.shared).claims
    return next(one for one in claims if one not in hidden), next(one for one in claims if one in hidden)


def test_a_claim_of_a_restricted_report_can_not_be_judged_through_another_report(desk: Withheld) -> None:
    record, coder = desk.team.record, desk.team.signed_in("Karim")
    _, hidden = of_both(desk)
    other = incident(record, desk.shared).documents[0]
    assert other != desk.report
    given = {"claim": hidden, "field": "killed", "value": "1"}
    assert coder.post(f"/reports/{other}/correct", data=given).status_code in (403, 422, 404)
    assert coder.post(f"/reports/{other}/set-aside", data={"claim": hidden}).status_code in (403, 422, 404)
    assert not judging.judgements(record)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/incidents/{shared}/correct", {"of": "{hidden}", "field": "killed", "value": "1"}),
        ("/incidents/{shared}/set-aside", {"of": "{hidden}"}),
        ("/incidents/{shared}/note", {"of": "{hidden}", "why": "why"}),
        ("/incidents/{shared}/split", {"claim": "{hidden}"}),
        ("/incidents/{alone}/note", {"why": "why"}),
        ("/incidents/{shared}/same", {"other": "{alone}"}),
        ("/marks/tag", {"on": "{report}", "tag": "seen"}),
        ("/marks/tag", {"on": "{alone}", "tag": "seen"}),
        ("/reports/{report}/note", {"why": "why"}),
    ],
)
def test_who_may_not_see_a_report_judges_nothing_that_rests_on_it(
    desk: Withheld, path: str, given: dict[str, str]
) -> None:
    names = {"shared": desk.shared, "alone": desk.alone, "report": desk.report, "hidden": of_both(desk)[1]}
    form = {name: value.format(**names) for name, value in given.items()}
    answer = desk.team.signed_in("Karim").post(path.format(**names), data=form)
    assert answer.status_code >= 400, answer.text
    assert not judging.judgements(desk.team.record)


@pytest.mark.parametrize("verdict", ["same", "different", "unsure", "correct", "set aside", "note"])
def test_the_api_judges_nothing_that_rests_on_a_report_that_one_may_not_see(desk: Withheld, verdict: str) -> None:
    told, hidden = of_both(desk)
    given = {"verdict": verdict, "on": hidden, "other": told, "field": "killed", "value": "1", "why": "why"}
    assert desk.team.signed_in("Karim").post("/api/v1/judgements", json=given).status_code == 403
    assert not judging.judgements(desk.team.record)


@pytest.mark.parametrize("way", ["page", "api", "delete"])
def test_a_grade_is_withdrawn_by_who_may_grade(desk: Withheld, way: str) -> None:
    record = desk.team.record
    made = judging.confirm(record, desk.shared, "confirmed", DESK).standing.judgement.id
    for name, done in (("Karim", False), ("Vera", True)):
        browser = desk.team.signed_in(name)
        if way == "delete":
            answer = browser.delete(f"/api/v1/judgements/{made}")
        else:
            answer = browser.post(f"{'/api/v1' if way == 'api' else ''}/judgements/{made}/withdraw")
        assert (answer.status_code == 403) is not done, answer.text
        assert (deed(record, made).state is State.WITHDRAWN) is done


def test_what_rests_on_a_report_is_withdrawn_by_who_may_see_it(desk: Withheld) -> None:
    record = desk.team.record
    made = judging.correct(record, f"{of_both(desk)[1]}.killed", "46", DESK, settings_from({})).standing.judgement.id
    assert desk.team.signed_in("Karim").post(f"/judgements/{made}/withdraw").status_code == 403
    assert deed(record, made).state is not State.WITHDRAWN
    assert desk.team.signed_in("Vera").post(f"/judgements/{made}/withdraw").status_code == 303


def addresses(desk: Withheld) -> list[str]:
    """Every address that can be read at the desk, with names that exist put in, and questions after hidden words."""
    names = {
        "name": [desk.shared, desk.alone, desk.report, *of_both(desk), *TRACES, "Marigold Committee", "Hajīn"],
        "ref": [f"{of_both(desk)[1]}.killed", f"{desk.shared}.killed", f"{desk.alone}.place"],
        "claim": list(of_both(desk)),
        "key": [desk.report, *of_both(desk), "killed", "g172409"],
    }
    found = []
    for path in sorted({route.path for route in routes_of() if "GET" in (route.methods or ())}):
        made = [path]
        for part in re.findall(r"{([^}]+)}", path):
            known = names.get(part.partition(":")[0], [desk.shared, desk.alone, desk.report])
            made = [one.replace("{" + part + "}", name) for one in made for name in known]
        found += made
    asked = [f"text={word}" for word in TRACES] + ["killed=40", "abducted=1", "actor=zephyrine+traders", "place=Hajin"]
    api = ("incidents", "points", "facets", "timeline", "totals")
    lists = ("/", "/points.json", "/search", *(f"/api/v1/{one}" for one in api))
    return found + [f"{path}?{one}" for path in lists for one in asked]


def routes_of() -> list[APIRoute]:
    return [route for router in (*ROUTERS, *API) for route in router.routes if isinstance(route, APIRoute)]


def judged(desk: Withheld) -> None:
    """Judgements with words that rest on the restricted report."""
    record, (_, hidden) = desk.team.record, of_both(desk)
    judging.correct(record, f"{hidden}.killed", "46", By("Vera", QUOTED, exports=False), settings_from({}))
    judging.note(record, hidden, By("Vera", QUOTED, exports=False))
    judging.note(record, desk.alone, By("Vera", QUOTED, exports=False))
    judging.note(record, desk.report, By("Vera", QUOTED, exports=False))


def traces_in(text: str, address: str) -> list[str]:
    """What of the restricted report a page tells that was not asked for by that word."""
    said = text.casefold()
    return [word for word in TRACES if re.search(rf"\b{word}\b", said) and word not in address.casefold()]


@pytest.mark.parametrize("name", ["Rami", "Karim"])
def test_no_address_tells_who_may_not_see_a_report_anything_of_it(desk: Withheld, name: str) -> None:
    judged(desk)
    browser = desk.team.signed_in(name)
    told = {}
    for address in addresses(desk):
        answer = browser.get(address)
        if found := traces_in(answer.text, address):
            told[address] = found
        assert answer.status_code < 500, address
    assert told == {}


SILENT = ("/people", "/account", "/api/v1/accesses", "/api/v1/people")
"""Addresses that show the log itself."""


def test_each_address_that_shows_a_reviewer_a_restricted_report_writes_it_down(desk: Withheld) -> None:
    judged(desk)
    record, browser = desk.team.record, desk.team.signed_in("Vera")
    silent = []
    for address in addresses(desk):
        before = logged(record)
        answer = browser.get(address)
        if traces_in(answer.text, address) and logged(record) == before and not address.startswith(SILENT):
            silent.append(address)
    assert silent == []


def logged(record: Path) -> int:
    found = restricting.accesses(record, AccessFilter(), 1)
    return found[0][0] if found else 0
