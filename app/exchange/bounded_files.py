"""Reads chosen files whole, up to a size."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import ValidationError

_MEGABYTE = 2**20


def read_bounded(path: Path, largest_bytes: int, *, about: str = "attachment") -> bytes:
    """Return the bytes of a chosen file.

    Args:
        path: The file.
        largest_bytes: More is refused, unread.
        about: First word of the codes: "attachment" or "returned".

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`, each
            with the file's name, or the same of `returned`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest_bytes + 1)
    except OSError as error:
        raise ValidationError(f"{about}.unreadable", name=path.name) from error
    if not content:
        raise ValidationError(f"{about}.empty", name=path.name)
    if len(content) > largest_bytes:
        most = largest_bytes // _MEGABYTE
        raise ValidationError(f"{about}.too_large", name=path.name, most=most)
    return content
