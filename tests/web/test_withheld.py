"""What a restricted report tells is neither shown to nor judged by who may not see it, and each look is logged."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

from recount.desk import embargoing, fields, judging, passwords, people, queueing, restricting, victims, views
from recount.desk.judgement_lists import deed
from recount.desk.judging import By
from recount.desk.people import Doer
from recount.desk.publishing import make_release
from recount.desk.publishing_choices import choose_policy, policy_of
from recount.desk.publishing_site import site_archive, site_of
from recount.desk.roles import Role, Scope
from recount.desk.settings import settings_from
from recount.desk.tokens import make_token
from recount.desk.victims import Told
from recount.errors import RecountError
from recount.judging import State
from recount.store import opened
from recount.store.restricting import AccessFilter
from recount.web.api.routes import API
from recount.web.pages import ROUTERS
from recount.web.pages.views import filters_of
from tests.web.people import QUICK
from tests.web.withheld import TRACES, Withheld, claims_of, incident, read_into, withheld_in

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


def test_a_grade_from_before_a_report_was_restricted_tells_nothing_of_its_claims(told: Path, tmp_path: Path) -> None:
    record = Path(shutil.copytree(told, tmp_path / "record"))

    def graded(before: Withheld) -> None:
        judging.confirm(record, before.shared, "confirmed", DESK)

    desk = withheld_in(record, graded)
    for name in ("Rami", "Vera"):
        assert "graded before" not in desk.team.signed_in(name).get(f"/incidents/{desk.shared}").text
    hidden = of_both(desk)[1]
    judging.correct(record, f"{hidden}.killed", "46", DESK, settings_from({}))
    assert "graded before" not in desk.team.signed_in("Rami").get(f"/incidents/{desk.shared}").text
    assert "graded before 1 correction" in desk.team.signed_in("Vera").get(f"/incidents/{desk.shared}").text


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


def addresses(desk: Withheld, **more: list[str]) -> list[str]:
    """Every address that can be read at the desk, with names that exist put in, and questions after hidden words;
    `more` are the names of what else there is."""
    names = {
        "name": [desk.shared, desk.alone, desk.report, *of_both(desk), "zephyrine", "Marigold Committee", "Hajīn"],
        "ref": [f"{of_both(desk)[1]}.killed", f"{desk.shared}.killed", f"{desk.alone}.place"],
        "claim": list(of_both(desk)),
        "key": [desk.report, *of_both(desk), "killed", "g172409"],
        "path": ["index.html"],
        "number": ["1"],
        "item": waiting_items(desk),
    }
    names |= {part: [*names.get(part, []), *some] for part, some in more.items()}
    found = []
    for path in sorted({route.path for route in routes_of() if "GET" in (route.methods or ())}):
        made = [path]
        for part in re.findall(r"{([^}]+)}", path):
            known = names.get(part.partition(":")[0], [desk.shared, desk.report])
            made = [one.replace("{" + part + "}", name) for one in made for name in known]
        found += made
    asked = [f"text={word}" for word in TRACES[:2]] + [
        "killed=40",
        "abducted=1",
        "actor=zephyrine+traders",
        "place=Hajin",
    ]
    asked += ["tag=amaranthine"]
    api = ("incidents", "points", "facets", "timeline", "totals")
    lists = ("/", "/points.json", "/search", *(f"/api/v1/{one}" for one in api))
    acts = [f"/incidents/{desk.shared}/{act}?of={of_both(desk)[0]}" for act in ("claim", "correct")]
    acts += [f"/incidents/{desk.shared}/correct?field=place", "/queue?kind=judgement", f"/takedown?of={desk.report}"]
    files = [
        "/api/v1/incidents?format=csv",
        "/api/v1/incidents?format=geojson",
        "/sources?text=quiet",
        "/sources?page=2",
    ]
    days = ["/publish/sitrep?from=2017-06-01&to=2017-06-30", "/api/v1/sitrep?from=2017-06-01&to=2017-06-30"]
    days += [f"{days[0]}&as=html", "/publish/sitrep?from=2017-06-09&to=2017-06-09"]
    return found + [f"{path}?{one}" for path in lists for one in asked] + acts + files + days


def waiting_items(desk: Withheld) -> list[str]:
    """All that waits in the queue."""
    queueing.ready(desk.team.record)
    with closing(opened(desk.team.record)) as store:
        held = store.incidents()
    return [item.id for one in held for item in queueing.waiting_in(desk.team.record, one.id)]


def routes_of() -> list[APIRoute]:
    return [route for router in (*ROUTERS, *API) for route in router.routes if isinstance(route, APIRoute)]


def judged(desk: Withheld) -> None:
    """Judgements with words that rest on the restricted report."""
    record, (_, hidden) = desk.team.record, of_both(desk)
    judging.correct(record, f"{hidden}.killed", "46", By("Vera", QUOTED, exports=False), settings_from({}))
    judging.note(record, hidden, By("Vera", QUOTED, exports=False))
    judging.note(record, desk.alone, By("Vera", QUOTED, exports=False))
    judging.note(record, desk.report, By("Vera", QUOTED, exports=False))


def lived_in(desk: Withheld) -> None:
    """What people did at the desk while the report was still open to all: marks, named persons, a watched view, what
    waited and was answered, an embargo that was lifted, a release of all that it told."""
    record = desk.team.record
    for on in (desk.report, desk.alone):
        fields.tag(record, on, "amaranthine", "Vera")
    with closing(opened(record)) as store:  # put on it when it was an incident of its own
        tag = next(mark for mark, _ in store.marks_on([desk.report]))
        store.mark(replace(tag, id="before"), [of_both(desk)[1]])
    own = fields.define(record, "Remark", "text", (), "Vera")
    fields.set_value(record, desk.alone, own.id, "amaranthine remark", "Vera")
    victims.enter(record, desk.alone, Told("Ambrose Quillfeather", note="zephyrine kin"), "Vera")
    for who in ("Rami", "Karim"):
        views.watch(record, views.save(record, "all", "", who).id, who, filters_of)
    judging.confirm(record, desk.alone, "confirmed", By("Vera", QUOTED, exports=False))
    judging.confirm(record, desk.shared, "confirmed", By("Vera", QUOTED, exports=False))
    judging.confirm(record, incident_beside(desk), "confirmed", DESK)
    views.views_changed(record, filters_of)
    position = embargoing.embargo(record, desk.report, "", "Vera", "cobaltine reason")
    embargoing.lift(record, position, "Vera", "cobaltine again")
    choose_policy(record, replace(policy_of(record), served=True))
    make_release(record, "first", DESK)
    for item in waiting_items(desk)[:4]:
        with suppress(RecountError):
            queueing.answer(record, item, "accept", By("Vera", QUOTED, exports=False), Role.REVIEWER)


def incident_beside(desk: Withheld) -> str:
    """An incident that the restricted report does not tell."""
    with closing(opened(desk.team.record)) as store:
        return next(one.id for one in store.incidents() if one.id not in (desk.alone, desk.shared))


def names_of(desk: Withheld) -> dict[str, list[str]]:
    """Names of what there is besides incidents, reports and claims."""
    record = desk.team.record
    with closing(opened(record)) as store:
        made = [one.id for one in store.judgements()]
        public = sorted(public for number, public in store.rows_of_claims(of_both(desk)) if number)
        tokens = [one.token for one in store.views("Rami")]
        named = [one.id for some in store.victims_of([desk.alone]).values() for one in some]
    pages = [f"incidents/{one}.html" for one in public]
    files = [
        "releases.html",
        "method.html",
        "changes.atom",
        "data/incidents.csv",
        "data/incidents.json",
        "months/2017-06.html",
    ]
    return {"key": made, "token": tokens, "victim": named, "name": public, "path": [*pages, *files]}


def traces_in(text: str, address: str) -> list[str]:
    """What of the restricted report a page tells that was not asked for by that word."""
    said = text.casefold()
    return [word for word in TRACES if re.search(rf"\b{word}\b", said) and word not in address.casefold()]


@pytest.fixture
def lived(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Withheld:
    """The desk where much was done before the report was restricted, and some afterwards."""
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    desk = withheld_in(Path(shutil.copytree(told, tmp_path / "record")), lived_in)
    judged(desk)
    return desk


@pytest.mark.parametrize("name", ["Rami", "Karim", ""])
def test_no_address_tells_who_may_not_see_a_report_anything_of_it(lived: Withheld, name: str) -> None:
    browser = lived.team.signed_in(name) if name else lived.team.browser()
    told = {}
    for address in addresses(lived, **names_of(lived)):
        answer = browser.get(address)
        if found := traces_in(answer.text, address):
            told[address] = found
        assert answer.status_code < 500, address
    assert told == {}


def test_what_is_published_tells_nobody_what_a_restricted_report_said(lived: Withheld) -> None:
    record = lived.team.record
    for name in ("", "Vera"):
        browser = lived.team.signed_in(name) if name else lived.team.browser()
        for path in names_of(lived)["path"]:
            answer = browser.get(f"/public/{path}")
            assert (answer.status_code, traces_in(answer.text, path)) == (200, []), path
    files = dict(site_of(record, 1).files())
    with zipfile.ZipFile(io.BytesIO(site_archive(record, 1)[1])) as archive:
        files |= {name: archive.read(name) for name in archive.namelist()}
    assert {name: traces_in(content.decode(), name) for name, content in files.items()} == {key: [] for key in files}


def test_alerts_of_what_one_may_not_see_are_not_counted(lived: Withheld) -> None:
    record, hidden = lived.team.record, frozenset([lived.report])
    shown = views.told(record, "Rami", hidden=hidden)
    assert shown.unread == len(shown.alerts) < len(views.told(record, "Rami").alerts)


def test_the_queue_gives_who_may_not_see_a_report_nothing_of_its_incidents(lived: Withheld) -> None:
    browser = lived.team.signed_in("Karim")
    with closing(opened(lived.team.record)) as store:
        touched = [item.id for key in (lived.alone, lived.shared) for item in store.queue_of(key)]
    assert touched
    for item in touched:
        assert browser.get(f"/queue/{item}").status_code == 403
        assert browser.post(f"/queue/{item}/answer", data={"answer": "accept"}).status_code == 403


ATTEMPTS = [
    ("GET", "/reports/{report}", {}),
    ("GET", "/reports/{report}/raw", {}),
    ("GET", "/api/v1/reports/{report}", {}),
    ("GET", "/api/v1/reports/{report}/text", {}),
    ("GET", "/api/v1/claims/{claim}", {}),
    ("GET", "/api/v1/why/{claim}.killed", {}),
    ("GET", "/incidents/{alone}", {}),
    ("GET", "/api/v1/incidents/{alone}", {}),
    ("POST", "/reports/{report}/note", {"data": {"why": "seen"}}),
    ("POST", "/api/v1/judgements", {"json": {"verdict": "note", "on": "{claim}", "why": "seen"}}),
]


@pytest.mark.parametrize(("method", "path", "sent"), ATTEMPTS, ids=[path for _, path, _ in ATTEMPTS])
def test_who_asks_for_what_is_restricted_and_is_refused_stands_in_the_log(
    desk: Withheld, method: str, path: str, sent: dict[str, Any]
) -> None:
    names = {"report": desk.report, "alone": desk.alone, "claim": of_both(desk)[1]}
    sent = {kind: {key: value.format(**names) for key, value in given.items()} for kind, given in sent.items()}
    karim = desk.team.signed_in("Karim")
    assert karim.request(method, path.format(**names), **sent).status_code == 403
    ((_, one),) = restricting.accesses(desk.team.record, AccessFilter())
    assert (one.who, one.kind.partition(", ")[2], one.address) == ("Karim", restricting.REFUSED, "testclient")
    assert one.of in names.values()
    told = desk.team.signed_in("Amal").get("/people/access").text
    assert f"{one.kind.partition(',')[0]}, refused" in told
    assert "<td>Karim</td>" in told


def test_an_attempt_is_logged_under_whose_token_it_was(desk: Withheld) -> None:
    vera = people.person_named(desk.team.record, "Vera")
    token = make_token(desk.team.record, "t", {Scope.READ}, 7, Role.REVIEWER, Doer(vera.id, "Vera"))
    program = desk.team.browser()
    headers = {"Authorization": f"Bearer {token}"}
    assert program.get(f"/api/v1/reports/{desk.report}", headers=headers).status_code == 403
    ((_, one),) = restricting.accesses(desk.team.record, AccessFilter())
    assert (one.who, one.kind, one.of) == ("Vera", "report, refused", desk.report)
    assert program.get(f"/reports/{desk.report}").status_code == 303
    assert len(restricting.accesses(desk.team.record, AccessFilter())) == 1


SILENT = ("/people", "/account", "/api/v1/accesses", "/api/v1/people")
"""Addresses that show the log itself."""


def test_each_address_that_shows_a_reviewer_a_restricted_report_writes_it_down(lived: Withheld) -> None:
    record, browser = lived.team.record, lived.team.signed_in("Vera")
    silent = []
    for address in addresses(lived, **names_of(lived)):
        before = logged(record)
        answer = browser.get(address)
        if traces_in(answer.text, address) and logged(record) == before and not address.startswith(SILENT):
            silent.append(address)
    assert silent == []


def logged(record: Path) -> int:
    found = restricting.accesses(record, AccessFilter(), 1)
    return found[0][0] if found else 0
