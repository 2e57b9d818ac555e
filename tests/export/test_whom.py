"""Whom a figure counts is said once, and what became of them once."""

from __future__ import annotations

import pytest

from recount.export.whom import people_in, whom_and_harm
from recount.model import Harm

WOUNDED, KILLED, CASUALTIES = Harm.WOUNDED, Harm.KILLED, Harm.CASUALTIES


@pytest.mark.parametrize(
    ("who", "harm", "said"),
    [
        ("", KILLED, "killed"),
        ("villagers", KILLED, "villagers killed"),
        ("killed", KILLED, "killed"),
        ("dead", KILLED, "dead"),
        ("people dead", KILLED, "people dead"),
        ("bodies", KILLED, "bodies"),
        ("lives", KILLED, "killed"),
        ("civilian and injury", KILLED, "civilian killed"),
        ("killed", WOUNDED, "wounded"),
        ("wounded", KILLED, "killed"),
        ("people killed", WOUNDED, "people wounded"),
        ("wounded", WOUNDED, "wounded"),
        ("injuries", WOUNDED, "wounded"),
        ("wounded persons", WOUNDED, "persons wounded"),
        ("wounded men", WOUNDED, "men wounded"),
        ("injured rail workers", WOUNDED, "rail workers wounded"),
        ("severely injured children", WOUNDED, "severely injured children"),
        ("wounded patients", KILLED, "wounded patients killed"),
        ("executed troops", KILLED, "executed troops killed"),
        ("missing girls", Harm.MISSING, "girls missing"),
        ("displaced families", Harm.DISPLACED, "families displaced"),
        ("internally displaced people", Harm.DISPLACED, "internally displaced people"),
        ("captured soldiers", Harm.CAPTURED, "soldiers captured"),
        ("kidnapped monks", Harm.ABDUCTED, "monks abducted"),
        ("destroyed homes", Harm.DESTROYED, "homes destroyed"),
        ("wounded", CASUALTIES, "wounded"),
        ("dead and wounded", CASUALTIES, "dead and wounded"),
        ("killed or wounded", KILLED, "killed or wounded"),
        ("civilian casualties", CASUALTIES, "civilian casualties"),
        ("Deadwood miners", KILLED, "Deadwood miners killed"),
    ],
)
def test_a_figure_says_once_what_became_of_whom_it_counts(who: str, harm: Harm, said: str) -> None:
    assert " ".join(part for part in whom_and_harm(who, harm) if part) == said


@pytest.mark.parametrize(
    ("who", "harm", "people"),
    [
        ("severely injured children", WOUNDED, "children"),
        ("wounded men", WOUNDED, "men"),
        ("people killed", KILLED, "people"),
        ("those who were killed", KILLED, ""),
        ("dead", KILLED, ""),
        ("wounded", CASUALTIES, "wounded"),
        ("wounded patients", KILLED, "wounded patients"),
        ("soldiers of the garrison", KILLED, "soldiers of the garrison"),
    ],
)
def test_beside_a_harm_stand_the_people_alone(who: str, harm: Harm, people: str) -> None:
    assert people_in(who, harm) == people
