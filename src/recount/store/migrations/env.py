"""Alembic runs this; the connection, inside its transaction, comes from `store.opening`."""

from alembic import context

from recount.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
