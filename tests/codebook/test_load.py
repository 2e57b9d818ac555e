"""A codebook that is wrong is refused with file, line, problem and remedy; one that is right is compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook import Role, conflict_codebook, load_codebook
from recount.errors import CodebookError

CODING_TYPES = {
    "air_strike", "shelling", "suicide_bombing", "bombing", "chemical_attack", "armed_clash", "offensive", "attack",
    "territory_change", "siege", "abduction", "arrest", "sexual_violence", "protest", "riot", "displacement",
    "agreement", "support", "deployment", "weapon_loss", "destruction", "toll_report", "other_event",
}  # fmt: skip

PAGE = """\
type: flood
name: Flood
code_when: Water rises.
because: It can.
same_as:
  acled: {Strategic developments: [Other]}
  plover: {AID: []}
  ucdp: [one-sided]
family: water
gravity: 2
triggers:
  - noun: [flood, high-water mark]
  - verb: [flood]
    needs: {object: ["@place", "@shore"]}
examples:
  - text: "A flood hit Aleppo."
    claims:
      - {places: [Aleppo]}
  - text: "Letters flooded in."
    claims: []
    because: Figurative.
  - text: "She wept floods."
    claims: []
    because: Figurative.
"""


def folder(tmp_path: Path, page: str, words: str = "shore: [beach, bank]\n") -> Path:
    (tmp_path / "flood.yaml").write_text(page, "utf-8")
    (tmp_path / "_words.yaml").write_text(words, "utf-8")
    return tmp_path


def test_the_conflict_codebook_holds_every_type_of_the_manual() -> None:
    assert set(conflict_codebook().types) == CODING_TYPES


def test_a_desks_own_folder_is_compiled_to_an_index_by_first_word(tmp_path: Path) -> None:
    codebook = load_codebook(folder(tmp_path, PAGE))
    noun, verb = codebook.starting_with["flood"][1], codebook.starting_with["flood"][0]
    assert (noun.verb, noun.role, noun.rule) == (False, Role.CAUSE, "flood/1 flood")
    assert verb.verb
    assert verb.needs[0].lemmas == {"beach", "bank"}
    assert verb.needs[0].classes == {"place"}
    assert codebook.starting_with["high"][0].words == ("high", "water", "mark")


def test_the_version_changes_with_any_word_of_any_file_and_with_nothing_else(tmp_path: Path) -> None:
    before = load_codebook(folder(tmp_path, PAGE)).version
    assert load_codebook(folder(tmp_path, PAGE)).version == before
    assert load_codebook(folder(tmp_path, PAGE.replace("It can.", "It does."))).version != before
    assert load_codebook(folder(tmp_path, PAGE, "shore: [beach]\n")).version != before


@pytest.mark.parametrize(
    ("old", "new", "source", "what"),
    [
        ("family: water\n", "", "flood.yaml:1", "`family` is missing"),
        ("gravity: 2", "gravity: grave", "flood.yaml:1", "`gravity` and `means_rank` are whole numbers"),
        ("  - verb: [flood]", "  - verbs: [flood]", "flood.yaml:10", "unknown key `verbs`"),
        ("  - verb: [flood]", "  - verb: []", "flood.yaml:10", "a trigger without words"),
        ("@shore", "@coast", "flood.yaml:11", "no word class `@coast`"),
        ("needs: {object", "needs: {abject", "flood.yaml:11", "unknown key `abject`"),
        (
            '    because: Figurative.\n  - text: "She',
            '  - text: "She',
            "flood.yaml:16",
            "a near miss without its reason",
        ),
        (
            "claims: []\n    because: Figurative.\n  - text",
            "claims: [{}]\n  - text",
            "flood.yaml:1",
            "fewer than two near",
        ),
        ("    claims:\n      - {places: [Aleppo]}\n", "", "flood.yaml:13", "an example without `claims`"),
        ("type: flood\n", "type: flood\ntype: rain\n", "flood.yaml:2", "stands twice"),
        ("type: flood", "type: [flood", "flood.yaml:2", "is no YAML"),
        ("needs:", "role: reason\n    needs:", "flood.yaml:10", "`role: reason` is not known"),
        ("needs:", "target: [beneath]\n    needs:", "flood.yaml:10", "`target: beneath` is not known"),
        ("needs:", "finite: maybe\n    needs:", "flood.yaml:10", "`finite` is true or false"),
    ],
)
def test_a_wrong_page_is_refused_with_file_line_and_problem(
    tmp_path: Path, old: str, new: str, source: str, what: str
) -> None:
    assert old in PAGE
    with pytest.raises(CodebookError) as refused:
        load_codebook(folder(tmp_path, PAGE.replace(old, new)))
    assert refused.value.source == source
    assert what in refused.value.what
    assert refused.value.remedy.endswith(".")


def test_a_missing_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such folder"):
        load_codebook(tmp_path / "none")
    with pytest.raises(CodebookError, match="holds no event type"):
        load_codebook(tmp_path)


def test_one_type_in_two_files_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, PAGE)
    (tmp_path / "water.yaml").write_text(PAGE, "utf-8")
    with pytest.raises(CodebookError, match="stands in two files"):
        load_codebook(tmp_path)
