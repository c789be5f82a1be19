"""The profile's log files: five of two megabytes, then the oldest goes."""

from __future__ import annotations

import io
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.device.atomic_file import PRIVATE_FILE
from app.device.log_redaction import SafeFormatter
from app.device.paths import ProfilePaths

FILE_NAME = "roadbook.log"
FILE_BYTES = 2 * 1024 * 1024
OLDER_FILES = 4


def install_logging(paths: ProfilePaths, *, level: int = logging.INFO) -> logging.Handler:
    """Send all log records of the process to the profile's files.

    Call sites write a constant event name and put values into `extra` under the keys of
    `app.device.log_redaction.ALLOWED_KEYS`; anything else does not reach the file.

    Args:
        paths: The open profile.
        level: Least severe level that is written.

    Returns:
        The handler, for `remove_logging` when the profile closes.

    Source: reliability.md X54, T22.
    """
    handler = PrivateFileHandler(
        paths.logs / FILE_NAME,
        maxBytes=FILE_BYTES,
        backupCount=OLDER_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(SafeFormatter())
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    if root.getEffectiveLevel() > level:
        root.setLevel(level)
    return handler


def log_to_terminal() -> None:
    """Send warnings to the terminal the program was started from, in the same safe form.

    Without it Python writes them there as they are, customers' words included.
    """
    handler: logging.Handler = logging.NullHandler()
    if sys.stderr is not None:  # a windowed program on Windows has none
        handler = logging.StreamHandler()
        handler.setFormatter(SafeFormatter())
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def remove_logging(handler: logging.Handler) -> None:
    """Stop writing and close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only its owner may read."""

    def _open(self) -> io.TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(Path(self.baseFilename), flags, PRIVATE_FILE)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Go on without the line: a full disk is told elsewhere, and no reason to write more."""
