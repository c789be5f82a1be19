"""Brings a database up to this release when the server opens it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server.store.engine import WRITING

FOLDER = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Run the steps that the database lacks, in one transaction."""
    config = configuration()
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def configuration() -> Config:
    """Return Alembic's settings for this folder."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
