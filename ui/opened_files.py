"""Files shown in other programs: a copy that only its owner may read, removed soon after."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app.device.atomic_file import open_private

LIFE_MILLISECONDS = 5 * 60_000
"""Viewers have read a file long before; what is held open then is tried again."""

_READ_ONLY = 0o400


def open_by_system(path: Path) -> bool:
    """Open a file with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class OpenedFiles(QObject):
    """Carries out `ui.screens.context.FileOpener`; needs a QApplication.

    Leaving or locking removes every copy; after a crash the next start clears the folder.

    Args:
        folder: The profile's folder for files that may not outlive a session.
        open_path: Opens a file; tests pass another.
        life_milliseconds: How long a copy stays.
    """

    def __init__(
        self,
        folder: Path,
        open_path: Callable[[Path], bool] = open_by_system,
        life_milliseconds: int = LIFE_MILLISECONDS,
    ) -> None:
        super().__init__()
        self._folder, self._open_path, self._life = folder, open_path, life_milliseconds
        self._copies: set[Path] = set()
        self._number = 0

    def open_copy(self, content: bytes, name: str) -> None:
        """Open a copy; it is read-only, because what is changed in it would be lost.

        Args:
            content: The file.
            name: As `app.domain.file_kinds.safe_name` makes it.

        Raises:
            OSError: The disk refused the copy, or no program opens it.
        """
        self._number += 1
        folder = self._folder / f"open-{os.getpid()}-{self._number}"
        folder.mkdir(mode=0o700)
        path = folder / name
        self._copies.add(path)
        with os.fdopen(open_private(path), "wb") as file:
            file.write(content)
        path.chmod(_READ_ONLY)
        if not self._open_path(path):
            self._remove(path)
            raise OSError(path.suffix)
        QTimer.singleShot(self._life, self, lambda: self._remove_later(path))

    def close(self) -> None:
        """Remove every copy."""
        for path in tuple(self._copies):
            self._remove(path)

    def _remove_later(self, path: Path) -> None:
        if path in self._copies and not self._remove(path):
            QTimer.singleShot(self._life, self, lambda: self._remove_later(path))

    def _remove(self, path: Path) -> bool:
        try:
            if path.exists():
                path.chmod(0o600)
                path.unlink()
            path.parent.rmdir()
        except OSError:
            # Another program holds it open; Windows does not let go of it until then.
            return False
        self._copies.discard(path)
        return True
