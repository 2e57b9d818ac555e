"""The pipeline with the real tools: the same claims alone or among others, the same record in any order."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from recount.desk.coding import Workshop, coded_each
from recount.desk.settings import settings_from
from recount.desk.tools import BUILT_IN, tools_of
from recount.model import Document
from recount.pipeline import Coded, Tools, coded, incidents_of, record_of
from recount.reading import Received, document_from, documents_in

EXAMPLES = Path(__file__).parent.parent / "examples" / "raqqa"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return tools_of(BUILT_IN, settings_from(os.environ), lambda _: None)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [found.document for found in documents_in([EXAMPLES]) if isinstance(found, Received)]


@pytest.fixture(scope="module")
def read(documents: list[Document], tools: Tools) -> list[Coded]:
    return [coded(document, tools) for document in documents]


def test_every_value_is_the_words_it_cites(read: list[Coded]) -> None:
    for one in read:
        text = one.document.text
        for claim in one.claims:
            assert claim.document == one.document.id
            assert claim.clause.of(text).strip()
            words = (*claim.places, *claim.origin, *claim.via, *claim.agents, *claim.targets)
            read_by = [(cited.span, cited.rule) for cited in words] + [(c.span, c.rule) for c in claim.tolls]
            for span, rule in read_by:
                assert span.of(text).strip()
                assert rule


def test_claims_stand_in_text_order_with_ids_of_their_own(read: list[Coded]) -> None:
    ids = [claim.id for one in read for claim in one.claims]
    assert len(ids) == len(set(ids))
    for one in read:
        assert [claim.trigger for claim in one.claims] == sorted(claim.trigger for claim in one.claims)


def test_a_report_is_read_the_same_whatever_was_read_before(documents: list[Document], tools: Tools) -> None:
    one = documents[3]
    alone = coded(one, tools)
    coded(documents[4], tools)
    assert coded(one, tools) == alone


def test_incidents_do_not_depend_on_the_order_of_reports_or_claims(read: list[Coded], tools: Tools) -> None:
    documents = [one.document for one in read]
    claims = [claim for one in read for claim in one.claims]
    once = incidents_of(documents, claims, tools.actors)
    shuffled = random.Random(7)  # noqa: S311 (an order, not a secret)
    shuffled.shuffle(documents)
    shuffled.shuffle(claims)
    assert incidents_of(documents, claims, tools.actors) == once


def test_every_claim_stands_in_exactly_one_incident(read: list[Coded], tools: Tools) -> None:
    record = record_of(read, [], tools)
    told = [claim for incident in record.incidents for claim in incident.claims]
    assert sorted(told) == sorted(claim.id for claim in record.claims)


def test_several_processes_read_as_one_does(documents: list[Document], tools: Tools, read: list[Coded]) -> None:
    workshop = Workshop(tools, BUILT_IN, settings_from(os.environ))
    portions = coded_each(iter(documents[:10]), workshop, jobs=2)
    assert [result for portion in portions for _, result in portion] == read[:10]


def test_a_text_without_an_event_makes_no_claim(tools: Tools) -> None:
    found = coded(document_from("Bakers in Azaz sell bread in the morning."), tools)
    assert found.claims == ()
    assert len(found.sentences) == 1


def test_a_report_without_an_outlet_vouches_by_its_name(tools: Tools) -> None:
    text = "Shells hit a market in Azaz on Friday and killed nine civilians."
    record = record_of([coded(document_from(text, name="seen-in-azaz"), tools)], [], tools)
    assert {origin.name for incident in record.incidents for origin in incident.origins} == {"report seen-in-azaz"}
    assert {entry.origin for incident in record.incidents for entry in incident.ledger} == {"report seen-in-azaz"}
