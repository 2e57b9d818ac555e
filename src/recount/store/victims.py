"""Named persons in a record's database: what is known of each now, what it was before every change, and which incident
has them.

They are kept by claim. A person belongs to one incident alone: the one that holds most of the claims that the person
was entered with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select

from recount.codec import packed, unpacked
from recount.errors import RecordError
from recount.model import Target
from recount.store.many import rows_among
from recount.store.rows import folded
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS
from recount.store.victims_tables import VICTIM_CLAIMS, VICTIM_LOG, VICTIMS

T = TypeVar("T")
_AT_ONCE = 400  # ids in one statement; SQLite took no more than 999 values for long
REMOVED = "removed"
"""Stands in `gone` for an entry that somebody took out."""


@dataclass(frozen=True, slots=True)
class Victim:
    """What is known of a person: ages in years; `since` is the day of the status, "" where none is stated.

    `age_group` is child or adult, `sex` female or male, each "" where it is not known. `how` says how the name came to
    be known (claims, source, family), `origin` who says so. `gone` is "" while the entry stands, else the id of the
    entry that it was merged into, or "removed".
    """

    id: str
    name: str
    target: Target
    spellings: tuple[str, ...] = ()
    age_low: int | None = None
    age_high: int | None = None
    age_group: str = ""
    sex: str = ""
    status: str = "killed"
    since: str = ""
    how: str = "claims"
    origin: str = ""
    note: str = ""
    released: bool = False
    gone: str = ""
    who: str = ""
    made: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all its spellings."""
        return tuple(dict.fromkeys((self.name, *self.spellings)))


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to an entry: who, when, why; `before` is the entry as it was, None where it is new."""

    position: int
    victim: str
    made: str
    who: str
    deed: str
    why: str
    before: Victim | None


@dataclass(frozen=True, slots=True)
class VictimFilter:
    """Which persons are asked for; what is left empty asks nothing. `text` stands in any spelling."""

    text: str = ""
    status: str = ""
    age_group: str = ""
    sex: str = ""
    released: str = ""


class VictimTables:
    """The part of a store that keeps named persons."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def put_victim(self, one: Victim, deed: str, who: str, made: str, why: str = "") -> int:
        """Keep a person as they are known now, and in the log what was known before; the place in the log."""
        with self._writing() as connection:
            row = connection.execute(select(VICTIMS).where(VICTIMS.c.id == one.id)).first()
            before = packed(_victim_of(row)) if row else ""
            connection.execute(delete(VICTIMS).where(VICTIMS.c.id == one.id))
            connection.execute(insert(VICTIMS).values(**_row(one)))
            connection.execute(delete(VICTIM_CLAIMS).where(VICTIM_CLAIMS.c.victim == one.id))
            claims = dict.fromkeys(anchor.claim for anchor in one.target.anchors)
            if claims:
                connection.execute(insert(VICTIM_CLAIMS), [{"victim": one.id, "claim": claim} for claim in claims])
            noted = {"victim": one.id, "made": made, "who": who, "deed": deed, "why": why, "before": before}
            kept = connection.execute(insert(VICTIM_LOG).values(**noted).returning(VICTIM_LOG.c.position))
            return int(kept.scalar_one())

    def victim(self, name: str) -> Victim:
        """The person with an id; RecordError where there is none."""
        with self._reading() as connection:
            row = connection.execute(select(VICTIMS).where(VICTIMS.c.id == name)).first()
        if row is None:
            raise RecordError(f"person {name[:40]}", "is not in the record", "The list of named persons has them all.")
        return _victim_of(row)

    def victim_log(self, victim: str) -> tuple[Deed, ...]:
        """All that was done to an entry, the last first."""
        asked = select(VICTIM_LOG).where(VICTIM_LOG.c.victim == victim).order_by(VICTIM_LOG.c.position.desc())
        with self._reading() as connection:
            return tuple(_deed_of(row) for row in connection.execute(asked))

    def victim_deed(self, position: int) -> Deed | None:
        """What stands at a place of the log."""
        with self._reading() as connection:
            row = connection.execute(select(VICTIM_LOG).where(VICTIM_LOG.c.position == position)).first()
        return _deed_of(row) if row else None

    def victims(self, asked: VictimFilter, most: int, skip: int = 0) -> tuple[int, tuple[Victim, ...]]:
        """How many persons a filter keeps, and those of a page of them, by name."""
        kept = [VICTIMS.c.gone == "", *_conditions(asked)]
        query = select(VICTIMS).where(*kept).order_by(VICTIMS.c.folded, VICTIMS.c.id).limit(most).offset(skip)
        with self._reading() as connection:
            many = connection.execute(select(func.count()).select_from(VICTIMS).where(*kept)).scalar() or 0
            return many, tuple(_victim_of(row) for row in connection.execute(query))

    def victim_names(self) -> tuple[tuple[str, str, int | None, int | None], ...]:
        """Of every person that stands: id, spellings folded (one below the other), the ages between which they are."""
        columns = (VICTIMS.c.id, VICTIMS.c.folded, VICTIMS.c.age_low, VICTIMS.c.age_high)
        with self._reading() as connection:
            found = connection.execute(select(*columns).where(VICTIMS.c.gone == ""))
            return tuple((row.id, row.folded, row.age_low, row.age_high) for row in found)

    def victims_of(self, incidents: Iterable[str]) -> Mapping[str, tuple[Victim, ...]]:
        """The persons of incidents, by incident, each in the order of names."""
        wanted = dict.fromkeys(incidents)
        with self._reading() as connection:
            ids = {row.victim for row in rows_among(connection, _NAMED_IN, INCIDENT_CLAIMS.c.incident, wanted)}
            if not ids:
                return {}
            homes = _homes(connection, ids)
            own = [victim for victim, home in homes.items() if home in wanted]
            rows = list(rows_among(connection, _STANDING, VICTIMS.c.id, own))
        found: dict[str, list[Victim]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.folded, row.id)):
            found[homes[row.id]].append(_victim_of(row))
        return {key: tuple(some) for key, some in found.items()}

    def homes_of(self, victims: Iterable[str]) -> Mapping[str, str]:
        """The incident of each person; one whose claims are read no more has none and is left out."""
        with self._reading() as connection:
            return _homes(connection, victims)

    def victims_called(self, names: Iterable[str]) -> tuple[tuple[Victim, frozenset[str]], ...]:
        """The entries of these very names, those that were taken out among them, each with all claims that it is or was
        kept by."""
        with self._reading() as connection:
            found = [
                _victim_of(row) for row in rows_among(connection, select(VICTIMS), VICTIMS.c.name, dict.fromkeys(names))
            ]
            held = defaultdict(set)
            for row in rows_among(connection, select(VICTIM_CLAIMS), VICTIM_CLAIMS.c.victim, [one.id for one in found]):
                held[row.victim].add(row.claim)
        return tuple((one, frozenset(held[one.id].union(a.claim for a in one.target.anchors))) for one in found)

    def victims_unattached(self) -> tuple[Victim, ...]:
        """The persons one or more of whose claims the record no longer has."""
        lost = select(VICTIM_CLAIMS.c.victim).outerjoin(CLAIMS, CLAIMS.c.id == VICTIM_CLAIMS.c.claim)
        query = select(VICTIMS).where(VICTIMS.c.gone == "", VICTIMS.c.id.in_(lost.where(CLAIMS.c.id.is_(None))))
        with self._reading() as connection:
            return tuple(_victim_of(row) for row in connection.execute(query))

    def move_victim(self, victim: str, to: Mapping[str, str]) -> None:
        """Keep a person by other claims: those that their own are found again as."""
        with self._writing() as connection:
            own = VICTIM_CLAIMS.c.victim == victim
            held = set(connection.execute(select(VICTIM_CLAIMS.c.claim).where(own)).scalars())
            for old, new in to.items():
                connection.execute(delete(VICTIM_CLAIMS).where(own, VICTIM_CLAIMS.c.claim == old))
                if new not in held:
                    connection.execute(insert(VICTIM_CLAIMS).values(victim=victim, claim=new))
                    held.add(new)


def keys_of(names: Iterable[str]) -> str:
    """Names folded to plain small letters, one below the other."""
    return "\n".join(dict.fromkeys(key for name in names if (key := folded([name]).strip("| "))))


# statements that pages ask often, made once
_NAMED_IN = (
    select(VICTIM_CLAIMS.c.victim)
    .distinct()
    .select_from(VICTIM_CLAIMS.join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == VICTIM_CLAIMS.c.claim))
)
_STANDING = select(VICTIMS).where(VICTIMS.c.gone == "")


def _homes(connection: Connection, victims: Iterable[str]) -> dict[str, str]:
    held: dict[str, Counter[str]] = defaultdict(Counter)
    joined = VICTIM_CLAIMS.join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == VICTIM_CLAIMS.c.claim)
    query: Select[Any] = select(VICTIM_CLAIMS.c.victim, INCIDENT_CLAIMS.c.incident).select_from(joined)
    for some in _portions(dict.fromkeys(victims)):
        for row in connection.execute(query.where(VICTIM_CLAIMS.c.victim.in_(some))):
            held[row.victim][row.incident] += 1
    return {victim: min(counts, key=lambda key: (-counts[key], key)) for victim, counts in held.items()}


def _conditions(asked: VictimFilter) -> Iterator[ColumnElement[bool]]:
    if asked.text:
        key = keys_of([asked.text]) or "\n\n"
        own = VICTIMS.c.id.startswith(asked.text.strip().lower(), autoescape=True)
        yield or_(VICTIMS.c.folded.contains(key, autoescape=True), own)
    for name in ("status", "age_group", "sex"):
        if value := getattr(asked, name):
            yield VICTIMS.c[name] == ("" if value == "unknown" else value)
    if asked.released:
        yield VICTIMS.c.released == int(asked.released == "yes")


def _row(one: Victim) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in Victim.__slots__}
    row |= {"spellings": packed(one.spellings), "target": packed(one.target), "released": int(one.released)}
    return row | {"folded": keys_of(one.names)}


def _victim_of(row: Any) -> Victim:
    values = {name: getattr(row, name) for name in Victim.__slots__}
    values |= {"spellings": unpacked(tuple[str, ...], row.spellings), "target": unpacked(Target, row.target)}
    return replace(Victim(**values), released=bool(row.released))


def _deed_of(row: Any) -> Deed:
    before = unpacked(Victim, row.before) if row.before else None
    return Deed(row.position, row.victim, row.made, row.who, row.deed, row.why, before)


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
