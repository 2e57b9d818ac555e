from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.desk.gathering import brought_up_to_date
from recount.model import Claim, Document, Judgement, Verdict, Withdrawal
from recount.pipeline import judged_incidents_of
from recount.store import Entry, SqlStore
from tests.judging.made_judgements import MONDAY, judgement, on
from tests.resolution.told import many

ACTORS = built_in_actors()


def reports(n: int, seed: int) -> tuple[list[Document], list[Claim]]:
    """Reports with reprints, of few towns and days; one in six has no date."""
    documents, claims = many(n, seed, towns=8, days=12, reprints=0.3)
    return [dated if n % 6 else replace(dated, published=UNDATED) for n, dated in enumerate(documents)], claims


UNDATED = replace(many(1)[0][0].published, first=None, last=None, method="unknown")


class Record:
    """A record in memory, kept up to date; `holds` says that its incidents are those that all at once would make."""

    def __init__(self) -> None:
        self.store = SqlStore("sqlite://", "a test")

    def takes(self, documents: Iterable[Document], claims: Sequence[Claim]) -> None:
        of = {document.id: [c for c in claims if c.document == document.id] for document in documents}
        self.store.add([Entry(d, b"", (), tuple(of[d.id])) for d in documents], "stamp")
        self.update()

    def judges(self, *judgements: Judgement) -> None:
        self.store.judge(judgements)
        self.update()

    def update(self) -> None:
        brought_up_to_date(self.store, ACTORS)
        again = judged_incidents_of(self.store.documents(), self.store.claims(), ACTORS, self.store.judgements())
        assert self.store.incidents() == again

    def close(self) -> None:
        self.store.close()


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 9))
def test_reports_in_any_order_and_batches_make_what_all_at_once_make(seed: int, batch: int) -> None:
    documents, claims = reports(60, seed)
    random.Random(seed).shuffle(documents)  # noqa: S311 (an order, not a secret)
    with closing(Record()) as record:
        for start in range(0, len(documents), batch):
            record.takes(documents[start : start + batch], claims)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_judgements_hold_while_reports_come_and_are_read_anew_and_leave_nothing_when_withdrawn(seed: int) -> None:
    documents, claims = reports(50, seed)
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    a, b, c, d, e, f = chance.sample(claims, 6)
    made = [
        judgement(Verdict.SAME, on(documents, a), other=on(documents, b)),
        judgement(Verdict.DIFFERENT, on(documents, b), 1, other=on(documents, c)),
        judgement(Verdict.CORRECT, on(documents, d), 2, field="type", value="arrest"),
        judgement(Verdict.SET_ASIDE, on(documents, e), 3),
        judgement(Verdict.CONFIRM, on(documents, a, b, f), 4, grade="confirmed"),
    ]
    cut = len(documents) // 2
    with closing(Record()) as record:
        record.takes(documents[:cut], claims)
        record.judges(*made[:3])
        record.takes(documents[cut:], claims)
        record.judges(*made[3:])
        again = chance.choice(documents)
        record.takes([again], [claim for claim in claims if claim.document != again.id or chance.random() < 0.5])
        record.takes([again], claims)
        for one in made:
            record.store.withdraw(one.id, Withdrawal(MONDAY, "Basel"))
        record.update()
