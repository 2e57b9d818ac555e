"""What people decided, asked for within a transaction: all of it, or what bears on some reports and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from recount.codec import unpacked
from recount.model import Judgement, Verdict, Withdrawal
from recount.store.judging_tables import JUDGED_ON, JUDGEMENTS, WITHDRAWALS
from recount.store.many import rows_among
from recount.store.tables import CLAIMS, REPORTS

_LONGEST_KEY = 80

# statements that are asked often, made once
_MADE = select(JUDGEMENTS.c.judgement)
_IDS = select(JUDGEMENTS.c.id)
_UNDONE = select(WITHDRAWALS)
_RECEIVED = select(REPORTS.c.id, REPORTS.c.sha256, REPORTS.c.name)
_JUDGED = select(JUDGED_ON)
_TOLD = select(CLAIMS.c.id, CLAIMS.c.report)


class JudgedTables:
    """People's decisions, while incidents are brought up to date."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def any(self) -> bool:
        """Whether anything was ever decided."""
        return self._connection.execute(_IDS.limit(1)).first() is not None

    def withdrawn(self) -> Mapping[str, bool]:
        """The ids of all decisions, and whether each was withdrawn."""
        gone = {row.judgement for row in self._connection.execute(_UNDONE)}
        return {key: key in gone for key in self._connection.execute(_IDS).scalars()}

    def of(self, ids: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """The decisions with these ids, or all, oldest first, withdrawn ones included."""
        return judgements_in(self._connection, ids)

    def with_verdict(self, verdict: Verdict) -> frozenset[str]:
        """The ids of all decisions of one kind."""
        return ids_with(self._connection, verdict)

    def on(self, ids: Iterable[str], reports: Iterable[str]) -> frozenset[str]:
        """The ids of the decisions that were made on claims, incidents or reports with these ids, or on claims of these
        reports in whatever form they were then."""
        keys = {key for known in received(self._connection, reports).values() for key in known}.union(ids)
        return frozenset(key for some in judged(self._connection, sorted(keys)).values() for key in some)

    def told(self, claims: Iterable[str]) -> Mapping[str, str]:
        """Those of these claims that are told now, with their reports."""
        return {row.id: row.report for row in rows_among(self._connection, _TOLD, CLAIMS.c.id, claims)}


def judgements_in(connection: Connection, ids: Iterable[str] | None) -> tuple[Judgement, ...]:
    """The decisions with these ids, or all, oldest first, withdrawn ones included."""
    if ids is None:
        rows, left = connection.execute(_MADE).all(), connection.execute(_UNDONE).all()
    else:
        asked = sorted(set(ids))
        rows = list(rows_among(connection, _MADE, JUDGEMENTS.c.id, asked))
        left = list(rows_among(connection, _UNDONE, WITHDRAWALS.c.judgement, asked))
    gone = {row.judgement: Withdrawal(datetime.fromisoformat(row.made), row.who, row.why) for row in left}
    found = [unpacked(Judgement, row.judgement) for row in rows]
    whole = [replace(one, withdrawn=gone[one.id]) if one.id in gone else one for one in found]
    return tuple(sorted(whole, key=lambda judgement: (judgement.when, judgement.id)))


def ids_with(connection: Connection, verdict: Verdict) -> frozenset[str]:
    """The ids of all decisions of one kind."""
    return frozenset(connection.execute(_IDS.where(JUDGEMENTS.c.verdict == verdict.value)).scalars())


def received(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What judgements on these reports are found by."""
    known = rows_among(connection, _RECEIVED, REPORTS.c.id, reports)
    return {row.id: (row.id, row.sha256, _name_key(row.name)) for row in known}


def judged(connection: Connection, keys: Iterable[str]) -> dict[str, list[str]]:
    """The ids of the judgements by each of these keys (`judged_keys`)."""
    found: dict[str, list[str]] = {}
    for row in rows_among(connection, _JUDGED, JUDGED_ON.c.key, keys):
        found.setdefault(row.key, []).append(row.judgement)
    return found


def judged_keys(judgement: Judgement) -> set[str]:
    """What a judgement is found by: the ids of all that it was made on, then, and what their reports are known by; of
    claims set aside also the incidents that they stood in, and what was left of these."""
    keys = {target.id for target in (judgement.on, judgement.other) if target is not None}
    keys |= {key for rest in judgement.rests for key in (rest.incident, *rest.claims)}
    for anchor in judgement.anchors:
        keys |= {anchor.claim, anchor.report, anchor.sha256, _name_key(anchor.name)}
    return {key for key in keys if 0 < len(key) <= _LONGEST_KEY}


def _name_key(name: str) -> str:
    return f"name {hashlib.sha256(name.encode()).hexdigest()}"
