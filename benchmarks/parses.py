"""How well and how fast the reader model reads: `python -m benchmarks.parses --data DATA`.

Treebanks are the dev parts of EWT and GUM; names are GUM's and those of the re3d documents that
training never saw. Rough copies have lost their commas and quotes, or their final stops.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.conll import MEASURES, Row, agreement, f1
from recount.model import Sentence
from recount.reading.reader import Reader
from training.corpus import Doc, Sent, documents
from training.names import re3d
from training.noise import unstopped, without_light

TREEBANKS = {"ewt": "en_ewt-dev.conllu", "gum": "en_gum-free-dev.conllu"}
GAPS = ("", " ", "\n", "\n\n")
Measured = dict[str, object]


def measure(data: Path, ud: Path | None = None, reader: Reader | None = None) -> Measured:
    """All figures: for each treebank from given words, raw and rough; names; words a second."""
    ud = ud or data.parent / "train" / "ud"
    reader = reader or Reader.load()
    found: Measured = {"version": reader.version}
    for name, file in TREEBANKS.items():
        docs = documents(ud / file)
        light, bare = _altered(docs, without_light), _altered(docs, unstopped)
        found[name] = {
            "given": parsed(reader, docs, given=True),
            "raw": parsed(reader, docs, given=False),
            "given_no_commas": parsed(reader, light, given=True),
            "given_no_stops": parsed(reader, bare, given=True),
            "raw_no_commas": parsed(reader, light, given=False),
            "raw_no_stops": parsed(reader, bare, given=False),
        }
    found["names"] = {
        "gum": names(reader, documents(ud / TREEBANKS["gum"])),
        "re3d_held_out": names(reader, re3d(data / "entities" / "re3d.jsonl", measured=True)),
    }
    found["words_a_second"] = speed(reader, documents(ud / TREEBANKS["gum"]))
    return found


def _altered(docs: Sequence[Doc], change: Callable[[Sent], Sent]) -> list[Doc]:
    return [Doc(d.id, [change(s) for s in d.sents]) for d in docs]


def text_of(doc: Doc) -> str:
    """The document's running text, paragraphs set off by a blank line."""
    words = [w for s in doc.sents for w in s.words]
    return "".join(GAPS[w.gap] * (i > 0) + w.form for i, w in enumerate(words))


def parsed(reader: Reader, docs: Sequence[Doc], given: bool) -> dict[str, float]:
    """The CoNLL 2018 measures over some documents."""
    counts: Counter[str] = Counter()
    for doc in docs:
        gold = [
            [
                Row(
                    w.form, w.lemma or "_", w.upos or "", w.xpos or "", w.head or 0, w.rel or "",
                    w.joint, w.joint_size,
                )
                for w in s.words
            ]
            for s in doc.sents
        ]  # fmt: skip
        if given:
            read = reader.read_words([[(w.form, w.gap) for w in s.words] for s in doc.sents])
            gold = [[_single(row) for row in sentence] for sentence in gold]
        else:
            read = reader.read(text_of(doc))
        counts += agreement(gold, [_rows(s) for s in read])
    return {m: round(f1(counts, m), 2) for m in MEASURES}


def _single(row: Row) -> Row:
    return Row(row.form, row.lemma, row.upos, row.xpos, row.head, row.rel)


def _rows(sentence: Sentence) -> list[Row]:
    return [Row(t.text, t.lemma, t.upos, t.xpos, 0 if t.head == t.i else t.head + 1, t.deprel) for t in sentence.tokens]


def names(reader: Reader, docs: Sequence[Doc]) -> dict[str, float]:
    """F1 of names (kind and exact words) on given words, for each kind; unclear words left out."""
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for doc in docs:
        sents = [s for s in doc.sents if s.words]
        read = reader.read_words([[(w.form, w.gap) for w in s.words] for s in sents])
        for sent, sentence in zip(sents, read, strict=True):
            marks = [w.name for w in sent.words]
            gold = set(_marked(marks))
            seen = {(e.kind, e.first, e.last) for e in sentence.entities if None not in marks[e.first : e.last + 1]}
            for kind, *_ in gold & seen:
                right[kind] += 1
            for kind, *_ in [*gold, *seen]:
                both[kind] += 1
    scores = {k: round(200 * right[k] / n, 1) for k, n in sorted(both.items())}
    return {"all": round(200 * right.total() / max(1, both.total()), 1), **scores}


def _marked(marks: Sequence[str | None]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for i, mark in enumerate(marks):
        if mark and mark.startswith("B-"):
            last = i
            while last + 1 < len(marks) and marks[last + 1] == "I-" + mark[2:]:
                last += 1
            found.append((mark[2:], i, last))
    return found


def speed(reader: Reader, docs: Sequence[Doc]) -> int:
    """Words a second of processor time, from text to sentences, the best of three passes."""
    texts = [text_of(d) for d in docs]
    best = 0.0
    for _ in range(3):
        began, count = time.process_time(), 0
        for text in texts:
            count += sum(len(s.tokens) for s in reader.read(text))
        best = max(best, count / (time.process_time() - began))
    return round(best)


def table(found: Measured) -> str:
    """The figures as Markdown."""
    lines = ["| dev part | input | " + " | ".join(MEASURES) + " |", "|---" * 9 + "|"]
    for name in TREEBANKS:
        rows = found[name]
        assert isinstance(rows, dict)
        for kind, scores in rows.items():
            cells = " | ".join(f"{scores[m]:.2f}" for m in MEASURES)
            lines.append(f"| {name} | {kind} | {cells} |")
    lines += ["", "| names | F1 | by kind |", "|---|---|---|"]
    named = found["names"]
    assert isinstance(named, dict)
    for kind, scores in named.items():
        each = ", ".join(f"{k} {v}" for k, v in scores.items() if k != "all")
        lines.append(f"| {kind} | {scores['all']} | {each} |")
    lines += ["", f"{found['words_a_second']} words a second on one core, weights {found['version']}."]
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with entities/")
    parser.add_argument("--ud", type=Path, help="treebanks, by default ../train/ud beside the data")
    parser.add_argument("--weights", type=Path, help="other weights, for example in floats")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.data, args.ud, Reader.load(args.weights))
    print(json.dumps(found, indent=1) if args.json else table(found))


if __name__ == "__main__":
    main()
