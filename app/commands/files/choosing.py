"""Reads files that the user chose: within bounds, and by what they hold, not by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.file_kinds import PICTURES, media_type_of
from app.exchange.bounded_files import read_bounded

LARGEST_PHOTO_BYTES = 15 * 2**20
LARGEST_FILE_BYTES = 30 * 2**20
_SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))

MakeSmall = Callable[[bytes, str], bytes]
"""Makes a small picture from bytes and name; raises a DomainError for what is none."""


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file in memory, to be kept with a record.

    Attributes:
        content: The file's bytes, unchanged.
        media_type: What it is, by its content.
        file_name: Name without folder.
        thumbnail: Its small picture; empty for none.
    """

    content: bytes
    media_type: str
    file_name: str
    thumbnail: bytes = b""


def read_photo(path: Path, make_small: MakeSmall | None = None) -> ChosenFile:
    """Read a photo that the user chose: JPEG or PNG.

    Args:
        path: The file.
        make_small: Makes its small picture; without it there is none.

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`,
            `attachment.kind`, each with the file's name.
    """
    content = read_bounded(path, LARGEST_PHOTO_BYTES)
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return _chosen(path, content, media_type, make_small)
    raise ValidationError("attachment.kind", name=path.name)


def read_file(path: Path, make_small: MakeSmall | None = None) -> ChosenFile:
    """Read a file that the user chose: a picture, PDF, Office file or plain text.

    Args:
        path: The file.
        make_small: For pictures; without it none has a small one.

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`, or as
            `file_kinds.media_type_of`, each with the file's name.
    """
    content = read_bounded(path, LARGEST_FILE_BYTES)
    media_type = media_type_of(content, path.name)
    return _chosen(path, content, media_type, make_small if media_type in PICTURES else None)


def _chosen(
    path: Path, content: bytes, media_type: str, make_small: MakeSmall | None
) -> ChosenFile:
    small = make_small(content, path.name) if make_small is not None else b""
    return ChosenFile(content, media_type, path.name, small)
