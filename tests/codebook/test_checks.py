"""What can be said against a codebook before it is tried on a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook.checks import READ_BY_RECOUNT, Level, findings_in
from recount.codebook.schema import built_in_folder
from recount.reading.reader.dictionary import listed_form

WORDS = "armed: [rebel]\nground: [town]\nwar: [war]\nshore: [beach, bank]\n"
TYPE = """\
type: {name}
name: {name}
code_when: Water.
because: It counts.
roles: {{agent: Rain.}}
becomes:
  - {{type: nothing, when: "In films.", given: {{clause: [film]}}}}
same_as: {{ucdp: []}}
family: water
gravity: 2
triggers:
  - noun: [{name}]
    needs: {{clause: ["@shore"]}}
{more}examples:
"""
CODED = '  - text: "A flood hit bank {n}."\n    claims: [{{}}]\n'
MISSED = '  - text: "Letters {n}."\n    claims: []\n    because: Figurative.\n'
EXAMPLES = "".join(CODED.format(n=n) for n in range(6)) + "".join(MISSED.format(n=n) for n in range(2))


def folder(tmp_path: Path, more: str = "", words: str = WORDS, examples: str = EXAMPLES, other: str = "") -> Path:
    (tmp_path / "_words.yaml").write_text(words, "utf-8")
    (tmp_path / "flood.yaml").write_text(TYPE.format(name="flood", more=more) + examples, "utf-8")
    if other:
        (tmp_path / "storm.yaml").write_text(TYPE.format(name="storm", more=other) + EXAMPLES, "utf-8")
    return tmp_path


def said(path: Path) -> list[str]:
    findings = findings_in(path)
    assert all(one.remedy.endswith(".") for one in findings)
    return [f"{one.level.value} {one.source} {one.what}" for one in findings]


def test_a_sound_codebook_gives_nothing_to_say(tmp_path: Path) -> None:
    assert said(folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (
            "  - noun: [flood]\n    needs: {clause: [beach]}\n  - noun: [surge]\n",
            [],
        ),
        (
            "  - noun: [surge]\n  - noun: [surge]\n",
            ["flood.yaml:15 `noun surge` stands twice in flood (flood.yaml:14)"],
        ),
        (
            "  - noun: [surge]\n    needs: {words: [big, huge]}\n"
            "  - noun: [surge]\n    needs: {words: [big], of: [sea]}\n",
            [],
        ),
        (
            "  - noun: [surge]\n    needs: {words: [big]}\n"
            "  - noun: [surge]\n    needs: {words: [big, huge]}\n    unless: {of: [sea]}\n",
            [],
        ),
        (
            "  - noun: [surge]\n    needs: {words: [big]}\n"
            "  - noun: [surge]\n    needs: {words: [big]}\n    unless: {of: [sea]}\n",
            ["flood.yaml:16 `noun surge` never counts here: flood (flood.yaml:14) takes all that it could be"],
        ),
        (
            "  - verb: [surge]\n    needs: {object: [coast]}\n    unless: {object: [coast, cliff]}\n",
            ["flood.yaml:14 `verb surge` can never count: what it needs in object is what it must not have there"],
        ),
        (
            "  - noun: [surge]\n    needs: {words: [high-water, sea level]}\n",
            [
                "flood.yaml:14 `noun surge` can never count: words is asked for words that no single word can be",
                "flood.yaml:15 conditions look at single words, and these are several: high-water, sea level",
            ],
        ),
    ],
)
def test_rules_that_can_never_count_are_named_with_their_line(tmp_path: Path, more: str, what: list[str]) -> None:
    assert said(folder(tmp_path, more)) == [f"warning {line}" for line in what]


def test_the_same_words_under_the_same_conditions_in_two_types_clash(tmp_path: Path) -> None:
    path = folder(tmp_path, other="  - noun: [flood]\n    needs: {clause: [beach, bank]}\n")
    what = "`noun flood` stands with the same conditions in flood (flood.yaml:12), which wins"
    assert said(path) == [f"warning storm.yaml:14 {what}"]


def test_a_word_class_without_use_and_one_that_recount_misses_are_named(tmp_path: Path) -> None:
    path = folder(tmp_path, words="shore: [beach]\nboats: [ferry]\n")
    assert said(path) == [
        *(f"warning _words.yaml there is no word class `{name}`, by which Recount reads" for name in READ_BY_RECOUNT),
        "warning _words.yaml:2 no rule uses the word class `boats`",
    ]


def test_too_few_examples_and_missing_words_are_named(tmp_path: Path) -> None:
    path = folder(tmp_path, examples=CODED.format(n=1) * 2 + MISSED.format(n=1))
    page = (path / "flood.yaml").read_text("utf-8")
    page = page.replace("roles: {agent: Rain.}\n", "").replace("same_as: {ucdp: []}\n", "")
    (path / "flood.yaml").write_text(page, "utf-8")
    assert said(path) == [
        "warning flood.yaml:1 `roles` does not say who and what belongs to it",
        "warning flood.yaml:1 `same_as` does not say what other schemes call it",
        "warning flood.yaml:12 2 of the 6 coded examples that a type should have",
        "warning flood.yaml:12 1 of the 2 near misses that a type should have",
        "warning flood.yaml:13 this example stands twice",
        "warning flood.yaml:15 this example stands twice",
    ]


def test_one_means_of_two_types_needs_a_rank(tmp_path: Path) -> None:
    path = folder(tmp_path, other="  - noun: [gale]\n")
    for name in ("flood", "storm"):
        page = (path / f"{name}.yaml").read_text("utf-8")
        (path / f"{name}.yaml").write_text(page.replace("gravity: 2\n", "gravity: 2\nmeans: [high water]\n"), "utf-8")
    assert said(path) == ["warning storm.yaml:11 `high water` is a means of flood too, and of the same rank"]


def test_actors_in_the_folder_are_not_read_and_mistakes_come_alone(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "actors.yaml").write_text("actors: []\n", "utf-8")
    assert said(path) == ["warning actors.yaml actors are not read from a codebook's folder"]
    (path / "flood.yaml").write_text("type: flood\n", "utf-8")
    assert {one.level for one in findings_in(path)} == {Level.ERROR, Level.WARNING}


@pytest.mark.parametrize(
    ("trigger", "what"),
    [
        ("verb: [wash away, drown]", []),
        ("verb: [washes away]", ["`verb washes away` is no dictionary form"]),
        ("verb: [cutting off]", ["`verb cutting off` is no dictionary form"]),
        ("noun: [burst of dams]", []),
        ("noun: [bursts of dam]", ["`noun bursts of dam` is no dictionary form"]),
        ("noun: [the high water]", ["`noun the high water` is no dictionary form"]),
        ("noun: [high waters, high water]", []),
    ],
)
def test_words_that_no_dictionary_lists_are_warned_of(tmp_path: Path, trigger: str, what: list[str]) -> None:
    path = folder(tmp_path, f"  - {trigger}\n")
    found = [one for one in findings_in(path, listed_form) if "dictionary form" in one.what]
    assert [one.what.split(",")[0] for one in found] == what
    assert all(one.source == "flood.yaml:14" and one.level is Level.WARNING for one in found)


def test_the_built_in_codebook_has_dictionary_forms_throughout() -> None:
    assert findings_in(built_in_folder(), listed_form) == ()
