"""What Alembic runs to run the steps; the connection comes from `upgrade`."""

from __future__ import annotations

from alembic import context

from server.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    # SQLite cannot change most things of a table: Alembic copies it.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
