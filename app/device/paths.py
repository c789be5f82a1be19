"""Where a profile keeps its files: one private folder for each server and user."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.device.atomic_file import write_atomically
from app.device.disk_kind import check_local_disk

PRIVATE_FOLDER = 0o700
APPLICATION = "Roadbook"
OWNER_FILE = "profile.json"
FOLDER_NAME_LENGTH = 24


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The files of one profile, that is of one user on one server.

    Attributes:
        folder: The profile's own folder; everything below lies in it.
        server_id: The server's permanent id.
        user_id: The user's permanent id.
    """

    folder: Path
    server_id: str
    user_id: str

    @property
    def database(self) -> Path:
        """The encrypted database; SQLite puts its `-wal` and `-shm` files beside it."""
        return self.folder / "roadbook.db"

    @property
    def key_slot(self) -> Path:
        """The wrapped database key."""
        return self.folder / "keyslot.json"

    @property
    def settings(self) -> Path:
        """The profile's settings, without secrets."""
        return self.folder / "settings.json"

    @property
    def attachments(self) -> Path:
        """Folder of the sealed attachments."""
        return self.folder / "attachments"

    @property
    def temp(self) -> Path:
        """Folder for files that may not outlive a session; see `clear_temp`."""
        return self.folder / "temp"

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.folder / "logs"

    @property
    def lock(self) -> Path:
        """The file the running program holds a lock on."""
        return self.folder / "roadbook.lock"

    @property
    def owner(self) -> Path:
        """The file that says whose profile this is, by id."""
        return self.folder / OWNER_FILE


def default_root() -> Path:
    """Return the folder of all profiles in this OS user's own data folder; never a roaming one."""
    from platformdirs import user_data_path  # noqa: PLC0415  # not needed with an explicit root

    return user_data_path(APPLICATION, appauthor=False, roaming=False) / "profiles"


def profile_paths(root: Path, *, server_id: str, user_id: str) -> ProfilePaths:
    """Return the paths of one profile under `root`, whether or not it exists yet.

    The folder's name is a hash, so that ids can neither leave the root nor tell a passer-by
    who works here.
    """
    owner = json.dumps([server_id, user_id]).encode()
    name = hashlib.sha256(owner).hexdigest()[:FOLDER_NAME_LENGTH]
    return ProfilePaths(folder=root / name, server_id=server_id, user_id=user_id)


def create_profile(root: Path, *, server_id: str, user_id: str) -> ProfilePaths:
    """Make the folders of a profile, readable by their owner only; repeating it is harmless.

    Raises:
        NetworkShareError: The root lies on a network share.
        OSError: The folder cannot be made or written.
    """
    paths = profile_paths(root, server_id=server_id, user_id=user_id)
    _make_private(root)
    check_local_disk(root)
    for folder in (paths.folder, paths.attachments, paths.temp, paths.logs):
        _make_private(folder)
    if not paths.owner.exists():
        owner = json.dumps({"server": server_id, "user": user_id}).encode()
        write_atomically(paths.owner, owner)
    return paths


def list_profiles(root: Path) -> tuple[ProfilePaths, ...]:
    """Return the profiles under `root`, sorted by server and user id, without foreign folders."""
    found = (_read_owner(root, file) for file in root.glob(f"*/{OWNER_FILE}"))
    return tuple(sorted((paths for paths in found if paths), key=_by_owner))


def clear_temp(paths: ProfilePaths) -> None:
    """Delete everything in the profile's temp folder; call it at start and at lock.

    Source: reliability.md T23.
    """
    shutil.rmtree(paths.temp, ignore_errors=True)
    _make_private(paths.temp)


def _by_owner(paths: ProfilePaths) -> tuple[str, str]:
    return paths.server_id, paths.user_id


def _read_owner(root: Path, file: Path) -> ProfilePaths | None:
    try:
        owner = json.loads(file.read_bytes())
        paths = profile_paths(root, server_id=str(owner["server"]), user_id=str(owner["user"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return paths if paths.folder == file.parent else None


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if os.name != "nt":
        folder.chmod(PRIVATE_FOLDER)
