"""Brings a database up to this release when the server opens it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server.store.engine import WRITING
from server.store.errors import (
    DamagedDatabaseError,
    NewerDatabaseError,
    UpgradeFailedError,
    WrongKeyError,
)
from server.store.upgrade_copy import UpgradeCopy

FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)


def upgrade(engine: Engine) -> None:
    """Run the steps that the database lacks, in one transaction.

    Raises:
        NewerDatabaseError: A newer server made it.
    """
    config = configuration()
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() == _newest(config):
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def prepare_embedded(file: Path) -> None:
    """Before the file is opened: finish a return that a crash cut short, drop a copy of old."""
    copy = UpgradeCopy(file)
    copy.finish_return()
    copy.drop_if_it_runs_well()


def upgrade_embedded(engine: Engine, file: Path) -> None:
    """Run the steps that the embedded database lacks, beside a copy of its file.

    If a step fails, the copy takes the file's place again.

    Raises:
        NewerDatabaseError: A newer server made it.
        UpgradeFailedError: The file is as it was before.
        DamagedDatabaseError: The file is damaged; it was not touched.
        StoreError: Another process has it open, or there is no room for the copy.
    """
    copy = UpgradeCopy(file)
    if copy.is_trying:
        _settle_interrupted(engine, copy)
    held = _held_revision(engine)
    if held is None or held == _newest(configuration()):
        upgrade(engine)
        return
    _make_copy(engine, copy)
    try:
        upgrade(engine)
        _check_pages(engine, "main")
    except Exception as error:
        engine.dispose()
        copy.go_back()
        _log.exception("upgrade_failed")
        raise UpgradeFailedError(file.name) from error
    copy.settle()


def configuration() -> Config:
    """Return Alembic's settings for this folder."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _newest(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()


def _held_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        held = MigrationContext.configure(connection).get_current_revision()
    known = {
        step.revision for step in ScriptDirectory.from_config(configuration()).walk_revisions()
    }
    if held is not None and held not in known:
        raise NewerDatabaseError(held)
    return held


def _settle_interrupted(engine: Engine, copy: UpgradeCopy) -> None:
    """After a crash in an upgrade the file is in the old or the new form; make sure it is sound."""
    try:
        _check_pages(engine, "main")
    except (DamagedDatabaseError, WrongKeyError):
        engine.dispose()
        copy.go_back()
        return
    # Also where the form is the old one: an older server may have taken work since.
    copy.settle()


def _make_copy(engine: Engine, copy: UpgradeCopy) -> None:
    # The last to close the file folds its log into it.
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
    with _driver(engine) as run:
        try:
            said = [row[0] for row in run(f"PRAGMA {name}.quick_check")]
        except engine.dialect.loaded_dbapi.DatabaseError as error:
            raise DamagedDatabaseError(name) from error
    if said != ["ok"]:
        raise DamagedDatabaseError(name)


@contextlib.contextmanager
def _driver(engine: Engine) -> Iterator[Callable[..., Any]]:
    """Give the driver's own way to a statement, which begins no transaction."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor().execute
    finally:
        connection.close()
