"""Commands on photos: read a chosen file, seal it on this device, drop what nobody wants."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.visits.draft import PhotoLine
from app.store.held.blobs import Blobs
from app.workspace import Workspace

LARGEST_PHOTO_BYTES = 15 * 2**20
_MEGABYTE = 2**20
_SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in memory.

    Attributes:
        content: The file's bytes, unchanged.
        media_type: "image/jpeg" or "image/png", by its first bytes, not by its name.
        file_name: Name without folder.
    """

    content: bytes
    media_type: str
    file_name: str


def read_photo(path: Path) -> Photo:
    """Read a file that the user chose.

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`,
            `attachment.kind`, each with the file's name.
    """
    content = read_bounded(path, LARGEST_PHOTO_BYTES)
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return Photo(content, media_type, path.name)
    raise ValidationError("attachment.kind", name=path.name)


def read_bounded(path: Path, largest_bytes: int) -> bytes:
    """Return the bytes of a chosen file.

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`, each
            with the file's name.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest_bytes + 1)
    except OSError as error:
        raise ValidationError("attachment.unreadable", name=path.name) from error
    if not content:
        raise ValidationError("attachment.empty", name=path.name)
    if len(content) > largest_bytes:
        most = largest_bytes // _MEGABYTE
        raise ValidationError("attachment.too_large", name=path.name, most=most)
    return content


def store_photo(workspace: Workspace, photo: Photo, thumbnail: bytes = b"") -> PhotoLine:
    """Seal a photo on this device, so that a crash keeps it, and the small picture of it.

    Both are sent only after a record names them, the small one first.

    Raises:
        OSError: The disk refused; nothing is left behind.
        StoreFault: The database refused.
    """
    stored = workspace.files.store_file(io.BytesIO(photo.content))
    # A photo smaller than its thumbnail is its own: nothing would travel ahead of anything.
    is_worth_it = 0 < len(thumbnail) < stored.size_bytes
    small = workspace.files.store_file(io.BytesIO(thumbnail)) if is_worth_it else None
    with workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        if small is not None:
            blobs.keep(small.sha256, small.size_bytes)
        work.commit()
    return PhotoLine(
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        media_type=photo.media_type,
        file_name=photo.file_name,
        thumbnail_sha256=small.sha256 if small else "",
        thumbnail_bytes=small.size_bytes if small else 0,
    )


def drop_photos(workspace: Workspace, digests: Iterable[str]) -> None:
    """Remove photos from this device that no record and no unfinished form speaks of any more.

    The file goes before the note of it: after a crash in between, a note without a file is left,
    which the next call removes, never a file that nobody knows.
    """
    with workspace.store.snapshot() as look:
        blobs = Blobs(look.connection)
        unnamed = [digest for digest in set(digests) if not blobs.is_named(digest)]
    if not unnamed:
        return
    for digest in unnamed:
        workspace.files.delete_file(digest)
    with workspace.store.unit_of_work() as work:
        for digest in unnamed:
            Blobs(work.connection).forget(digest)
        work.commit()
