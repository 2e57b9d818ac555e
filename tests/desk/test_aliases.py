"""Names that may be a known actor's: what is shown of them, what people say, and that it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.desk import aliases
from recount.desk.alias_grounds import usage_of
from recount.desk.aliases import confirm_alias, doubts, refuse_alias, said_of_names, take_back, waiting
from recount.desk.asking import ActorRow
from recount.desk.running import Unwatched
from recount.desk.standing_views import parties_of
from recount.desk.tools import BUILT_IN, Rules
from recount.errors import RecordError
from tests.desk.conftest import SETTINGS

ACTOR = "Islamic State"


def _row(name: str) -> ActorRow:
    return ActorRow(name, 3, 1, 0)


def _together(record: Path) -> None:
    aliases.brought_together(record, SETTINGS, BUILT_IN, Unwatched())


def test_a_word_for_a_kind_of_people_is_offered_last_and_said_to_be_one(record: Path) -> None:
    found = doubts(record, BUILT_IN, [_row("terrorist groups"), _row("Islamik State")])
    assert [(one.name, one.spoken) for one in found] == [("Islamik State", False), ("terrorist groups", True)]


def test_names_that_look_like_an_actor_asked_for_are_told_of(record: Path) -> None:
    rows = [_row("Islamik State"), _row("terrorist groups"), _row("Osterish guard"), _row(ACTOR), _row("Osterish")]
    assert [one.name for one in aliases.doubts_about(record, BUILT_IN, rows, [ACTOR])] == ["Islamik State"]
    about = aliases.doubts_about(record, BUILT_IN, rows, ["Oster"])  # no alias file has it
    assert {one.name for one in about} == {"Osterish", "Osterish guard"}
    refuse_alias(record, "Islamik State", ACTOR)
    assert aliases.doubts_about(record, BUILT_IN, rows, [ACTOR, "isil"]) == ()


@pytest.mark.parametrize("name", ["terrorists", "militants", "Takfiri terrorists", "the fighters"])
def test_a_word_for_a_kind_of_people_is_no_alias_unless_that_is_meant(record: Path, name: str) -> None:
    with pytest.raises(RecordError, match="word for a kind of people"):
        confirm_alias(record, BUILT_IN, name, ACTOR, "amal")
    assert said_of_names(record, BUILT_IN) == ()
    confirm_alias(record, BUILT_IN, name, ACTOR, "amal", whoever_speaks=True)
    assert [one.name for one in said_of_names(record, BUILT_IN)] == [name]


def test_what_was_said_of_names_is_listed_with_who_said_it_and_is_taken_back(record: Path) -> None:
    kept = confirm_alias(record, BUILT_IN, "Tel Nour Brigade", ACTOR, "amal")
    other = confirm_alias(record, BUILT_IN, "Men of Tel Nour", ACTOR, "bo")
    refused = refuse_alias(record, "Islamik State", ACTOR, "bo")
    said = said_of_names(record, BUILT_IN)
    assert [(one.name, one.who, one.same) for one in said] == [
        ("Islamik State", "bo", False),
        ("Men of Tel Nour", "bo", True),
        ("Tel Nour Brigade", "amal", True),
    ]
    assert not doubts(record, BUILT_IN, [_row("Islamik State")])
    take_back(record, BUILT_IN, refused.key)
    assert [one.likely for one in doubts(record, BUILT_IN, [_row("Islamik State")])] == [(ACTOR,)]
    take_back(record, BUILT_IN, other.key)
    assert said_of_names(record, BUILT_IN) == (kept,)
    with pytest.raises(RecordError, match="is not in the record"):
        take_back(record, BUILT_IN, other.key)


def test_an_alias_taken_back_counts_until_the_record_is_brought_together_without_it(record: Path) -> None:
    before = {row.name for row in parties_of(record, BUILT_IN).value.rows}
    name = next(row.name for row in parties_of(record, BUILT_IN).value.rows if row.known is None)
    said = confirm_alias(record, BUILT_IN, name, ACTOR, whoever_speaks=True)
    assert waiting(record, BUILT_IN)
    _together(record)
    assert not waiting(record, BUILT_IN)
    take_back(record, BUILT_IN, said.key)
    assert waiting(record, BUILT_IN), "also where it was the only one"
    _together(record)
    assert not waiting(record, BUILT_IN)
    assert {row.name for row in parties_of(record, BUILT_IN).value.rows} == before


def test_what_was_said_before_it_was_noted_by_whom_is_listed_all_the_same(record: Path) -> None:
    (record / "actors.yaml").write_text(f"actors:\n- name: {ACTOR}\n  aliases: Men of Tel Nour\n", encoding="utf-8")
    (one,) = said_of_names(record, BUILT_IN)
    assert (one.name, one.who, one.when) == ("Men of Tel Nour", "", "")
    take_back(record, BUILT_IN, one.key)
    assert said_of_names(record, BUILT_IN) == ()


def test_a_desk_with_an_alias_file_of_its_own_changes_it_there(record: Path, tmp_path: Path) -> None:
    rules = Rules(actors=tmp_path / "own.yaml")
    with pytest.raises(RecordError, match="alias file that this desk was started with"):
        confirm_alias(record, rules, "Men of Tel Nour", ACTOR)
    refuse_alias(record, "Men of Tel Nour", ACTOR, "amal")
    assert [one.same for one in said_of_names(record, rules)] == [False]


def test_a_name_is_shown_in_its_sentences_with_whose_word_they_are(record: Path) -> None:
    rows = [row for row in parties_of(record, BUILT_IN).value.rows if row.agent_in]
    for row in rows[:12]:
        usage = usage_of(record, row.name)
        for one in usage.sentences:
            assert any(marked for _, marked in one.pieces), row.name
            assert one.side
        assert sum(number for _, number in usage.sides) >= len(usage.sentences)
    shown = next(usage for row in rows if (usage := usage_of(record, row.name)).sentences)
    hidden = frozenset(one.document.id for one in shown.sentences)
    again = usage_of(record, next(r.name for r in rows if usage_of(record, r.name) == shown), None, hidden)
    assert hidden.isdisjoint(one.document.id for one in again.sentences)
