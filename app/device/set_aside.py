"""Puts a profile aside, so that the same user can set this machine up anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.device.atomic_file import sync_folder
from app.device.instance_lock import InstanceLock
from app.device.paths import ProfilePaths

ASIDE = ".aside-"


def set_aside(paths: ProfilePaths, *, now: datetime) -> Path:
    """Rename a profile's folder; nothing is deleted, and it stays encrypted as it was.

    `list_profiles` no longer finds it. Its device secret stays in the keychain, so a passphrase
    that is remembered later still opens it once `bring_back` was called.

    Args:
        paths: The profile.
        now: Part of the new name.

    Returns:
        The folder it lies in now.

    Raises:
        AlreadyOpenError: A running program holds it.
        OSError: The disk refused; the profile is where it was.
    """
    with InstanceLock(paths.lock):
        pass
    aside = paths.folder.with_name(f"{paths.folder.name}{ASIDE}{now:%Y%m%dT%H%M%S%f}")
    # Windows cannot rename a folder with an open file in it, so the lock is let go of before.
    paths.folder.rename(aside)
    sync_folder(aside.parent)
    return aside


def bring_back(aside: Path, paths: ProfilePaths) -> None:
    """Undo `set_aside`; the profile's place must be empty.

    Raises:
        OSError: The disk refused, or something lies in its place.
    """
    aside.rename(paths.folder)
    sync_folder(paths.folder.parent)
