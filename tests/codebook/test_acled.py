"""What events are called in ACLED's scheme."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook import conflict_codebook
from recount.codebook.acled import sub_event_of, sub_event_rules
from recount.errors import CodebookError
from recount.model import Cited, Claim, Span, Status


def claim(kind: str, *agents: str, main: bool = True) -> Claim:
    span = Span(0, 1)
    return Claim(
        id=kind,
        document="d",
        type=kind,
        status=Cited(Status.HAPPENED, span),
        trigger=span,
        clause=span,
        rule="",
        agents=tuple(Cited(agent, span) for agent in agents),
        main=main,
    )


@pytest.mark.parametrize(
    ("kind", "agents", "text", "name"),
    [
        ("air_strike", (), "Jets bombed the town.", "Air/drone strike"),
        ("bombing", (), "A grenade was thrown into a bar and wounded three.", "Grenade"),
        ("bombing", (), "A roadside bomb hit a bus and killed three.", "Remote explosive/landmine/IED"),
        ("bombing", (), "Sappers defused a bomb under a bridge.", "Disrupted weapons use"),
        ("other_event", (), "Police discovered a cache of rifles and ammunition.", "Disrupted weapons use"),
        ("other_event", (), "The faction split from the front.", "Change to group/activity"),
        ("protest", (), "Students marched through the capital.", "Peaceful protest"),
        ("protest", (), "Students marched; police used tear gas.", "Protest with intervention"),
        ("protest", (), "Security forces opened fire on a crowd of protesters.", "Excessive force against protesters"),
        ("protest", (), "Demonstrators hurled stones and burned tyres.", "Violent demonstration"),
        ("riot", (), "An angry mob lynched a thief.", "Mob violence"),
        ("riot", (), "Rioters fought with police.", "Violent demonstration"),
        (
            "territory_change",
            ("Government troops",),
            "Government troops took the port.",
            "Government regains territory",
        ),
        ("territory_change", ("rebels",), "The rebels took the port.", "Non-state actor overtakes territory"),
        ("territory_change", ("rebels",), "The rebels withdrew from the port.", "Non-violent transfer of territory"),
        ("deployment", ("army",), "The army set up a base by the river.", "Headquarters or base established"),
        ("deployment", ("army",), "The army sent tanks to the river.", "Change to group/activity"),
    ],
)
def test_a_type_is_narrowed_down_by_what_is_told(kind: str, agents: tuple[str, ...], text: str, name: str) -> None:
    assert sub_event_of([claim(kind, *agents)], text, conflict_codebook(), sub_event_rules()) == name


def test_arrests_at_a_protest_are_an_intervention() -> None:
    told = [claim("arrest"), claim("protest", main=False)]
    assert sub_event_of(
        told, "Police took away five of those who marched.", conflict_codebook(), sub_event_rules()
    ) == ("Protest with intervention")


def test_nothing_told_has_no_sub_event() -> None:
    assert sub_event_of([], "A quiet day.", conflict_codebook(), sub_event_rules()) is None
    assert sub_event_of([claim("toll_report")], "Many died.", conflict_codebook(), sub_event_rules()) is None


def test_every_rule_speaks_of_types_of_the_codebook() -> None:
    types = conflict_codebook().types.keys()
    assert all(rule.types | rule.beside <= types for rule in sub_event_rules())


@pytest.mark.parametrize(
    "page",
    ["rules: 5", "rules: [{type: [protest]}]", "rules: [{type: [protest], words: ['@x'], sub_event: A}]", "a: ["],
)
def test_a_wrong_table_is_refused(tmp_path: Path, page: str) -> None:
    (tmp_path / "t.yaml").write_text(page, "utf-8")
    with pytest.raises(CodebookError):
        sub_event_rules(tmp_path / "t.yaml")
