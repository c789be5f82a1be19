"""Remembers beside a store file that a page of it failed its check, until all were looked at."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # see `app.store.connection`
    from sqlalchemy import Engine

_MARK = "-doubted"


def doubt(engine: Engine) -> None:
    """Note that a page is damaged: the next opening reads them all before it lets anybody work.

    Most damage lies where unlocking does not look. A disk that takes not even this note keeps
    nobody from the sentence that the file is damaged.
    """
    if engine.url.database:
        doubt_file(Path(engine.url.database))


def doubt_file(database: Path) -> None:
    """Note the same before a file is opened."""
    with contextlib.suppress(OSError):
        _mark(database).touch()


def is_doubted(database: Path) -> bool:
    """Return whether a page failed its check and nobody has looked at all of them since."""
    return _mark(database).exists()


def trust(database: Path) -> None:
    """Forget the note, because all pages are sound."""
    with contextlib.suppress(OSError):
        _mark(database).unlink(missing_ok=True)


def _mark(database: Path) -> Path:
    return database.with_name(database.name + _MARK)
