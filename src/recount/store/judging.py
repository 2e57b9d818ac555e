"""What people gave a record, kept in its database and never changed there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.model import Claim, Incident, Judgement, Verdict, Withdrawal
from recount.model.source import Source, SourceFile, Step
from recount.store.databases import Database
from recount.store.judged import ids_with, judged, judged_keys, judgements_in, received
from recount.store.judging_tables import ATTACHED, CUSTODY, JUDGED_ON, JUDGEMENTS, OPTIONS, SOURCES, WITHDRAWALS
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, REPORTS
from recount.store.together import held_of, remembered

_DAY = len("2017-06-04")
_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long


class JudgingTables:
    """The part of `port.RecordStore` that keeps what people decided and what they took in by hand."""

    _database: Database | None

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _unknown(self, kind: str, name: str) -> RecordError:
        raise NotImplementedError

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep people's decisions, withdrawals included; how many the record did not have."""
        new = 0
        asked = [one.id for one in judgements]
        with self._writing() as connection:
            held = _rows_in(connection, select(JUDGEMENTS.c.id, JUDGEMENTS.c.judgement), JUDGEMENTS.c.id, asked)
            there = {row.id: row.judgement for row in held}
            query = select(WITHDRAWALS.c.judgement)
            gone = {row.judgement for row in _rows_in(connection, query, WITHDRAWALS.c.judgement, asked)}
            for judgement in judgements:
                row = _row(judgement)
                if judgement.id not in there:
                    connection.execute(insert(JUDGEMENTS).values(**row))
                    keys = sorted(judged_keys(judgement))
                    connection.execute(insert(JUDGED_ON), [{"key": key, "judgement": judgement.id} for key in keys])
                    there[judgement.id] = row["judgement"]
                    new += 1
                elif there[judgement.id] != row["judgement"]:
                    what = "is there already and says something else"
                    raise RecordError(f"judgement {judgement.id}", what, "A judgement is not edited: withdraw it.")
                if judgement.withdrawn is not None and judgement.id not in gone:
                    connection.execute(insert(WITHDRAWALS).values(**_withdrawal_row(judgement.id, judgement.withdrawn)))
                    gone.add(judgement.id)
        return new

    def withdraw(self, judgement: str, withdrawal: Withdrawal) -> None:
        """Note that a decision no longer holds; the first withdrawal counts."""
        with self._writing() as connection:
            if not connection.execute(select(JUDGEMENTS.c.id).where(JUDGEMENTS.c.id == judgement)).first():
                raise self._unknown("judgement", judgement)
            if not connection.execute(select(WITHDRAWALS).where(WITHDRAWALS.c.judgement == judgement)).first():
                connection.execute(insert(WITHDRAWALS).values(**_withdrawal_row(judgement, withdrawal)))

    def judgements(self, ids: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """The decisions with these ids, or all, oldest first, withdrawn ones included."""
        with self._reading() as connection:
            return judgements_in(connection, ids)

    def judgements_with(self, verdict: Verdict) -> tuple[Judgement, ...]:
        """The decisions of one kind, oldest first, withdrawn ones included."""
        with self._reading() as connection:
            return judgements_in(connection, ids_with(connection, verdict))

    def latest_judgements(
        self, most: int, before: str = "", who: str = "", verdict: str = ""
    ) -> tuple[tuple[Judgement, ...], int]:
        """The latest decisions, of somebody or of one kind where that is asked, and how many there are of these in all;
        `before` is the id of the one that those asked for come before (one that is not there: from the latest on)."""
        made = JUDGEMENTS.c
        asked = [column == value for column, value in ((made.who, who), (made.verdict, verdict)) if value]
        with self._reading() as connection:
            total = connection.execute(select(func.count()).select_from(JUDGEMENTS).where(*asked)).scalar() or 0
            last = connection.execute(select(made.made).where(made.id == before)).scalar() if before else None
            if last is not None:
                asked.append(or_(made.made < last, and_(made.made == last, made.id < before)))
            ids = select(made.id).where(*asked).order_by(made.made.desc(), made.id.desc()).limit(most)
            found = judgements_in(connection, connection.execute(ids).scalars().all())
        return tuple(reversed(found)), total

    def judges(self) -> tuple[str, ...]:
        """The names of all who ever decided anything."""
        with self._reading() as connection:
            return tuple(connection.execute(select(JUDGEMENTS.c.who).distinct().order_by(JUDGEMENTS.c.who)).scalars())

    def judgements_on(self, ids: Iterable[str], reports: Iterable[str] = ()) -> tuple[Judgement, ...]:
        """The decisions that were made on claims, incidents or reports with these ids, or on claims of these reports in
        whatever form they were then; oldest first."""

        def known(asked: Iterable[str]) -> dict[str, tuple[str, ...]]:
            with self._reading() as connection:
                return received(connection, asked)

        def made(asked: Iterable[str]) -> dict[str, list[str]]:
            with self._reading() as connection:
                return judged(connection, asked)

        held = held_of(self._database)
        keys = {key for of_one in remembered(held, "received", reports, known).values() for key in of_one}
        on = remembered(held, "judged", sorted(keys.union(ids)), made)
        return self.judgements({one for some in on.values() for one in some}) if on else ()

    def claims_in(self, reports: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these reports, ordered by report id and then as they stand in the text."""
        query = select(CLAIMS.c.report, CLAIMS.c.position, CLAIMS.c.claim)
        with self._reading() as connection:
            found = [
                row for some in _portions(reports) for row in connection.execute(query.where(CLAIMS.c.report.in_(some)))
            ]
        return tuple(unpacked(Claim, row.claim) for row in sorted(found, key=lambda row: (row.report, row.position)))

    def received_as(self, hashes: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the reports that were received as bytes with these hashes, or are called so."""
        found: set[str] = set()
        with self._reading() as connection:
            for column, values in ((REPORTS.c.sha256, hashes), (REPORTS.c.name, names)):
                for some in _portions(values):
                    found |= set(connection.execute(select(REPORTS.c.id).where(column.in_(some))).scalars())
        return tuple(sorted(found))

    def holding(self, claims: Iterable[str]) -> tuple[Incident, ...]:
        """The incidents that any of these claims stand in, in the order of the record."""
        found: dict[str, tuple[str, str]] = {}
        with self._reading() as connection:
            for some in _portions(claims):
                within = select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim.in_(some))
                for row in connection.execute(select(INCIDENTS).where(INCIDENTS.c.id.in_(within))):
                    found[row.id] = (row.in_order, row.incident)
        return tuple(unpacked(Incident, line) for _, line in sorted(found.values()))

    def counted(self) -> int:
        """How many incidents there are."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(INCIDENTS)).scalar() or 0

    def option(self, name: str) -> str:
        """A choice that holds for the whole record; "" where none was made."""
        with self._reading() as connection:
            return connection.execute(_OPTION, {"named": name}).scalar() or ""

    def choose(self, name: str, value: str) -> None:
        """Make a choice that holds for the whole record from now on."""
        with self._writing() as connection:
            connection.execute(OPTIONS.delete().where(OPTIONS.c.name == name))
            connection.execute(insert(OPTIONS).values(name=name, value=value))

    def note_source(self, source: Source) -> None:
        """Keep where a report that was taken by hand comes from; one that is there already stays as it is."""
        with self._writing() as connection:
            if connection.execute(select(SOURCES.c.report).where(SOURCES.c.report == source.document)).first():
                return
            line = packed(replace(source, steps=()))
            connection.execute(insert(SOURCES).values(report=source.document, source=line))
            for position, step in enumerate(source.steps):
                connection.execute(insert(CUSTODY).values(**_step_row(source.document, position, step)))

    def note_step(self, document: str, step: Step) -> None:
        """Add a step to the chain of custody of a source taken by hand."""
        with self._writing() as connection:
            self._source(connection, document)
            _add_step(connection, document, step)

    def attach(self, document: str, files: Sequence[tuple[SourceFile, Step]]) -> tuple[SourceFile, ...]:
        """Add files to a source taken by hand, each with the step of custody that tells of it; those of them that the
        source had no file with these bytes of."""
        with self._writing() as connection:
            source = self._source(connection, document)
            later = connection.execute(select(ATTACHED.c.sha256).where(ATTACHED.c.report == document)).scalars().all()
            known = {*(file.sha256 for file in source.files), *later}
            new: list[SourceFile] = []
            for file, step in files:
                if file.sha256 in known:
                    continue
                known.add(file.sha256)
                row = _file_row(document, len(later) + len(new), file, step)
                connection.execute(insert(ATTACHED).values(**row))
                _add_step(connection, document, step)
                new.append(file)
        return tuple(new)

    def _source(self, connection: Connection, document: str) -> Source:
        """A source as it came, without what was added to it since; RecordError where there is none."""
        line = connection.execute(select(SOURCES.c.source).where(SOURCES.c.report == document)).scalar()
        if line is None:
            raise self._unknown("source", document)
        return unpacked(Source, line)

    def sources(self) -> tuple[Source, ...]:
        """The sources taken by hand, ordered by id, each with its files and its chain of custody."""
        with self._reading() as connection:
            found = [unpacked(Source, line) for line in connection.execute(select(SOURCES.c.source)).scalars()]
            steps: dict[str, list[Step]] = defaultdict(list)
            for row in connection.execute(select(CUSTODY).order_by(CUSTODY.c.report, CUSTODY.c.position)):
                steps[row.report].append(_step(row))
            files: dict[str, list[SourceFile]] = defaultdict(list)
            for row in connection.execute(select(ATTACHED).order_by(ATTACHED.c.report, ATTACHED.c.position)):
                files[row.report].append(_file(row))
        whole = [
            replace(one, files=(*one.files, *files[one.document]), steps=tuple(steps[one.document])) for one in found
        ]
        return tuple(sorted(whole, key=lambda source: source.document))


_OPTION = select(OPTIONS.c.value).where(OPTIONS.c.name == bindparam("named"))


def _portions(names: Iterable[str]) -> Iterator[list[str]]:
    asked = sorted(set(names))
    return (asked[start : start + _AT_ONCE] for start in range(0, len(asked), _AT_ONCE))


def _rows_in(connection: Connection, query: Any, column: Any, values: Iterable[str]) -> Iterator[Any]:
    """The rows of a query in which a column has one of these values."""
    for some in _portions(values):
        yield from connection.execute(query.where(column.in_(some)))


def _row(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "made": judgement.when.isoformat(),
        "who": judgement.who,
        "verdict": judgement.verdict.value,
        "on_id": judgement.on.id,
        "judgement": packed(replace(judgement, withdrawn=None)),
    }


def _withdrawal_row(judgement: str, withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "judgement": judgement,
        "made": withdrawal.when.isoformat(),
        "who": withdrawal.who,
        "why": withdrawal.why,
    }


def _step(row: Any) -> Step:
    made = datetime.fromisoformat(row.made)
    return Step(made if made.tzinfo else made.replace(tzinfo=UTC), row.who, row.what, len(row.made) == _DAY)


def _add_step(connection: Connection, document: str, step: Step) -> None:
    held = connection.execute(select(CUSTODY.c.position).where(CUSTODY.c.report == document)).scalars().all()
    connection.execute(insert(CUSTODY).values(**_step_row(document, len(held), step)))


def _file(row: Any) -> SourceFile:
    return SourceFile(row.path, row.sha256, row.size, datetime.fromisoformat(row.made), row.who, row.origin)


def _file_row(document: str, position: int, file: SourceFile, step: Step) -> dict[str, Any]:
    told = {"path": file.path, "sha256": file.sha256, "size": file.size, "origin": file.origin}
    return {"report": document, "position": position, "made": step.when.isoformat(), "who": step.who, **told}


def _step_row(document: str, position: int, step: Step) -> dict[str, Any]:
    made = step.when.date().isoformat() if step.day_only else step.when.isoformat()
    return {"report": document, "position": position, "made": made, "who": step.who, "what": step.what}
