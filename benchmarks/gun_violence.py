"""Incidents across reports of another domain: scraped local news on shootings in the United States.

A report's incident is that of its main claim; a report without one is alone. Nothing is learned on these pages.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.common import Line, coded_report, command, rows, tools
from recount.model import Harm, Incident
from recount.pipeline import Coded, incidents_of

_PROCESSES = 2


def measure(data: Path) -> dict[str, object]:
    """F1, precision and recall of pairs of reports and of B-cubed; how often an incident's place and toll are right."""
    folder = data / "gun_violence"
    lines = {str(line["doc_id"]): line for line in reversed(rows(folder / "dev_reports.jsonl"))}
    with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("spawn")) as pool:
        coded = list(pool.map(coded_report, map(report_of, lines.values()), chunksize=8))
    return {"dev": figures_of(coded, lines, rows(folder / "dev_incidents.jsonl"))}


def report_of(line: Line) -> Line:
    """A page of the set as a report of the contract; its title goes before its text, as on the page."""
    title, text = line.get("title"), line["text"]
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    published, url = line.get("dct"), line.get("uri")
    return {"id": line["doc_id"], "text": whole, "title": title, "published": published, "url": url}


def figures_of(coded: Sequence[Coded], lines: Mapping[str, Line], truth: Iterable[Line]) -> dict[str, object]:
    """All figures, from the coded reports, the lines they come from and the true incidents."""
    documents = [report.document for report in coded]
    incidents = incidents_of(documents, [claim for report in coded for claim in report.claims], tools().actors)
    names = {document.id: document.name for document in documents}
    found: dict[str, Incident] = {}
    for incident in incidents:
        for document in incident.main_of:
            found.setdefault(names[document], incident)
    gold = {name: str(line["incident_id"]) for name, line in lines.items()}
    ours = {name: found[name].id if name in found else f"alone {name}" for name in gold}
    figures: dict[str, object] = {
        "pairs": pairs(ours, gold),
        "b_cubed": b_cubed(ours, gold),
        "reports": len(gold),
        "reports without a main claim": sum(name not in found for name in gold),
        "incidents found": len(set(ours.values())),
        "incidents": len(set(gold.values())),
    }
    told: dict[str, list[Incident]] = defaultdict(list)
    for name, incident in found.items():
        told[gold[name]].append(incident)
    return figures | _values(told, {str(line["incident_uri"]): line for line in truth})


def pairs(ours: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> dict[str, float]:
    """Of pairs of reports put into one incident: F1, precision, recall."""
    both = _pairs_in(Counter((ours[name], gold[name]) for name in gold))
    return _f1(both / max(1, _pairs_in(Counter(ours.values()))), both / max(1, _pairs_in(Counter(gold.values()))))


def _pairs_in(sizes: Mapping[Hashable, int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def b_cubed(ours: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> dict[str, float]:
    """B-cubed over reports: F1, precision, recall."""
    both = Counter((ours[name], gold[name]) for name in gold)
    our_size, gold_size = Counter(ours.values()), Counter(gold.values())
    precision = sum(both[ours[name], gold[name]] / our_size[ours[name]] for name in gold) / len(gold)
    recall = sum(both[ours[name], gold[name]] / gold_size[gold[name]] for name in gold) / len(gold)
    return _f1(precision, recall)


def _f1(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 3), "precision": round(precision, 3), "recall": round(recall, 3)}


def _values(told: Mapping[str, Sequence[Incident]], truth: Mapping[str, Line]) -> dict[str, float]:
    """Shares of the true incidents that reports are mainly about: that the state, the town, the number of the dead and
    of the wounded stand in one of the incidents found for their reports (those without dead or wounded left out)."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, incidents in told.items():
        line = truth.get(name)
        if line is None:
            continue
        town = str(line["city_or_county"]).split(" (")[0].lower()
        places = [incident.place for incident in incidents if incident.place]
        asked.update(("state", "town"))
        right["state"] += any(place.admin1 == line["state"] for place in places)
        right["town"] += any(place.name.lower() == town for place in places)
        for harm, n in ((Harm.KILLED, line["num_killed"]), (Harm.WOUNDED, line["num_injured"])):
            if n:
                asked[harm.value] += 1
                right[harm.value] += any(n in _figures(incident, harm) for incident in incidents)
    return {key: round(right[key] / asked[key], 3) for key in asked}


def _figures(incident: Incident, harm: Harm) -> frozenset[int | None]:
    return frozenset(
        bound
        for entry in incident.ledger
        if entry.harm is harm and not entry.sub
        for bound in (entry.count.low, entry.count.high)
    )


if __name__ == "__main__":
    command(measure, __doc__)
