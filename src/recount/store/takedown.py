"""What may not be shown publicly yet, and what is erased on request, in a record's database.

Erasing is the one deed that changes what otherwise only grows. It goes through every text of every table, so that a
table that comes to the record later is not forgotten.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Text, delete, func, insert, select, text, update

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.store.blocking import found_in, hashed, sought, text_mark
from recount.store.compacting import compact
from recount.store.desk_work_tables import FIELDS, MARKS, VIEWS
from recount.store.erased_names import keep_names, names_kept, names_told
from recount.store.erasing import Changes
from recount.store.growing import triggers_off
from recount.store.index_tables import PENDING
from recount.store.judging_tables import ATTACHED, CUSTODY, JUDGED_ON, JUDGEMENTS, OPTIONS, SOURCES, WITHDRAWALS
from recount.store.lines import set_marks
from recount.store.names_out import Removing, entry_without, names_taken_out
from recount.store.people_tables import ACCESSES, LINKS, PEOPLE, SESSIONS, TOKENS, TRIES
from recount.store.port import Entry
from recount.store.release_tables import HELD_BACK, PUBLIC_NAMES, RELEASED_CONTENT, RELEASES
from recount.store.sweeping import Quotes, drop_entries, entries_called, sweep, texts_in
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, METADATA, PROBLEMS, REPORTS
from recount.store.taken_out import report_taken_from_releases
from recount.store.victims_tables import BLOCKED, EMBARGOES, REMOVALS, REMOVED, VICTIM_LOG, VICTIMS

_LEFT = {table.name for table in (PEOPLE, LINKS, SESSIONS, TOKENS, TRIES, REMOVED, BLOCKED, RELEASED_CONTENT)}
_WRITTEN = (
    *(JUDGEMENTS, WITHDRAWALS, SOURCES, CUSTODY, ATTACHED, OPTIONS, VICTIMS, VICTIM_LOG, EMBARGOES),
    *(HELD_BACK, PUBLIC_NAMES, RELEASES, FIELDS, MARKS, VIEWS),
)
_SALT = "removals"
LISTED = ("report ", "published ")
"""Of what is counted, what stands for one thing: it is shown before anything is done, and not kept."""
_GONE = "removed on request"
_ID, _SHORT = "id", 8


@dataclass(frozen=True, slots=True)
class Embargo:
    """That a report or an incident is not shown publicly: before the day `until`, or until it is lifted where that is
    "". `lifted` rows let it be shown again."""

    position: int
    kind: str
    of: str
    sha256: str
    claims: tuple[str, ...]
    until: str
    lifted: bool
    made: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A tombstone: that something was removed, under which request, when and by whom; of what only how much."""

    number: int
    kind: str
    request: str
    made: str
    who: str
    counts: Mapping[str, int]


class TakedownTables:
    """The part of a store that keeps embargoes, and erases."""

    _engine: Engine
    _name: str

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def note_embargo(self, one: Embargo) -> int:
        """Keep an embargo, or that it is lifted."""
        row = {name: getattr(one, name) for name in Embargo.__slots__ if name != "position"}
        row |= {"claims": " ".join(one.claims), "lifted": int(one.lifted)}
        with self._writing() as connection:
            made = connection.execute(insert(EMBARGOES).values(**row).returning(EMBARGOES.c.position))
            return int(made.scalar_one())

    def embargoes(self) -> tuple[Embargo, ...]:
        """All embargoes and what lifted them, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(EMBARGOES).order_by(EMBARGOES.c.position)).all()
        return tuple(Embargo(**{**row._mapping, "claims": tuple(row.claims.split()), "lifted": bool(row.lifted)})
                     for row in rows)  # fmt: skip

    def removals(self) -> tuple[Removal, ...]:
        """All tombstones, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(REMOVALS).order_by(REMOVALS.c.number)).all()
        return tuple(Removal(**{**row._mapping, "counts": unpacked(dict[str, int], row.counts)}) for row in rows)

    def removal_of(self, name: str) -> int:
        """The number of the request on which a report went by this id, or an incident or a claim of it; 0 where none is
        known."""
        with self._reading() as connection:
            salt = connection.execute(select(OPTIONS.c.value).where(OPTIONS.c.name == _SALT)).scalar()
            if not salt:
                return 0
            known = select(REMOVED.c.removal).where(REMOVED.c.kind == _ID, REMOVED.c.hash == hashed(salt, name))
            return connection.execute(known).scalar() or 0

    def blocked_reports(self) -> Mapping[str, int]:
        """The reports that words were taken out of, each with the number of the removal."""
        with self._reading() as connection:
            return {row.report: row.removal for row in connection.execute(select(BLOCKED))}

    def note_read(self, reports: Collection[str], stamp: str) -> None:
        """Note that reports count as read with these tools, without being read."""
        with self._writing() as connection:
            for report in sorted(reports):
                connection.execute(update(REPORTS).where(REPORTS.c.id == report).values(stamp=stamp))

    def erase_names(
        self,
        names: Collection[str],
        victims: Collection[str],
        removal: Removal,
        tried: bool,
        parts: Collection[str] = (),
    ) -> Mapping[str, int]:
        """Put blocks in the place of names in all texts of the record, of their `parts` in whatever is of a report that
        has one of the names, and take out the entries of named persons that are called so, and those with the ids
        `victims`; how many texts changed in which table. Nothing is kept where it is only `tried`."""
        counts: Counter[str] = Counter()
        with self._erasing(tried) as changes:
            connection = changes.connection
            number, salt = _next_number(connection), _salt(changes)
            told = names_told(names, parts, number, salt)
            removing = Removing(told, number, salt, removal.who, removal.made)
            counts["named persons"] += drop_entries(changes, {*victims, *entries_called(connection, told.names)})
            counts += names_taken_out(changes, removing, _LEFT)
            if not tried:
                keep_names(connection, names, parts, number, salt)
                _entomb(connection, replace(removal, number=number), counts)
        return +counts

    def entries_called(self, names: Collection[str]) -> tuple[str, ...]:
        """The ids of all entries of persons who bear one of these names, also of those that were taken out."""
        with self._reading() as connection:
            return tuple(entries_called(connection, sought(names)))

    def written_by_people(self) -> Iterator[str]:
        """All texts that people wrote in the record: remarks and reasons, the chain of custody, tags and fields, what
        the desk says of itself in public, notes of releases. What they quote of reports is none."""
        with self._reading() as connection:
            for table in _WRITTEN:
                texts = [column for column in table.c if isinstance(column.type, Text)]
                for row in connection.execute(select(*texts)):
                    for value in row:
                        yield from texts_in(value or "")

    def erased_among(self, names: Collection[str]) -> bool:
        """Whether one of these names holds one that was erased on request."""
        with self._reading() as connection:
            salt = connection.execute(select(OPTIONS.c.value).where(OPTIONS.c.name == _SALT)).scalar() or ""
            wanted = names_kept(connection, salt).names
        return bool(wanted.sizes) and any(found_in(name, wanted) for name in names)

    def erase_report(self, report: str, removal: Removal, tried: bool) -> Mapping[str, int]:
        """Take a report out with its text, bytes, claims, and what people wrote on it alone; how much of what."""
        counts: Counter[str] = Counter()
        with self._erasing(tried) as changes:
            connection = changes.connection
            number, salt = _next_number(connection), _salt(changes)
            row = connection.execute(select(REPORTS).where(REPORTS.c.id == report)).first()
            if row is None:
                raise RecordError(f"report {report}", "is not in the record", "Check its id.")
            claims = set(connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.report == report)).scalars())
            told = select(INCIDENT_CLAIMS.c.incident).join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
            ids = {report, *claims, *connection.execute(told.where(CLAIMS.c.report == report)).scalars()}
            counts["reports"], counts["claims"] = 1, len(claims)
            counts["judgements"] += _drop_judgements(changes, report)
            counts += report_taken_from_releases(changes, report, row.sha256, claims)
            for table in (SOURCES, CUSTODY, ATTACHED):
                changes.deleted(table, table.c.report == report)
            changes.write(update(ACCESSES).where(ACCESSES.c.of == report).values(what=_GONE))
            changes.deleted(PROBLEMS, PROBLEMS.c.source == row.source)
            quotes = Quotes(report)
            for table in METADATA.sorted_tables:
                if table.name not in _LEFT and table is not REPORTS and table is not CLAIMS:
                    counts["quotations elsewhere"] += sweep(changes, table, quotes)
            changes.write(delete(PENDING).where(PENDING.c.report == report), insert(PENDING).values(report=report))
            changes.write(delete(REPORTS).where(REPORTS.c.id == report))
            known = [(_ID, name) for name in {*ids, *(name[:_SHORT] for name in ids)}]
            for kind, value in (("bytes", row.sha256), ("text", text_mark(row.text)), *known):
                changes.write(insert(REMOVED).values(removal=number, kind=kind, hash=hashed(salt, value), words=0))
            if not tried:
                _entomb(connection, replace(removal, number=number), counts)
        return +counts

    def compacted(self) -> None:
        """Write the database anew, so that what was taken out is in no free page and no log either."""
        if self._engine.dialect.name != "sqlite":
            compact(self._engine, self._name)
            return
        taken = self._engine.raw_connection()
        try:
            taken.commit()
            driver: Any = taken.driver_connection
            driver.execute("INSERT INTO incident_search(incident_search) VALUES ('optimize')")
            driver.commit()
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            taken.close()

    def without_removed(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Entries that come to the record, without those that were erased and without names that were."""
        with self._reading() as connection:
            rows = connection.execute(select(REMOVED)).all()
        if not rows:
            return entries
        with self._writing() as connection:
            salt = _salt(Changes(connection))
            whole = {row.hash for row in rows if row.kind in ("bytes", "text")}
            names = names_kept(connection, salt)
            kept = []
            for entry in entries:
                marks = (hashed(salt, entry.document.sha256), hashed(salt, text_mark(entry.document.text)))
                if whole.isdisjoint(marks):
                    kept.append(entry_without(connection, entry, names, marks[0]) if names.names.sizes else entry)
        return kept

    @contextmanager
    def _erasing(self, tried: bool) -> Iterator[Changes]:
        """What is erased in one go; what is only tried reads one state of the record, and holds nobody up."""
        if tried:
            with self._reading() as connection:
                yield Changes(connection, tried)
            return
        with self._writing() as connection, triggers_off(connection):
            yield Changes(connection)
            if self._engine.dialect.name == "sqlite":
                connection.execute(text("INSERT INTO incident_search(incident_search) VALUES ('rebuild')"))
            set_marks(connection, lines=uuid4().hex, reports=uuid4().hex)


def _entomb(connection: Connection, one: Removal, counts: Mapping[str, int]) -> None:
    row = {name: getattr(one, name) for name in Removal.__slots__}
    told = {name: number for name, number in counts.items() if number and not name.startswith(LISTED)}
    connection.execute(insert(REMOVALS).values(**row | {"counts": packed(told)}))


def _drop_judgements(changes: Changes, report: str) -> int:
    """Judgements that were made on claims of this report alone, or on the report, are gone with it; of others the
    sweep takes out what they quote of it."""
    gone = []
    for row in changes.connection.execute(select(JUDGEMENTS.c.id, JUDGEMENTS.c.judgement)):
        found = json.loads(row.judgement)
        sides = [side for side in (found.get("on"), found.get("other")) if side]
        reports = [{anchor["report"] for anchor in side.get("anchors", ())} or {side["id"]} for side in sides]
        if any(some <= {report} for some in reports) or found["on"]["id"] == report:
            gone.append(row.id)
    for name in gone:
        changes.deleted(JUDGEMENTS, JUDGEMENTS.c.id == name)
        changes.deleted(JUDGED_ON, JUDGED_ON.c.judgement == name)
        changes.deleted(WITHDRAWALS, WITHDRAWALS.c.judgement == name)
    return len(gone)


def _next_number(connection: Connection) -> int:
    return (connection.execute(select(func.max(REMOVALS.c.number))).scalar() or 0) + 1


def _salt(changes: Changes) -> str:
    held = changes.connection.execute(select(OPTIONS.c.value).where(OPTIONS.c.name == _SALT)).scalar()
    if held:
        return str(held)
    made = secrets.token_hex(32)
    changes.write(insert(OPTIONS).values(name=_SALT, value=made))
    return made
