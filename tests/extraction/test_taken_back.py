"""Tellings that are taken back: what was reported and turned out wrong did not happen as told."""

from __future__ import annotations

import pytest

from recount.model import Status
from tests.coded import read


def statuses(text: str) -> list[Status]:
    return [claim.status.value for claim in read(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Earlier reports of 35 dead in the shelling of Goma were mistaken.",
        "Earlier reports that 35 people were killed in the raid on Douma were wrong, rescuers said.",
        "The claim that nine soldiers were killed in Kano was false, the army said.",
        "The army retracted its claim that 40 militants were killed in Konduga.",
        "Police said the report of a bombing in Kano was wrong.",
        "The figure of 35 dead in the blast in Kano was incorrect, the governor said.",
    ],
)
def test_a_telling_that_was_wrong_is_denied(text: str) -> None:
    assert statuses(text) == [Status.DENIED]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that 30 people had been killed in the raid on Douma were correct, an official said.",
        "The minister said it was wrong to kill 40 prisoners in Goma.",
        "Reports that 30 people had been killed in the raid on Douma were not wrong, an official said.",
        "Jets bombed the wrong house in Kunduz, killing nine people.",
    ],
)
def test_a_telling_that_stands_is_not(text: str) -> None:
    assert Status.DENIED not in statuses(text)
