"""Incidents across reports: which reports' main events are one happening, which report reprints or revises which.

The weights of merges are learned on these reports (training/merging.py), so that every pair of reports is scored by
weights that were learned without the incidents of either: five folds of incidents.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from benchmarks.common import coded_report, command, rows, tools
from recount.codebook import Merging
from recount.model import Incident
from recount.pipeline import Coded, incidents_in, incidents_of
from recount.resolution import Group, Reprints, reprints_among
from recount.resolution.blocks import may_meet
from recount.resolution.cluster import Link
from recount.resolution.dating import dated, with_dates
from recount.resolution.grouping import (
    Surroundings,
    Told,
    components_of,
    grouped,
    link_between,
    pairs_compared,
    told_in,
)
from training.merging import Folds, pairs_of


def measure(data: Path) -> dict[str, object]:
    """F1, precision and recall of pairs of reports, of B-cubed, and of each relation between reports; sizes.

    `dev` by five-fold prediction; `seen` by the weights that ship, which were learned on these very reports.
    """
    folder = data / "incidents"
    coded = [coded_report(report) for report in rows(folder / "reports.jsonl")]
    figures = _figures(data, coded, incidents_by_folds(coded, folder))
    figures["reports"] = len(coded)
    figures["reports without a main claim"] = sum(not any(c.main for c in report.claims) for report in coded)
    documents = [report.document for report in coded]
    shipped = incidents_of(documents, [claim for report in coded for claim in report.claims], tools().actors)
    return {"dev": figures, "seen": _figures(data, coded, shipped)}


def _figures(data: Path, coded: Sequence[Coded], incidents: Sequence[Incident]) -> dict[str, object]:
    folder = data / "incidents"
    score = data.parent / "bench" / "score_incidents.py"
    with tempfile.TemporaryDirectory() as folder_name:
        predicted = Path(folder_name) / "incidents.jsonl"
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines_of(coded, incidents)), "utf-8")
        asked = [sys.executable, str(score), str(folder / "gold.jsonl"), str(predicted)]
        asked += ["--uncertain", str(folder / "uncertain.jsonl"), "--json"]
        scored = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    return {name: {"f1": value["f1"], "precision": value["p"], "recall": value["r"]} for name, value in scored.items()}


def lines_of(coded: Sequence[Coded], incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """The incidents in the contract's form, as far as the scorer reads it."""
    names = {report.document.id: report.document.name for report in coded}
    return [
        {
            "incident": incident.id,
            "members": [names[d] for d in incident.documents],
            "main_of": [names[d] for d in incident.main_of],
            "relations": [{"a": names[r.a], "b": names[r.b], "rel": r.rel} for r in incident.relations],
        }
        for incident in incidents
    ]


def incidents_by_folds(coded: Sequence[Coded], folder: Path) -> tuple[Incident, ...]:
    """The incidents of the reports, each pair scored by weights that know neither of the two."""
    reports = {report.document.id: report.document for report in coded}
    claims = {claim.id: claim for report in coded for claim in report.claims}
    reprints = reprints_among(reports.values())
    merging, actors = tools().codebook.merging, tools().actors
    folds = Folds(list(pairs_of(coded, folder)), rows(folder / "gold.jsonl"), merging)
    told = [one for report in coded for one in told_in(report.document, report.claims, actors, merging)]
    told.sort(key=lambda one: one.account.id)
    names = {report.document.id: report.document.name for report in coded}

    def merging_for(i: int, j: int) -> Merging:
        return folds.merging_for(names[told[i].account.document], names[told[j].account.document])

    groups = tuple(_groups(told, reprints, merging, {pair: merging_for(*pair) for pair in _pairs(told)}))
    dates = dated(reports, groups, claims, reprints)
    reports = {one.id: one for one in with_dates(reports.values(), dates)}
    return tuple(incidents_in(groups, reports, claims, reprints, actors))


def _pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    return (
        (i, j) for i, j in combinations(range(len(told)), 2) if told[i].account.document != told[j].account.document
    )


def _groups(
    told: Sequence[Told], reprints: Reprints, merging: Merging, of_pair: dict[tuple[int, int], Merging]
) -> Iterator[Group]:
    """The groups that the product makes, but that each pair has weights of its own."""
    around = Surroundings(reprints, merging)
    pairs = pairs_compared(told, around)

    def link(i: int, j: int) -> Link:
        here = replace(around, merging=of_pair[i, j])
        return link_between(told[i].account, told[j].account, here).between(i, j)

    links = [link(i, j) for i, j in sorted(pairs) if may_meet(told[i].account, told[j].account)]
    known = {(one.i, one.j) for one in links}
    for component in components_of(told, links, around):
        inside = combinations(sorted(component), 2) if len(component) > 2 else ()
        links += [link(*pair)._replace(sure=False) for pair in inside if pair in of_pair and pair not in known]
    yield from (group for part in grouped(told, links, around) for group in part)


if __name__ == "__main__":
    command(measure, __doc__)
