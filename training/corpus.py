"""Treebanks as documents of tagged words, each word knowing the white space before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recount.reading.reader.pieces import BLANK_LINE, NOTHING, SPACE

NAME_TYPES = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "time": "TIME",
    "event": "EVENT",
    "object": "OTHER",
    "abstract": "OTHER",
    "animal": "OTHER",
    "plant": "OTHER",
    "substance": "OTHER",
}
_ENTITY = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")
_NAME_TAGS = {"NNP", "NNPS"}
_LINKS = {"of", "the", "and", "&", "for", "de", "al", "el", "-", "'s"}


@dataclass(slots=True)
class Word:
    """One word of a treebank; `head` counts from 1 in its sentence, 0 being the root.

    A field is None where the data does not say (texts with names but no trees)."""

    form: str
    gap: int
    lemma: str | None = None
    upos: str | None = None
    xpos: str | None = None
    head: int | None = None
    rel: str | None = None
    name: str | None = None
    joint: str | None = None
    joint_size: int = 1


@dataclass(slots=True)
class Sent:
    """A sentence of a treebank, or a paragraph of a text without trees (`parsed` false)."""

    words: list[Word]
    parsed: bool = True
    text: str = ""


@dataclass(slots=True)
class Doc:
    """Sentences in reading order; the first word's gap tells how each is set off."""

    id: str
    sents: list[Sent] = field(default_factory=list)


def documents(path: Path) -> list[Doc]:
    """The documents of a CoNLL-U file."""
    docs: list[Doc] = []
    gap, named = BLANK_LINE, False
    for comments, rows in _blocks(path):
        if any(c.startswith("# newdoc") for c in comments) or not docs:
            docs.append(Doc(f"{path.stem}-{len(docs)}"))
            gap = BLANK_LINE
        if any(c.startswith("# newpar") for c in comments):
            gap = BLANK_LINE
        words, gap = _words(rows, gap)
        if any(c.startswith("# global.Entity") for c in comments):
            named = True
        if named:
            _mark_names(words, rows)
        text = next((c[9:] for c in comments if c.startswith("# text = ")), "")
        docs[-1].sents.append(Sent(words, text=text))
    return docs


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def _words(rows: list[list[str]], gap: int) -> tuple[list[Word], int]:
    """The words of one sentence and the gap after it; parts of a joint token touch each other."""
    words: list[Word] = []
    joint_until, joint_spaced, joint, size = 0, True, "", 1
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            begin, joint_until = map(int, row[0].split("-"))
            joint_spaced, joint, size = spaced, row[1], joint_until - begin + 1
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        words.append(
            Word(
                form=row[1].replace(" ", "\u00a0"),
                gap=gap,
                lemma=row[2] if row[2] != "_" or row[1] == "_" else row[1],
                upos=row[3],
                xpos=row[4],
                head=int(row[6]),
                rel=row[7],
                joint=joint if number <= joint_until else None,
                joint_size=size if number <= joint_until else 1,
            )
        )
        if number < joint_until:
            gap = NOTHING
        else:
            if number == joint_until:
                spaced = joint_spaced
            gap = SPACE if spaced else NOTHING
    return words, gap


def _mark_names(words: list[Word], rows: list[list[str]]) -> None:
    """Fill `name` from GUM's `Entity=`: entities headed by a proper noun, trimmed to the name."""
    spans = list(_entity_spans(rows))
    for word in words:
        word.name = "O"
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        label = NAME_TYPES.get(kind)
        if label is None:
            continue
        trimmed = _trimmed(words, start, end, label)
        if trimmed is None:
            continue
        first, last = trimmed
        if any(words[i].name != "O" for i in range(first, last + 1)):
            continue
        if label == "PERSON" and all(words[i].xpos == "NNPS" for i in range(first, last + 1)):
            label = "NORP"
        for i in range(first, last + 1):
            words[i].name = ("B-" if i == first else "I-") + label
    for word in words:
        if word.name == "O" and word.xpos == "JJ" and word.lemma and word.lemma[:1].isupper():
            word.name = "B-NORP" if word.form.isalpha() and len(word.form) > 3 else "O"


def _entity_spans(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Spans of words with their entity type, from the brackets of `Entity=`."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    position = -1
    for row in rows:
        if not row[0].isdigit():
            continue
        position += 1
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for chain, kind, at_once, closed in _ENTITY.findall(value):
            if chain and at_once:
                yield position, position, kind
            elif chain:
                open_at.setdefault(chain, []).append((position, kind))
            elif open_at.get(closed):
                start, kind = open_at[closed].pop()
                yield start, position, kind


def _trimmed(words: list[Word], start: int, end: int, label: str) -> tuple[int, int] | None:
    """The name inside an entity: its head, and the proper nouns that touch it."""
    heads = [i for i in range(start, end + 1) if not start <= (words[i].head or 0) - 1 <= end]
    if len(heads) != 1 or words[heads[0]].upos != "PROPN":
        return None
    ok = _NAME_TAGS | ({"CD"} if label == "TIME" else set())

    def named(i: int) -> bool:
        word = words[i]
        return word.xpos in ok or (word.upos == "PROPN") or word.form == "-"

    first = last = heads[0]
    while first > start and named(first - 1):
        first -= 1
    while last < end:
        if named(last + 1):
            last += 1
            continue
        ahead = last + 1
        while ahead < end and words[ahead].form.lower() in _LINKS:
            ahead += 1
        linked = ahead - last - 1
        if label in {"PERSON", "TIME"} or not 1 <= linked <= 2 or not named(ahead):
            break
        if words[last + 1].form.lower() in {"and", "the"}:
            break
        last = ahead
    while first < last and words[first].form == "-":
        first += 1
    while last > first and words[last].form == "-":
        last -= 1
    return first, last
