"""The rows of what waits, kept in step with the incidents in the transaction that writes these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, or_, select, update

from recount.codec import packed, unpacked
from recount.judging import Judged
from recount.judging.applying import on_incidents
from recount.model import Incident
from recount.resolution.packing import merging_of
from recount.store.desk_work_items import REVIEWER, REVIEWERS, Item, graded_next, items_of, items_of_judgements
from recount.store.desk_work_tables import (
    QUEUE_ANSWERED,
    QUEUE_ANSWERS,
    QUEUE_GIVEN,
    QUEUE_ITEMS,
    QUEUE_LOOKED,
    TOUCHED,
    VIEW_WATCHERS,
)
from recount.store.index_tables import STATE
from recount.store.judging_tables import WITHDRAWALS
from recount.store.many import delete_among, put_many, rows_among
from recount.store.tables import INCIDENT_CLAIMS, INCIDENTS

T = TypeVar("T")
FORM = "3"
"""Of the rows; rows of another form are made anew."""
_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long
_OF_JUDGEMENTS = ("judgement", "unsure")

_Row = tuple[str, str, str, str, str, int, int, str, str]

DrawnItems = tuple[list[_Row], _Row | None]
"""What waits in an incident, and that it waits for its grade once it was read."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Of an incident what judgements on it are attached by."""

    id: str
    claims: tuple[str, ...]


class Waiting:
    """What waits, while incidents are brought up to date."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def threshold(self) -> float:
        """The sum of reasons from which accounts of two reports are merged."""
        line = self._connection.execute(select(STATE.c.value).where(STATE.c.name == "merging")).scalar()
        return merging_of(line or "").threshold

    @cached_property
    def _watched(self) -> bool:
        return (
            self._connection.execute(select(VIEW_WATCHERS.c.view).where(VIEW_WATCHERS.c.how == "watch")).first()
            is not None
        )

    def clear(self) -> None:
        """All incidents go."""
        self._connection.execute(delete(QUEUE_ITEMS).where(QUEUE_ITEMS.c.kind.not_in(_OF_JUDGEMENTS)))
        self._connection.execute(delete(QUEUE_LOOKED))
        if self._watched:
            held = self._connection.execute(select(INCIDENTS.c.id)).scalars()
            self.touch(held.all())
        self.settle()

    def forget(self, incidents: Sequence[str]) -> None:
        """These incidents go."""
        for some in _portions(incidents):
            self._connection.execute(_GONE, {"many": some})
        delete_among(self._connection, QUEUE_LOOKED.c.incident, incidents)
        self.touch(incidents)

    def keep(self, incidents: Sequence[Incident]) -> None:
        """These incidents came: what waits in them, without what was answered."""
        waits = self.drawn(incidents)
        self.put_drawn([(one.id, one.claims, own) for one, own in zip(incidents, waits, strict=True)])

    def drawn(self, incidents: Iterable[Incident]) -> Iterator[DrawnItems]:
        """What waits in each of these incidents, as what is kept of it."""
        for one in incidents:
            waits = [_row(item) for item in items_of(one, self.threshold)]
            yield waits, None if one.grade else _row(graded_next(one))

    def put_drawn(self, drawn: Sequence[tuple[str, Sequence[str], DrawnItems]]) -> None:
        """Keep such items, with their incidents' ids and claims: what was answered is done."""
        read = self._read({claim: key for key, claims, _ in drawn for claim in claims})
        items: dict[str, _Row] = {}
        done: set[str] = set()
        for key, _, (own, graded) in drawn:
            items |= {row[0]: row for row in own}
            if key in read:
                done |= {row[0] for row in own if row[1] == "new"}
            if read.get(key) and graded is not None:
                items[graded[0]] = graded
        self._put(items, done)
        self.touch([key for key, *_ in drawn])

    def put(self, items: Mapping[str, Item]) -> None:
        """Keep items in the place of those with the same ids; those that answers name are done."""
        self._put({key: _row(item) for key, item in items.items()}, ())

    def _put(self, items: Mapping[str, _Row], done: Iterable[str]) -> None:
        answered = set(done)
        any_answered, any_given = self._is_any(_ANSWERED), self._is_any(_GIVEN)
        for some in _portions(items):
            delete_among(self._connection, QUEUE_ITEMS.c.id, some)
            to: dict[str, str] = {}
            if any_answered:
                answered |= {row.item for row in rows_among(self._connection, _ANSWERED, QUEUE_ANSWERS.c.item, some)}
            if any_given:
                to = {row.item: row.given for row in rows_among(self._connection, _GIVEN, QUEUE_GIVEN.c.item, some)}
            rows = [
                (*row, int(key in answered), to.get(key, given_at_first(row[5])))
                for key, row in ((key, items[key]) for key in some)
            ]
            put_many(self._connection, QUEUE_ITEMS, rows)

    def refresh(self, item: str, incident: str) -> None:
        """An answer came or went: what waits in its incident now, and whether the item does."""
        line = self._connection.execute(select(INCIDENTS.c.incident).where(INCIDENTS.c.id == incident)).scalar()
        if line is not None:
            own = QUEUE_ITEMS.c.incident == incident
            kept = QUEUE_ITEMS.c.kind.in_((*_OF_JUDGEMENTS, "near", "far"))
            self._connection.execute(delete(QUEUE_ITEMS).where(own, ~kept))
            self.keep([unpacked(Incident, line)])
        asked = select(QUEUE_ANSWERS.c.item).where(QUEUE_ANSWERS.c.item == item, *standing_answers())
        done = int(self._connection.execute(asked).first() is not None)
        self._connection.execute(update(QUEUE_ITEMS).where(QUEUE_ITEMS.c.id == item).values(done=done))

    def judgements(self, applied: Judged, only: Collection[str] | None = None) -> None:
        """Keep which judgements wait for a reviewer: `only` of these, else of all."""
        waiting = delete(QUEUE_ITEMS).where(QUEUE_ITEMS.c.kind.in_(_OF_JUDGEMENTS))
        if only is None:
            self._connection.execute(waiting)
        for some in _portions(only or ()):
            self._connection.execute(waiting.where(QUEUE_ITEMS.c.a.in_(some)))
        if not applied.standings:
            return
        claims = {where.claim.id for one in applied.standings for where in one.attached if where.claim is not None}
        of: dict[str, str] = {}
        for some in _portions(sorted(claims)):
            held = select(INCIDENT_CLAIMS).where(INCIDENT_CLAIMS.c.claim.in_(some))
            of |= {row.claim: row.incident for row in self._connection.execute(held)}
        held_by: dict[str, list[str]] = {key: [] for key in sorted(set(of.values()))}
        for some in _portions(held_by):
            held = select(INCIDENT_CLAIMS).where(INCIDENT_CLAIMS.c.incident.in_(some))
            for row in self._connection.execute(held.order_by(INCIDENT_CLAIMS.c.claim)):
                held_by[row.incident].append(row.claim)
        incidents = [_Held(key, tuple(claims)) for key, claims in held_by.items()]
        standings = on_incidents(applied, cast("Sequence[Incident]", incidents))
        items = items_of_judgements(standings, of)
        self.put({item.id: item for item in items if only is None or item.a in only})

    def settle(self) -> None:
        """Note that the rows are of the present form."""
        delete_among(self._connection, STATE.c.name, ["queue"])
        put_many(self._connection, STATE, [("queue", FORM)])

    def touch(self, incidents: Sequence[str]) -> None:
        """Note for watched views that something happened to these incidents."""
        if not self._watched:
            return
        for some in _portions(incidents):
            self._connection.execute(delete(TOUCHED).where(TOUCHED.c.incident.in_(some)))
            self._connection.execute(insert(TOUCHED), [{"incident": key} for key in some])

    def _is_any(self, query: Select[Any]) -> bool:
        """Whether such a query finds anything: a desk that has just begun has answered nothing."""
        return self._connection.execute(query.limit(1)).first() is not None

    def _read(self, of: Mapping[str, str]) -> dict[str, bool]:
        """The incidents that somebody answered for as new, by their claims; whether a reviewer is to grade them."""
        found: dict[str, bool] = {}
        if of and not self._is_any(_READ):
            return found
        for row in rows_among(self._connection, _READ, QUEUE_ANSWERED.c.claim, of):
            found[of[row.claim]] = found.get(of[row.claim], False) or bool(row.onward)
        return found


def standing_answers() -> tuple[Any, ...]:
    """That an answer was not undone, nor the judgement that it was."""
    withdrawn = select(WITHDRAWALS.c.judgement).where(WITHDRAWALS.c.judgement == QUEUE_ANSWERS.c.judgement)
    return QUEUE_ANSWERS.c.undone.is_(None), or_(QUEUE_ANSWERS.c.judgement == "", ~withdrawn.exists())


_ANSWERED = select(QUEUE_ANSWERS.c.item).where(*standing_answers())
_GIVEN = select(QUEUE_GIVEN.c.item, QUEUE_GIVEN.c.given)
_GONE = delete(QUEUE_ITEMS).where(
    QUEUE_ITEMS.c.incident.in_(bindparam("many", expanding=True)), QUEUE_ITEMS.c.kind.not_in(_OF_JUDGEMENTS)
)
_READ = (
    select(QUEUE_ANSWERED.c.claim, QUEUE_ANSWERS.c.onward)
    .select_from(QUEUE_ANSWERED.join(QUEUE_ANSWERS, QUEUE_ANSWERS.c.id == QUEUE_ANSWERED.c.answer))
    .where(QUEUE_ANSWERS.c.kind == "new", *standing_answers())
)


def given_at_first(role: int) -> str:
    """Whose an item is before somebody gave it to anybody."""
    return REVIEWERS if role >= REVIEWER else ""


def item_of(row: Row[Any]) -> Item:
    """The item that a row was made from."""
    reasons = unpacked(tuple[tuple[Any, ...], ...], row.reasons)
    return Item(row.id, row.kind, row.incident, row.a, row.b, row.role, tuple((w, n) for w, n in reasons), row.what)


def _row(item: Item) -> _Row:
    """An item as its row but for whether it is done and to whom it was given."""
    reasons = packed(item.reasons)
    return item.id, item.kind, item.incident, item.a, item.b, item.role, item.score, reasons, item.what


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
