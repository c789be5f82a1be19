"""Failures on the way in, told apart: the line, the server, the disk."""

from __future__ import annotations

import contextlib
import errno
import logging
import math
from collections.abc import Iterator

from app.store.errors import DamagedStoreError, DiskFullError, ReadOnlyStoreError
from sync.errors import OfflineError, SyncError
from ui.door.admission import EntryRefusedError

_log = logging.getLogger(__name__)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextlib.contextmanager
def server_faults() -> Iterator[None]:
    """Say of every failure of the line why the server did not let the device in.

    Raises:
        EntryRefusedError: In its place.
    """
    try:
        yield
    except OfflineError as error:
        if not error.retry_after_seconds:
            raise EntryRefusedError(error.code) from error
        seconds = math.ceil(error.retry_after_seconds)
        raise EntryRefusedError("sync.busy", {"seconds": seconds}) from error
    except SyncError as error:
        raise EntryRefusedError(error.code, getattr(error, "params", None)) from error


@contextlib.contextmanager
def disk_faults() -> Iterator[None]:
    """Tell a full disk, one that refuses, and a broken one apart.

    Raises:
        StoreFault: In the place of an OSError.
    """
    try:
        yield
    except OSError as error:
        _log.warning("disk_refused", exc_info=True)
        if error.errno in _FULL:
            raise DiskFullError("store.disk_full") from error
        if error.errno in _REFUSED:
            raise ReadOnlyStoreError("store.read_only") from error
        raise DamagedStoreError("store.io") from error
