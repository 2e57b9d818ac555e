"""The queue in a record's database: who looks at what, what comes next, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from recount.codec import unpacked
from recount.errors import RecordError
from recount.model import Incident
from recount.store.desk_work_items import REVIEWERS, Item, near_item
from recount.store.desk_work_tables import (
    QUEUE_ANSWERED,
    QUEUE_ANSWERS,
    QUEUE_GIVEN,
    QUEUE_ITEMS,
    QUEUE_LOCKS,
    QUEUE_LOOKED,
    QUEUE_SKIPPED,
)
from recount.store.desk_work_waiting import FORM, Waiting, given_at_first, item_of
from recount.store.finding_tables import MARKS
from recount.store.index_tables import STATE
from recount.store.many import values_of
from recount.store.tables import INCIDENTS

T = TypeVar("T")
_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose queue, and what of it: by role, by kinds (none: all), and by whom an item was given to.

    `whose` is anybody (what is given to nobody else), mine (what was given to me) or reviewers (what takes one).
    `within` are the incidents that count; None for all. What is on one of the incidents, claims and judgements that are
    `closed` to them is not theirs. `now` is in seconds since 1970.
    """

    who: str
    role: int
    now: float
    kinds: tuple[str, ...] = ()
    whose: str = "anybody"
    within: frozenset[str] | None = None
    closed: frozenset[str] = frozenset()

    def opens(self, incident: str, a: str, b: str) -> bool:
        """Whether an item on these is theirs to see."""
        return self.closed.isdisjoint((incident, a, b))


@dataclass(frozen=True, slots=True)
class Lock:
    """Who looks at something, since when and until when, in seconds since 1970."""

    item: str
    who: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: to which item, what it did, the judgement that it was ("" for none), and how long it
    took from the opening, in seconds. `onward` says that a reviewer is to grade; `undone` when it was taken back."""

    id: str
    item: str
    kind: str
    incident: str
    who: str
    made: str
    answer: str
    said: str
    judgement: str = ""
    onward: bool = False
    seconds: float | None = None
    undone: str | None = None

    @property
    def final(self) -> bool:
        """Whether it can't be undone: it withdrew a judgement, and a withdrawal stays. To bring one back is to judge
        anew."""
        return self.kind == "judgement" and self.answer == "reject"


class QueueTables:
    """The part of a store that keeps a desk's queue."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def queue_filled(self) -> bool:
        """Whether the queue's rows are there, in the present form."""
        with self._reading() as connection:
            return connection.execute(select(STATE.c.value).where(STATE.c.name == "queue")).scalar() == FORM

    def fill_queue(self) -> None:
        """Make the queue's rows of all incidents, as for a record that was made before there was a queue."""
        with self._writing() as connection:
            waiting = Waiting(connection)
            waiting.clear()
            held = connection.execute(select(INCIDENTS.c.id).order_by(INCIDENTS.c.id)).scalars().all()
            for some in _portions(held):
                lines = connection.execute(select(INCIDENTS.c.incident).where(INCIDENTS.c.id.in_(some))).scalars()
                waiting.keep([unpacked(Incident, line) for line in lines])

    def lines_version(self) -> str:
        """Another one whenever incidents came, went or changed."""
        with self._reading() as connection:
            return connection.execute(select(MARKS.c.value).where(MARKS.c.name == "lines")).scalar() or ""

    def queue_item(self, item: str) -> tuple[Item, bool, str] | None:
        """An item, whether it was answered, and to whom it is given; None where it waits no more and never will."""
        with self._reading() as connection:
            row = connection.execute(select(QUEUE_ITEMS).where(QUEUE_ITEMS.c.id == item)).first()
        return (item_of(row), bool(row.done), row.given) if row else None

    def queue_of(self, incident: str) -> tuple[Item, ...]:
        """What waits in an incident, the first first."""
        asked = select(QUEUE_ITEMS).where(QUEUE_ITEMS.c.incident == incident)
        with self._reading() as connection:  # asked for in this order, SQLite goes through all items that wait
            found = sorted(connection.execute(asked), key=lambda row: (-row.score, row.id))
            return tuple(item_of(row) for row in found if not row.done)

    def take(self, item: str, wanted: Wanted, seconds: float, alone: bool = True) -> Lock | None:
        """Look at an item: nobody else is given it, nor another of its incident, for so many seconds.

        What the same person looked at before is free again where they look at it `alone`. None where somebody else
        looks at it (`looked_at` says who), or where there is no such item.
        """
        with self._writing() as connection:
            row = connection.execute(select(QUEUE_ITEMS).where(QUEUE_ITEMS.c.id == item)).first()
            return _taken(connection, row, wanted, seconds, alone) if row else None

    def take_next(
        self, wanted: Wanted, seconds: float, after: str = "", before: str = "", alone: bool = True
    ) -> Item | None:
        """The first item that waits and that nobody else looks at, after or before another; it is taken."""
        with self._writing() as connection:
            place = connection.execute(select(QUEUE_ITEMS).where(QUEUE_ITEMS.c.id == (after or before))).first()
            for row in _waiting(connection, wanted, place, bool(before)):
                if row.id not in (after, before) and _taken(connection, row, wanted, seconds, alone):
                    return item_of(row)
            return None

    def looked_at(self, item: Item, now: float) -> Lock | None:
        """Who looks at an item, or at another of its incident."""
        asked = select(QUEUE_LOCKS).where(QUEUE_LOCKS.c.subject == _subject(item), QUEUE_LOCKS.c.until > now)
        with self._reading() as connection:
            row = connection.execute(asked).first()
        return Lock(row.item, row.who, row.since, row.until) if row else None

    def let_go(self, who: str, item: str = "") -> None:
        """Somebody looks at an item no more; without one, at none."""
        which = [QUEUE_LOCKS.c.item == item] if item else []
        with self._writing() as connection:
            connection.execute(delete(QUEUE_LOCKS).where(QUEUE_LOCKS.c.who == who, *which))

    def waiting(self, wanted: Wanted) -> Mapping[str, int]:
        """How many items of each kind wait."""
        with self._reading() as connection:
            kind, number = QUEUE_ITEMS.c.kind, func.count()
            asked = select(kind, number).where(*_conditions(connection, wanted)).group_by(kind)
            counts = {row.kind: row[1] for row in connection.execute(asked)}
            own = select(QUEUE_SKIPPED.c.item).where(QUEUE_SKIPPED.c.who == wanted.who)
            skipped = asked.where(QUEUE_ITEMS.c.id.in_(own.where(QUEUE_SKIPPED.c.until > wanted.now)))
            for row in connection.execute(skipped):
                counts[row.kind] -= row[1]
            return {kind: left for kind, left in counts.items() if left}

    def answer(self, one: Answer, claims: Iterable[str]) -> None:
        """Keep an answer, with the claims that its incident had; its item waits no more."""
        row = {name: getattr(one, name) for name in Answer.__slots__} | {"onward": int(one.onward)}
        with self._writing() as connection:
            connection.execute(insert(QUEUE_ANSWERS).values(**row))
            if held := [{"answer": one.id, "claim": claim} for claim in dict.fromkeys(claims)]:
                connection.execute(insert(QUEUE_ANSWERED), held)
            Waiting(connection).refresh(one.item, one.incident)

    def take_back(self, answer: str, made: str) -> Answer:
        """Undo an answer: its item waits again. RecordError where there is none, or where it was undone before."""
        with self._writing() as connection:
            row = connection.execute(select(QUEUE_ANSWERS).where(QUEUE_ANSWERS.c.id == answer)).first()
            if row is None or row.undone:
                what = "was undone before" if row is not None else "is not in the record"
                raise RecordError(f"answer {answer}", what, "The queue shows what waits.")
            change = update(QUEUE_ANSWERS).where(QUEUE_ANSWERS.c.id == answer).values(undone=made)
            connection.execute(change)
            Waiting(connection).refresh(row.item, row.incident)
        return _answer_of(row)

    def answers(self, who: str = "", since: str = "", most: int = 200, one: str = "") -> tuple[Answer, ...]:
        """Answers, the newest first: somebody's, or all; `one` asks for a single one by its id."""
        asked = select(QUEUE_ANSWERS).where(QUEUE_ANSWERS.c.made >= since)
        if who:
            asked = asked.where(QUEUE_ANSWERS.c.who == who)
        if one:
            asked = asked.where(QUEUE_ANSWERS.c.id == one)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(QUEUE_ANSWERS.c.made.desc(), QUEUE_ANSWERS.c.id).limit(most))
            return tuple(_answer_of(row) for row in rows)

    def answered_since(self, who: str, since: str) -> int:
        """How many answers somebody gave since then, those taken back left out."""
        asked = (
            select(func.count())
            .select_from(QUEUE_ANSWERS)
            .where(QUEUE_ANSWERS.c.who == who, QUEUE_ANSWERS.c.made >= since, QUEUE_ANSWERS.c.undone.is_(None))
        )
        with self._reading() as connection:
            return connection.execute(asked).scalar() or 0

    def give(self, item: str, given: str, who: str, made: str) -> None:
        """Give an item to somebody, to the reviewers, or with "" to anybody."""
        with self._writing() as connection:
            connection.execute(delete(QUEUE_GIVEN).where(QUEUE_GIVEN.c.item == item))
            if given:
                connection.execute(insert(QUEUE_GIVEN).values(item=item, given=given, who=who, made=made))
            own = QUEUE_ITEMS.c.id == item
            role = connection.execute(select(QUEUE_ITEMS.c.role).where(own)).scalar() or 0
            connection.execute(update(QUEUE_ITEMS).where(own).values(given=given or given_at_first(role)))

    def skip(self, item: str, who: str, until: float) -> None:
        """Leave an item out of somebody's queue until then."""
        with self._writing() as connection:
            connection.execute(delete(QUEUE_SKIPPED).where(QUEUE_SKIPPED.c.item == item, QUEUE_SKIPPED.c.who == who))
            connection.execute(insert(QUEUE_SKIPPED).values(item=item, who=who, until=until))

    def unskip(self, who: str) -> None:
        """Take all that somebody left out back into the queue."""
        with self._writing() as connection:
            connection.execute(delete(QUEUE_SKIPPED).where(QUEUE_SKIPPED.c.who == who))

    def skipped(self, who: str, now: float) -> int:
        """How many items somebody leaves out at present."""
        asked = select(func.count()).where(QUEUE_SKIPPED.c.who == who, QUEUE_SKIPPED.c.until > now)
        with self._reading() as connection:
            return connection.execute(asked.select_from(QUEUE_SKIPPED)).scalar() or 0

    def not_looked(self, most: int) -> tuple[str, ...]:
        """Incidents with a toll whose near misses nobody has looked for, those that come first in the queue first."""
        looked = select(QUEUE_LOOKED.c.incident).where(QUEUE_LOOKED.c.incident == QUEUE_ITEMS.c.incident)
        asked = select(QUEUE_ITEMS.c.incident).where(
            QUEUE_ITEMS.c.done == 0, QUEUE_ITEMS.c.incident != "", QUEUE_ITEMS.c.score > 10, ~looked.exists()
        )
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(QUEUE_ITEMS.c.score.desc()).limit(most * 4)).scalars()
            return tuple(dict.fromkeys(rows))[:most]

    def note_near(self, incident: Incident, found: Sequence[tuple[str, str, float, str]]) -> None:
        """Keep the near misses of an incident: claims of both, the sum of the reasons, and what kept them apart."""
        items = [near_item(incident, *miss) for miss in found]
        with self._writing() as connection:
            there = select(QUEUE_ITEMS.c.id).where(QUEUE_ITEMS.c.id.in_([item.id for item in items]))
            held = set(connection.execute(there).scalars()) if items else set()
            Waiting(connection).put({item.id: item for item in items if item.id not in held})
            connection.execute(delete(QUEUE_LOOKED).where(QUEUE_LOOKED.c.incident == incident.id))
            connection.execute(insert(QUEUE_LOOKED).values(incident=incident.id))


def _conditions(connection: Connection, wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    held: list[ColumnElement[bool]] = [QUEUE_ITEMS.c.done == 0, QUEUE_ITEMS.c.role <= wanted.role]
    if wanted.kinds:
        held.append(QUEUE_ITEMS.c.kind.in_(wanted.kinds))
    if wanted.whose in ("mine", "reviewers"):
        whose = wanted.who if wanted.whose == "mine" else REVIEWERS
        held += [QUEUE_ITEMS.c.given == whose, QUEUE_ITEMS.c.given != ""]  # the latter for the index
    else:
        held.append(QUEUE_ITEMS.c.given.in_(("", wanted.who, *([REVIEWERS] if wanted.role > 2 else []))))
    if wanted.within is not None:
        held.append(QUEUE_ITEMS.c.incident.in_(values_of(connection, wanted.within)))
    if wanted.closed:
        closed = values_of(connection, wanted.closed)
        held += [column.not_in(closed) for column in (QUEUE_ITEMS.c.incident, QUEUE_ITEMS.c.a, QUEUE_ITEMS.c.b)]
    return tuple(held)


def _left_out(wanted: Wanted) -> ColumnElement[bool]:
    """That somebody skipped an item and it is not yet time for it again."""
    own = (QUEUE_SKIPPED.c.who == wanted.who, QUEUE_SKIPPED.c.until > wanted.now)
    return select(QUEUE_SKIPPED.c.item).where(QUEUE_SKIPPED.c.item == QUEUE_ITEMS.c.id, *own).exists()


def _waiting(connection: Connection, wanted: Wanted, place: Any, back: bool) -> Iterator[Any]:
    """The items that wait and that nobody else looks at, in the queue's order from a place in it on, or back."""
    locked = select(QUEUE_LOCKS.c.subject).where(
        or_(QUEUE_LOCKS.c.subject == QUEUE_ITEMS.c.incident, QUEUE_LOCKS.c.subject == QUEUE_ITEMS.c.id),
        QUEUE_LOCKS.c.who != wanted.who,
        QUEUE_LOCKS.c.until > wanted.now,
    )
    asked = select(QUEUE_ITEMS).where(*_conditions(connection, wanted), ~_left_out(wanted), ~locked.exists())
    while True:
        found = connection.execute(_from(asked, place, back).limit(_AT_ONCE)).all()
        yield from found
        if len(found) < _AT_ONCE:
            return
        place = found[-1]


def _from(asked: Select[Any], place: Any, back: bool) -> Select[Any]:
    score, incident, key = QUEUE_ITEMS.c.score, QUEUE_ITEMS.c.incident, QUEUE_ITEMS.c.id
    if place is not None:
        tie = and_(score == place.score, incident == place.incident)
        if back:
            later = or_(score > place.score, and_(score == place.score, incident < place.incident))
            asked = asked.where(or_(later, and_(tie, key < place.id)))
        else:
            later = or_(score < place.score, and_(score == place.score, incident > place.incident))
            asked = asked.where(or_(later, and_(tie, key > place.id)))
    return asked.order_by(score, incident.desc(), key.desc()) if back else asked.order_by(score.desc(), incident, key)


def _taken(connection: Connection, row: Any, wanted: Wanted, seconds: float, alone: bool) -> Lock | None:
    """The lock on an item, got or renewed; None where it is another's."""
    subject, until = row.incident or row.id, wanted.now + seconds
    held = connection.execute(select(QUEUE_LOCKS).where(QUEUE_LOCKS.c.subject == subject)).first()
    mine = held is not None and held.who == wanted.who and held.item == row.id and held.until > wanted.now
    since = held.since if mine and held is not None else wanted.now
    values = {"item": row.id, "who": wanted.who, "since": since, "until": until}
    free = or_(QUEUE_LOCKS.c.who == wanted.who, QUEUE_LOCKS.c.until <= wanted.now)
    changed = connection.execute(update(QUEUE_LOCKS).where(QUEUE_LOCKS.c.subject == subject, free).values(**values))
    if not changed.rowcount:
        try:
            with connection.begin_nested():
                connection.execute(insert(QUEUE_LOCKS).values(subject=subject, **values))
        except IntegrityError:
            return None
    gone = QUEUE_LOCKS.c.until <= wanted.now
    if alone:
        gone = or_(gone, and_(QUEUE_LOCKS.c.who == wanted.who, QUEUE_LOCKS.c.subject != subject))
    connection.execute(delete(QUEUE_LOCKS).where(gone))
    return Lock(row.id, wanted.who, since, until)


def _subject(item: Item) -> str:
    return item.incident or item.id


def _answer_of(row: Any) -> Answer:
    values = {name: getattr(row, name) for name in Answer.__slots__}
    return Answer(**{**values, "onward": bool(row.onward)})


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
