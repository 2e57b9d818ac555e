"""Incidents brought up to date with a record's reports and judgements: of a few new reports what they touch, of many,
or after the rules changed, everything. Both ways make the same incidents."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.desk.gathering_all import everything
from recount.desk.gathering_ways import Decisions, Ways, decisions_in, incidents_made
from recount.desk.placing import place_added
from recount.desk.spreading import seldom_collected
from recount.model import Claim, Judgement
from recount.resolution.bulk import Spread
from recount.resolution.constraints import Bonds, Constraints, touched
from recount.resolution.dating import dated, is_dated
from recount.resolution.engine import Change, Knowledge, brought_in
from recount.resolution.grouping import told_in
from recount.resolution.packing import line_of, merging_of
from recount.resolution.reprints import ReprintIndex, Reprints
from recount.store import RecordStore
from recount.store.gathering import Gathering

__all__ = ["Decisions", "Ways", "brought_up_to_date", "decisions_in", "gathered"]

_FEW = 200
_SHARE = 5  # one report in so many; beyond it all at once is sooner done


def gathered(work: Gathering, ways: Ways, judgements: Iterable[Judgement], spread: Spread = map) -> int:
    """Bring the record's incidents up to date; how many were made."""
    now = decisions_in(work, judgements)
    work.waiting.threshold = ways.merging.threshold
    pending = work.pending()
    few = work.state("ways") == ways.mark and (len(pending) <= _FEW or len(pending) <= work.size() // _SHARE)
    with seldom_collected():
        made = _few(work, ways, now, pending) if few else everything(work, ways, now, spread)
    work.note("ways", ways.mark)
    work.note("merging", line_of(Merging, ways.merging))
    work.note("effects", json.dumps(now.reports, sort_keys=True))
    work.note("same", json.dumps(sorted(now.constraints.same)))
    work.note("different", json.dumps(sorted(now.constraints.different)))
    work.note("judgements", json.dumps(_held(now)))
    work.waiting.judgements(now.applied)
    work.settle()
    return made


def brought_up_to_date(store: RecordStore, actors: Actors, merging: Merging | None = None, spread: Spread = map) -> int:
    """Bring a record's incidents up to date with its reports and judgements; how many were made.

    Without a codebook's `merging` it is done as it was the last time. `spread` shares the work of a large record.
    """
    judgements = store.judgements()
    place_added(store, judgements)
    with store.gathering() as work:
        chosen = merging or merging_of(work.state("merging"))
        return gathered(work, Ways(actors, chosen), judgements, spread)


def _held(now: Decisions) -> dict[str, str]:
    return {one.judgement.id: str(one.state) for one in now.applied.standings}


def _few(work: Gathering, ways: Ways, now: Decisions, pending: Collection[str]) -> int:
    """Incidents brought up to date with the reports that changed, by themselves or by judgements on them."""
    before = Constraints(_pairs(work.state("same")), _pairs(work.state("different")))
    former: dict[str, str] = json.loads(work.state("effects") or "{}")
    changed = {*pending, *(key for key in {*former, *now.reports} if former.get(key) != now.reports.get(key))}
    changed |= work.reports_of(touched(before, now.constraints))
    held: dict[str, str] = json.loads(work.state("judgements") or "{}")
    news = _held(now)
    around = now.anchors(key for key in {*held, *news} if held.get(key) != news.get(key))
    documents, claims = now.told(work.documents(changed), work.claims_of(changed))
    index = ReprintIndex(work.shelf)
    for report in sorted(changed):
        around |= index.add(documents[report]) if report in documents else index.remove(report)
    bonds = Bonds.of(now.constraints)
    of_report: dict[str, list[Claim]] = {report: [] for report in changed}
    for claim in claims.values():
        of_report[claim.document].append(claim)
    told = {
        report: told_in(documents[report], own, ways.actors, ways.merging, bonds) if own else ()
        for report, own in of_report.items()
    }
    known = Knowledge(ways.merging, index.among, bonds, work.reports_of)
    change = brought_in(work.index, told, known, around - changed)
    undated = _undated(work, now, change)
    if undated:
        change = change.then(brought_in(work.index, {}, known, again=undated))
    change = _with_seats(work, known, now, change)
    _remade(work, ways, now, index.among, change, undated)
    return len(change.groups)


def _undated(work: Gathering, now: Decisions, change: Change) -> set[str]:
    """The undated reports among those that a change touches: their dates follow from all of their incidents."""
    reports = work.reports_of(claim for group in change.groups for claim in group.claims)
    documents, _ = now.told(work.documents(reports), {})
    return {key for key, document in documents.items() if not is_dated(document)}


def _with_seats(work: Gathering, known: Knowledge, now: Decisions, change: Change) -> Change:
    """The change with all incidents that a judgement on a whole incident may belong to: it goes to the one that holds
    most of its claims."""
    standing = {
        one.judgement.id: {where.claim.id: where.claim.document for where in one.attached if where.claim is not None}
        for one in now.applied.standings
    }
    while True:
        made = {claim for group in change.groups for claim in group.claims}
        asked = [key for key, claims in standing.items() if not made.isdisjoint(claims)]
        beside = {claim: report for key in asked for claim, report in standing.pop(key).items() if claim not in made}
        if not asked:
            return change
        if beside:
            own = brought_in(work.index, {}, known, again=frozenset(beside.values()), only=frozenset(beside))
            change = change.then(own)


def _remade(
    work: Gathering,
    ways: Ways,
    now: Decisions,
    reprints: Callable[[Collection[str]], Reprints],
    change: Change,
    undated: Collection[str],
) -> None:
    """Keep the incidents of a change in the place of those that are gone, and the dates that reports have from them."""
    claims = work.claims(claim for group in change.groups for claim in group.claims)
    documents, told = now.told(work.documents({claim.document for claim in claims.values()}), claims)
    families = reprints(documents.keys())
    beside, _ = now.told(work.documents(families.original.keys() - documents.keys()), {})
    dates = dict(work.dates(documents.keys() - set(undated)))
    found = dated({**beside, **documents}, change.groups, told, families)
    dates |= {key: date for key, date in found.items() if key in undated}
    work.note_dates(undated, dates)
    made = incidents_made(change.groups, {**beside, **documents}, told, dates, families, ways, now)
    work.replace_incidents(change.gone, made)


def _pairs(line: str) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for a, b in json.loads(line or "[]"))
