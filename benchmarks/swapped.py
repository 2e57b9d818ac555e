"""Claims when nobody can be known by name: people, places and groups of the coded reports go by invented ones.

`python -m benchmarks.swapped --data DIR [--train FOLDER] [--show N]`. Every name of a report, its title and the hand
coding is swapped word by word, the same word always for the same invention, in the same letter case and with the same
ending ("Karvia", "Karvian"); what describes ("army", "front", "free", "eastern") stays. The plain reports stand
beside it, and `fall` says by how many points each figure drops. Figures are means over three sets of inventions.

No gazetteer knows an invented place, so `places` shows what the text alone gives away; agreement on agents and origins
falls too where two of a party's names are only one party in the alias file.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.claims import figures_of
from benchmarks.common import Line, rows, scorer, tools
from recount.extraction.speech import BODIES, OUTLETS, PEOPLE
from recount.reading.reader.network import Labels
from recount.reading.reader.reader import WEIGHTS

INVENTIONS = 3
"""How many sets of invented names the figures are means over."""

_SHOWN = ("typed", "tolls", "tolls_full", "origin", "agents", "targets", "places", "slots")
_RATES = ("status_accuracy", "time_accuracy", "main_accuracy")
_WORD = re.compile(r"[^\W\d_]+")
# Endings that tell a country's people and things from the country; kept, so that "Karvian" stays an adjective.
_ENDINGS = ("ians", "ian", "ans", "an", "ia", "ish", "ese", "ites", "ite", "eyis", "ey", "is", "i", "s")
_KEPT = frozenset(
    {name.lower() for names in (calendar.month_name, calendar.day_name, calendar.month_abbr) for name in names}
    | {"mr", "mrs", "dr", "gen", "col", "lt", "st", "tv", "gmt", "pm", "am", "ap", "i", "a", "ied", "ramadan", "eid"}
)
_ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "t", "v", "z", "br", "dr", "kr", "tr", "st", "gl", "sh"]
_VOWELS = ["a", "e", "i", "o", "u"]
_CODAS = ["l", "n", "r", "m", "k", "rn", "lt", "nd", "rk", "th"]


def measure(data: Path) -> dict[str, object]:
    """The development reports plain and swapped, and by how many points the figures fall."""
    return compared(data / "claims", scorer(data, "score_claims"))


def compared(folder: Path, score: ModuleType) -> dict[str, object]:
    """The figures of a folder of coded reports as they are, with invented names, and the fall in points."""
    reports, gold = rows(folder / "reports.jsonl"), rows(folder / "gold.jsonl")
    plain = _figures(reports, gold, score)
    each = [_figures(*swapped(reports, gold, n), score) for n in range(INVENTIONS)]
    means = {name: round(sum(one[name] for one in each) / INVENTIONS, 3) for name in plain}
    fall = {name: round(100 * (plain[name] - means[name]), 1) for name in ("typed", "tolls", "origin")}
    return {"plain": plain, "swapped": means, "fall_in_points": fall}


def _figures(reports: Sequence[Line], gold: Sequence[Line], score: ModuleType) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as made:
        for name, lines in (("reports", reports), ("gold", gold)):
            text = "".join(json.dumps(line) + "\n" for line in lines)
            (Path(made) / f"{name}.jsonl").write_text(text, "utf-8")
        found: dict[str, Any] = figures_of(Path(made), score)
    return {name: found[name]["f1"] for name in _SHOWN} | {name: found[name] for name in _RATES}


def swapped(reports: Sequence[Line], gold: Sequence[Line], n: int) -> tuple[list[Line], list[Line]]:
    """Reports and their coding with every name swapped, by the n-th set of inventions."""
    ordinary = _ordinary(report["text"] for report in reports)
    texts: dict[str, str] = {}
    places: dict[str, Callable[[int], int]] = {}
    new_reports, new_gold = [], []
    for report in reports:
        own = _names_in(report["text"], (c for c in gold if c["doc"] == report["id"]), ordinary)
        inventions = {word: _invented(word, n) for word in own}
        text, moved = rewritten(report["text"], inventions)
        title = report.get("title")
        new_reports.append({**report, "text": text, "title": title and rewritten(title, inventions)[0]})
        texts[report["id"]], places[report["id"]] = text, moved
        new_gold += [_claim(c, text, moved, inventions) for c in gold if c["doc"] == report["id"]]
    return new_reports, new_gold


def _claim(claim: Line, text: str, moved: Callable[[int], int], inventions: Mapping[str, str]) -> Line:
    start, end = moved(claim["start"]), moved(claim["end"])
    out = {**claim, "start": start, "end": end, "quote": text[start:end]}
    for slot in ("agents", "targets", "places", "origin", "via"):
        out[slot] = [rewritten(name, inventions)[0] for name in claim.get(slot, ())]
    out["tolls"] = [{**t, "who": rewritten(t.get("who") or "", inventions)[0]} for t in claim.get("tolls", ())]
    return out


def rewritten(text: str, inventions: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """A text with its names swapped, and where each offset of the old text lies in the new one."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = length = 0
    for found in _WORD.finditer(text):
        new = inventions.get(found.group())
        if new is None:
            continue
        parts += [text[at : found.start()], new]
        length += found.start() - at + len(new)
        at = found.end()
        shifts.append((at, length - at))
    parts.append(text[at:])

    def moved(offset: int) -> int:
        """Offsets inside a swapped word do not occur: coded spans end with words."""
        return offset + next((shift for end, shift in reversed(shifts) if end <= offset), 0)

    return "".join(parts), moved


def _names_in(text: str, claims: Iterable[Line], ordinary: frozenset[str]) -> set[str]:
    """The words of a report that are names or parts of names: coded places, and capitals that are no ordinary words."""
    coded = {word for claim in claims for name in claim["places"] for word in _WORD.findall(name)}
    names = {word for word in coded if word[0].isupper() and len(word) > 1 and word.lower() not in _KEPT}
    found = list(_WORD.finditer(text))
    for match in found:
        word = match.group()
        if not word[0].isupper() or len(word) < 2 or word.lower() in _KEPT:
            continue
        if (word.isupper() and len(word) < 5) or word.lower() not in ordinary or _is_country(word):
            names.add(word)
    return names


@cache
def _is_country(word: str) -> bool:
    known = tools().gazetteer.lookup(word)
    return bool(known) and known[0].entry.kind.value in ("country", "demonym")


def _ordinary(texts: Iterable[str]) -> frozenset[str]:
    """Words that are no names: those the treebanks know in small letters, and those the reports write so."""
    small: Counter[str] = Counter()
    for text in texts:
        small.update(word for word in _WORD.findall(text) if word.islower())
    treebanks = {word for known in Labels.load(WEIGHTS).lemmas.values() for word in known}
    return frozenset(treebanks | {word for word, n in small.items() if n > 1} | BODIES | OUTLETS | PEOPLE)


def _invented(word: str, n: int) -> str:
    """An invented name for a word of a name, in its letter case and with its ending."""
    if word.isupper() and len(word) < 5:
        return "".join(_pick("BDFGKLMNPRTVZ", f"{n}{word}{i}") for i in range(len(word)))
    low = word.lower()
    ending = next((e for e in _ENDINGS if low.endswith(e) and len(low) - len(e) > 2), "")
    stem = _stem(low[: len(low) - len(ending)], n) + ending
    return stem.upper() if word.isupper() else stem.capitalize()


def _stem(stem: str, n: int) -> str:
    for attempt in range(50):
        seed = f"{n}:{stem}:{attempt}"
        made = "".join(_pick(kind, seed + str(i)) for i, kind in enumerate((_ONSETS, _VOWELS, _CODAS, _VOWELS, _CODAS)))
        made = made if len(stem) > 4 else made[: max(3, len(made) - 2)]
        if not tools().gazetteer.lookup(made):
            return made
    raise ValueError(f"no invention for {stem}")


def _pick(choices: Sequence[str], seed: str) -> str:
    return choices[int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % len(choices)]


def main() -> None:
    """The suite run alone: prints the figures as JSON, or a few of the reports made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--train", type=Path, help="folder with the reports that rules were made on, measured instead")
    parser.add_argument("--show", type=int, default=0, help="how many swapped reports to print, in place of figures")
    given = parser.parse_args()
    folder = given.train or given.data / "claims"
    if given.show:
        reports, _ = swapped(rows(folder / "reports.jsonl"), rows(folder / "gold.jsonl"), 0)
        sys.stdout.writelines(report["text"] + "\n\n" for report in reports[: given.show])
        return
    sys.stdout.write(json.dumps(compared(folder, scorer(given.data, "score_claims")), indent=1) + "\n")


if __name__ == "__main__":
    main()
