"""Figures as bags: the tolls of all sentences of a report against those of its hand-coded claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Line, command, document_in, rows
from recount.extraction.tolls import tolls_in
from recount.model import LabelKind
from recount.reading import read
from recount.reading.reader import Reader

Bag = Counter[tuple[str, int | None, int | None]]


def measure(data: Path) -> dict[str, object]:
    """Precision, recall and F1 of (harm, low, high) for each set of claims, counted report by report; and how often the
    category of those counted is right where the figure is."""
    reader = Reader.load()
    sets = {"dev": data / "claims", "other_war": data / "claims_other_war"}
    return {name: _measured(folder, reader) for name, folder in sets.items() if folder.exists()}


def _measured(folder: Path, reader: Reader) -> dict[str, float]:
    gold: dict[str, list[Line]] = {}
    for claim in rows(folder / "gold.jsonl"):
        gold.setdefault(claim["doc"], []).extend(claim["tolls"])
    hits = wanted = given = agree = 0
    for report in rows(folder / "reports.jsonl"):
        coded = gold.get(report["id"], [])
        found = list(_tolls(report, reader))
        ours, theirs = Counter(key for key, _ in found), _bag(coded)
        hits, wanted, given = hits + (ours & theirs).total(), wanted + theirs.total(), given + ours.total()
        agree += (Counter(found) & Counter((_key(toll), toll["cat"]) for toll in coded)).total()
    precision, recall = hits / max(1, given), hits / max(1, wanted)
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "category": round(agree / max(1, hits), 3),
        "gold": wanted,
        "pred": given,
    }


def _tolls(report: Line, reader: Reader) -> Iterator[tuple[tuple[str, int | None, int | None], str]]:
    document = document_in(report)
    titles = [label.span for label in document.labels if label.kind is LabelKind.TITLE]
    for passage in read(document, reader).passages:
        for sentence in passage.sentences:
            if any(title.overlaps(sentence.span) for title in titles):
                continue  # coded only where the body does not say it
            for mention in tolls_in(sentence):
                toll = mention.toll.value
                yield (str(toll.harm), toll.count.low, toll.count.high), str(toll.category)


def _bag(tolls: list[Line]) -> Bag:
    return Counter(_key(toll) for toll in tolls)


def _key(toll: Line) -> tuple[str, int | None, int | None]:
    return toll["harm"], toll["low"], toll["high"]


if __name__ == "__main__":
    command(measure, __doc__)
