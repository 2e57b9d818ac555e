"""Incidents brought up to date with a record's reports and judgements: of a few new reports what they touch, of many,
or after the rules changed, everything. Both ways make the same incidents."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.desk.deciding import Deciding, decisions_in, note_in
from recount.desk.gathering_all import everything
from recount.desk.gathering_ways import Ways, incidents_made
from recount.desk.placing import place_added
from recount.desk.spreading import seldom_collected
from recount.model import Claim
from recount.resolution.bulk import Spread
from recount.resolution.constraints import Bonds
from recount.resolution.dating import dated, is_dated
from recount.resolution.engine import Change, Knowledge, brought_in
from recount.resolution.grouping import told_in
from recount.resolution.incidents import group_in
from recount.resolution.packing import line_of, merging_of
from recount.resolution.reprints import ReprintIndex, Reprints
from recount.store import RecordStore
from recount.store.gathering import Gathering

__all__ = ["Ways", "brought_up_to_date", "gathered"]

_FEW = 200
_SHARE = 5  # one report in so many; beyond it all at once is sooner done


@seldom_collected()
def gathered(work: Gathering, ways: Ways, spread: Spread = map) -> int:
    """Bring the record's incidents up to date; how many were made."""
    work.waiting.threshold = ways.merging.threshold
    pending = work.pending()
    if work.state("ways") == ways.mark and (len(pending) <= _FEW or len(pending) <= most_by_few(work)):
        made = _few(work, ways, Deciding(work, pending))
    else:
        now = decisions_in(work)
        made = everything(work, ways, now, spread)
        note_in(work, now.noted)
        work.waiting.judgements(now.applied)
    work.note("ways", ways.mark)
    work.note("merging", line_of(Merging, ways.merging))
    work.settle()
    return made


def most_by_few(work: Gathering) -> int:
    """How many reports, coming into a record, are sooner brought in by what they touch than with all others anew."""
    return max(_FEW, work.size() // _SHARE)


def brought_up_to_date(store: RecordStore, actors: Actors, merging: Merging | None = None, spread: Spread = map) -> int:
    """Bring a record's incidents up to date with its reports and judgements; how many were made.

    Without a codebook's `merging` it is done as it was the last time. `spread` shares the work of a large record.
    """
    place_added(store)
    with store.gathering() as work:
        chosen = merging or merging_of(work.state("merging"))
        return gathered(work, Ways(actors, chosen), spread)


def _few(work: Gathering, ways: Ways, now: Deciding) -> int:
    """Incidents brought up to date with the reports that changed, by themselves or by judgements on them."""
    read = work.claims_of(now.changed)
    documents, claims = now.told(work.documents(now.changed), read)
    index, around = ReprintIndex(work.shelf), set[str]()
    for report in sorted(now.changed):
        around |= index.add(documents[report]) if report in documents else index.remove(report)
    bonds = Bonds.of(now.constraints)
    of_report: dict[str, list[Claim]] = {report: [] for report in now.changed}
    for claim in claims.values():
        of_report[claim.document].append(claim)
    told = {
        report: told_in(documents[report], own, ways.actors, ways.merging, bonds) if own else ()
        for report, own in of_report.items()
    }
    known = Knowledge(ways.merging, index.among, bonds, work.reports_of)
    judged = frozenset(now.around.values()) - now.changed
    change = brought_in(work.index, told, known, around - now.changed, judged, now.around)
    undated = _undated(work, now, change)
    change = _kept_anew(work, change, work.standing_on(reports=undated))
    change = _with_seats(work, now, change, {claim.id: claim.document for claim in read.values()})
    _remade(work, ways, now, index.among, change, undated)
    return len(change.groups)


def _undated(work: Gathering, now: Deciding, change: Change) -> set[str]:
    """The undated reports among those that a change touches: their dates follow from all of their incidents."""
    reports = work.reports_of(claim for group in change.groups for claim in group.claims)
    documents, _ = now.told(work.documents(reports), {})
    return {key for key, document in documents.items() if not is_dated(document)}


def _kept_anew(work: Gathering, change: Change, incidents: Collection[str]) -> Change:
    """The change with incidents that it leaves as they are, as far as it does: the same claims stand together, of which
    something else is told."""
    left = frozenset(incidents) - change.gone - {group.id for group in change.groups}
    return change.then(Change(left, tuple(map(group_in, work.incidents(left)))))


def _with_seats(work: Gathering, now: Deciding, change: Change, read: Mapping[str, str]) -> Change:
    """The change with all incidents that a judgement on a whole incident may belong to: it goes to the one that holds
    most of its claims. `read` are the claims of what changed, with their reports, those set aside among them."""
    asked: set[str] = set()
    while now.any:
        made = {claim for group in change.groups for claim in group.claims}
        new = {**read, **work.judged.told(made - read.keys())}
        new = {claim: report for claim, report in new.items() if claim not in asked}
        if not new:
            break
        asked |= new.keys()
        beside = {claim: report for claim, report in now.seats(new).items() if claim not in made}
        if beside:
            change = _kept_anew(work, change, work.standing_on(beside))
    return change


def _remade(
    work: Gathering,
    ways: Ways,
    now: Deciding,
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
    applied, exact = now.on_all()
    made = incidents_made(change.groups, {**beside, **documents}, told, dates, families, ways, applied)
    work.replace_incidents(change.gone, made)
    note_in(work, now.noted)
    work.waiting.judgements(applied, exact)


def _pairs(line: str) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for a, b in json.loads(line or "[]"))
