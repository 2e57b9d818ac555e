"""The reader with the weights that ship."""

from __future__ import annotations

import random

import pytest

from recount.model import Sentence, Span, Token
from recount.reading.reader import Reader
from recount.reading.reader.reader import entities
from recount.reading.reader.trees import is_tree

REPORT = """Air strikes on a market in Tel Nour

Warplanes struck a market in Tel Nour on Monday, killing at least 26 people, the monitor said. Rebels denied
it. Nine more died in Aleppo

The army said Mr. Haddad's men couldn't reach the bridge... "We won't leave," he told the agency."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def texts(sentences: tuple[Sentence, ...], text: str) -> list[str]:
    return [s.span.of(text) for s in sentences]


def well_formed(sentences: tuple[Sentence, ...], text: str) -> None:
    past = 0
    for sentence in sentences:
        assert sentence.span == Span(sentence.tokens[0].span.start, sentence.tokens[-1].span.end)
        assert is_tree([t.head for t in sentence.tokens])
        for i, token in enumerate(sentence.tokens):
            assert token.i == i
            assert token.span.of(text) == token.text
            assert text[past : token.span.start].strip() == ""
            assert (token.deprel == "root") == (token.head == i)
            assert token.lemma
            past = token.span.end
        for entity in sentence.entities:
            covered = sentence.tokens[entity.first : entity.last + 1]
            assert entity.span == Span(covered[0].span.start, covered[-1].span.end)
    assert text[past:].strip() == ""


def test_sentences_end_where_a_person_ends_them(reader: Reader) -> None:
    found = texts(reader.read(REPORT), REPORT)
    assert found[:4] == [
        "Air strikes on a market in Tel Nour",
        "Warplanes struck a market in Tel Nour on Monday, killing at least 26 people, the monitor said.",
        "Rebels denied\nit.",
        "Nine more died in Aleppo",
    ]


def test_a_plain_sentence_is_parsed(reader: Reader) -> None:
    (sentence,) = reader.read("Rebels from Aleppo killed 26 soldiers.")
    arcs = [(t.text, t.lemma, t.upos, t.deprel, sentence.tokens[t.head].text) for t in sentence.tokens]
    assert arcs == [
        ("Rebels", "rebel", "NOUN", "nsubj", "killed"),
        ("from", "from", "ADP", "case", "Aleppo"),
        ("Aleppo", "Aleppo", "PROPN", "nmod", "Rebels"),
        ("killed", "kill", "VERB", "root", "killed"),
        ("26", "26", "NUM", "nummod", "soldiers"),
        ("soldiers", "soldier", "NOUN", "obj", "killed"),
        (".", ".", "PUNCT", "punct", "killed"),
    ]
    assert [(e.kind, e.first, e.last) for e in sentence.entities] == [("PLACE", 2, 2)]


def test_trees_spans_and_names_are_well_formed(reader: Reader) -> None:
    well_formed(reader.read(REPORT), REPORT)


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("al/O -/O Bab/B-PLACE fell/O", [("PLACE", 0, 2)]),
        ("near/O Tel/B-PLACE Nour/I-PLACE", [("PLACE", 1, 2)]),
        ("Deir/B-PLACE al/O -/O Zor/B-PLACE", [("PLACE", 0, 0), ("PLACE", 1, 3)]),
        ("al/B-GROUP -/I-GROUP Nusra/B-GROUP", [("GROUP", 0, 1), ("GROUP", 2, 2)]),
        ("Haddad/I-PERSON said/O", [("PERSON", 0, 0)]),
        ("US/B-PLACE Army/I-ORG", [("PLACE", 0, 0), ("ORG", 1, 1)]),
    ],
)
def test_names_are_gathered_from_their_marks(marked: str, kinds: list[tuple[str, int, int]]) -> None:
    forms, names = zip(*(m.rsplit("/", 1) for m in marked.split()), strict=True)
    tokens = [Token(i, Span(i, i + 1), form, form, "X", "X", 0, "dep") for i, form in enumerate(forms)]
    assert [(e.kind, e.first, e.last) for e in entities(names, tokens)] == kinds


def test_a_passage_edge_ends_a_sentence_and_nothing_else_is_read(reader: Reader) -> None:
    text = "One two three four five six"
    found = reader.read(text, (Span(0, 7), Span(8, 18)))
    assert texts(found, text)[0][:3] == "One"
    assert {7, 18} <= {s.span.end for s in found}
    assert max(s.span.end for s in found) == 18


def test_a_text_reads_the_same_alone_among_others_and_in_any_order(reader: Reader) -> None:
    parts = [REPORT, "Rebels fled.", REPORT.upper(), "", "x " * 400, REPORT.replace(".", "")]
    alone = {text: Reader.load().read(text) for text in parts}
    shuffled = parts * 2
    random.Random(3).shuffle(shuffled)  # noqa: S311
    for text, found in zip(shuffled, reader.read_many((t, ()) for t in shuffled), strict=True):
        assert found == alone[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n \t\r\n ",
        "\x00\x01\x02 \x1b[0m\x7f",
        "🙂🙂 👩‍👩‍👧 ok",
        "a" * 200_000,
        "Ab" * 3_000,
        "ha ha " * 2_000,
        "NO STOPS HERE " * 500,
        "قال المرصد السوري إن 26 قتلوا في حلب.",
        "." * 5_000,
        "\ufeff\u200b\u00ad",
        "one\u2028two\u2029three\r\n\r\nfour",
    ],
)
def test_hostile_input_is_read_without_loss(reader: Reader, text: str) -> None:
    found = reader.read(text)
    well_formed(found, text)
    assert all(len(s.tokens) <= 330 for s in found)


def test_given_words_and_sentences_are_kept(reader: Reader) -> None:
    found = reader.read_words([[("Rebels", 3), ("fled", 1), (".", 0)], [("Why", 1), ("?", 0)]])
    assert [[t.text for t in s.tokens] for s in found] == [["Rebels", "fled", "."], ["Why", "?"]]


def test_the_version_names_the_weights(reader: Reader) -> None:
    assert len(reader.version) == 16
    assert reader.version == Reader.load().version
