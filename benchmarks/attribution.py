"""How well sources are read, given the hand-coded clauses: for each claim the attribution that covers its clause."""

from __future__ import annotations

import argparse
import importlib.util
import json
import pathlib
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

from recount.codebook.actors import built_in_actors
from recount.extraction.attribution import attribution_of, attributions_in
from recount.model import Document, Passage, Reading, Span
from recount.reading.reader import Reader


def measure(data: pathlib.Path, scorer: pathlib.Path) -> dict[str, object]:
    """Precision, recall and F1 of origin and via over the claims in `data`, names compared as `scorer` does."""
    same = _module(scorer).same_name
    gold: dict[str, list[dict[str, object]]] = {}
    for claim in _lines(data / "gold.jsonl"):
        gold.setdefault(str(claim["doc"]), []).append(dict(claim))
    reader, actors = Reader.load(), built_in_actors()
    tally = {"origin": [0, 0, 0], "via": [0, 0, 0]}
    for report in _lines(data / "reports.jsonl"):
        text = str(report["text"])
        sentences = reader.read(text, _paragraphs(text))
        document = Document(str(report["id"]), str(report["id"]), text, "", "", "")
        found = attributions_in(Reading(document, (Passage(0, sentences),)), actors)
        for claim in gold.get(document.id, []):
            chosen = attribution_of(Span(int(str(claim["start"])), int(str(claim["end"]))), found)
            for slot, count in tally.items():
                wanted = claim[slot]
                given = [cited.value for cited in getattr(chosen, slot)] if chosen is not None else []
                assert isinstance(wanted, list)
                for i, n in enumerate((_shared(wanted, given, same), len(wanted), len(given))):
                    count[i] += n
    return {slot: _prf(*count) for slot, count in tally.items()}


def _shared(wanted: list[str], given: list[str], same: Callable[[str, str], bool]) -> int:
    left, hits = list(given), 0
    for name in wanted:
        hit = next((other for other in left if same(name, other)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits


def _prf(hits: int, gold: int, given: int) -> dict[str, float]:
    p, r = hits / max(1, given), hits / max(1, gold)
    return {
        "p": round(p, 3),
        "r": round(r, 3),
        "f1": round(2 * p * r / max(1e-9, p + r), 3),
        "gold": gold,
        "given": given,
    }


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for found in re.finditer(r"\n[ \t]*\n|\Z", text):
        inner = text[start : found.start()]
        first = start + len(inner) - len(inner.lstrip())
        last = start + len(inner.rstrip())
        if first < last:
            spans.append(Span(first, last))
        start = found.end()
    return spans


def _lines(path: pathlib.Path) -> Iterator[Mapping[str, object]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _module(path: pathlib.Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=pathlib.Path)
    options.add_argument("--scorer", type=pathlib.Path, default=pathlib.Path("../shared/bench/score_claims.py"))
    given = options.parse_args()
    print(json.dumps(measure(given.data, given.scorer), indent=2))
