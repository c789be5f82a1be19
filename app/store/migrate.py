"""Bring a store file to this program's form: local tables, then the schema's columns."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.schema import SCHEMA_VERSION
from app.store.errors import (
    DamagedStoreError,
    NewerStoreError,
    StoreFault,
    StoreLockedError,
    UpgradeFailedError,
    device_faults,
    fault_of,
)
from app.store.file.upgrade_copy import UpgradeCopy

if TYPE_CHECKING:
    from sqlalchemy import Engine

STORE_REVISION = 3
"""Number of the newest module in `migrations/versions`."""

_log = logging.getLogger(__name__)
_SCRIPTS = Path(__file__).parent / "migrations"
_SCHEMA_STEPS = 10_000
CURRENT_FORM = STORE_REVISION * _SCHEMA_STEPS + SCHEMA_VERSION


def stored_form(engine: Engine) -> int:
    """Return the form that the file is in; 0 for a new file."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def prepare_store(engine: Engine) -> None:
    """Create or upgrade the tables in one transaction; a file of the right form costs one read.

    Before an upgrade the file is copied, encrypted as it is; if the upgrade fails, the copy takes
    its place again. Nobody else may have the file open.

    Raises:
        NewerStoreError: A newer program made the file.
        UpgradeFailedError: The file is as it was before.
        StoreFault: The device refused, or has no room for the copy.
        OSError: The disk refused.
    """
    copy = UpgradeCopy(Path(str(engine.url.database)))
    with device_faults():
        if copy.is_trying:
            _settle_interrupted(engine, copy)
        form = stored_form(engine)
        if form == CURRENT_FORM:
            return
        if form // _SCHEMA_STEPS > STORE_REVISION or form % _SCHEMA_STEPS > SCHEMA_VERSION:
            raise NewerStoreError("store.newer")
        if form:
            _upgrade_beside_a_copy(engine, copy)
        else:
            _upgrade(engine)


def _settle_interrupted(engine: Engine, copy: UpgradeCopy) -> None:
    """After a crash in an upgrade the file is in the old or the new form; make sure it is sound."""
    try:
        _check_pages(engine, "main")
    except DamagedStoreError:
        engine.dispose()
        copy.go_back()
        return
    # Also where the form is the old one: work may have been saved since, by an older program.
    copy.settle()


def _upgrade_beside_a_copy(engine: Engine, copy: UpgradeCopy) -> None:
    _make_copy(engine, copy)
    try:
        _upgrade(engine)
        _check_pages(engine, "main")
    except Exception as error:
        engine.dispose()
        copy.go_back()
        fault = error if isinstance(error, StoreFault) else fault_of(error)
        if fault is not None and not isinstance(fault, DamagedStoreError):
            raise
        _log.exception("upgrade_failed")
        raise UpgradeFailedError("store.upgrade.failed") from error
    copy.settle()


def _make_copy(engine: Engine, copy: UpgradeCopy) -> None:
    """Copy the file and see that the copy opens and is whole.

    Raises:
        DamagedStoreError: The file itself is not; an upgrade would only make it worse.
        StoreLockedError: Somebody else has it open.
    """
    with _driver(engine) as run:
        row = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if row[0]:
        raise StoreLockedError("store.locked")
    # Closed, because closing the file after copying it would end the locks of open connections.
    engine.dispose()
    copy.make()
    with _driver(engine) as run:
        # Without a key of its own the copy is opened with that of the file.
        run("ATTACH DATABASE ? AS copy", (str(copy.unchecked),))
    try:
        _check_pages(engine, "copy")
    finally:
        engine.dispose()
    copy.begin()


def _check_pages(engine: Engine, name: str) -> None:
    with _driver(engine) as run, device_faults():
        said = [row[0] for row in run(f"PRAGMA {name}.quick_check")]
    if said != ["ok"]:
        raise DamagedStoreError("store.damaged")


@contextlib.contextmanager
def _driver(engine: Engine) -> Iterator[Callable[..., Any]]:
    """Give the driver's own way to a statement, which begins no transaction."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor().execute
    finally:
        connection.close()


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
