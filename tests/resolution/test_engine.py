from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Claim, Document
from recount.resolution import NONE, Constraints, Group, grouped, reprints_among
from recount.resolution import blocks as blocks_
from recount.resolution import bulk as bulk_
from recount.resolution import engine as engine_
from recount.resolution import grouping as grouping_
from recount.resolution import holding as holding_
from recount.resolution.blocks import keys_of, number_of
from recount.resolution.bulk import accounts_of_all, links_of_all, pairs_of, portions_of_groups
from recount.resolution.constraints import Bonds, touched
from recount.resolution.engine import Knowledge, brought_in
from recount.resolution.grouping import Surroundings, Told, told_in
from recount.resolution.holding import unpacked as links_in
from recount.resolution.index import MemoryIndex, Standing
from recount.resolution.packing import packed, unpacked
from recount.resolution.reprints import MemoryShelf, ReprintIndex
from tests.resolution.told import many

ACTORS = built_in_actors()
MERGING = conflict_merging()


class Desk:
    """A record that is kept up to date report by report, in memory."""

    def __init__(self) -> None:
        self.reports: dict[str, Document] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.incidents: dict[str, Group] = {}
        self.constraints = NONE
        self.index = MemoryIndex()
        self.reprints = ReprintIndex(MemoryShelf())

    def takes(self, documents: Sequence[Document], claims: Sequence[Claim], gone: Collection[str] = ()) -> None:
        """New reports, reports read anew, and reports that go."""
        around: set[str] = set()
        for report in gone:
            around |= self.reprints.remove(report)
            del self.reports[report], self.claims[report]
        for document in documents:
            around |= self.reprints.add(document)
            self.reports[document.id] = document
            self.claims[document.id] = [claim for claim in claims if claim.document == document.id]
        self.changes({*(document.id for document in documents), *gone}, around)

    def judges(self, constraints: Constraints) -> None:
        """People's decisions, instead of all former ones."""
        ends = touched(self.constraints, constraints)
        self.constraints = constraints
        self.changes({c.document for own in self.claims.values() for c in own if c.id in ends}, set())

    def changes(self, reports: Collection[str], around: Collection[str]) -> None:
        bonds = Bonds.of(self.constraints)
        told = {r: self.told(r, bonds) if r in self.reports else () for r in reports}
        known = Knowledge(MERGING, self.reprints.among, bonds, self.reports_of)
        change = brought_in(self.index, told, known, set(around) - set(reports))
        assert change.gone <= self.incidents.keys()
        for name in change.gone:
            del self.incidents[name]
        for group in change.groups:
            assert group.id not in self.incidents
            self.incidents[group.id] = group

    def told(self, report: str, bonds: Bonds) -> Sequence[Told]:
        return told_in(self.reports[report], self.claims[report], ACTORS, MERGING, bonds)

    def reports_of(self, claims: Collection[str]) -> set[str]:
        return {c.document for own in self.claims.values() for c in own if c.id in claims}

    def groups(self) -> list[Group]:
        return sorted(self.incidents.values(), key=lambda group: group.claims)


def from_scratch(documents: Sequence[Document], claims: Sequence[Claim], constraints: Constraints) -> list[Group]:
    reports = {document.id: document for document in documents}
    return list(grouped(reports, claims, reprints_among(documents), ACTORS, constraints, MERGING))


def crowded(n: int, seed: int) -> tuple[list[Document], list[Claim]]:
    """Reports of few towns and days, so that keys get too common, with reprints and figures that disagree."""
    return many(n, seed, towns=6, days=9, reprints=0.3)


def chances(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (made-up data)


@pytest.fixture(autouse=True, params=[(4, 100, 40), (2, 6, 4)], ids=["large components", "small components"])
def few_may_share_a_key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (blocks_, bulk_):
        monkeypatch.setattr(module, "MOST", 7)
        monkeypatch.setattr(module, "MOST_COARSE", 4)
    best, many, small = request.param
    monkeypatch.setattr(holding_, "BEST", best)
    monkeypatch.setattr(holding_, "MANY", many)
    for other in (bulk_, engine_, grouping_):
        monkeypatch.setattr(other, "SMALL", small)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_any_order_of_arrival_and_any_batches_give_the_same_groups(seed: int, batch: int) -> None:
    documents, claims = crowded(90, seed)
    once = from_scratch(documents, claims, NONE)
    assert sorted(c for group in once for c in group.claims) == sorted(claim.id for claim in claims)
    assert any(len({c.split(".")[0] for c in group.claims}) > 1 for group in once)
    chances(seed).shuffle(documents)
    desk = Desk()
    for start in range(0, len(documents), batch):
        desk.takes(documents[start : start + batch], claims)
    assert desk.groups() == once


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_reports_that_go_leave_what_would_be_without_them_and_may_come_back(seed: int) -> None:
    documents, claims = crowded(80, seed)
    desk = Desk()
    desk.takes(documents, claims)
    chance = chances(seed)
    gone = {document.id for document in chance.sample(documents, 8)}
    for report in sorted(gone):
        desk.takes([], [], [report])
    left = [document for document in documents if document.id not in gone]
    assert desk.groups() == from_scratch(left, [c for c in claims if c.document not in gone], NONE)
    desk.takes([document for document in documents if document.id in gone], claims)
    assert desk.groups() == from_scratch(documents, claims, NONE)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_a_report_read_anew_is_what_it_says_now(seed: int) -> None:
    documents, claims = crowded(80, seed)
    desk = Desk()
    desk.takes(documents, claims)
    chance = chances(seed)
    again = chance.choice(documents)
    now = [c for c in claims if c.document != again.id or chance.random() < 0.5]
    desk.takes([again], now)
    assert desk.groups() == from_scratch(documents, now, NONE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
@example(1842)  # two reports each tell of what was told apart beside what was held for one
def test_decisions_win_and_taken_back_give_back_what_was(seed: int) -> None:
    documents, claims = crowded(80, seed)
    chance = chances(seed)
    cut = len(documents) // 2
    desk = Desk()
    desk.takes(documents[:cut], claims)
    ids = sorted(claim.id for claim in claims)
    constraints = consistent(
        [tuple(chance.sample(ids, 2)) for _ in range(4)], [tuple(chance.sample(ids, 2)) for _ in range(4)]
    )
    groups = desk.groups()
    together = next((group.claims for group in groups if len(group.claims) > 1), None)
    if together and not constraints.same:
        constraints = Constraints.of((), [(together[0], together[1])])
    desk.judges(constraints)
    desk.takes(documents[cut:], claims)
    assert desk.groups() == from_scratch(documents, claims, constraints)
    of = {claim: group.id for group in desk.groups() for claim in group.claims}
    assert all(of[a] == of[b] for a, b in constraints.same)
    assert all(of[a] != of[b] for a, b in constraints.different)
    desk.judges(NONE)
    assert desk.groups() == from_scratch(documents, claims, NONE)


def consistent(same: Sequence[tuple[str, ...]], different: Sequence[tuple[str, ...]]) -> Constraints:
    """Decisions without those that contradict others."""
    kept = Constraints.of([(a, b) for a, b in same])
    bonds = Bonds.of(kept)
    apart = [(a, b) for a, b in different if bonds.bond.get(a, a) != bonds.bond.get(b, b)]
    return Constraints(kept.same, Constraints.of((), apart).different)


def test_two_claims_of_one_report_are_split_and_joined_as_decided() -> None:
    documents, claims = crowded(60, 3)
    of_report: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        of_report[claim.document].append(claim.id)
    a, b = next(ids[:2] for ids in of_report.values() if len(ids) > 1)
    for constraints, one in ((Constraints.of([(a, b)]), True), (Constraints.of((), [(a, b)]), False)):
        of = {c: group.id for group in from_scratch(documents, claims, constraints) for c in group.claims}
        assert (of[a] == of[b]) is one


def test_packed_accounts_are_the_same_accounts() -> None:
    documents, claims = crowded(60, 5)
    for document in documents:
        for one in told_in(document, [c for c in claims if c.document == document.id], ACTORS, MERGING):
            assert unpacked(packed(one)) == one
            assert packed(unpacked(packed(one))) == packed(one)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_a_whole_record_in_bulk_makes_the_same_groups_and_the_same_index(seed: int) -> None:
    documents, claims = crowded(90, seed)
    chance = chances(seed)
    ids = sorted(claim.id for claim in claims)
    constraints = consistent(
        [tuple(chance.sample(ids, 2)) for _ in range(3)], [tuple(chance.sample(ids, 2)) for _ in range(3)]
    )
    desk = Desk()
    desk.constraints = constraints
    desk.takes(documents, claims)
    around = Surroundings(reprints_among(documents), MERGING, Bonds.of(constraints))
    accounts = accounts_of_all(
        sorted(desk.reports), lambda some: [(desk.reports[r], desk.claims[r]) for r in some], ACTORS, around, map
    )
    links = links_of_all(accounts, pairs_of(accounts, around, map), around, map)
    portions = list(portions_of_groups(accounts, links, around, tuple, map))
    groups = [group for portion in portions for group in portion.made]
    assert sorted(groups, key=lambda group: group.claims) == desk.groups()
    places = {
        one.number: Standing(one.chain, one.component, one.incident, links_in(one.links))
        for portion in portions
        for one in portion.places
    }
    rows = desk.index.of_reports(desk.reports)
    assert places == {row.number: row.standing for row in rows}
    held = {(key >> 1, number_of(row.told.account.id)) for row in rows for key in keys_of(row.told.account, MERGING)}
    assert [(key, account) for some in accounts.held() for key, account in some.T.tolist()] == sorted(held)
