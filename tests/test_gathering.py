from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from recount.codebook.actors import built_in_actors
from recount.codec import packed
from recount.desk.deciding import decisions_in, noted_in
from recount.desk.gathering import brought_up_to_date
from recount.model import Claim, Document, Incident, Judgement, Target, Verdict, Withdrawal
from recount.model.judgement import Kind
from recount.pipeline import judged_incidents_of
from recount.store import Entry, SqlStore
from recount.store.desk_work_tables import QUEUE_ITEMS
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

    def holds_decisions(self) -> None:
        """That what judgements come to, and which of them wait for a reviewer, is what all of them at once come to."""
        waiting = self._waiting()
        with self.store.gathering() as work:
            now = decisions_in(work)
            assert noted_in(work) == now.noted
            work.waiting.judgements(now.applied)
        assert self._waiting() == waiting

    def _waiting(self) -> list[tuple[object, ...]]:
        asked = select(QUEUE_ITEMS).where(QUEUE_ITEMS.c.kind.in_(("judgement", "unsure")))
        with self.store._reading() as connection:
            return sorted(map(tuple, connection.execute(asked)))

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


def decided(chance: random.Random, documents: Sequence[Document], claims: Sequence[Claim], hour: int) -> Judgement:
    """Any judgement on claims of these reports."""
    some = chance.sample(claims, chance.choice((1, 1, 2, 3)))
    target, other = on(documents, *some), on(documents, chance.choice(claims))
    verdict = chance.choice([*Verdict, Verdict.SAME, Verdict.DIFFERENT, Verdict.CORRECT])
    if verdict is Verdict.DIFFERENT and len(some) > 1:
        name = f"i{min(one.id for one in some)}"
        first, rest = (replace(on(documents, *part), kind=Kind.INCIDENT, id=name) for part in (some[:1], some[1:]))
        return judgement(verdict, first, hour, other=rest)
    if verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
        return judgement(verdict, target, hour, other=other)
    if verdict is Verdict.CORRECT:
        field, value = chance.choice((("type", "arrest"), ("killed", "7 people"), ("status", "alleged")))
        return judgement(verdict, other if field == "killed" else target, hour, field=field, value=value)
    if verdict is Verdict.SET_ASIDE and chance.random() < 0.3:
        (report,) = (one for one in documents if one.id == some[0].document)
        own = on(documents, some[0]).anchors
        return judgement(verdict, Target(Kind.REPORT, report.id, own), hour)
    if verdict is Verdict.ADD:
        return judgement(verdict, other, hour, value=packed(next(one for one in claims if one.id == other.id)))
    given = {Verdict.CONFIRM: {"grade": "confirmed"}, Verdict.PUBLISH: {"value": f"R-{hour:08}"}}
    return judgement(verdict, target, hour, **given.get(verdict, {}))


def split(
    documents: Sequence[Document], one: Incident, off: Collection[str], claims: Sequence[Claim], hour: int
) -> Judgement:
    """That some claims of an incident are told apart from its others."""
    own = [claim for claim in claims if claim.id in one.claims]
    sides = (
        replace(on(documents, *some), kind=Kind.INCIDENT, id=one.id)
        for some in ([c for c in own if c.id in off], [c for c in own if c.id not in off])
    )
    return judgement(Verdict.DIFFERENT, next(sides), hour, other=next(sides))


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 100_000))
def test_the_larger_part_keeps_the_id_whatever_is_split_and_comes_later(seed: int) -> None:
    documents, claims = reports(30, seed)
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    with closing(Record()) as record:
        record.takes(documents[:24], claims)
        made: list[Judgement] = []
        for hour in range(8):
            large = [one for one in record.store.incidents() if len(one.claims) > 2]
            if not large:
                break
            one = chance.choice(large)
            off = {one.id.removeprefix("i")} & set(one.claims) or set(chance.sample(one.claims, 1))
            made.append(split(documents, one, off, claims, hour))
            record.judges(made[-1])
            held = {claim: incident.id for incident in record.store.incidents() for claim in incident.claims}
            parts = Counter(held[claim] for claim in one.claims)
            assert held[next(iter(off))] != one.id
            if len(parts) == 2:
                assert parts[one.id] == len(one.claims) - len(off)
            if chance.random() < 0.4:
                record.store.withdraw(chance.choice(made).id, Withdrawal(MONDAY, "Basel"))
                record.update()
            if hour == 4:
                record.takes(documents[24:], claims)
            record.holds_decisions()


def test_splits_of_a_record_that_never_noted_them_are_taken_up() -> None:
    documents, claims = reports(24, 7)
    with closing(Record()) as record:
        record.takes(documents, claims)
        one = next(one for one in record.store.incidents() if len(one.claims) > 2)
        record.judges(split(documents, one, {one.id.removeprefix("i")}, claims, 1))
        with record.store.gathering() as work:
            held = json.loads(work.state("decided"))
            del held["splits"]
            work.note("decided", json.dumps(held, sort_keys=True))
        record.judges(judgement(Verdict.NOTE, on(documents, claims[0]), 2, why="seen"))
        record.holds_decisions()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 100_000))
def test_what_only_few_judgements_bear_on_comes_to_what_all_of_them_do(seed: int) -> None:
    documents, claims = reports(40, seed)
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    with closing(Record()) as record:
        record.takes(documents, claims)
        made: list[Judgement] = []
        for hour in range(24):
            if made and chance.random() < 0.2:
                record.store.withdraw(chance.choice(made).id, Withdrawal(MONDAY, "Basel"))
                record.update()
            elif chance.random() < 0.2:
                again = chance.choice(documents)
                less = [one for one in claims if one.document != again.id or chance.random() < 0.6]
                record.takes([again], less if chance.random() < 0.6 else claims)
            else:
                made.append(decided(chance, documents, claims, hour))
                record.judges(made[-1])
            record.holds_decisions()
