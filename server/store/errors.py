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
