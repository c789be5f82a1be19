"""Queries on photos: what this device can show of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.store.reads.visits.detail import LoggedPhoto
from app.workspace import Workspace

__all__ = ["LoggedPhoto", "PhotoGlance", "glance_at_photos", "is_photo_here"]

MakePicture = Callable[[bytes, str], bytes]
"""Makes a picture from a photo's bytes and name; raises a DomainError for what is none."""


@dataclass(frozen=True, slots=True)
class PhotoGlance:
    """A photo as small as it is shown in a row of others.

    Attributes:
        sha256: Of the photo.
        name: What to call it.
        picture: The small picture; empty when not even that is on this device.
        is_here: Whether the whole photo is on this device.
    """

    sha256: str
    name: str
    picture: bytes
    is_here: bool


def is_photo_here(workspace: Workspace, sha256: str) -> bool:
    """Return whether a whole photo is on this device."""
    return workspace.files.has_file(sha256)


def glance_at_photos(
    workspace: Workspace, photos: Sequence[LoggedPhoto], make_small: MakePicture
) -> list[PhotoGlance]:
    """Return what this device can show of some photos; reads files, so never on the main thread."""
    return [_glance(workspace, photo, make_small) for photo in photos]


def _glance(workspace: Workspace, photo: LoggedPhoto, make_small: MakePicture) -> PhotoGlance:
    is_here = is_photo_here(workspace, photo.sha256)
    picture = b""
    try:
        if photo.thumbnail_sha256 and workspace.files.has_file(photo.thumbnail_sha256):
            picture = workspace.files.read_file(photo.thumbnail_sha256)
        elif is_here:
            picture = make_small(workspace.files.read_file(photo.sha256), photo.name)
    except DomainError:
        # Damaged, or no picture after all: the sign of a photo is shown instead.
        picture = b""
    return PhotoGlance(photo.sha256, photo.name, picture, is_here)
