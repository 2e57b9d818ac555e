"""ACLED sub-events of single snippets, without any training on them: CASE 2021 task 2.

The product codes the snippet as a report of its own; its claims are given ACLED's name by the product's own table.
Figures are over the 25 sub-events that ACLED has too; the task's five other labels (disasters, diplomacy, crime,
attribution) are left out, as in its published scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import Line, command, rows, tools
from recount.codebook.acled import sub_event_of, sub_event_rules
from recount.pipeline import coded
from recount.reading import document_from

# The task's labels → ACLED's names.
LABELS = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
_NOTHING = "none"


def measure(data: Path) -> dict[str, object]:
    """Weighted and macro F1 and accuracy over the 25 sub-events, and F1 of each."""
    snippets = [row for row in rows(data / "event_types" / "case2021.jsonl") if row["SubType"] in LABELS]
    truth = [LABELS[row["SubType"]] for row in snippets]
    said = [sub_event(row) for row in snippets]
    by_label = {label: _f1(label, truth, said) for label in sorted(LABELS.values())}
    counts = Counter(truth)
    return {
        "snippets": len(snippets),
        "weighted_f1": round(sum(by_label[label] * n for label, n in counts.items()) / len(truth), 3),
        "macro_f1": round(sum(by_label.values()) / len(by_label), 3),
        "accuracy": round(sum(a == b for a, b in zip(truth, said, strict=True)) / len(truth), 3),
        "f1": {label: round(value, 3) for label, value in by_label.items()},
    }


def sub_event(row: Line) -> str:
    """ACLED's name for what a snippet tells, as the product codes it."""
    text = row["EventSnippet"]
    read = coded(document_from(text, name=str(row["id"])), tools())
    return sub_event_of(read.claims, text, tools().codebook, sub_event_rules()) or _NOTHING


def _f1(label: str, truth: Sequence[str], said: Sequence[str]) -> float:
    right = sum(a == b == label for a, b in zip(truth, said, strict=True))
    return 2 * right / max(1, truth.count(label) + said.count(label))


if __name__ == "__main__":
    command(measure, __doc__)
