"""What can be wrong with the central database itself."""

from __future__ import annotations


class StoreError(Exception):
    """The central database cannot be used."""


class OldDatabaseLibraryError(StoreError):
    """This SQLite can lose committed writes; see reliability.md finding 1."""


class WrongKeyError(StoreError):
    """The key file does not open the embedded database."""


class NotInitialisedError(StoreError):
    """The database has no organisation yet; `python -m server init` makes one."""


class DamagedDatabaseError(StoreError):
    """Pages of the embedded database fail their check."""


class NewerDatabaseError(StoreError):
    """A newer server made the database; this one must not touch it."""


class InUseError(StoreError):
    """Another process has the embedded database open; stop it before the upgrade."""


class UpgradeFailedError(StoreError):
    """The database could not be brought to this release; it is as it was before."""


class NoRoomError(StoreError):
    """The disk has no room for the copy that is made before an upgrade; nothing was touched."""

    def __init__(self, *, needed_megabytes: int, free: int) -> None:
        super().__init__(f"the upgrade needs {needed_megabytes} MB, free are {free} MB")
