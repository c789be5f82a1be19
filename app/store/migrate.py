"""Bring a store file to this program's form: local tables, then the schema's columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.schema import SCHEMA_VERSION
from app.store.errors import NewerStoreError, device_faults

if TYPE_CHECKING:
    from sqlalchemy import Engine

STORE_REVISION = 3
"""Number of the newest module in `migrations/versions`."""

_SCRIPTS = Path(__file__).parent / "migrations"
_SCHEMA_STEPS = 10_000
CURRENT_FORM = STORE_REVISION * _SCHEMA_STEPS + SCHEMA_VERSION


def stored_form(engine: Engine) -> int:
    """Return the form that the file is in; 0 for a new file."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def prepare_store(engine: Engine) -> None:
    """Create or upgrade the tables in one transaction; a file of the right form costs one read.

    Raises:
        NewerStoreError: A newer program made the file.
        StoreFault: The device refused.
    """
    with device_faults():
        form = stored_form(engine)
        if form == CURRENT_FORM:
            return
        if form // _SCHEMA_STEPS > STORE_REVISION or form % _SCHEMA_STEPS > SCHEMA_VERSION:
            raise NewerStoreError("store.newer")
        _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    from app.store.tables import follow_schema  # noqa: PLC0415 - table objects are for upgrades only

    writer = engine.execution_options(begin_mode="immediate")
    with writer.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        follow_schema(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT_FORM}")
