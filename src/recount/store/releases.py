"""Releases as the record's database keeps them; what stands in a release is written by `publishing`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from recount.errors import RecordError
from recount.store.finding_tables import LINES
from recount.store.judging_tables import JUDGEMENTS, OPTIONS, WITHDRAWALS
from recount.store.people_tables import RESTRICTIONS
from recount.store.release_tables import HELD_BACK, PUBLIC_NAMES, RELEASED, RELEASED_CONTENT, RELEASED_FROM, RELEASES
from recount.store.tables import RUNS
from recount.store.victims_tables import EMBARGOES, REMOVALS, VICTIM_LOG

_AT_ONCE = 500  # values in one statement


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A numbered release: who made it and when, and all else that is known of it as one line."""

    number: int
    made: datetime
    who: str
    release: str


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    """An incident of a release: its public id, the hash of its line, the line ("" where it was taken out since), and
    the ids of its claims then. `reports` are those that it was told by, each with the hash of its bytes; they are only
    written."""

    public: str
    sha256: str
    incident: str
    claims: tuple[str, ...]
    reports: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ToldRow:
    """That what stands in releases by a hash was told by a report: its id then, and the hash of its bytes."""

    content: str
    report: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """That a name may be published, or may no longer: its key, the name, who decided it, when and why."""

    key: str
    name: str
    allowed: bool
    made: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """That an incident, told by these claims, is kept out of releases, or no longer is."""

    incident: str
    claims: tuple[str, ...]
    held: bool
    made: datetime
    who: str
    why: str


class ReleaseTables:
    """The part of a store that keeps what was published."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def note_release(self, release: ReleaseRow, incidents: Sequence[ReleasedRow]) -> None:
        """Keep a release; RecordError where there is one with its number."""
        try:
            with self._writing() as connection:
                connection.execute(
                    insert(RELEASES).values(
                        number=release.number, made=release.made.isoformat(), who=release.who, release=release.release
                    )
                )
                _keep(connection, release.number, incidents)
        except (IntegrityError, RecordError) as error:
            if release.number not in {one.number for one in self.releases()}:
                raise
            what = "was made by somebody else in the meantime"
            raise RecordError(
                f"release {release.number}", what, "Look at it, and at what has changed since."
            ) from error

    def releases(self) -> tuple[ReleaseRow, ...]:
        """All releases, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(RELEASES).order_by(RELEASES.c.number))
            return tuple(ReleaseRow(r.number, datetime.fromisoformat(r.made), r.who, r.release) for r in rows)

    def released(self, number: int) -> tuple[ReleasedRow, ...]:
        """The incidents of a release, in its order."""
        query = (
            select(RELEASED, RELEASED_CONTENT.c.incident)
            .outerjoin(RELEASED_CONTENT, RELEASED_CONTENT.c.sha256 == RELEASED.c.content)
            .where(RELEASED.c.release == number)
            .order_by(RELEASED.c.position)
        )
        with self._reading() as connection:
            return tuple(
                ReleasedRow(row.public, row.content, row.incident or "", tuple(row.claims.split()))
                for row in connection.execute(query)
            )

    def rows_as(self, public: str) -> tuple[tuple[int, str], ...]:
        """What each release holds of a public id: its number, and the incident's line ("" where it was taken out)."""
        query = (
            select(RELEASED.c.release, RELEASED_CONTENT.c.incident)
            .outerjoin(RELEASED_CONTENT, RELEASED_CONTENT.c.sha256 == RELEASED.c.content)
            .where(RELEASED.c.public == public)
            .order_by(RELEASED.c.release)
        )
        with self._reading() as connection:
            return tuple((row.release, row.incident or "") for row in connection.execute(query))

    def publics_of(self, number: int) -> tuple[str, ...]:
        """The public ids of a release."""
        query = select(RELEASED.c.public).where(RELEASED.c.release == number)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def first_without(self, publics: Iterable[str]) -> dict[str, int]:
        """For each public id the number of the first release after the last that held it."""
        with self._reading() as connection:
            query = select(RELEASED.c.public, func.max(RELEASED.c.release)).group_by(RELEASED.c.public)
            last: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
        return {public: last[public] + 1 for public in publics if public in last}

    def ever_released(self) -> frozenset[str]:
        """All public ids that any release held."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(RELEASED.c.public).distinct()).scalars())

    def take_out(self, public: str) -> int:
        """Take what all releases hold of an incident out of them, on request; how many versions that were."""
        with self._writing() as connection:
            hashes = set(connection.execute(select(RELEASED.c.content).where(RELEASED.c.public == public)).scalars())
            for sha256 in hashes:
                connection.execute(delete(RELEASED_CONTENT).where(RELEASED_CONTENT.c.sha256 == sha256))
        return len(hashes)

    def told_by(self, reports: Iterable[str], hashes: Iterable[str]) -> tuple[ToldRow, ...]:
        """What releases hold that was told by one of these reports, or by one of these bytes."""
        found: set[ToldRow] = set()
        with self._reading() as connection:
            for column, values in ((RELEASED_FROM.c.report, reports), (RELEASED_FROM.c.sha256, hashes)):
                for some in _portions(values):
                    rows = connection.execute(select(RELEASED_FROM).where(column.in_(some)))
                    found |= {ToldRow(row.content, row.report, row.sha256) for row in rows}
        return tuple(sorted(found, key=lambda one: (one.content, one.report)))

    def graded_many(self, grades: Iterable[str]) -> int:
        """How many incidents have one of these grades."""
        query = select(func.count()).select_from(LINES).where(LINES.c.grade.in_(sorted(grades)))
        with self._reading() as connection:
            return connection.execute(query).scalar() or 0

    def rows_with(self, contents: Iterable[str]) -> frozenset[tuple[int, str]]:
        """The releases, each with a public id, in which these contents stand by their hashes."""
        found: set[tuple[int, str]] = set()
        with self._reading() as connection:
            for some in _portions(contents):
                query = select(RELEASED.c.release, RELEASED.c.public).where(RELEASED.c.content.in_(some))
                found |= {(row.release, row.public) for row in connection.execute(query)}
        return frozenset(found)

    def rows_without_content(self) -> frozenset[tuple[int, str]]:
        """The releases, each with a public id, of which the content was taken out on request."""
        query = (
            select(RELEASED.c.release, RELEASED.c.public)
            .select_from(RELEASED.outerjoin(RELEASED_CONTENT, RELEASED_CONTENT.c.sha256 == RELEASED.c.content))
            .where(RELEASED_CONTENT.c.sha256.is_(None))
        )
        with self._reading() as connection:
            return frozenset((row.release, row.public) for row in connection.execute(query))

    def rows_of_claims(self, claims: Iterable[str]) -> frozenset[tuple[int, str]]:
        """The releases, each with a public id, whose incident held one of these claims."""
        asked = frozenset(claims)
        if not asked:
            return frozenset()
        query = select(RELEASED.c.release, RELEASED.c.public, RELEASED.c.claims)
        with self._reading() as connection:
            rows = connection.execute(query)
            return frozenset((row.release, row.public) for row in rows if not asked.isdisjoint(row.claims.split()))

    def claims_out(self, claims: Iterable[str]) -> tuple[tuple[str, frozenset[str]], ...]:
        """Of the incidents of all releases that held one of these claims: the public id, and which of the claims."""
        asked = frozenset(claims)
        if not asked:
            return ()
        with self._reading() as connection:
            rows = connection.execute(select(RELEASED.c.public, RELEASED.c.claims).distinct())
            return tuple((row.public, told) for row in rows if (told := asked.intersection(row.claims.split())))

    def giving_out_mark(self) -> str:
        """What changes whenever something of a release may be given out no more, or again."""
        with self._reading() as connection:
            tables = (RELEASES, RELEASED_CONTENT, RESTRICTIONS, EMBARGOES, REMOVALS, PUBLIC_NAMES, VICTIM_LOG)
            counts = [connection.execute(select(func.count()).select_from(table)).scalar() for table in tables]
            today = datetime.now(UTC).date().isoformat()
            counts.append(connection.execute(select(func.count()).where(EMBARGOES.c.until > today)).scalar())
            last = connection.execute(select(func.max(RELEASES.c.made))).scalar()
        return repr((counts, last))

    def note_name(self, row: NameRow) -> None:
        """Keep that a name may be published, or no longer."""
        with self._writing() as connection:
            connection.execute(
                insert(PUBLIC_NAMES).values(
                    key=row.key,
                    name=row.name,
                    allowed=int(row.allowed),
                    made=row.made.isoformat(),
                    who=row.who,
                    why=row.why,
                )
            )

    def names_decided(self) -> tuple[NameRow, ...]:
        """All that was decided on names, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(PUBLIC_NAMES).order_by(PUBLIC_NAMES.c.position))
            return tuple(
                NameRow(r.key, r.name, bool(r.allowed), datetime.fromisoformat(r.made), r.who, r.why) for r in rows
            )

    def note_held(self, row: HeldRow) -> None:
        """Keep that an incident is held back, or no longer."""
        with self._writing() as connection:
            connection.execute(
                insert(HELD_BACK).values(
                    incident=row.incident,
                    claims=" ".join(row.claims),
                    held=int(row.held),
                    made=row.made.isoformat(),
                    who=row.who,
                    why=row.why,
                )
            )

    def held_back(self) -> tuple[HeldRow, ...]:
        """All that was decided on holding incidents back, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(HELD_BACK).order_by(HELD_BACK.c.position))
            return tuple(
                HeldRow(r.incident, tuple(r.claims.split()), bool(r.held), datetime.fromisoformat(r.made), r.who, r.why)
                for r in rows
            )

    def publishing_mark(self) -> str:
        """What changes whenever a release made now could hold something else."""
        tables = [JUDGEMENTS, WITHDRAWALS, RUNS, RESTRICTIONS, PUBLIC_NAMES, HELD_BACK, RELEASES]
        tables += [VICTIM_LOG, EMBARGOES, REMOVALS]
        with self._reading() as connection:
            counts = [connection.execute(select(func.count()).select_from(table)).scalar() for table in tables]
            last = connection.execute(select(func.max(RUNS.c.finished))).scalar()
            today = datetime.now(UTC).date().isoformat()
            counts.append(connection.execute(select(func.count()).where(EMBARGOES.c.until > today)).scalar())
            options = [f"{r.name}={r.value}" for r in connection.execute(select(OPTIONS).order_by(OPTIONS.c.name))]
        return hashlib.sha256(repr((counts, last, options)).encode()).hexdigest()[:32]


def _keep(connection: Connection, number: int, incidents: Sequence[ReleasedRow]) -> None:
    there: set[str] = set()
    known: set[tuple[str, str]] = set()
    hashes = sorted({row.sha256 for row in incidents})
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE]
        query = select(RELEASED_CONTENT.c.sha256).where(RELEASED_CONTENT.c.sha256.in_(some))
        there |= set(connection.execute(query).scalars())
        pairs = select(RELEASED_FROM.c.content, RELEASED_FROM.c.report).where(RELEASED_FROM.c.content.in_(some))
        known |= {(row.content, row.report) for row in connection.execute(pairs)}
    new = {row.sha256: row.incident for row in incidents if row.sha256 not in there}
    if new:
        connection.execute(
            insert(RELEASED_CONTENT), [{"sha256": key, "incident": line} for key, line in sorted(new.items())]
        )
    rows = [
        {"release": number, "public": row.public, "position": n, "content": row.sha256, "claims": " ".join(row.claims)}
        for n, row in enumerate(incidents)
    ]
    if rows:
        connection.execute(insert(RELEASED), rows)
    told = {(row.sha256, report): sha for row in incidents for report, sha in row.reports}
    lines = [
        {"content": key, "report": report, "sha256": sha}
        for (key, report), sha in sorted(told.items())
        if (key, report) not in known
    ]
    if lines:
        connection.execute(insert(RELEASED_FROM), lines)


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(set(values))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
