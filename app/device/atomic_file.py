"""Small files that are either the old or the new one, never half of each."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE_FILE = 0o600
TEMPORARY_SUFFIX = ".new"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file so that a crash or power cut leaves the old or the new content.

    The file is readable by its owner only. On Windows the mode has no effect; there the
    folder under the user's own profile carries the protection.

    Args:
        path: The file to write; its folder must exist.
        content: The whole new content.

    Raises:
        OSError: The disk refused (full, read-only); the old file is untouched.
    """
    temporary = path.with_name(path.name + TEMPORARY_SUFFIX)
    temporary.unlink(missing_ok=True)
    try:
        with os.fdopen(open_private(temporary), "wb") as file:
            file.write(content)
            sync_to_disk(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def open_private(path: Path) -> int:
    """Create a file for its owner only and return its descriptor, open for read and write.

    Raises:
        FileExistsError: The file is there already; a planted link is never followed.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE)


def sync_to_disk(descriptor: int) -> None:
    """Wait until the file's content is on the disk, not only in its cache."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
