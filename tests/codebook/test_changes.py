"""What a desk changed in its codebook, said in the words of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook import Codebook, load_codebook
from recount.codebook.changes import changes_between
from tests.codebook.test_checks import EXAMPLES, TYPE, WORDS

VERBS = "  - verb: [drown, sink]\n    target: [object]\n    needs: {object: ['@shore', boat]}\n"


def codebook(path: Path, more: str = VERBS, words: str = WORDS, **changed: str) -> Codebook:
    path.mkdir()
    page = TYPE.format(name="flood", more=more) + EXAMPLES
    for old, new in changed.items():
        assert old in page
        page = page.replace(old, new)
    (path / "flood.yaml").write_text(page, "utf-8")
    (path / "_words.yaml").write_text(words, "utf-8")
    return load_codebook(path)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (VERBS, []),
        ("  - noun: [surge]\n" + VERBS, ["flood: noun surge is new"]),
        ("", ["flood: verb drown, sink is gone"]),
        (VERBS.replace("drown, ", ""), ["flood: verb drown is gone"]),
        (VERBS.replace("boat", "ship"), ["flood: verb drown, sink needs object: +ship, −boat"]),
        (VERBS.replace("'@shore', ", ""), ["flood: verb drown, sink needs object: −@shore"]),
        (VERBS.replace("[object]", "['on', object]"), ["flood: verb drown, sink target object → on, object"]),
        (VERBS + "    by_means: true\n", ["flood: verb drown, sink by_means False → True"]),
        (VERBS + "    unless: {clause: [film]}\n", ["flood: verb drown, sink unless clause: +film"]),
    ],
)
def test_a_change_is_said_once_for_all_words_of_a_line(tmp_path: Path, more: str, what: list[str]) -> None:
    changes = changes_between(codebook(tmp_path / "a"), codebook(tmp_path / "b", more))
    assert [f"{one.subject} {one.what}" for one in changes.listed] == what


def test_types_means_and_word_classes_are_compared_too(tmp_path: Path) -> None:
    changed = {"family": "means: [water]\nfamily", "gravity: 2": "gravity: 3"}
    new = codebook(tmp_path / "b", words=WORDS.replace("bank", "quay"), **changed)
    changes = changes_between(codebook(tmp_path / "a"), new)
    assert [f"{one.subject} {one.what}" for one in changes.listed][:2] == [
        "type flood gravity 2 → 3; means: +water",
        "word class shore +quay, −bank",
    ]


def test_rules_that_only_moved_are_the_same_and_a_claims_rule_finds_its_change(tmp_path: Path) -> None:
    old = codebook(tmp_path / "a")
    new = codebook(tmp_path / "b", "  - noun: [surge]\n" + VERBS.replace("sink", "swamp"))
    changes = changes_between(old, new)
    assert changes.of_rule("flood/2 drown", old=True) is None
    assert changes.of_rule("flood/3 drown by warplane", old=False) is None
    gone, come = (
        changes.of_rule("flood/2 sink by ship; reader: told 0.9", old=True),
        changes.of_rule("flood/3 swamp", old=False),
    )
    assert gone is not None
    assert come is not None
    assert (gone.what, come.what, come.where) == ("is gone", "is new", "flood.yaml:15")
    assert changes.of_rule("attack/mixed causes", old=False) is None
