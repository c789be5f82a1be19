"""The random key of the embedded database and of the attachments, in a file beside them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 32
_OWNER_ONLY = 0o600


def load_or_make_key(path: Path) -> bytes:
    """Return the key in `path`, making file and key where there is none.

    Raises:
        ValueError: The file holds something else.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        return _read(path)
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        # A key lost in a power cut would lose the database with it.
        os.fsync(file.fileno())
    return key


def _read(path: Path) -> bytes:
    key = bytes.fromhex(path.read_text("ascii").strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path.name} does not hold a key of {KEY_BYTES} bytes")
    return key
