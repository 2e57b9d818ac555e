"""All incidents of a record made anew: report by report, pair by pair and component by component, in portions that
several processes can share, so that a million claims need neither the memory nor the time of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from recount.desk.deciding import Decisions
from recount.desk.gathering_ways import Ways, incidents_made
from recount.model import Claim, Document, ReportDate
from recount.resolution.bulk import Spread, accounts_of_all, links_of_all, pairs_of, portions_of_groups
from recount.resolution.constraints import Bonds
from recount.resolution.dating import dated, is_dated
from recount.resolution.grouping import Surroundings
from recount.resolution.incidents import Group
from recount.resolution.reprints import Reprints, Sketches, sketched, sketches_from
from recount.resolution.reprints.batch import Sketch
from recount.resolution.reprints.families import reprints_of
from recount.store.gathering import ClaimLine, Drawn, Gathering

_REPORTS = 400  # sketched at once
_GROUPS = 400  # incidents made at once

Waiting = tuple[Group, tuple[str, ...]]
"""A group that waits for the dates of its undated reports."""

Made = tuple[list[Drawn], list[Waiting]]
"""Incidents, as what is kept of them, and groups that wait."""

T = TypeVar("T")


def everything(work: Gathering, ways: Ways, now: Decisions, spread: Spread) -> int:
    """Make all incidents, and the indexes that they are kept up to date with, anew; how many there are."""
    reports = [report for report in work.reports() if not now.aside(report)]
    sketches, undated = _sketches(work, now, reports, spread)
    work.shelf.fill(sketches)
    families = reprints_of(sketches.printings, sketches.links)
    del sketches  # accounts need the room
    around = Surroundings(families, ways.merging, Bonds.of(now.constraints))

    def load(some: Sequence[str]) -> list[tuple[Document, list[Claim]]]:
        documents, claims = _held(work, now, some)
        of_report: dict[str, list[Claim]] = {key: [] for key in documents}
        for claim in claims.values():
            of_report[claim.document].append(claim)
        return [(documents[key], own) for key, own in of_report.items()]

    accounts = accounts_of_all(reports, load, ways.actors, around, spread)
    linked = [links_of_all(accounts, pairs_of(accounts, around, spread), around, spread)]  # whoever takes it lets it go
    accounts.let_traits_go()

    def made(groups: Sequence[Group]) -> Made:
        held = work.here().lines_of_claims(claim for group in groups for claim in group.claims)
        ready, waiting = list[Group](), list[Waiting]()
        for group in groups:
            if without := tuple(sorted({held[claim].report for claim in group.claims} & undated)):
                waiting.append((group, without))
            else:
                ready.append(group)
        return _incidents(work, ways, now, families, ready, held, {}), waiting

    def redated(groups: Sequence[Group]) -> list[Drawn]:
        held = work.here().lines_of_claims(claim for group in groups for claim in group.claims)
        return _incidents(work, ways, now, families, groups, held, dates)

    total, waiting, dates = 0, list[Waiting](), dict[str, ReportDate]()
    with work.anew():
        keys = accounts.held()
        for portion in portions_of_groups(accounts, linked.pop(), around, made, spread):
            work.put_accounts(portion.places)
            work.put_incidents(portion.made[0])
            if (some := next(keys, None)) is not None:
                work.put_keys(some)
            total += len(portion.made[0])
            waiting += portion.made[1]
        for held in keys:
            work.put_keys(held)
        dates |= _dates(work, now, families, waiting, undated, spread)
        work.note_dates(dates, dates)
        for drawn in spread(redated, _portions([group for group, _ in waiting], _GROUPS)):
            work.put_incidents(drawn)
    return total + len(waiting)


def _held(work: Gathering, now: Decisions, reports: Sequence[str]) -> tuple[dict[str, Document], dict[str, Claim]]:
    here = work.here()
    return now.told(here.documents(reports), here.claims_of(reports))


def _sketches(
    work: Gathering, now: Decisions, reports: Sequence[str], spread: Spread
) -> tuple[Sketches, frozenset[str]]:
    """What the reports print, and which of them have no date."""

    def drawn(some: Sequence[str]) -> tuple[list[Sketch], list[str]]:
        documents, _ = now.told(work.here().documents(some), {})
        return list(sketched(documents.values())), [key for key, one in documents.items() if not is_dated(one)]

    undated: set[str] = set()

    def all_drawn() -> Iterator[Sketch]:
        for sketches, without in spread(drawn, _portions(reports, _REPORTS)):
            undated.update(without)
            yield from sketches

    def fetched(some: Sequence[str]) -> Collection[Document]:
        return now.told(work.here().documents(some), {})[0].values()

    sketches = sketches_from(all_drawn(), fetched, spread)
    return sketches, frozenset(undated)


def _incidents(
    work: Gathering,
    ways: Ways,
    now: Decisions,
    families: Reprints,
    groups: Sequence[Group],
    held: Mapping[str, ClaimLine],
    dates: Mapping[str, ReportDate],
) -> list[Drawn]:
    claims = {claim: held[claim].unpacked() for group in groups for claim in group.claims}
    reports = {claim.document for claim in claims.values()}
    reports |= {families.family(report) for report in reports}  # a first print tells which words came through it
    documents, told = now.told(work.here().documents(reports), claims)
    made = incidents_made(groups, documents, told, dates, families, ways, now.applied)
    return work.here().drawn(made, dates, {claim: line.words for claim, line in held.items()})


def _dates(
    work: Gathering,
    now: Decisions,
    families: Reprints,
    waiting: Sequence[Waiting],
    undated: frozenset[str],
    spread: Spread,
) -> dict[str, ReportDate]:
    """The dates that undated reports have from all of their groups and from those that print the same."""
    of_family: dict[str, list[str]] = defaultdict(list)
    for report, first in families.original.items():
        of_family[first].append(report)
    of_report: dict[str, list[int]] = defaultdict(list)
    for n, (_, without) in enumerate(waiting):
        for report in without:
            of_report[report].append(n)

    def found(some: Sequence[str]) -> dict[str, ReportDate]:
        told_of = [waiting[n][0] for n in sorted({n for report in some for n in of_report.get(report, ())})]
        here = work.here()
        claims = here.claims(claim for group in told_of for claim in group.claims)
        beside = {kin for report in some for kin in of_family.get(families.original.get(report, ""), ())}
        wanted = {claim.document for claim in claims.values()} | beside | set(some)
        documents, told = now.told(here.documents(wanted), claims)
        dates = dated(documents, told_of, told, families)
        return {report: dates[report] for report in some if report in dates}

    return {key: one for some in spread(found, _portions(sorted(undated), _REPORTS)) for key, one in some.items()}


def _portions(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[first : first + size] for first in range(0, len(items), size))
