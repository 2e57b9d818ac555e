"""An incident without some of its reports counts as if they had never come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from recount.codebook.actors import built_in_actors
from recount.model import LedgerEntry
from recount.tolls.headlines import DEFAULT, headline_of
from recount.tolls.lines import lines_of
from recount.tolls.withheld import told_without
from tests.aggregates.figures import DAY
from tests.resolution.told import claim, report, toll
from tests.tolls.ledgers import incident


def test_a_figure_whose_first_print_is_withheld_is_its_reprints() -> None:
    documents = [report(key, day=DAY + timedelta(days=n)) for n, key in enumerate(("first", "again", "other"))]
    claims = [
        claim(document, 1, tolls=[toll(number)], origin=[origin], main=True)
        for document, number, origin in zip(documents, (12, 12, 9), ("Northern Monitor",) * 2 + ("clerk",), strict=True)
    ]
    whole = incident(documents, claims)

    def echoing(entry: LedgerEntry) -> LedgerEntry:
        return replace(entry, reprint_of="first") if entry.document == "again" else entry

    whole = replace(whole, ledger=tuple(map(echoing, whole.ledger)))
    shown = told_without(whole, claims, {"first"}, built_in_actors())
    assert shown is not None
    assert [entry.reprint_of for entry in shown.ledger] == [None, None]
    found = headline_of(DEFAULT, shown.ledger)
    assert found is not None
    assert (found.low, found.high) == (9, 12)
    assert [(line.origin, line.stands[-1].low) for line in lines_of(shown.ledger, DEFAULT)] == [
        ("Northern Monitor", 12), ("clerk", 9),
    ]  # fmt: skip
