"""Reprints: reports cut and edited at known rates, found again; which of two coded prints came first; the cost of one
more report.

Each report of `incidents` is printed once more with some of its sentences (from the top, as desks cut) and some words
of these swapped for others. `found` is the share of such prints held for the same story, `in_part` of those that are
held to share sentences at all, `false` the prints held for the story of another report with which their original shares
nothing.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.common import Line, command, document_in, rows
from recount.model import Document
from recount.reading import document_from
from recount.resolution.reprints import MemoryShelf, ReprintIndex, reprints_among

_KEPT = (1.0, 0.75, 0.5, 0.25)
_EDITED = (0.0, 0.1, 0.2)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SEED = 11


def measure(data: Path) -> dict[str, object]:
    """Recall and false finds by share of sentences kept and of words edited; direction; milliseconds a report."""
    folder = data / "incidents"
    lines = rows(folder / "reports.jsonl")
    reports = [document_in(line) for line in lines]
    return {
        "dev": {
            f"kept {kept:.0%}, edited {edited:.0%}": _found_again(reports, kept, edited)
            for kept in _KEPT
            for edited in _EDITED
        }
        | {"direction": _direction(reports, rows(folder / "gold.jsonl")), "speed": _speed(reports)}
    }


def _found_again(reports: Sequence[Document], kept: float, edited: float) -> dict[str, float]:
    chance = random.Random(_SEED)  # noqa: S311 (which words are swapped is no secret)
    words = sorted({word for report in reports for word in report.text.split()})
    prints = {one.id: _printed(one, kept, edited, words, chance) for one in reports}
    found = reprints_among([*reports, *prints.values()])
    false = sum(
        found.is_whole(prints[a.id].id, b.id) and not found.share(a.id, b.id)
        for a in reports
        for b in reports
        if a.id != b.id
    )
    return {
        "found": _share(found.is_whole(key, one.id) for key, one in prints.items()),
        "in_part": _share(found.share(key, one.id) > 0 for key, one in prints.items()),
        "false": false,
    }


def _printed(report: Document, kept: float, edited: float, words: list[str], chance: random.Random) -> Document:
    """A report as another outlet prints it: its first sentences, with some words swapped."""
    sentences = _SENTENCE.split(report.text)
    told = " ".join(sentences[: max(1, round(kept * len(sentences)))]).split(" ")
    swapped = " ".join(chance.choice(words) if chance.random() < edited else word for word in told)
    return document_from(swapped, name=f"{report.name} again", outlet="another outlet", published="2030-01-01")


def _direction(reports: Sequence[Document], clusters: Sequence[Line]) -> dict[str, float]:
    """Of the coded reprints: how many are found, and in how many of these the coded first print is the first."""
    names = {one.name: one.id for one in reports}
    found = reprints_among(reports)
    coded = [
        (names[str(one["a"])], names[str(one["b"])])
        for cluster in clusters
        for one in cluster["relations"]
        if "reprint" in (one["rel"], one.get("also"))
    ]
    there = [pair for pair in coded if found.is_whole(*pair)]
    firsts = {frozenset((one.earlier, one.later)): one.earlier for one in found.pairs}
    right = sum(firsts.get(frozenset(pair)) == pair[0] for pair in there)
    return {"coded": len(coded), "found": len(there), "right": right / max(1, len(there))}


def _speed(reports: Sequence[Document]) -> dict[str, float]:
    """One print after another into an index in memory, on one core: each story five times edited, and fifteen times in
    nearly other words."""
    chance = random.Random(_SEED)  # noqa: S311
    words = sorted({word for report in reports for word in report.text.split()})
    many = [_printed(one, 1.0, edited, words, chance) for edited in (0.1,) * 5 + (0.9,) * 15 for one in reports]
    index = ReprintIndex(MemoryShelf())
    spent = []
    for one in many:
        begun = time.process_time()
        index.add(one)
        spent.append(1000 * (time.process_time() - begun))
    return {
        "reports": len(many),
        "ms_a_report": sum(spent) / len(spent),
        "ms_of_99_in_100": sorted(spent)[-len(spent) // 100],
    }


def _share(right: Iterable[bool]) -> float:
    told = list(right)
    return sum(told) / max(1, len(told))


if __name__ == "__main__":
    command(measure, __doc__)
