"""Restricted reports, and who looked at what is restricted: rows that only ever come to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, or_, select

from recount.store.people_tables import ACCESSES, RESTRICTIONS
from recount.store.tables import REPORTS


@dataclass(frozen=True, slots=True)
class Restriction:
    """That a report may be seen by few: since when, by whose word and why; `lifted` where all may see it again."""

    report: str
    when: datetime
    who: str
    why: str
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """That somebody opened something restricted: who, when, from where, what it was.

    `kind` is what sort of thing ("report", "victims"), `of` its id, `what` how it was called then.
    """

    when: datetime
    who: str
    kind: str
    of: str
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """Which accesses are asked for; what is left empty asks nothing. `before` is the `position` to go on from."""

    who: str = ""
    of: str = ""
    first: str = ""
    last: str = ""
    before: int | None = None


class RestrictingTables:
    """The part of a store that keeps which reports are restricted and who saw them."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def note_restriction(self, one: Restriction, sha256: str = "") -> None:
        """Restrict a report, or lift that. It holds for the same bytes, too, where they are read otherwise later: for
        those with the hash `sha256` where the report is still to be added."""
        with self._writing() as connection:
            found = connection.execute(select(REPORTS.c.sha256).where(REPORTS.c.id == one.report)).scalar()
            connection.execute(
                insert(RESTRICTIONS).values(
                    report=one.report,
                    sha256=found or sha256,
                    made=one.when.isoformat(timespec="seconds"),
                    who=one.who,
                    why=one.why,
                    lifted=int(one.lifted),
                )
            )

    def restrictions(self, report: str | None = None) -> tuple[Restriction, ...]:
        """All that was restricted and lifted, oldest first; of one report, where it is named."""
        query = select(RESTRICTIONS).order_by(RESTRICTIONS.c.position)
        if report is not None:
            same = select(REPORTS.c.sha256).where(REPORTS.c.id == report).scalar_subquery()
            query = query.where(or_(RESTRICTIONS.c.report == report, RESTRICTIONS.c.sha256 == same))
        with self._reading() as connection:
            return tuple(_restriction(row) for row in connection.execute(query))

    def restricted(self) -> Mapping[str, Restriction]:
        """The reports of the record that are restricted now, by id."""
        held = RESTRICTIONS.join(
            REPORTS, or_(REPORTS.c.id == RESTRICTIONS.c.report, REPORTS.c.sha256 == RESTRICTIONS.c.sha256)
        )
        query = select(RESTRICTIONS, REPORTS.c.id.label("now")).select_from(held).order_by(RESTRICTIONS.c.position)
        with self._reading() as connection:
            last = {row.now: _restriction(row, row.now) for row in connection.execute(query)}
        return {report: one for report, one in last.items() if not one.lifted}

    def restriction_marks(self) -> tuple[tuple[str, str, bool], ...]:
        """All that was restricted and lifted, oldest first: the report's id, the hash of its bytes, whether lifted."""
        columns = (RESTRICTIONS.c.report, RESTRICTIONS.c.sha256, RESTRICTIONS.c.lifted)
        with self._reading() as connection:
            rows = connection.execute(select(*columns).order_by(RESTRICTIONS.c.position))
            return tuple((row.report, row.sha256, bool(row.lifted)) for row in rows)

    def note_accesses(self, accesses: tuple[Access, ...]) -> None:
        """Keep that somebody opened restricted things."""
        rows = [
            {
                "made": one.when.isoformat(timespec="seconds"),
                "who": one.who,
                "kind": one.kind,
                "of": one.of,
                "what": one.what,
                "address": one.address,
            }
            for one in accesses
        ]
        if rows:
            with self._writing() as connection:
                connection.execute(insert(ACCESSES), rows)

    def accesses(self, asked: AccessFilter, most: int) -> tuple[tuple[int, Access], ...]:
        """Who opened what, newest first, each with its position."""
        query = _asked(select(ACCESSES), asked).order_by(ACCESSES.c.position.desc()).limit(most)
        with self._reading() as connection:
            return tuple((row.position, _access(row)) for row in connection.execute(query))

    def accesses_in_all(self, asked: AccessFilter) -> int:
        """How many accesses are asked for."""
        with self._reading() as connection:
            return int(connection.execute(_asked(select(func.count()).select_from(ACCESSES), asked)).scalar_one())


def _asked(query: Select[Any], asked: AccessFilter) -> Select[Any]:
    if asked.who:
        query = query.where(ACCESSES.c.who == asked.who)
    if asked.of:
        query = query.where(ACCESSES.c.of.startswith(asked.of, autoescape=True))
    if asked.first:
        query = query.where(ACCESSES.c.made >= asked.first)
    if asked.last:
        query = query.where(ACCESSES.c.made < f"{asked.last}T99")
    if asked.before is not None:
        query = query.where(ACCESSES.c.position < asked.before)
    return query


def _restriction(row: Any, report: str = "") -> Restriction:
    return Restriction(report or row.report, datetime.fromisoformat(row.made), row.who, row.why, bool(row.lifted))


def _access(row: Any) -> Access:
    return Access(datetime.fromisoformat(row.made), row.who, row.kind, row.of, row.what, row.address)
