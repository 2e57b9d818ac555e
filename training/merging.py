"""The weights of reasons for merges: writes `weights` in the built-in codebook's `_merging.yaml`.

    PYTHONPATH=src:. python -m training.merging --data DATA

Every pair of main accounts of the coded reports in DATA/incidents is an example, with the reasons that hold for it and
whether the coder put the two reports into one incident; pairs left out as uncertain are left out. Logistic regression
from weights set by hand, held to them by a penalty and to their sign: what no example speaks on keeps its weight by
hand. The threshold stays. benchmarks/incidents.py measures with the weights of the other folds (`Folds`).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.common import Line, coded_report, rows, tools
from recount.codebook import Merging, conflict_merging
from recount.codebook.merging import MERGING_FILE
from recount.codebook.schema import built_in_folder
from recount.pipeline import Coded
from recount.resolution.accounts import Account
from recount.resolution.evidence import IMPOSSIBLE, evidence_between
from recount.resolution.grouping import told_in
from recount.resolution.reprints import reprints_among

FOLDS = 5
PENALTY = 20.0
"""How strongly weights are held to those set by hand: a weight one unit off costs half of it in log-likelihood. With
less, the other folds' weights do worse on a fold: sixty pairs of one incident are few for fifty weights."""

BY_HAND = {
    "type_same": 1.0,
    "type_meets": 0.6,
    "type_cost": -1.5,
    "day_same": 2.2,
    "days_week": 1.2,
    "days_month": 0.4,
    "days_long": -1.0,
    "began_same": 2.2,
    "days_off_1": -0.6,
    "days_off_2": -1.5,
    "days_off_3": -3.0,
    "days_off_far": -4.0,
    "day_in_news": 1.2,
    "day_off_news": -0.4,
    "news_both": 0.6,
    "news_apart": -0.5,
    "news_apart_far": -3.0,
    "weekday_same": -0.5,
    "weekday_other": -3.0,
    "undated": -1.5,
    "place_same": 2.2,
    "place_name": 1.0,
    "place_others": -1.0,
    "place_near": 0.8,
    "place_off": -1.0,
    "place_far": -2.0,
    "place_within": 1.0,
    "region_same": 1.0,
    "region_near": -0.3,
    "region_far": -2.0,
    "country_same": -0.2,
    "country_named": -0.5,
    "country_other": -4.0,
    "place_elsewhere": -3.0,
    "place_unknown": -2.5,
    "agent_same": 1.0,
    "agent_side": 0.8,
    "agent_word": 0.5,
    "agent_other": -0.8,
    "agent_opposed": -2.0,
    "agent_own": -6.0,
    "sides_exchanged": -4.0,
    "target_same": 0.6,
    "target_other": -3.0,
    "hour_other": -2.5,
    "device_other": -1.2,
    "sum_of_several": -5.0,
    "whom_other": -1.2,
    "calling_other": -3.5,
    "people": 2.5,
    "people_other": -0.5,
    "ages": 0.4,
    "ages_other": -0.5,
    "dead_same": 2.2,
    "wounded_same": 1.3,
    "dead_before": 2.0,
    "dead_near": 0.3,
    "dead_rising": -0.2,
    "dead_falling": -0.2,
    "dead_apart": -0.6,
    "dead_own": -0.6,
    "part_same": 0.8,
    "rare_words": 0.4,
    "leads": 5.0,
    "reprint": 1.0,
    "reprint_share": 2.0,
    "both_main": 0.5,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports' main accounts: which reports, how much of each reason holds, whether they are one incident."""

    reports: tuple[str, str]
    reasons: Mapping[str, float]
    same: bool


def pairs_of(coded: Sequence[Coded], data: Path) -> Iterator[Pair]:
    """The pairs of main accounts that the coder decided on and that are not impossible, by the reports' names."""
    clusters = [cluster for cluster in rows(data / "gold.jsonl") if not cluster.get("out_of_period")]
    cluster_of = {str(member): n for n, cluster in enumerate(clusters) for member in cluster["members"]}
    left_out = {
        frozenset((str(line["a"]), str(line["b"])))
        for line in rows(data / "uncertain.jsonl")
        if line.get("kind", "uncertain") == "uncertain"
    }
    reprints = reprints_among([report.document for report in coded])
    merging = conflict_merging()
    mains = {report.document.name: account for report in coded if (account := main_account(report, merging))}
    names = sorted(set(mains) & set(cluster_of))
    for k, one in enumerate(names):
        for other in names[k + 1 :]:
            if frozenset((one, other)) in left_out:
                continue
            a, b = mains[one], mains[other]
            share = reprints.share(min(a.document, b.document), max(a.document, b.document))
            reasons = evidence_between(a, b, share, merging)
            if reasons[-1][0] not in IMPOSSIBLE:
                held = {name: float(value) for name, value, _ in reasons}
                yield Pair((one, other), held, cluster_of[one] == cluster_of[other])


def main_account(report: Coded, merging: Merging) -> Account | None:
    """What a report mainly tells; None where nothing is its main event."""
    told = told_in(report.document, report.claims, tools().actors, merging)
    return next((one.account for one in told if one.account.main), None)


def fitted(pairs: Iterable[Pair], threshold: float, penalty: float = PENALTY) -> dict[str, float]:
    """The weights under which the pairs are most likely, held to those by hand and their sign; in hundredths."""
    chosen = list(pairs)
    names = list(BY_HAND)
    held = np.array([[pair.reasons.get(name, 0.0) for name in names] for pair in chosen])
    same = np.array([pair.same for pair in chosen], dtype=float)
    by_hand = np.array(list(BY_HAND.values()))
    weights = by_hand.copy()
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(held @ weights - threshold, -30, 30)))
        slope = held.T @ (likely - same) + penalty * (weights - by_hand)
        curve = held.T @ (held * (likely * (1 - likely))[:, None]) + penalty * np.eye(len(names))
        free = (weights != 0) | (np.sign(slope) != np.sign(by_hand))
        step = np.zeros(len(names))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = weights - step
        moved[np.sign(moved) == -np.sign(by_hand)] = 0.0
        if np.abs(moved - weights).max() < 1e-6:
            break
        weights = moved
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


class Folds:
    """Weights for each pair of reports that were learned without the incidents of either: five folds of incidents."""

    def __init__(self, pairs: Sequence[Pair], gold: Sequence[Line], merging: Merging, penalty: float = PENALTY) -> None:
        """The folds of some pairs; `gold` are the incidents in the order they are dealt out."""
        self.fold_of = {str(m): n % FOLDS for n, cluster in enumerate(gold) for m in cluster["members"]}
        self._merging = {
            (j, k): replace(merging, weights=fitted(self._without(pairs, {j, k}), merging.threshold, penalty))
            for k in range(FOLDS)
            for j in range(k + 1)
        }

    def _without(self, pairs: Iterable[Pair], folds: set[int]) -> Iterator[Pair]:
        return (pair for pair in pairs if not {self.fold_of[name] for name in pair.reports} & folds)

    def merging_for(self, one: str, other: str) -> Merging:
        """The weights that know nothing of either report."""
        j, k = sorted((self.fold_of.get(one, 0), self.fold_of.get(other, 0)))
        return self._merging[j, k]


def written(weights: Mapping[str, float], text: str) -> str:
    """The merging file with other weights; all else stays as it stands."""
    for name, weight in weights.items():
        text, n = re.subn(rf"(?m)^(  {name}: )\S+", rf"\g<1>{weight}", text)
        if n != 1:
            raise ValueError(f"{MERGING_FILE} has no one line for {name}")
    return text


def main() -> None:
    """Read the reports, learn on all of them, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    arguments = parser.parse_args()
    folder = arguments.data / "incidents"
    coded = [coded_report(report) for report in rows(folder / "reports.jsonl")]
    merging = conflict_merging()
    pairs = list(pairs_of(coded, folder))
    weights = fitted(pairs, merging.threshold, arguments.penalty)
    file = built_in_folder() / MERGING_FILE
    file.write_text(written(weights, file.read_text("utf-8")), "utf-8")
    print(f"{sum(pair.same for pair in pairs)} of {len(pairs)} pairs are one incident")
    for name, weight in weights.items():
        print(f"{name:16}{BY_HAND[name]:8.2f}{weight:8.2f}{sum(name in pair.reasons for pair in pairs):8}")


if __name__ == "__main__":
    main()
