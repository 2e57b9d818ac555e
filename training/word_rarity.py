"""How rare words are in reports: writes resolution/rarity.txt, by which shared words tell two happenings apart.

    PYTHONPATH=src:. python -m training.word_rarity --train TRAIN --data DATA

A word is as rare as in the kind of text it is most frequent in (reports on the war in Syria and Iraq, wire reports from
Latin America, web pages), so that what every report of one war holds tells nothing there. Names of countries and of
their people are common everywhere. The table holds counts alone and no text. Reports that incidents are measured on
are left out.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.common import rows
from recount.gazetteer.overlay import countries_of
from recount.resolution import words

TABLE = Path(words.__file__).parent / "rarity.txt"
COUNTRIES = Path(words.__file__).parents[1] / "gazetteer" / "data" / "countries.yaml"
FEWEST = 2  # a word of one text alone is as good as unknown
SMALLEST = 200  # texts; in fewer the share of a word says little


def shares(corpora: Iterable[Iterable[str]]) -> dict[str, float]:
    """Of each word's stem the largest share of texts that hold it, among the corpora."""
    found: dict[str, float] = defaultdict(float)
    everywhere: Counter[str] = Counter()
    for corpus in corpora:
        counts: Counter[str] = Counter()
        size = 0
        for text in corpus:
            counts.update(words.stems_of(text))
            size += 1
        everywhere += counts
        for stem, n in counts.items():
            found[stem] = max(found[stem], n / max(size, SMALLEST))
    return {stem: share for stem, share in found.items() if everywhere[stem] >= FEWEST}


def web_pages(folder: Path) -> Iterator[str]:
    """The texts of the treebanks."""
    for path in sorted(folder.glob("*.conllu")):
        for page in path.read_text("utf-8").split("# newdoc id")[1:]:
            yield " ".join(line[9:] for line in page.split("\n") if line.startswith("# text = "))


def written(share: dict[str, float]) -> str:
    """The table: a line for each half doubling of rarity, the words of it in order."""
    lines: dict[int, list[str]] = defaultdict(list)
    for stem, part in share.items():
        lines[round(-2 * math.log2(part))].append(stem)
    head = "# How rare word stems are in reports: doublings, then the stems. Written by training/word_rarity.py.\n"
    return head + "".join(f"{level / 2} {' '.join(sorted(lines[level]))}\n" for level in sorted(lines))


def main() -> None:
    """Count, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    measured = {report["id"] for report in rows(arguments.data / "incidents" / "reports.jsonl")}
    war = {
        report["id"]: f"{report.get('title') or ''} {report['text']}"
        for folder in (arguments.train / "claims", arguments.data / "fakes")
        for report in rows(folder / "reports.jsonl")
        if report["id"] not in measured
    }
    wire = [report["text"] for report in rows(arguments.data / "muc4" / "train.jsonl")]
    share = shares((war.values(), wire, web_pages(arguments.train / "ud")))
    for country in countries_of(COUNTRIES):
        for stem in words.stems_of(" ".join((country.name, *country.aliases, *country.demonyms))):
            share[stem] = max(share.get(stem, 0.0), 0.5)
    TABLE.write_text(written(share), "utf-8")
    print(f"{len(share)} stems, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
