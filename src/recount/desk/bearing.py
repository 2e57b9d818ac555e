"""Which judgements bear on each other: found by what they stand on, without reading all that were ever made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from recount.judging import Ground, Judged, State, judged
from recount.model import Anchor, Claim, Document, Judgement, Verdict
from recount.model.judgement import Kind
from recount.store.gathering import Gathering

_BINDING = frozenset({Verdict.SAME, Verdict.DIFFERENT})


def decides(one: Judgement) -> bool:
    """Whether a judgement makes another thing of what reports tell: a claim is added, corrected or set aside."""
    corrects = one.verdict is Verdict.CORRECT and one.on.kind is Kind.CLAIM
    return corrects or one.verdict in (Verdict.ADD, Verdict.SET_ASIDE)


class Bearing:
    """A record's judgements with the reports and claims that they stand on, each read when it is first asked for."""

    def __init__(self, work: Gathering) -> None:
        self._work = work
        self._made: dict[str, Judgement] = {}
        self._at: dict[str, dict[str, str]] = {}
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, list[Claim]] = {}
        self._asked: set[str] = set()

    def new_since(self, states: Mapping[str, str]) -> frozenset[str]:
        """The judgements that were made or withdrawn since they had these states."""
        now = self._work.judged.withdrawn()
        return frozenset(
            key for key, gone in now.items() if key not in states or (gone and states[key] != State.WITHDRAWN)
        )

    def of(self, ids: Iterable[str]) -> list[Judgement]:
        """The judgements with these ids."""
        asked = list(dict.fromkeys(ids))
        if new := [key for key in asked if key not in self._made]:
            self._made |= {one.id: one for one in self._work.judged.of(new)}
        return [self._made[key] for key in asked if key in self._made]

    def read(self, made: Iterable[Judgement]) -> tuple[dict[str, Document], list[Claim]]:
        """The reports that judgements stand on, in whatever form these are in the record now, and all their claims."""
        anchors, named = list[Anchor](), set[str]()
        for one in made:
            anchors += one.anchors
            named |= {one.on.id, *(anchor.report for anchor in one.anchors)}
        documents = self._reports(named)
        if lost := [anchor for anchor in anchors if anchor.report not in documents]:
            like = self._work.documents_like({one.sha256 for one in lost} - {""}, {one.name for one in lost})
            documents |= self._reports(like)
        return documents, [claim for key in documents for claim in self._claims[key]]

    def _reports(self, ids: Iterable[str]) -> dict[str, Document]:
        asked = sorted(set(ids))
        if new := [key for key in asked if key not in self._asked]:
            found = self._work.documents(new)
            of: dict[str, list[Claim]] = {key: [] for key in found}
            for claim in self._work.claims_of(found).values():
                of[claim.document].append(claim)
            self._asked |= {*new}
            self._documents |= found
            self._claims |= of
        return {key: self._documents[key] for key in asked if key in self._documents}

    def applied(self, ids: Collection[str]) -> tuple[dict[str, Document], Judged]:
        """Some judgements put on all reports that they stand on, and these reports."""
        made = self.of(ids)
        documents, claims = self.read(made)
        return documents, judged(made, documents.values(), claims)

    def at(self, ids: Iterable[str]) -> dict[str, dict[str, str]]:
        """The claims that each of these judgements stands on now, with their reports."""
        made = self.of(ids)
        new = [one for one in made if one.id not in self._at]
        told = self._work.judged.told({anchor.claim for one in new for anchor in one.anchors})
        moved = [one for one in new if any(anchor.claim not in told for anchor in one.anchors)]
        documents, claims = self.read(moved)
        ground = Ground(documents.values(), claims)
        for one in new:
            own = {anchor.claim: told[anchor.claim] for anchor in one.anchors if anchor.claim in told}
            if len(own) < len({anchor.claim for anchor in one.anchors}):
                found = (ground.attached(anchor).claim for anchor in one.anchors)
                own = {claim.id: claim.document for claim in found if claim is not None}
            self._at[one.id] = own
        return {one.id: self._at[one.id] for one in made}

    def touching(self, claims: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """The judgements that stand on any of these claims, given with their reports: the claims of each."""
        near = self._work.judged.on((), set(claims.values())) if claims and self._work.judged.any() else ()
        return {key: own for key, own in self.at(near).items() if not own.keys().isdisjoint(claims)}

    def around(self, ids: Iterable[str]) -> frozenset[str]:
        """Judgements with all others that decide what becomes of them: those that bind the same claims, by way of
        others, too, and those that correct, add or set aside what they stand on."""
        found = set(ids)
        deciding = [one for one in self.of(found) if decides(one) or one.verdict in _BINDING]
        edge = {claim: report for own in self.at(one.id for one in deciding).values() for claim, report in own.items()}
        whole, _ = self.read(one for one in deciding if one.on.kind is Kind.REPORT)
        edge |= {claim.id: key for key in whole for claim in self._claims[key]}
        seen: dict[str, str] = {}
        while edge := {claim: report for claim, report in edge.items() if claim not in seen}:
            seen |= edge
            reports = set(edge.values())
            near = self.of(self._work.judged.on((), reports) - found)
            near = [one for one in near if decides(one) or one.verdict in _BINDING]
            at, edge = self.at(one.id for one in near), {}
            for one in near:
                own = at[one.id]
                aside = one.on.kind is Kind.REPORT and not reports.isdisjoint({one.on.id, *own.values()})
                if aside or not own.keys().isdisjoint(seen):
                    found.add(one.id)
                    edge |= own if one.verdict in _BINDING else {}
        return frozenset(found)

    def deciding_on(self, reports: Collection[str]) -> frozenset[str]:
        """The judgements that make another thing of what these reports tell."""
        return frozenset(one.id for one in self.of(self._work.judged.on(reports, reports)) if decides(one))

    def corrections_of(self, claims: Collection[str]) -> frozenset[str]:
        """The corrections that were made on these claims."""
        near = self.of(self._work.judged.on(claims, ())) if claims else ()
        return frozenset(one.id for one in near if one.verdict is Verdict.CORRECT)
