"""Later reports that date a deed by its week: their figures revise the incident's own, sums of weeks do not."""

from __future__ import annotations

import pytest

from recount.model import Incident
from recount.pipeline import coded, incidents_of
from recount.reading import document_from
from tests.coded import tools

ATTACK = "Gunmen attacked a mosque in Kaduna on {day}, killing 21 people, the governor said."


def told(first: tuple[str, str], later: tuple[str, str]) -> tuple[Incident, ...]:
    """The incidents of two reports, each with its day."""
    reports = [
        coded(document_from(text, name=f"r{n}", published=day), tools()) for n, (day, text) in enumerate((first, later))
    ]
    claims = [claim for report in reports for claim in report.claims]
    return incidents_of([report.document for report in reports], claims, tools().actors)


@pytest.mark.parametrize(("day", "out"), [("Monday", "2024-06-04"), ("Thursday", "2024-06-07")])
@pytest.mark.parametrize(
    "update",
    [
        "The death toll from last week's attack on a mosque in Kaduna has risen to 35, the governor said.",
        "The number of people killed in last week's mosque attack in Kaduna has climbed to 35, the governor said.",
        "The governor said 35 people were killed in the attack on a mosque in Kaduna last week.",
    ],
)
def test_what_is_counted_of_last_weeks_attack_revises_its_figure(day: str, out: str, update: str) -> None:
    (incident,) = told((out, ATTACK.format(day=day)), ("2024-06-12", update))
    assert [(str(e.count), e.campaign, e.revises is not None) for e in incident.ledger] == [
        ("21", False, False),
        ("35", False, True),
    ]
    assert incident.when is not None
    assert incident.when.iso() == {"Monday": "2024-06-03", "Thursday": "2024-06-06"}[day]


@pytest.mark.parametrize(("day", "out"), [("Monday", "2024-06-04"), ("Thursday", "2024-06-07")])
@pytest.mark.parametrize(
    "summed",
    [
        "Attacks last week killed 40 people in Kaduna, the governor said.",
        "The death toll from last week's attacks in Kaduna rose to 40, the governor said.",
        "At least 40 people were killed in Kaduna in the past week, the governor said.",
        "At least 40 people were killed in Kaduna last week, the governor said.",
    ],
)
def test_what_is_counted_of_a_week_revises_nothing(day: str, out: str, summed: str) -> None:
    incidents = told((out, ATTACK.format(day=day)), ("2024-06-12", summed))
    attack = next(one for one in incidents if any(str(e.count) == "21" for e in one.ledger))
    assert [str(entry.count) for entry in attack.ledger if not entry.campaign] == ["21"]
