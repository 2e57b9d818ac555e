"""Which values of an incident's line a person gave, and who, asked for as the line is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection, select

from recount.codec import unpacked
from recount.judging import judged
from recount.judging.correcting import corrected_incident
from recount.judging.hands import hand_of_figure, hands_of, hands_on_whole, judged_values
from recount.model import Claim, Document, Harm, Incident, Judgement, Verdict
from recount.model.judgement import Kind
from recount.store import rows
from recount.store.finding_rows import Given
from recount.store.judged import ids_with, judgements_in
from recount.store.many import rows_among
from recount.store.tables import CLAIMS, REPORTS
from recount.tolls import by_range

_CLAIMS = select(CLAIMS.c.claim)
_DOCUMENTS = select(*rows.DOCUMENT)
_RECEIVED = select(REPORTS.c.id, REPORTS.c.sha256)
_FIGURES = (Harm.KILLED, Harm.WOUNDED)


class GivenByHand:
    """What people gave of incidents, within a transaction; of incidents that nobody corrected nothing is read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, incidents: Iterable[Incident]) -> dict[str, tuple[Given, ...]]:
        """The values that people gave, by incident."""
        every = list(incidents)
        corrections = self._corrections({key for one in every for key in one.judged})
        touched = [
            one
            for one in every
            if not self.added_to.keys().isdisjoint(one.documents) or any(key in corrections for key in one.judged)
        ]
        found = {}
        for one in touched:
            made = [corrections[key] for key in one.judged if key in corrections]
            if given := tuple(self._given(one, made)):
                found[one.id] = given
        return found

    def _corrections(self, ids: Iterable[str]) -> dict[str, Judgement]:
        made = judgements_in(self._connection, ids)
        return {one.id: one for one in made if one.verdict is Verdict.CORRECT and one.withdrawn is None}

    @cached_property
    def added_to(self) -> Mapping[str, list[Judgement]]:
        """The reports that people added claims to, with these judgements."""
        ids = ids_with(self._connection, Verdict.ADD)
        made = [one for one in judgements_in(self._connection, ids) if one.withdrawn is None] if ids else []
        of: dict[str, list[Judgement]] = defaultdict(list)
        for one in made:
            for key in {key for anchor in one.anchors for key in (anchor.report, anchor.sha256)}:
                of[key].append(one)
        received = rows_among(self._connection, _RECEIVED, REPORTS.c.sha256, sorted(of))
        return {**of, **{row.id: of[row.sha256] for row in received}}

    def _given(self, one: Incident, made: Sequence[Judgement]) -> Iterator[Given]:
        """The values of an incident that people gave, those of its claims among them."""
        whole = [j for j in made if j.on.kind is Kind.INCIDENT and corrected_incident(one, [j]) == one]
        claims = self._told(one, [j for j in made if j.on.kind is Kind.CLAIM])
        by_claim = {claim.id: claim for claim in claims}
        ids = judged_values(claims)
        hands = hands_of(judgements_in(self._connection, ids)) if ids else {}
        found = hands_on_whole(one, whole, claims, hands)
        for harm in _FIGURES if hands else ():
            estimate = by_range(one.ledger, harm)
            given = [hand_of_figure(e, by_claim.get(e.claim), hands) for e in estimate.entries] if estimate else []
            if hand := next(filter(None, given), None):
                found[harm.value] = hand
        for field, hand in found.items():
            yield Given(field, hand.who, hand.added)

    def _told(self, one: Incident, corrections: Sequence[Judgement]) -> tuple[Claim, ...]:
        """The claims of an incident as people corrected and added them; none where they are all the machine's."""
        made = {j.id: j for j in (*corrections, *(j for key in one.documents for j in self.added_to.get(key, ())))}
        if not made:
            return ()
        read = rows_among(self._connection, _CLAIMS, CLAIMS.c.id, one.claims)
        told = {claim.id: claim for claim in (unpacked(Claim, row.claim) for row in read)}
        claims = tuple(told[key] for key in one.claims if key in told)
        held = rows_among(self._connection, _DOCUMENTS, REPORTS.c.id, one.documents)
        documents: list[Document] = [rows.document_of(row) for row in held]
        return tuple(claim for claim in judged(made.values(), documents, claims).claims if claim.id in told)
