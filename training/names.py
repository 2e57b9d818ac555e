"""Texts with names but without trees: re3d's annotations, and reports marked by lists.

Where neither an annotator nor a list says what a capitalised word is, its mark is None and the
network learns nothing from it; lower-case words outside all names are "O".
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from recount.reading.reader.pieces import BLANK_LINE, SPACE, gap_between
from recount.reading.reader.words import Piece, words
from training.corpus import Doc, Sent, Word
from training.lexicon import ARMED, BY_KIND, COUNTRIES, TITLES

KINDS = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "PLACE",
    "Nationality": "NORP",
    "Temporal": "TIME",
    "Weapon": "WEAPON",
    "MilitaryPlatform": "WEAPON",
}
_UNCLEAR = {"DocumentReference", "Quantity", "Money", "CommsIdentifier", "Frequency", "Coordinate"}
_PRONOUNS = {"i", "we", "he", "she", "it", "they", "my", "our", "his", "her", "its", "their", "you"}
_LINKS = {"of", "for", "and", "al", "el", "-", "the", "in", "bin", "&", "’s", "'s", "ash", "an"}
Spans = list[tuple[int, int, str | None]]


def held_out(identity: str) -> bool:
    """Whether a re3d document (by either of its ids) is kept for measuring: one in five."""
    return int(identity[-4:], 16) % 5 == 0


def re3d(path: Path, measured: bool) -> list[Doc]:
    """The documents of re3d for training, or those held out for measuring."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    places = Counter(
        e["value"] for r in rows for e in r["entities"] if e["type"] == "Location" and e["confidence"] == 1
    )
    known = {p for p in places if re.fullmatch(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", p)}
    known |= COUNTRIES
    return [_doc(r["_id"], r["text"], _annotated(r, known)) for r in rows if held_out(r["_id"]) == measured]


def _annotated(row: dict[str, Any], places: set[str]) -> Spans:
    """Character spans of names with their kinds, the longest first; None where nobody knows."""
    text = row["text"]
    spans: Spans = []
    for e in row["entities"]:
        begin, end, kind = e["begin"], e["end"], e["type"]
        if text[begin:end] != e["value"]:
            continue
        known = kind == "Nationality" or (kind == "Location" and e["value"] in places)
        if known or (kind in KINDS and e["confidence"] >= 0.5):
            spans += _name(text, begin, end, KINDS[kind], places)
        elif kind in _UNCLEAR and any(c.isupper() for c in e["value"]):
            spans.append((begin, end, None))
    found = [(m.start(), m.end(), "WEAPON") for m in BY_KIND["WEAPON"].finditer(text)]
    found += [(m.start(), m.end(), "GROUP") for m in ARMED.finditer(text)]
    return sorted([*spans, *found], key=lambda s: (s[0] - s[1], s[2] is None))


def _name(text: str, begin: int, end: int, kind: str, places: set[str]) -> Spans:
    """The name inside an annotated phrase: "the former leader of Al Qaeda" has none of a person."""
    pieces = list(words(text, begin, end))
    if kind == "WEAPON":
        while pieces and pieces[0].text.lower() in {"the", "a", "an", "such"}:
            pieces.pop(0)
        return [(pieces[0].start, end, kind)] if pieces else []
    run, rest = _capitals(pieces, kind)
    if not run:
        return []
    if kind in {"PERSON", "ORG"} and rest and not any(p.text[:1].isupper() for p in rest):
        # "Iraqi tribal sheikh", "Syrian people": the head is no name
        demonym = len(run) == 1 and BY_KIND["NORP"].fullmatch(run[0].text)
        return [(run[0].start, run[0].end, "NORP")] if demonym else []
    value = text[run[0].start : run[-1].end]
    if BY_KIND["NORP"].fullmatch(value):
        kind = "NORP"
    elif value in places:
        kind = "PLACE"
    elif kind == "ORG" and ARMED.fullmatch(value):
        kind = "GROUP"
    elif kind == "PERSON":
        return _person(run)
    return [(run[0].start, run[-1].end, kind)]


def _capitals(pieces: list[Piece], kind: str) -> tuple[list[Piece], list[Piece]]:
    """The first run of capitalised words with what links them ("Council of Iraq"), and what follows."""
    capital = [p.text[:1].isupper() and p.text.lower() not in _PRONOUNS | {"the", "a"} for p in pieces]
    if kind == "TIME":
        capital = [c or p.text[:1].isdigit() for c, p in zip(capital, pieces, strict=True)]
        if not any(BY_KIND["TIME"].fullmatch(p.text) or p.text == "May" for p in pieces):
            return [], pieces
    first = next((i for i, c in enumerate(capital) if c), None)
    if first is None:
        return [], pieces
    last = first
    for i in range(first + 1, len(pieces)):
        if capital[i]:
            last = i
        elif pieces[i].text.lower() not in _LINKS or kind == "TIME":
            break
    return pieces[first : last + 1], pieces[last + 1 :]


def _person(run: list[Piece]) -> Spans:
    """A person without the nation before the name; an office alone ("Foreign Secretary") is unclear."""
    found: Spans = []
    if BY_KIND["NORP"].fullmatch(run[0].text):
        found, run = [(run[0].start, run[0].end, "NORP")], run[1:]
    if not run:
        return found
    office = all(p.text in TITLES for p in run)
    return [*found, (run[0].start, run[-1].end, None if office else "PERSON")]


def reports(claims: Path, ordinary: set[str]) -> list[Doc]:
    """War reports with places from their coded claims, and other names from lists."""
    places: dict[str, set[str]] = {}
    for line in (claims / "gold.jsonl").read_text("utf-8").strip().split("\n"):
        row = json.loads(line)
        places.setdefault(row["doc"], set()).update(p for p in row["places"] if p[:1].isupper())
    often = Counter(p for own in places.values() for p in own)
    everywhere = {p for p, n in often.items() if n > 2} | COUNTRIES
    docs = []
    for line in (claims / "reports.jsonl").read_text("utf-8").strip().split("\n"):
        row = json.loads(line)
        if row["id"].startswith("R") and held_out(row["id"]):
            continue
        text = row["text"]
        spans: Spans = []
        for place in everywhere | places.get(row["id"], set()):
            pattern = re.compile(rf"(?<![\w-]){re.escape(place)}(?!\w)")
            spans += [(m.start(), m.end(), "PLACE") for m in pattern.finditer(text)]
        for kind, pattern in BY_KIND.items():
            spans += [(m.start(), m.end(), kind) for m in pattern.finditer(text)]
        spans.sort(key=lambda s: s[0] - s[1])
        docs.append(_doc(row["id"], text, spans, ordinary))
    return docs


def _doc(
    identity: str,
    text: str,
    spans: Spans,
    ordinary: set[str] | None = None,
) -> Doc:
    """A document of paragraphs; `ordinary` words are no names even with a capital letter."""
    doc, past = Doc(identity), -1
    marks = _marks(spans, len(text))
    for piece in words(text):
        gap = BLANK_LINE if past < 0 else gap_between(text[past : piece.start])
        if gap == BLANK_LINE or not doc.sents or _long(doc.sents[-1], gap):
            doc.sents.append(Sent([], parsed=False))
        name: str | None = marks.get(piece.start, "O")
        if piece.start in marks:
            name = marks[piece.start]
        elif ordinary is not None and _unsure(piece, ordinary):
            name = None
        doc.sents[-1].words.append(Word(piece.text, gap, name=name))
        past = piece.end
    return doc


def _long(sent: Sent, gap: int) -> bool:
    stopped = bool(sent.words) and sent.words[-1].form in {".", "!", "?"}
    return gap >= SPACE and (len(sent.words) > 110 or (stopped and len(sent.words) > 8))


def _unsure(piece: Piece, ordinary: set[str]) -> bool:
    return piece.text[:1].isupper() and piece.text.lower() not in ordinary


def _marks(spans: Iterable[tuple[int, int, str | None]], size: int) -> dict[int, str | None]:
    """The mark of each character that a name covers, the first name that claims it winning."""
    taken: dict[int, str | None] = {}
    for begin, end, kind in spans:
        if any(i in taken for i in range(begin, end)):
            continue
        for i in range(begin, min(end, size)):
            taken[i] = None if kind is None else ("B-" if i == begin else "I-") + kind
    return taken


def mark_weapons(docs: list[Doc]) -> None:
    """Weapons in treebank sentences, by the list; and what EWT's plain words are: no names."""
    for sent in (s for d in docs for s in d.sents):
        at, starts = 0, []
        for word in sent.words:
            at += word.gap > 0
            starts.append(at)
            at += len(word.form)
        text = [" "] * at
        for start, word in zip(starts, sent.words, strict=True):
            text[start : start + len(word.form)] = word.form
        marks = _marks([(m.start(), m.end(), "WEAPON") for m in BY_KIND["WEAPON"].finditer("".join(text))], at)
        for start, word in zip(starts, sent.words, strict=True):
            if word.name is None and word.upos != "PROPN" and word.form.islower():
                word.name = "O"
            if start in marks and word.name == "O" and word.upos in {"NOUN", "PUNCT", "ADJ", "NUM"}:
                word.name = marks[start]
