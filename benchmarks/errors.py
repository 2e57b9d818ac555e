"""Why claims are missed, made up or wrong: errors on hand-coded reports sorted into causes and counted.

`python -m benchmarks.errors --data DIR [--folder FOLDER] [--top N] [--show WORDS]`. The development reports unless
another folder of coded reports is named. Claims are paired as the scorer pairs them; then each missed and each extra
claim, each wrong type and each wrong slot of a paired claim is one error with one cause. `--show` prints the errors
whose cause contains the words, to look into; ERRORS.md tells the most frequent causes in words of its own.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.common import Line, document_in, rows, scorer, tools
from recount.export.contract import claim_line
from recount.extraction.claims import claims_in
from recount.extraction.traces import Trace, traces_of
from recount.model import Reading
from recount.reading import read

PAGE = Path(__file__).parent / "ERRORS.md"
"""The page that tells the most frequent causes in words."""

_NAMES = ("agents", "targets", "places", "origin")
_ROW = re.compile(r"\| (\w+: [^|]+) \| \d+ \|(.+)")
_KEPT = 20  # causes that the page tells
_CLAUSE = 0.3  # what two spans must share to be one clause, as the scorer has it


@dataclass(frozen=True)
class Error:
    """One thing that is wrong: its cause, where, and the words."""

    cause: str
    document: str
    what: str


@dataclass(frozen=True)
class _Report:
    """A report with its coding by hand and by the product, and how the product came to it."""

    gold: Sequence[Line]
    told: Sequence[Line]
    pairs: dict[int, int]
    traces: Sequence[Trace]
    text: str


def errors_in(folder: Path, score: ModuleType) -> list[Error]:
    """Every error on a folder of coded reports."""
    gold = score.load(folder / "gold.jsonl", None)
    found: list[Error] = []
    for row in rows(folder / "reports.jsonl"):
        report = _coded(row, gold.get(str(row["id"]), []), score)
        for cause, what in (*_missed(report), *_extra(report), *_wrong(report, score)):
            found.append(Error(cause, str(row["id"]), what))
    return found


def _coded(row: Line, gold: Sequence[Line], score: ModuleType) -> _Report:
    kit = tools()
    reading: Reading = read(document_in(row), kit.reader)
    claims = claims_in(reading, kit.codebook, kit.gazetteer, kit.actors)
    told = [claim_line(claim, reading.document, str(row["id"]), n) for n, claim in enumerate(claims, 1)]
    for line, claim in zip(told, claims, strict=True):
        line["trigger"] = claim.trigger
    traces = tuple(traces_of(reading, kit.codebook, kit.gazetteer))
    return _Report(gold, told, _paired(gold, told, score), traces, reading.document.text)


def _paired(gold: Sequence[Line], told: Sequence[Line], score: ModuleType) -> dict[int, int]:
    """Coded claims with the product's, the best pairs first, as the scorer pairs them."""
    scored = ((score.pair_score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(told))
    pairs: dict[int, int] = {}
    for value, i, j in sorted(scored, reverse=True):
        if value > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _share(a: Line, b: Line) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return float(max(0, shared) / max(1, min(a["end"] - a["start"], b["end"] - b["start"])))


def _missed(report: _Report) -> Iterator[tuple[str, str]]:
    for i, claim in enumerate(report.gold):
        if i not in report.pairs:
            yield f"missed: {_why_missed(report, claim)}", f"{claim['type']} | {claim['quote']}"


def _why_missed(report: _Report, claim: Line) -> str:
    span = range(claim["start"], claim["end"])
    here = [t for t in report.traces if t.sentence.span.start < span.stop and span.start < t.sentence.span.end]
    if not here:
        return "the words are left out as no part of the story"
    if any(_share(claim, told) >= _CLAUSE for told in report.told):
        return "told as one with another claim of the clause"
    tried = [
        attempt
        for trace in here
        for attempt in trace.attempts(tools().codebook)
        if trace.sentence.tokens[attempt.tokens[0]].span.start in span
    ]
    if not tried:
        return "no word of the clause is a trigger"
    if any(attempt.counts for attempt in tried):
        return "its trigger is found, but weighed as telling no event of its own"
    if any(attempt.trigger.type == claim["type"] for attempt in tried):
        return "its trigger is known, but what it needs beside it is not found"
    return "only triggers of other types are known, and none of them counts"


def _extra(report: _Report) -> Iterator[tuple[str, str]]:
    matched = set(report.pairs.values())
    for j, told in enumerate(report.told):
        if j not in matched:
            yield f"extra: {_why_extra(report, told)}", f"{told['type']} | {told['quote']}"


def _why_extra(report: _Report, told: Line) -> str:
    if any(_share(claim, told) >= _CLAUSE for claim in report.gold):
        return "an event of the clause told a second time"
    start = told["trigger"].start
    trace = next((t for t in report.traces if t.sentence.span.start <= start < t.sentence.span.end), None)
    if trace is None:
        return "a sentence that tells no event"
    token = next(t for t in trace.sentence.tokens if start < t.span.end)
    told_by = "a verb" if token.upos in ("VERB", "AUX") else "a noun"
    span = trace.sentence.span
    if any(claim["start"] < span.end and span.start < claim["end"] for claim in report.gold):
        return f"{told_by} beside the events that the sentence does tell"
    if told["status"] in ("planned", "hypothetical", "denied"):
        return f"{told_by} of what is planned, supposed or denied, in a sentence that tells no event"
    return f"{told_by} in a sentence that tells no event"


def _wrong(report: _Report, score: ModuleType) -> Iterator[tuple[str, str]]:
    for i, j in report.pairs.items():
        claim, told = report.gold[i], report.told[j]
        quote = f"{claim['quote']}"
        if claim["type"] != told["type"]:
            yield f"type: {_why_type(claim['type'], told['type'])}", f"{claim['type']} / {told['type']} | {quote}"
        for slot in _NAMES:
            for cause, what in _wrong_names(report, claim, told, slot, score):
                yield f"{slot}: {cause}", f"{what} | {quote}"
        for cause, what in _wrong_tolls(report, claim, told, score):
            yield f"tolls: {cause}", f"{what} | {quote}"
        if claim["status"] != told["status"]:
            yield f"status: {claim['status']} coded as {told['status']}", quote
        if score.time_bounds(claim.get("time")) != score.time_bounds(told.get("time")):
            yield (
                f"time: {_why_time(report, claim, told, score)}",
                f"{claim.get('time')} / {told.get('time')} | {quote}",
            )
    if not any(report.gold[i].get("main") and report.told[j].get("main") for i, j in report.pairs.items()):
        mains = {k for k, claim in enumerate(report.gold) if claim.get("main")}
        missed = "another claim is chosen" if mains & set(report.pairs) else "the main claim itself is missed"
        yield f"main: {missed}", ""


def _wrong_names(report: _Report, claim: Line, told: Line, slot: str, score: ModuleType) -> Iterator[tuple[str, str]]:
    left = list(told[slot])
    missing = []
    for name in claim[slot]:
        hit = next((other for other in left if score.SLOTS[slot](name, other)), None)
        if hit is None:
            missing.append(name)
        else:
            left.remove(hit)
    for name in missing:
        there = _where(report, claim, name)
        yield (
            (f"another one is given for one named {there}" if left else f"left out, named {there}"),
            f"{name} / {left}",
        )
    if not missing:
        for name in left:
            yield ("one too many" if claim[slot] else "given where coders give none"), name


def _where(report: _Report, claim: Line, name: str) -> str:
    """Where a coded name stands, as seen from its claim."""
    word = name.lower().split()[-1]
    for n, trace in enumerate(report.traces):
        span = trace.sentence.span
        if not span.start < claim["end"] or not claim["start"] < span.end:
            continue
        inside = [t for t in trace.sentence.tokens if word in (t.text.lower(), t.text.lower() + "s")]
        if any(claim["start"] <= t.span.start < claim["end"] for t in inside):
            return f"in the clause (as {_part(trace, inside[0].i)})"
        if inside:
            return "elsewhere in the sentence"
        before = [i for i in range(n) if word in _text_of(report, i)]
        if not before:
            return "in another sentence (later, or in other words)"
        return f"in another sentence ({'the one before' if before[-1] == n - 1 else 'further back'})"
    return "in the clause" if name.lower() in claim["quote"].lower() else "nowhere that is read"


def _text_of(report: _Report, n: int) -> str:
    span = report.traces[n].sentence.span
    return report.text[span.start : span.end].lower()


def _part(trace: Trace, i: int) -> str:
    """The part of speech that a name plays, by the relation of the phrase it stands in."""
    tree = trace.tree
    while tree.relation[i] in ("flat", "compound", "appos", "conj", "amod") and tree.tokens[i].head != i:
        if tree.relation[i] in ("compound", "amod"):
            return "the first word of a compound"
        i = tree.tokens[i].head
    by = tree.preposition(i)
    if tree.relation[i] in ("obl", "nmod"):
        return f"a phrase with '{by}'" if by in ("by", "of", "in", "against", "on", "from") else "another phrase"
    return {"nsubj": "a subject", "obj": "an object"}.get(tree.relation[i], "something else")


def _wrong_tolls(report: _Report, claim: Line, told: Line, score: ModuleType) -> Iterator[tuple[str, str]]:
    left = list(told["tolls"])
    missing = []
    for toll in claim["tolls"]:
        hit = next((other for other in left if score.toll_key(toll) == score.toll_key(other)), None)
        if hit is None:
            missing.append(toll)
            continue
        left.remove(hit)
        if toll.get("cat") != hit.get("cat"):
            yield f"category {toll.get('cat')} coded as {hit.get('cat')}", f"{toll} / {hit}"
        elif not score.same_toll(toll, hit):
            yield "who they are is said in other words", f"{toll} / {hit}"
    for toll in missing:
        yield _why_toll(report, toll, left, score), f"{toll} / {left}"
    for other in left[len(missing) :]:
        yield "one too many", f"{other}"


def _why_toll(report: _Report, toll: Line, left: Sequence[Line], score: ModuleType) -> str:
    same = [o for o in left if o["harm"] == toll["harm"]]
    bounds = (toll["low"], toll["high"])
    if same:
        return "bounds differ" if toll["low"] in (same[0]["low"], same[0]["high"]) else "another figure is given"
    if any((o["low"], o["high"]) == bounds for o in left):
        return "the figure is given another harm"
    if any(score.toll_key(o) == score.toll_key(toll) for told in report.told for o in told["tolls"]):
        return "the figure is given to another claim"
    return (
        "a figure is not read" if (toll["low"] or 0) > 1 or toll["high"] == 1 else "harm without a figure is not read"
    )


def _why_time(report: _Report, claim: Line, told: Line, score: ModuleType) -> str:
    if not claim.get("time"):
        return "given where coders give none"
    bounds = score.time_bounds(claim["time"])
    given = "another one is given" if told.get("time") else "left out"
    if any(score.time_bounds(other.get("time")) == bounds for other in report.told):
        return f"{given} (another claim has it)"
    return f"{given} (no claim has it)"


_MEANS = frozenset({"air_strike", "shelling", "bombing", "suicide_bombing", "chemical_attack"})
_GROUND = frozenset({"armed_clash", "offensive", "attack", "territory_change", "siege", "deployment"})


def _why_type(gold: str, said: str) -> str:
    if "toll_report" in (gold, said):
        return "a total for a deed" if said == "toll_report" else "a deed for a total"
    if gold in _MEANS and said in _MEANS:
        return "one means of attack for another"
    if {gold, said} <= _GROUND:
        return "fighting, assault, killing or gain of ground taken for one another"
    if said == "other_event" or gold == "other_event":
        return "an event outside the list for one on it, or the other way round"
    return "other confusions"


def causes(errors: Sequence[Error], *, fine: bool = False) -> Counter[str]:
    """How often each cause stands behind an error; `fine` keeps what stands in brackets apart."""
    return Counter(error.cause if fine else error.cause.split(" (")[0] for error in errors)


def with_counts(page: str, counts: Counter[str]) -> str:
    """ERRORS.md with its numbers renewed: rows of its table in the order of their counts.

    Rows of causes rarer than the twentieth, and of those without errors, are taken out.
    """
    least = min((n for _, n in counts.most_common(_KEPT)), default=1)
    lines = re.sub(r"^\d+ errors\.$", f"{counts.total()} errors.", page, flags=re.MULTILINE).split("\n")
    rows_at = [n for n, line in enumerate(lines) if _ROW.match(line)]
    renewed = [(counts[m[1]], f"| {m[1]} | {counts[m[1]]} |{m[2]}") for n in rows_at if (m := _ROW.match(lines[n]))]
    kept = [line for count, line in sorted(renewed, key=lambda row: -row[0]) if count >= max(1, least)]
    for n, line in zip(rows_at, kept, strict=False):
        lines[n] = line
    return "\n".join(line for n, line in enumerate(lines) if n not in rows_at[len(kept) :])


def untold(page: str, counts: Counter[str]) -> list[str]:
    """Which of the twenty most frequent causes have no row in the page yet."""
    told = {m[1] for line in page.split("\n") if (m := _ROW.match(line))}
    return [cause for cause, _ in counts.most_common(_KEPT) if cause not in told]


def main() -> None:
    """Prints the most frequent causes, or the errors of one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--folder", type=Path, help="another folder with reports.jsonl and gold.jsonl")
    parser.add_argument("--top", type=int, default=40, help="how many causes to print")
    parser.add_argument("--fine", action="store_true", help="tell causes apart by what their brackets say")
    parser.add_argument("--write", action="store_true", help="renew the numbers in ERRORS.md")
    parser.add_argument("--show", help="print the errors whose cause contains these words")
    given = parser.parse_args()
    found = errors_in(given.folder or given.data / "claims", scorer(given.data, "score_claims"))
    if given.show:
        lines = (f"[{e.document}] {e.cause} | {e.what}\n" for e in found if given.show in e.cause)
        sys.stdout.writelines(lines)
        return
    if given.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(with_counts(page, causes(found)), "utf-8")
        sys.stderr.writelines(f"No row tells of: {cause}\n" for cause in untold(page, causes(found)))
    sys.stdout.write(f"{len(found)} errors\n")
    sys.stdout.writelines(f"{n:5} {cause}\n" for cause, n in causes(found, fine=given.fine).most_common(given.top))


if __name__ == "__main__":
    main()
