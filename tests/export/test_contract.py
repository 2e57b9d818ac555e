"""claims.jsonl and incidents.jsonl say what the contract asks, and nothing is lost on the way there and back."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import ReportError
from recount.export.contract import claim_line, claim_lines, claim_numbers, claim_of, incident_line, incident_of
from recount.export.names import report_names
from recount.model import (
    Category,
    Change,
    Cited,
    Count,
    Feature,
    Harm,
    Merge,
    Precision,
    Relation,
    Span,
    Status,
    Toll,
    When,
)
from tests.made import TEXT, report, strike
from tests.made import incident_of as made_incident


def test_a_claim_line_holds_the_keys_of_the_contract_first() -> None:
    document = report("page")
    line = claim_line(strike(document), document, "page", 4)
    assert line["quote"] == document.text[line["start"] : line["end"]]
    assert {key: line[key] for key in list(line)[:16]} == {
        "doc": "page",
        "n": 4,
        "start": TEXT.index("Coalition jets struck"),
        "end": TEXT.index(", the Northern"),
        "quote": "Coalition jets struck Tel Nour on Friday, killing at least 26 militants",
        "type": "air_strike",
        "status": "happened",
        "agents": ["Coalition jets"],
        "targets": ["militants"],
        "places": ["Tel Nour"],
        "time": "2017-06-02",
        "tolls": [{"harm": "killed", "low": 26, "high": None, "who": "militants", "cat": "combatant"}],
        "origin": ["Northern Monitor"],
        "via": ["Radio Furat"],
        "main": True,
        "id": strike(document).id,
    }
    assert line["place"]["admin1"] == "Ar-Raqqah"
    assert line["why"]["type"] == "air_strike/strike.verb"
    assert [document.text[slice(*span)] for span in line["spans"]["origin"]] == ["Northern Monitor"]


SPANS = st.tuples(st.integers(0, 50), st.integers(0, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WORDS = st.text(min_size=1, max_size=12)
CITED = st.lists(st.builds(Cited, WORDS, SPANS, WORDS), max_size=3).map(tuple)
COUNTS = st.one_of(
    st.builds(lambda n: Count(n, n, True), st.integers(0, 10**12)),
    st.builds(lambda n: Count(n, None), st.integers(0, 99)),
    st.builds(lambda n: Count(None, n), st.integers(0, 99)),
)
TOLLS = st.builds(
    Toll,
    st.sampled_from(Harm),
    COUNTS,
    WORDS,
    st.sampled_from(Category),
    st.booleans(),
    st.booleans(),
    st.none() | st.sampled_from(Change),
    st.none() | COUNTS,
)
DAYS = st.dates(date(1980, 1, 1), date(2030, 1, 1))
WHENS = st.one_of(
    st.builds(lambda a, b, words: When.between(min(a, b), max(a, b), words), DAYS, DAYS, st.text(max_size=9)),
    st.sampled_from([When(None, None, Precision.UNKNOWN, words) for words in ("a week later", "soon/late", "2016/x")]),
)


@given(
    status=st.builds(Cited, st.sampled_from(Status), SPANS, WORDS),
    agents=CITED,
    targets=CITED,
    places=CITED,
    origin=CITED,
    via=CITED,
    time=st.none() | st.builds(Cited, WHENS, SPANS, WORDS),
    tolls=st.lists(st.builds(Cited, TOLLS, SPANS, WORDS), max_size=3).map(tuple),
    main=st.booleans(),
    place_from=st.none() | st.builds(Cited, WORDS, SPANS, WORDS),
)
def test_no_claim_loses_anything_on_the_way_there_and_back(**values: object) -> None:
    document = report()
    claim = strike(document, **values)
    line = json.loads(json.dumps(claim_line(claim, document, "page", 0)))
    assert claim_of(line) == claim


def test_an_incident_line_names_reports_and_claims_as_the_contract_does() -> None:
    documents = [report("wire"), report("paper")]
    claims = [strike(document) for document in documents]
    names = report_names(documents)
    called = claim_numbers(claims, names)
    incident = made_incident(
        claims,
        documents,
        relations=(Relation(documents[0].id, documents[1].id, "reprint"),),
        merges=(Merge(claims[0].id, claims[1].id, 3.5, (Feature("same place", 2.0, "both say Tel Nour"),)),),
    )
    line = json.loads(json.dumps(incident_line(incident, names, called)))
    assert line["members"] == ["wire", "paper"]
    assert line["claims"] == ["wire#0", "paper#0"]
    assert (line["type"], line["date"], line["place"]) == ("air_strike", "2017-06-02", "Tel Nour")
    assert line["relations"] == [{"a": "wire", "b": "paper", "rel": "reprint"}]
    assert incident_of(line) == incident


def test_claims_stand_together_and_are_numbered_within_each_report() -> None:
    documents = {d.id: d for d in (report("wire"), report("paper"))}
    wire, paper = documents.values()
    claims = [strike(wire), strike(paper), strike(wire, id="second")]
    names = report_names(documents.values())
    assert [(line["doc"], line["n"]) for line in claim_lines(claims, documents, names)] == [
        ("wire", 0),
        ("wire", 1),
        ("paper", 0),
    ]
    assert claim_numbers(claims, names)["second"] == ("wire#1",)


def test_a_report_received_twice_under_two_names_stands_under_both() -> None:
    document = report("wire")
    claim = strike(document)
    names = report_names([document], {document.id: ["paper", "wire"]})
    assert [line["doc"] for line in claim_lines([claim], {document.id: document}, names)] == ["wire", "paper"]
    incident = made_incident([claim], [document])
    line = incident_line(incident, names, claim_numbers([claim], names))
    assert (line["members"], line["claims"]) == (["wire", "paper"], ["wire#0", "paper#0"])
    assert incident_of(line) == incident


def test_two_reports_of_one_name_are_told_apart() -> None:
    one, other = report("one"), report("other", outlet="else")
    same = [one, dataclasses.replace(other, name="one")]
    names = {name for borne in report_names(same).values() for name in borne}
    assert len(names) == 2
    assert all(name.startswith("one~") for name in names)


@pytest.mark.parametrize("broken", [{}, {"spans": {}}, {"id": "x", "spans": {"agents": 3}, "why": {}}])
def test_a_line_from_elsewhere_is_refused_not_guessed_at(broken: dict[str, object]) -> None:
    with pytest.raises(ReportError, match="no line that Recount wrote"):
        claim_of({"doc": "a", "n": 1, **broken})
    with pytest.raises(ReportError, match="no line that Recount wrote"):
        incident_of(broken)
