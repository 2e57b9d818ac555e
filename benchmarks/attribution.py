"""Who says it, given the clause: `python -m benchmarks.attribution --data DIR`.

`claims`, `other_war`: for each hand-coded claim the attribution that covers its clause; precision, recall and F1 of its
origin and relays, names compared as the claim scorer does. `polnear`: sources and contents in American political news,
over attributions by a verb of speaking or "according to" (others, such as plans and beliefs, are no business of ours);
a found attribution matches a given one whose cue it shares; `head` is the share of the matched whose source has the
given one's last word, `triple` the share of all given ones whose source and content both overlap by half or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.common import command, rows, scorer
from recount.codebook.actors import Actors, built_in_actors
from recount.extraction.attribution import attribution_of, attributions_in
from recount.extraction.speech import FORMS
from recount.model import Span
from recount.reading import document_from, read
from recount.reading.reader import Reader


def measure(data: Path) -> dict[str, object]:
    """All figures over the folders `claims`, `claims_other_war` and `attribution` of `data`."""
    reader, actors = Reader.load(), built_in_actors()
    same = scorer(data, "score_claims").same_name
    return {
        "claims": _of_claims(data / "claims", reader, actors, same),
        "other_war": _of_claims(data / "claims_other_war", reader, actors, same),
        "polnear": _of_polnear(data / "attribution" / "polnear_dev.jsonl", reader, actors),
    }


def _of_claims(folder: Path, reader: Reader, actors: Actors, same: Callable[[str, str], bool]) -> dict[str, object]:
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in rows(folder / "gold.jsonl"):
        gold[claim["doc"]].append(claim)
    tally = {"origin": [0, 0, 0], "via": [0, 0, 0]}
    for report in rows(folder / "reports.jsonl"):
        document = document_from(report["text"], published=report.get("published"), title=report.get("title"))
        found = attributions_in(read(document, reader), actors)
        for claim in gold[report["id"]]:
            chosen = attribution_of(Span(claim["start"], claim["end"]), found)
            for slot, count in tally.items():
                given = [name.value for name in getattr(chosen, slot)] if chosen is not None else []
                for i, n in enumerate((_shared(claim[slot], given, same), len(claim[slot]), len(given))):
                    count[i] += n
    return {slot: _prf(*count) for slot, count in tally.items()}


def _shared(wanted: Iterable[str], given: Iterable[str], same: Callable[[str, str], bool]) -> int:
    left, hits = list(given), 0
    for name in wanted:
        hit = next((other for other in left if same(name, other)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits


def _prf(hits: int, gold: int, given: int) -> dict[str, float]:
    p, r = hits / max(1, given), hits / max(1, gold)
    return {"p": p, "r": r, "f1": 2 * p * r / max(1e-9, p + r), "gold": gold}


def _of_polnear(path: Path, reader: Reader, actors: Actors) -> dict[str, float]:
    given = matched = heads = triples = 0
    for row in rows(path):
        text = row["text"]
        document = document_from(text)
        found = (
            [a for a in attributions_in(read(document, reader), actors) if a.origin] if document.text == text else []
        )
        for gold in row["attributions"]:
            cue, source = _spans(gold["cue"]), _spans(gold["source"])
            if not source or not _speaks(cue, text):
                continue
            given += 1
            mine = next((a for a in found if any(a.cue.overlaps(span) for span in cue)), None)
            if mine is None:
                continue
            matched += 1
            said_by = [*([mine.source] if mine.source else []), *(name.span for name in mine.origin)]
            heads += any(_last_word(span, text) in {_last_word(s, text) for s in said_by} for span in source)
            triples += _half(said_by, source) and _half(mine.content, _spans(gold["content"]))
    share = {"cues": matched / max(1, given), "head": heads / max(1, matched), "triple": triples / max(1, given)}
    return {**share, "gold": given}


def _spans(role: list[dict[str, Any]]) -> list[Span]:
    return [Span(start, end) for part in role for start, end in part["spans"]]


def _speaks(cue: list[Span], text: str) -> bool:
    words = " ".join(span.of(text) for span in cue).lower().split()
    return "according" in words or any(word in FORMS for word in words)


def _last_word(span: Span, text: str) -> str:
    words = span.of(text).split()
    return words[-1].strip(".,'’\"”").lower() if words else ""


def _half(mine: Iterable[Span], given: list[Span]) -> bool:
    """Whether the stretches share half of what either covers."""
    own = {i for span in mine for i in range(span.start, span.end)}
    other = {i for span in given for i in range(span.start, span.end)}
    return 2 * len(own & other) >= max(1, len(other))


if __name__ == "__main__":
    command(measure, __doc__)
