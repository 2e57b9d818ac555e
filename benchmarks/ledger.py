"""The toll of an incident: how many coded killed figures stand in the ledger, from their report, with their origin.

A coded figure stands where the ledger of the incident that its report is mainly about has an entry for killed from that
report, with the same figure and the same origin. The same figure is

- `strict`: both bounds are the same, "at least 26" is not 26;
- `same`: the number that is stated is the same, and an upper bound where both give one;
- `lenient`: the same number, of any harm that counts dead (killed, or killed and wounded undivided), of any incident
  that the report tells of, whoever says so.

The same origin is the same actor by the alias file; who passed it on ("via", "citing") and what a body calls its own
papers and people ("video", "correspondent", "sources") makes no difference. "Activists" are whoever has no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.common import Line, coded_report, command, rows, tools
from recount.codebook.actors import Actors, name_key
from recount.codebook.offices import office_named
from recount.model import Harm, Incident, LedgerEntry
from recount.pipeline import Coded, incidents_of
from recount.resolution.heads import office_headed
from recount.resolution.origins import is_named

_DEAD = (Harm.KILLED, Harm.CASUALTIES)
_PASSED_ON = re.compile(r" (?:via|citing) | \(|\)")
_STAFF = re.compile(
    r"(?:'s?)? (?:(?:military|field|police|local) )?"
    r"(?:sources?|correspondents?|reporters?|videos?|reports?|statements?)$",
    re.I,
)


def measure(data: Path) -> dict[str, object]:
    """The share of coded killed figures that stand in the ledger; how many there are; why the others do not stand."""
    folder = data / "incidents"
    coded = [coded_report(report) for report in rows(folder / "reports.jsonl")]
    return {"dev": measured(coded, rows(folder / "gold.jsonl"), tools().actors)}


def measured(coded: Sequence[Coded], gold: Sequence[Line], actors: Actors) -> dict[str, object]:
    """The figures of the suite for reports that have been coded."""
    incidents = incidents_of([r.document for r in coded], [c for r in coded for c in r.claims], actors)
    names = {report.document.id: report.document.name for report in coded}
    told = [(toll, _verdict(toll, incidents, names, actors)) for cluster in gold for toll in cluster["tolls"]]
    verdicts = Counter(verdict for _, verdict in told)
    stated = [verdict for toll, verdict in told if not toll.get("derived")]
    whole = max(1, len(told))
    return {
        "stands": {
            "strict": round(verdicts["strict"] / whole, 3),
            "same": round((verdicts["strict"] + verdicts["same"]) / whole, 3),
            "lenient": round(sum(verdicts[v] for v in ("strict", "same", *_ASTRAY)) / whole, 3),
            "same, told as one number": round(sum(v in ("strict", "same") for v in stated) / max(1, len(stated)), 3),
        },
        "gold": len(told),
        "added up by the coder": len(told) - len(stated),
        "stands elsewhere": {why: verdicts[why] for why in _ASTRAY},
        "no such figure": verdicts["missing"],
    }


_ASTRAY = ("other origin", "other incident", "other harm")


def _verdict(toll: Line, incidents: Sequence[Incident], names: Mapping[str, str], actors: Actors) -> str:
    """How a coded figure stands: strict, same, what alone is amiss, or missing."""
    entries = _of_report(str(toll["unit_id"]), incidents, names)
    number = [(incident, entry, main) for incident, entry, main in entries if _same_figure(toll, entry)]
    here = [(incident, entry) for incident, entry, main in number if main and entry.harm is Harm.KILLED]
    by_name = {id(incident): {o.name for o in incident.origins if o.named} for incident, _ in here}
    credited = [e for i, e in here if same_origin(toll["origin"], e, e.origin in by_name[id(i)], actors)]
    if credited:
        exact = any((e.count.low, e.count.high) == (toll["killed_low"], toll["killed_high"]) for e in credited)
        return "strict" if exact else "same"
    if here:
        return "other origin"
    if any(main for *_, main in number):
        return "other harm"
    return "other incident" if number else "missing"


def _of_report(
    report: str, incidents: Sequence[Incident], names: Mapping[str, str]
) -> Iterator[tuple[Incident, LedgerEntry, bool]]:
    """The dead that a report tells of, and whether the entry stands in the incident that it is mainly about."""
    for incident in incidents:
        main = any(names[document] == report for document in incident.main_of)
        for entry in incident.ledger:
            if names[entry.document] == report and entry.harm in _DEAD:
                yield incident, entry, main


def _same_figure(toll: Line, entry: LedgerEntry) -> bool:
    """Whether the number stated is the same: the lower bound where there is one, else the upper one."""
    low, high = toll["killed_low"], toll["killed_high"]
    if (low is None) != (entry.count.low is None):
        return False
    if low is None:
        return bool(high == entry.count.high)
    return bool(low == entry.count.low) and (high is None or entry.count.high in (None, high))


def same_origin(coded: str, entry: LedgerEntry, named: bool, actors: Actors) -> bool:
    """Whether the ledger credits whom the coder credited; a coder's "activists", whether it credits nobody by name."""
    ours = {_bare(part) for part in _PASSED_ON.split(entry.origin) if part}
    theirs = {_bare(part) for part in _PASSED_ON.split(coded) if part}
    if any(actors.same(a, b) or _same_person(a, b) for a in ours for b in theirs):
        return True
    if _same_office(coded, entry.origin):
        return True
    return not named and not is_named(coded.rpartition(" and ")[2], actors)


def _same_office(coded: str, ours: str) -> bool:
    """Whether a coded holder of an office ("Tarnow governor Ana Rus") is the office that the ledger credits."""
    headed = office_headed(coded, "")
    office = office_named(headed) if headed is not None else None
    return office is not None and ours.lower() == f"{office.name} ({office.where})"


def _same_person(a: str, b: str) -> bool:
    """Whether one is the other's name with a title before it."""
    shorter, longer = sorted((name_key(a).split(), name_key(b).split()), key=len)
    return len(shorter) > 1 and longer[-len(shorter) :] == shorter


def _bare(name: str) -> str:
    return _STAFF.sub("", name.strip()) or name


if __name__ == "__main__":
    command(measure, __doc__)
