"""Many rows put into tables at once."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import delete, inspect, select
from sqlalchemy.exc import IntegrityError

from recount.codebook.actors import built_in_actors
from recount.desk.gathering import brought_up_to_date
from recount.errors import RecordError
from recount.store import Entry, SqlStore
from recount.store.gathering import Gathering
from recount.store.many import indexed_at_last, ordered_at_last, put_many
from recount.store.tables import INCIDENT_CLAIMS, INCIDENTS
from tests.resolution.told import many


def indexes_of(work: Gathering) -> dict[str, list[tuple[str, ...]]]:
    """The indexes of each table: their names, columns and conditions."""
    seen = inspect(work._connection)
    return {
        table: sorted(
            (str(one["name"]), *map(str, one["column_names"]), *map(str, one.get("dialect_options", {}).values()))
            for one in seen.get_indexes(table)
        )
        for table in seen.get_table_names()
    }


def test_tables_are_indexed_as_before_when_everything_was_made_anew(store: SqlStore) -> None:
    with store.gathering() as work:
        before = indexes_of(work)
    assert before["queue_items"]
    documents, claims = many(20)
    store.add([Entry(one, b"", (), tuple(c for c in claims if c.document == one.id)) for one in documents], "tools")
    brought_up_to_date(store, built_in_actors())
    with store.gathering() as work:
        assert indexes_of(work) == before
        held = work._connection.execute(select(INCIDENT_CLAIMS.c.claim).order_by(INCIDENT_CLAIMS.c.claim)).scalars()
        assert held.all() == sorted(claim.id for claim in claims)


def test_tables_are_indexed_as_before_when_it_failed(store: SqlStore) -> None:
    with store.gathering() as work:
        before = indexes_of(work)
    failing = pytest.raises(ZeroDivisionError)
    with failing, store.gathering() as work, indexed_at_last(work._connection, INCIDENTS, INCIDENT_CLAIMS):
        raise ZeroDivisionError
    with store.gathering() as work:
        assert indexes_of(work) == before


def test_rows_that_wait_for_their_order_keep_foreign_keys_and_go_with_what_failed(store: SqlStore) -> None:
    def put(work: Gathering, row: tuple[str, str]) -> None:
        with ordered_at_last(work._connection, INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim) as held:
            put_many(work._connection, held, [row])

    with pytest.raises((IntegrityError, psycopg.IntegrityError, RecordError)), store.gathering() as work:
        put(work, ("an incident", "that nobody made"))
    documents, claims = many(2)
    store.add([Entry(one, b"", (), tuple(c for c in claims if c.document == one.id)) for one in documents], "tools")
    brought_up_to_date(store, built_in_actors())
    with store.gathering() as work:  # what the failed one left behind would be in the way
        row = work._connection.execute(select(INCIDENT_CLAIMS)).first()
        assert row is not None
        work._connection.execute(delete(INCIDENT_CLAIMS).where(INCIDENT_CLAIMS.c.claim == row.claim))
        put(work, (row.incident, row.claim))
        assert set(work._connection.execute(select(INCIDENT_CLAIMS.c.claim)).scalars()) == {one.id for one in claims}
