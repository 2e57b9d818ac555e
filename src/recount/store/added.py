"""The claims that people added to reports, among those that machines read there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from recount.codec import unpacked
from recount.judging.adding import is_added
from recount.model import Claim, Span
from recount.store import rows
from recount.store.finding_rows import words_of_claims
from recount.store.port import Entry
from recount.store.tables import CLAIMS, REPORTS

_READ = select(*rows.DOCUMENT, REPORTS.c.sentences)


class AddedTables:
    """The part of `port.RecordStore` that keeps claims which people added."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def keep_added(self, report: str, claims: Sequence[Claim]) -> None:
        """Keep these claims, and no others, as those that people added to a report; those that a machine reads stay,
        and where one has the id of an added claim, it stands for both."""
        with self._writing() as connection:
            query = select(CLAIMS.c.id, CLAIMS.c.position, CLAIMS.c.claim).where(CLAIMS.c.report == report)
            held = {row.id: (row.position, unpacked(Claim, row.claim)) for row in connection.execute(query)}
            read = {key: claim for key, (_, claim) in held.items() if not is_added(claim)}
            wanted = {claim.id: claim for claim in claims if claim.id not in read}
            stays = {key for key, (_, claim) in held.items() if key in read or wanted.get(key) == claim}
            for key in held.keys() - stays:
                connection.execute(delete(CLAIMS).where(CLAIMS.c.id == key))
            order = sorted({**read, **wanted}.values(), key=lambda claim: (claim.trigger, claim.id))
            for position, claim in enumerate(order):
                if claim.id not in stays:
                    connection.execute(insert(CLAIMS).values(_row(connection, report, claim, position)))
                elif held[claim.id][0] != position:
                    connection.execute(update(CLAIMS).where(CLAIMS.c.id == claim.id).values(position=position))


def _row(connection: Connection, report: str, claim: Claim, position: int) -> dict[str, Any]:
    *row, sentences = connection.execute(_READ.where(REPORTS.c.id == report)).one()
    entry = Entry(rows.document_of(row), b"", unpacked(tuple[Span, ...], sentences), (claim,))
    return rows.claim_row(claim, position) | {"words": _only(words_of_claims(entry))}


def _only(words: Iterable[str]) -> str:
    return next(iter(words))
