"""What can be wrong with the device's file, told apart from our own bugs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from app.domain.errors import DomainError


class StoreFault(DomainError):  # noqa: N818 - a fault of the device, told apart by its name
    """The device, not the program: the user can do something about it."""


class DiskFullError(StoreFault):
    """No room left; what was saved before is safe, the last step was not saved."""


class StoreLockedError(StoreFault):
    """Another program holds the file for longer than we wait."""


class ReadOnlyStoreError(StoreFault):
    """The file or its folder may not be written."""


class DamagedStoreError(StoreFault):
    """Pages of the file fail their check; it must be repaired from the server."""


class ForeignStoreError(StoreFault):
    """The file is no Roadbook store, or was made with another key."""


class NewerStoreError(StoreFault):
    """A newer Roadbook made the file; this one must not touch it."""


class UpgradeFailedError(StoreFault):
    """The file could not be brought to this program's form; it is as it was before."""


_BY_RESULT = {
    "SQLITE_FULL": (DiskFullError, "store.disk_full"),
    "SQLITE_BUSY": (StoreLockedError, "store.locked"),
    "SQLITE_LOCKED": (StoreLockedError, "store.locked"),
    "SQLITE_READONLY": (ReadOnlyStoreError, "store.read_only"),
    "SQLITE_CANTOPEN": (ReadOnlyStoreError, "store.cannot_open"),
    "SQLITE_PERM": (ReadOnlyStoreError, "store.read_only"),
    "SQLITE_IOERR": (DamagedStoreError, "store.io"),
    "SQLITE_CORRUPT": (DamagedStoreError, "store.damaged"),
    "SQLITE_NOTADB": (ForeignStoreError, "store.foreign"),
}


def fault_of(error: BaseException) -> StoreFault | None:
    """Return the fault of the device that an error of the driver stands for, if it is one."""
    name = str(getattr(getattr(error, "orig", None) or error, "sqlite_errorname", ""))
    for prefix, (fault, code) in _BY_RESULT.items():
        if name.startswith(prefix):
            return fault(code)
    return None


@contextlib.contextmanager
def device_faults() -> Iterator[None]:
    """Turn the driver's errors into faults of the device where they are; let bugs pass.

    Raises:
        StoreFault: Disk full, locked, read-only, damaged or foreign file.
    """
    try:
        yield
    except Exception as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error
