"""Why a bundle is not taken; nothing is changed by a refused one."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import DomainError


class BundleError(DomainError):
    """A bundle cannot be written, or is refused as a whole; the code says what to do."""


class DamagedBundleError(BundleError):
    """A bundle was cut, altered, or not written by the one whose name it bears."""

    def __init__(self) -> None:
        super().__init__("bundle.damaged")


@contextmanager
def writing_faults(path: Path) -> Iterator[None]:
    """Turn what the disk says while a bundle is written into a refusal.

    Raises:
        BundleError: `bundle.disk_full` or `bundle.unwritable`, with the file's name.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BundleError("bundle.disk_full", name=path.name) from error
        raise BundleError("bundle.unwritable", name=path.name) from error


@contextmanager
def reading_faults(path: Path) -> Iterator[None]:
    """Turn what the disk says while a bundle is read into a refusal.

    Raises:
        BundleError: `bundle.unreadable`, or `bundle.disk_full` where it is put, with the file's
            name.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BundleError("bundle.disk_full", name=path.name) from error
        raise BundleError("bundle.unreadable", name=path.name) from error
