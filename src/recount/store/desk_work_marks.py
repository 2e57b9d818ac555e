"""Tags and values of a desk's own fields in a record's database: what was put on what, by whom, and what stands now.

They are kept by claim: an incident has what stands on any of its claims, so that they go with the claims wherever
these are brought together. Rows are only ever added; what is undone stays in the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.model import Target
from recount.store.desk_work_tables import FIELDS, MARKED, MARKS
from recount.store.desk_work_waiting import Waiting
from recount.store.many import rows_among
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, REPORTS

T = TypeVar("T")
_AT_ONCE = 400  # ids in one statement; SQLite took no more than 999 values for long


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a desk's own: its kind is text, number, choice, date or yes/no; `retired` ones are kept, not asked."""

    id: str
    name: str
    kind: str
    choices: tuple[str, ...] = ()
    position: int = 0
    retired: bool = False
    who: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag put on or taken off (`key` is "tag:" and the tag), or a value given ("field:" and the field's id); with the
    value "" it takes away. `target` is what it was put on, with its claims then."""

    id: str
    key: str
    value: str
    target: Target
    who: str
    made: str
    undone: str | None = None
    undone_by: str | None = None


class MarkTables:
    """The part of a store that keeps tags and fields."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def fields(self) -> tuple[Field, ...]:
        """The desk's own fields in their order, retired ones last."""
        with self._reading() as connection:
            return tuple(_field_of(row) for row in connection.execute(_FIELDS))

    def put_field(self, field: Field) -> None:
        """Keep a field in the place of the one with its id."""
        row = {name: getattr(field, name) for name in Field.__slots__}
        row |= {"choices": packed(field.choices), "retired": int(field.retired)}
        with self._writing() as connection:
            connection.execute(delete(FIELDS).where(FIELDS.c.id == field.id))
            connection.execute(insert(FIELDS).values(**row))

    def mark(self, one: Mark, subjects: Iterable[str]) -> None:
        """Keep a mark on these claims (or this report): it stands there from now on."""
        on = list(dict.fromkeys(subjects))
        with self._writing() as connection:
            row = {name: getattr(one, name) for name in Mark.__slots__} | {"target": packed(one.target)}
            connection.execute(insert(MARKS).values(**row))
            _put_on(connection, one.id, one.key, on)

    def undo_mark(self, mark: str, made: str, who: str) -> Mark:
        """Let a mark no longer hold: what stood before it stands again. RecordError where there is none."""
        with self._writing() as connection:
            row = connection.execute(select(MARKS).where(MARKS.c.id == mark)).first()
            if row is None or row.undone:
                what = "was undone before" if row is not None else "is not in the record"
                raise RecordError(f"mark {mark[:40]}", what, "The incident's page shows what stands.")
            connection.execute(update(MARKS).where(MARKS.c.id == mark).values(undone=made, undone_by=who))
            on = connection.execute(select(MARKED.c.subject).where(MARKED.c.mark == mark)).scalars().all()
            _stand(connection, row.key, on)
        return _mark_of(row)

    def mark_named(self, mark: str) -> Mark | None:
        """A mark by its id; None where there is none."""
        with self._reading() as connection:
            row = connection.execute(select(MARKS).where(MARKS.c.id == mark)).first()
        return _mark_of(row) if row else None

    def marks_on(self, subjects: Iterable[str]) -> tuple[tuple[Mark, bool], ...]:
        """All marks that were ever put on any of these claims or reports, the oldest first; whether each stands."""
        found: dict[str, tuple[Mark, bool]] = {}
        with self._reading() as connection:
            for row in rows_among(connection, _WITH_MARKS, MARKED.c.subject, subjects):
                stands = bool(row.stands) or (row.id in found and found[row.id][1])
                found[row.id] = (_mark_of(row), stands)
        return tuple(sorted(found.values(), key=lambda one: (one[0].made, one[0].id)))

    def standing_marks(self, incidents: Iterable[str]) -> Mapping[str, tuple[Mark, ...]]:
        """What stands on incidents, by incident, the oldest first."""
        joined = MARKED.join(MARKS, MARKS.c.id == MARKED.c.mark)
        joined = joined.join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == MARKED.c.subject)
        asked = select(MARKS, INCIDENT_CLAIMS.c.incident).distinct().select_from(joined).where(MARKED.c.stands == 1)
        found: dict[str, list[Mark]] = defaultdict(list)
        with self._reading() as connection:
            for some in _portions(dict.fromkeys(incidents)):
                for row in connection.execute(asked.where(INCIDENT_CLAIMS.c.incident.in_(some))):
                    found[row.incident].append(_mark_of(row))
        return {key: tuple(sorted(marks, key=lambda one: (one.made, one.id))) for key, marks in found.items()}

    def tags(self, hidden: Collection[str] = ()) -> tuple[tuple[str, int], ...]:
        """The tags that stand anywhere, with on how many incidents, the most used first; what stands on hidden reports
        alone is left out."""
        with self._reading() as connection:
            rows = connection.execute(_TAGS.where(*seen_marks(hidden)))
            found = [(row.key.removeprefix("tag:"), row.number) for row in rows]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def unattached(self) -> tuple[tuple[Mark, tuple[str, ...]], ...]:
        """The marks that stand on claims or reports that the record no longer has, with these."""
        held = select(CLAIMS.c.id).where(CLAIMS.c.id == MARKED.c.subject).exists()
        report = select(REPORTS.c.id).where(REPORTS.c.id == MARKED.c.subject).exists()
        asked = _WITH_MARKS.where(MARKED.c.stands == 1, ~held, ~report)
        lost: dict[str, tuple[Mark, list[str]]] = {}
        with self._reading() as connection:
            for row in connection.execute(asked):
                lost.setdefault(row.id, (_mark_of(row), []))[1].append(row.subject)
        return tuple((mark, tuple(sorted(on))) for mark, on in sorted(lost.values(), key=lambda one: one[0].made))

    def move_mark(self, mark: Mark, to: Mapping[str, str]) -> None:
        """Put a mark on other claims: those that its own are found again as."""
        with self._writing() as connection:
            for some in _portions(to):
                gone = (MARKED.c.mark == mark.id) & MARKED.c.subject.in_(some)
                connection.execute(delete(MARKED).where(gone))
            _put_on(connection, mark.id, mark.key, dict.fromkeys(to.values()))


def tagged(tags: Iterable[str], hidden: Collection[str] = ()) -> ColumnElement[bool]:
    """That an incident has any of these tags, on claims that hidden reports don't tell, as a condition on
    `incident_claims`."""
    keys = [f"tag:{tag}" for tag in tags]
    held = select(MARKED.c.subject).where(MARKED.c.key.in_(keys), MARKED.c.stands == 1, *seen_marks(hidden))
    return INCIDENT_CLAIMS.c.claim.in_(held)


def seen_marks(hidden: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """That a mark stands on something else than hidden reports and their claims, as conditions."""
    if not hidden:
        return ()
    told = select(CLAIMS.c.id).where(CLAIMS.c.report.in_(sorted(hidden)))
    return MARKED.c.subject.not_in(sorted(hidden)), MARKED.c.subject.not_in(told)


# statements that pages ask often, made once
_FIELDS = select(FIELDS).order_by(FIELDS.c.retired, FIELDS.c.position, FIELDS.c.name)
_WITH_MARKS = select(MARKS, MARKED.c.subject, MARKED.c.stands).select_from(
    MARKED.join(MARKS, MARKS.c.id == MARKED.c.mark)
)
_TAGS = (
    select(MARKED.c.key, func.count(func.distinct(INCIDENT_CLAIMS.c.incident)).label("number"))
    .select_from(MARKED.outerjoin(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == MARKED.c.subject))
    .where(MARKED.c.stands == 1, MARKED.c.key.startswith("tag:"))
    .group_by(MARKED.c.key)
)


def _put_on(connection: Connection, mark: str, key: str, subjects: Iterable[str]) -> None:
    on = list(subjects)
    for some in _portions(on):
        there = select(MARKED.c.subject).where(MARKED.c.mark == mark, MARKED.c.subject.in_(some))
        held = set(connection.execute(there).scalars())
        if rows := [{"mark": mark, "subject": one, "key": key, "stands": 0} for one in some if one not in held]:
            connection.execute(insert(MARKED), rows)
    _stand(connection, key, on)


def _stand(connection: Connection, key: str, subjects: Iterable[str]) -> None:
    """Of each of these, the last mark of a key stands, unless it takes away."""
    waiting = Waiting(connection)
    for some in _portions(subjects):
        held = select(INCIDENT_CLAIMS.c.incident).distinct().where(INCIDENT_CLAIMS.c.claim.in_(some))
        waiting.touch(connection.execute(held).scalars().all())
        own = (MARKED.c.key == key) & MARKED.c.subject.in_(some)
        asked = _WITH_MARKS.where(own, MARKS.c.undone.is_(None)).order_by(MARKS.c.made, MARKS.c.id)
        last = {row.subject: row for row in connection.execute(asked)}
        connection.execute(update(MARKED).where(own).values(stands=0))
        by_mark: dict[str, list[str]] = defaultdict(list)
        for subject, row in last.items():
            if row.value:
                by_mark[row.id].append(subject)
        for mark, on in by_mark.items():
            connection.execute(update(MARKED).where(MARKED.c.mark == mark, MARKED.c.subject.in_(on)).values(stands=1))


def _field_of(row: Any) -> Field:
    values = {name: getattr(row, name) for name in Field.__slots__}
    choices = unpacked(tuple[str, ...], row.choices)
    return Field(**{**values, "choices": choices, "retired": bool(row.retired)})


def _mark_of(row: Any) -> Mark:
    values = {name: getattr(row, name) for name in Mark.__slots__}
    return Mark(**{**values, "target": unpacked(Target, row.target)})


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
