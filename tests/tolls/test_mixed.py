"""Who was among the people that a figure counts, as far as its report tells."""

from __future__ import annotations

import pytest

from recount.model import Category, Span
from recount.tolls import RULES, headline_of
from recount.tolls.comparable import told_apart
from tests.resolution.told import claim, report, toll
from tests.tolls.ledgers import incident


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("The raid killed 22 people. The Northern Monitor said most of the dead belonged to the Hill Front.", True),
        ("The raid killed 22 people, most of them militants.", True),
        ("The raid killed 22 people, civilians and fighters, the mayor said.", True),
        ("The raid killed 22 people, among them several rebel commanders.", True),
        ("The raid killed 22 people. It was not clear how many of them were civilians.", True),
        ("The raid killed 22 people, including an unknown number of soldiers.", True),
        ("The raid killed 22 people. Many of those killed were fighters of the Hill Front, a nurse said.", True),
        ("The raid killed 22 people, the mayor said.", False),
        ("The raid killed 22 people, most of them children.", False),
        ("The raid killed 22 people. Some of the houses burned for hours.", False),
        ("The raid killed 22 people. Rescuers dug all night. Fighters of the Hill Front closed the road.", False),
        ("The raid killed 22 people, all of them farmers.", False),
    ],
)
def test_a_report_may_say_that_fighters_were_among_the_dead_and_not_how_many(text: str, mixed: bool) -> None:
    first, second = report("a", text), report("b", "Eight civilians died, the clinic said.")
    told = claim(first, tolls=[toll(22)], origin=["Northern Monitor"], clause=Span(0, text.index("people") + 6))
    clinic = claim(second, tolls=[toll(8, category=Category.CIVILIAN)], origin=["Tarnow Clinic"])
    ledger = incident([first, second], [told, clinic]).ledger
    assert {entry.count.low: entry.mixed for entry in ledger} == {8: False, 22: mixed}
    assert told_apart(ledger) == mixed
    chosen = headline_of(RULES["range"], ledger)
    assert chosen is not None
    assert (chosen.low, chosen.high) == ((22, 22) if mixed else (8, 22))
