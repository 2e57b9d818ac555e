"""A codebook that is wrong is refused with file, line, problem and remedy; one that is right is compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook import NOTHING, Role, conflict_codebook, load_codebook
from recount.codebook.load import read_folder
from recount.codebook.rules import Shift
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


def test_a_type_says_by_its_words_who_holds_a_place(tmp_path: Path) -> None:
    said = "control: {taken: [flood], besieged: ['@any'], part: [half], part_before: [eastern]}\nfamily:"
    control = load_codebook(folder(tmp_path, PAGE.replace("family:", said))).types["flood"].control
    assert (control.shift("flood"), control.shift("high-water mark")) == (Shift.TAKEN, Shift.BESIEGED)
    assert (set(control.part), set(control.part_before)) == ({"half"}, {"eastern"})


def test_a_word_that_says_two_things_of_who_holds_a_place_is_refused(tmp_path: Path) -> None:
    page = PAGE.replace("family:", "control:\n  taken: [flood]\n  left: [flood]\nfamily:")
    with pytest.raises(CodebookError, match="`flood` stands under `taken` and under `left`"):
        load_codebook(folder(tmp_path, page))


def test_every_word_that_tells_who_holds_a_place_is_a_trigger() -> None:
    for event_type in conflict_codebook().types.values():
        words = {" ".join(trigger.words) for trigger in event_type.triggers}
        assert sorted(set(event_type.control.shifts) - words) == []


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
    ("old", "new", "line", "what", "remedy"),
    [
        ("family: water\n", "", 1, "`family` is missing", "Add `family:`. Types"),
        ("gravity: 2", "gravity: grave", 10, "`gravity` is no whole number", "without quotes"),
        ("gravity: 2", "gravity: true", 10, "`gravity` is no whole number", "without quotes"),
        ("gravity: 2", "gravity: 200", 10, "`gravity: 200` is out of range", "from 0 to 99"),
        ("name: Flood", "name: 7", 2, "`name` is no text", "in quotes"),
        ("name: Flood", "name: ' '", 2, "`name` is empty", "followed by words"),
        ("type: flood\n", "type: Big flood\n", 1, "`type: Big flood`", "in that form"),
        ("  - verb: [flood]", "  - verbs: [flood]", 13, "unknown key `verbs`", "Did you mean `verb`?"),
        ("  - verb: [flood]", "  - verbs: [flood]", 13, "either `noun` or `verb`", "exactly one"),
        ("  - verb: [flood]", "  - verb: [flood]\n    noun: [flood]", 13, "either `noun` or `verb`", "exactly one"),
        ("  - verb: [flood]", "  - verb: []", 13, "`verb` is empty", "in square brackets"),
        ("  - verb: [flood]", "  - verb: [yes]", 13, "no list of words", "in quotes"),
        ("  - noun: [flood, high-water mark]\n", "  - flood\n", 12, "`triggers` holds no `key: value`", "below"),
        ("@shore", "@coast", 14, "no word class `@coast`", "Define `coast:` in _words.yaml"),
        ("gravity: 2", "gravity: 2\nmeans: ['@wet']", 11, "no word class `@wet`", "Define `wet:`"),
        ("needs: {object", "needs: {abject", 14, "unknown key `abject`", "Did you mean `object`?"),
        (
            '    because: Figurative.\n  - text: "She',
            '  - text: "She',
            19,
            "a near miss without its reason",
            "Say in `because:`",
        ),
        ("    claims:\n      - {places: [Aleppo]}\n", "", 16, "`claims` is missing", "[] where it makes none"),
        ("{places: [Aleppo]}", "{place: [Aleppo]}", 18, "unknown key `place`", "Did you mean `places`?"),
        ("{places: [Aleppo]}", "{status: maybe}", 18, "`status: maybe` is not known", "happened, ongoing"),
        ("{places: [Aleppo]}", "{tolls: [many dead]}", 18, "`tolls: many dead`", "in that form"),
        ("{places: [Aleppo]}", "{time: Friday}", 18, "`time: Friday`", "in that form"),
        ("{places: [Aleppo]}", "{type: rain}", 18, "`type: rain` is no type of this codebook", "Use one of: flood."),
        ("type: flood\n", "type: flood\ntype: rain\n", 2, "stands twice", "Keep one of them."),
        ("type: flood", "type: [flood", 2, "is no YAML", "Close the [ of line 1 with ]"),
        ("name: Flood", "\tname: Flood", 2, "is no YAML", "Indent with spaces: YAML takes no tabs."),
        ("name: Flood", "name: Flood: a rise", 2, "is no YAML", "Put text that holds a colon in quotes"),
        ("name: Flood", "name: {a: b", 3, "is no YAML", "Close the { of line 2 with }"),
        ("name: Flood", "name: &a Flood\nbecause: *a", 3, "aliases", "Put text that begins with * in quotes."),
        ("needs:", "role: reason\n    needs:", 14, "`role: reason` is not known", "cause, result, mention, echo"),
        ("needs:", "target: [beneath]\n    needs:", 14, "`target: beneath` is not known", "subject, object"),
        ("needs:", "target: [on]\n    needs:", 14, "a bare yes, no, on or off", 'in quotes: "on"'),
        ("needs:", "finite: maybe\n    needs:", 14, "`finite` is true or false", "leave it out"),
        ("AID: []", "AIDE: []", 7, "unknown key `AIDE`", "Did you mean `AID`?"),
        ("AID: []", "AID: [military]", 7, "`AID` has no modes", "Write `AID: []`."),
        ("[Other]", "[Flood]", 6, "`Strategic developments: Flood` is not known", "Agreement, Arrests"),
        ("ucdp: [one-sided]", "ucdp: one-sided", 8, "`ucdp` is no list", "in square brackets"),
        (
            "family: water",
            "becomes:\n  - {type: rain, when: It rains.}\nfamily: water",
            10,
            "`type: rain` is no type",
            "nothing, flood",
        ),
        (
            "family: water",
            "becomes:\n  - {type: nothing, when: In films, say.}\nfamily: water",
            10,
            "unknown key `say.`",
            "Known here are: type, when, given.",
        ),
    ],
)
def test_a_wrong_page_is_refused_with_file_line_and_problem(
    tmp_path: Path, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    assert old in PAGE
    with pytest.raises(CodebookError):
        load_codebook(folder(tmp_path, PAGE.replace(old, new)))
    wrong = read_folder(tmp_path).wrong
    found = [error for error in wrong if what in error.what]
    assert [error.source for error in found] == [f"flood.yaml:{line}"], wrong
    assert remedy in found[0].remedy
    assert all(error.remedy.endswith(".") for error in wrong)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    page = PAGE.replace("gravity: 2", "gravity: two").replace("  - verb: [flood]", "  - verbs: [flood]")
    wrong = read_folder(folder(tmp_path, page, "shore: [1]\n")).wrong
    assert [error.source for error in wrong] == ["_words.yaml:1", "flood.yaml:10", "flood.yaml:13", "flood.yaml:13"]


def test_what_it_becomes_given_some_words_is_a_trigger_of_the_other_type(tmp_path: Path) -> None:
    turns = """\
becomes:
  - {type: storm, when: "Wind drives it.", given: {clause: [storm, gale], modifier: [wind]}}
  - {type: nothing, when: "It is one of words.", given: {subject: [letter]}}
"""
    (tmp_path / "storm.yaml").write_text(PAGE.replace("flood", "storm"), "utf-8")
    codebook = load_codebook(folder(tmp_path, PAGE.replace("family: water", turns + "family: water")))
    verbs = [t for t in codebook.starting_with["flood"] if t.verb]
    assert sorted((t.type, t.rule) for t in verbs[:3]) == [
        (NOTHING, "flood/3 flood, becomes 2"),
        ("storm", "flood/3 flood, becomes 1"),
        ("storm", "flood/3 flood, becomes 1"),
    ]
    assert {len(t.needs) for t in verbs[:3]} == {2}
    assert (verbs[3].type, verbs[3].rule, len(verbs[3].needs)) == ("flood", "flood/3 flood", 1)
    assert [turn.type for turn in codebook.types["flood"].becomes] == ["storm", "nothing"]


@pytest.mark.parametrize("hostile", ["[" * 3000, "a: " * 500, "\x00", "? [1]\n: 2\n", "1: 2\n", "- a\n", "{}", ""])
def test_no_file_whatever_is_in_it_does_more_than_be_refused(tmp_path: Path, hostile: str) -> None:
    folder(tmp_path, hostile)
    with pytest.raises(CodebookError):
        load_codebook(tmp_path)


def test_a_date_needs_no_quotes(tmp_path: Path) -> None:
    page = PAGE.replace("{places: [Aleppo]}", "{time: 2016-06-03}")
    (example, *_) = load_codebook(folder(tmp_path, page)).types["flood"].examples
    assert example.claims == ({"time": "2016-06-03"},)


def test_a_missing_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such folder"):
        load_codebook(tmp_path / "none")
    with pytest.raises(CodebookError, match="holds no event type"):
        load_codebook(tmp_path)


def test_one_type_in_two_files_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, PAGE)
    (tmp_path / "water.yaml").write_text(PAGE, "utf-8")
    with pytest.raises(CodebookError, match=r"stands in two files, flood\.yaml and this one"):
        load_codebook(tmp_path)
