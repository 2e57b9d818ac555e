"""One figure for what several did is charged to all of them, and one added without a doer to nobody."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import LedgerEntry
from recount.resolution import resolve
from recount.tolls import with_ledgers
from tests.coded import read


def ledger(text: str) -> list[LedgerEntry]:
    coded = read(text)
    made = resolve([coded.document], coded.claims, built_in_actors())
    found = with_ledgers(made, [coded.document], coded.claims, built_in_actors())
    return [entry for incident in found for entry in incident.ledger]


@pytest.mark.parametrize(
    "text",
    [
        "Russian air strikes and Syrian army shelling killed 12 civilians in Douma on Friday.",
        "Twenty people were killed in air strikes by Russian jets and shelling by the Syrian army near Idlib.",
    ],
)
def test_a_figure_for_two_deeds_names_both_who_did_them(text: str) -> None:
    (entry,) = ledger(text)
    assert len(entry.agents) == 2
    assert "Syrian army" in entry.agents
    assert entry.charged


def test_a_figure_that_is_only_added_is_nobodys() -> None:
    entries = ledger("Syrian army shelling killed five farmers, and several dozen Kurdish fighters were also killed.")
    assert [entry.charged for entry in entries] == [True, False]


def test_who_tells_of_the_dead_behind_a_quotation_is_none_of_them() -> None:
    assert [(str(e.count), e.who) for e in ledger('"Thirty were killed," a nurse at the clinic told reporters.')] == [
        ("30", "")
    ]


def test_a_report_keeps_its_own_figure_where_somebody_without_a_name_gives_another() -> None:
    entries = ledger(
        "Shelling destroyed one house in the town of Azaz on Friday. A nurse said that 30 people died in the shelling."
    )
    assert [(e.harm.value, e.kind.value, e.elsewhere) for e in entries] == [
        ("destroyed", "outlet", False),
        ("killed", "unnamed", False),
    ]
