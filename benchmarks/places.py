"""How well places are found and put on the map: `python -m benchmarks.places --data DIR`.

Public sets with coordinates (LGL: local news of many places; GeoWebNews: world news), and the reports coded for
this project, where only names are known. `given` is the share of all given names put within 161 km (100 miles),
the usual measure; `found` is the same with names found by the product: a found name is right when it overlaps a
given one and lies within 161 km of it.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from benchmarks.common import Line, command, rows, tools
from recount.extraction.places import PlaceMention, places_in
from recount.gazetteer import Gazetteer
from recount.gazetteer.names import full_key, plain_key
from recount.model import Document, Entity, Passage, Place, Reading, Sentence, Span

Parse = Callable[[str], tuple[Sentence, ...]]
NEAR_KM = 161.0
SETS = ("lgl", "geowebnews")


def measure(data: Path) -> dict[str, object]:
    """One entry a set of `data`/places, and `names` for the hand-coded claims that lie beside them."""
    return figures(data, tools().gazetteer, lambda text: tools().reader.read(text, ()))


def figures(data: Path, gazetteer: Gazetteer, parse: Parse) -> dict[str, object]:
    """The same with any gazetteer and reader."""
    found: dict[str, object] = {
        name: _of_set(rows(data / "places" / f"{name}.jsonl"), gazetteer, parse) for name in SETS
    }
    return found | {"names": _of_claims(data.parent / "train" / "claims", gazetteer, parse)}


def _of_set(reports: list[Line], gazetteer: Gazetteer, parse: Parse) -> dict[str, float]:
    given = right = found_right = found = 0
    errors: list[float] = []
    for row in reports:
        gold = [g for g in row["toponyms"] if g["lat"] not in (None, "")]
        text = row["text"]
        sentences = parse(text)
        marked = tuple(_with_places(sentence, row["toponyms"]) for sentence in sentences)
        by_gold = _overlapping(gold, _places(text, marked, gazetteer))
        given += len(gold)
        for g, mentions in zip(gold, by_gold, strict=True):
            km = min((_km(g, m.place) for m in mentions if m.place), default=None)
            if km is not None:
                errors.append(km)
                right += km <= NEAR_KM
        own = [m for m in _places(text, sentences, gazetteer) if m.place]
        found += len(own)
        for g, mentions in zip(gold, _overlapping(gold, own), strict=True):
            found_right += any(_km(g, m.place) <= NEAR_KM for m in mentions if m.place)
    precision, recall = found_right / max(found, 1), found_right / max(given, 1)
    return {
        "names": given,
        "given_within_161km": round(right / max(given, 1), 3),
        "resolved_within_161km": round(right / max(len(errors), 1), 3),
        "median_km": round(statistics.median(errors), 1) if errors else 0.0,
        "found_precision": round(precision, 3),
        "found_recall": round(recall, 3),
        "found_f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
    }


def _of_claims(folder: Path, gazetteer: Gazetteer, parse: Parse) -> dict[str, float]:
    """Coded place names that are found in their report, and found names (no modifiers) that some claim uses."""
    coded: dict[str, set[str]] = defaultdict(set)
    for claim in rows(folder / "gold.jsonl"):
        coded[claim["doc"]] |= {_key(name) for name in claim["places"]}
    named = hit = seen = used = located = 0
    for report in rows(folder / "reports.jsonl"):
        mentions = [m for m in _places(report["text"], parse(report["text"]), gazetteer) if not m.is_modifier]
        keys = {_key(m.name.value) for m in mentions}
        gold = coded[report["id"]]
        named += len(gold)
        hit += sum(any(_alike(g, key) for key in keys) for g in gold)
        seen += len(keys)
        used += sum(any(_alike(g, key) for g in gold) for key in keys)
        located += len({_key(m.name.value) for m in mentions if m.place})
    return {
        "coded_names": named,
        "coded_found": round(hit / max(named, 1), 3),
        "found_coded": round(used / max(seen, 1), 3),
        "found_located": round(located / max(seen, 1), 3),
    }


def _key(name: str) -> str:
    return plain_key(full_key(name))


def _alike(a: str, b: str) -> bool:
    """Half of all words shared, as the scorer of claims counts names."""
    x, y = set(a.split()), set(b.split())
    return len(x & y) * 2 >= len(x | y) > 0


def _places(text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    document = Document("0", "0", text, "", "", "")
    return places_in(Reading(document, (Passage(0, sentences),)), gazetteer)


def _with_places(sentence: Sentence, gold: list[Line]) -> Sentence:
    """The sentence with the given names as its only place entities."""
    entities = []
    for g in gold:
        inside = [t.i for t in sentence.tokens if t.span.overlaps(Span(g["start"], g["end"]))]
        if inside:
            span = Span(sentence.tokens[inside[0]].span.start, sentence.tokens[inside[-1]].span.end)
            entities.append(Entity("PLACE", inside[0], inside[-1], span))
    return replace(sentence, entities=tuple(entities))


def _overlapping(gold: list[Line], mentions: tuple[PlaceMention, ...] | list[PlaceMention]) -> list[list[PlaceMention]]:
    return [[m for m in mentions if m.name.span.overlaps(Span(g["start"], g["end"]))] for g in gold]


def _km(gold: Line, place: Place | None) -> float:
    if place is None:
        return 1e9
    lat1, lon1, lat2, lon2 = float(gold["lat"]), float(gold["lon"]), place.lat, place.lon
    a = sin(radians(lat2 - lat1) / 2) ** 2
    b = cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(a + b)))


if __name__ == "__main__":
    command(measure, __doc__)
