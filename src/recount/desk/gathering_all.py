"""All incidents of a record made anew: report by report, pair by pair and component by component, in portions that
several processes can share, so that a million claims need neither the memory nor the time of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from recount.desk.gathering_ways import Decisions, Ways, incidents_made
from recount.model import Claim, Document, Incident, ReportDate
from recount.resolution.bulk import Portion, Spread, accounts_of_all, links_of_all, pairs_of, portions_of_groups
from recount.resolution.constraints import Bonds
from recount.resolution.dating import dated, is_dated
from recount.resolution.grouping import Surroundings
from recount.resolution.incidents import Group
from recount.resolution.reprints import Reprints, Sketches, sketched, sketches_from
from recount.resolution.reprints.batch import Sketch
from recount.resolution.reprints.families import reprints_of
from recount.store.gathering import Gathering

_REPORTS = 400  # sketched at once
_GROUPS = 400  # incidents made at once

Made = tuple[list[tuple[Incident, str]], list[Group]]
"""Incidents, each with what it is put in order by, and groups that wait for the dates of their reports."""


def everything(work: Gathering, ways: Ways, now: Decisions, spread: Spread) -> int:
    """Make all incidents, and the indexes that they are kept up to date with, anew; how many there are."""
    reports = [report for report in work.reports() if now.reports.get(report) != "aside"]
    sketches, undated = _sketches(work, now, reports, spread)
    work.shelf.fill(sketches)
    families = reprints_of(sketches.printings, sketches.links)
    del sketches
    around = Surroundings(families, ways.merging, Bonds.of(now.constraints))

    def load(some: Sequence[str]) -> list[tuple[Document, list[Claim]]]:
        documents, claims = _held(work, now, some)
        of_report: dict[str, list[Claim]] = {key: [] for key in documents}
        for claim in claims.values():
            of_report[claim.document].append(claim)
        return [(documents[key], own) for key, own in of_report.items()]

    accounts = accounts_of_all(reports, load, ways.actors, around, spread)
    links = links_of_all(accounts, pairs_of(accounts, around), around, spread)
    work.clear()

    def made(groups: Sequence[Group]) -> Made:
        claims = work.here().claims(claim for group in groups for claim in group.claims)
        waiting = [group for group in groups if any(claims[claim].document in undated for claim in group.claims)]
        ready = [group for group in groups if group not in waiting] if waiting else groups
        return _incidents(work, ways, now, families, ready, claims, {}), waiting

    total, waiting = 0, list[Group]()
    for portion in portions_of_groups(accounts, links, around, made, spread):
        _keep(work, portion)
        total += len(portion.made[0])
        waiting += portion.made[1]
    work.fill_index((), accounts.held())
    dates = _dates(work, now, families, waiting, undated)
    work.note_dates(dates, dates)
    for first in range(0, len(waiting), _GROUPS):
        groups = waiting[first : first + _GROUPS]
        claims = work.claims(claim for group in groups for claim in group.claims)
        work.replace_incidents((), _incidents(work, ways, now, families, groups, claims, dates))
    return total + len(waiting)


def _held(work: Gathering, now: Decisions, reports: Sequence[str]) -> tuple[dict[str, Document], dict[str, Claim]]:
    here = work.here()
    return now.told(here.documents(reports), here.claims_of(reports))


def _keep(work: Gathering, portion: Portion[Made]) -> None:
    work.fill_index(portion.places)
    work.replace_incidents((), portion.made[0])


def _sketches(
    work: Gathering, now: Decisions, reports: Sequence[str], spread: Spread
) -> tuple[Sketches, frozenset[str]]:
    """What the reports print, and which of them have no date."""

    def drawn(some: Sequence[str]) -> tuple[list[Sketch], list[str]]:
        documents, _ = now.told(work.here().documents(some), {})
        return list(sketched(documents.values())), [key for key, one in documents.items() if not is_dated(one)]

    undated: set[str] = set()

    def all_drawn() -> Iterator[Sketch]:
        portions = (reports[first : first + _REPORTS] for first in range(0, len(reports), _REPORTS))
        for sketches, without in spread(drawn, portions):
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
    claims: Mapping[str, Claim],
    dates: Mapping[str, ReportDate],
) -> list[tuple[Incident, str]]:
    reports = {claim.document for claim in claims.values()}
    reports |= {families.family(report) for report in reports}  # a first print tells which words came through it
    documents, told = now.told(work.here().documents(reports), claims)
    return list(incidents_made(groups, documents, told, dates, families, ways, now))


def _dates(
    work: Gathering, now: Decisions, families: Reprints, groups: Sequence[Group], undated: frozenset[str]
) -> dict[str, ReportDate]:
    """The dates that undated reports have from all of their groups and from those that print the same."""
    of_family: dict[str, list[str]] = defaultdict(list)
    for report, first in families.original.items():
        of_family[first].append(report)
    of_report: dict[str, list[int]] = defaultdict(list)
    report_of = {
        claim.id: claim.document for claim in work.claims(c for group in groups for c in group.claims).values()
    }
    for n, group in enumerate(groups):
        for report in {report_of[claim] for claim in group.claims} & undated:
            of_report[report].append(n)
    dates: dict[str, ReportDate] = {}
    rest = iter(sorted(undated))
    while some := list(islice(rest, _REPORTS)):
        told_of = [groups[n] for n in sorted({n for report in some for n in of_report[report]})]
        claims = work.claims(claim for group in told_of for claim in group.claims)
        beside = {kin for report in some for kin in of_family.get(families.original.get(report, ""), ())}
        wanted = {claim.document for claim in claims.values()} | beside | set(some)
        documents, told = now.told(work.documents(wanted), claims)
        found = dated(documents, told_of, told, families)
        dates |= {report: found[report] for report in some if report in found}
    return dates
