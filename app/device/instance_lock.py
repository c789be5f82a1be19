"""One running program for each profile."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.device.atomic_file import PRIVATE_FILE
from app.device.errors import AlreadyOpenError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class InstanceLock:
    """Holds a profile for this process; the system lets go of it when the process dies.

    The lock lies on the open file, not in its existence, so a file left by a crash blocks
    nobody. The file is never deleted: a second program could hold the deleted one.
    """

    def __init__(self, path: Path) -> None:
        """Prepare the lock without taking it.

        Args:
            path: `ProfilePaths.lock`; its folder must exist.
        """
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the profile; harmless when this object has it already.

        Raises:
            AlreadyOpenError: Another program, or another lock object here, has it.
            OSError: The disk cannot lock files.
        """
        if self._descriptor is not None:
            return
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if isinstance(error, (BlockingIOError, PermissionError)):
                raise AlreadyOpenError from error
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go of the profile; harmless when it is not held."""
        if self._descriptor is None:
            return
        os.close(self._descriptor)
        self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        # flock belongs to the open file: a second lock object in this process is refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
