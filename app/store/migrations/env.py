"""Run revisions on the connection that `migrate.py` hands over."""

from alembic import context

from app.store.tables import local

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=local,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
