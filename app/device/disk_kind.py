"""Tells a local disk from a network share, where that is cheap to know."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from app.device.errors import NetworkShareError

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
        "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
MOUNT_TABLE = Path("/proc/self/mountinfo")
MOUNT_POINT_FIELD = 4
WINDOWS_REMOTE_DRIVE = 4


def check_local_disk(folder: Path) -> None:
    """Refuse a folder on a network share, where SQLite's write-ahead log is not safe.

    Known are the mount table of Linux, drive types and UNC paths of Windows. On macOS the
    question is not asked: a share is accepted there.

    Raises:
        NetworkShareError: The folder lies on a share.

    Source: reliability.md X27.
    """
    if sys.platform == "win32":
        _check_windows_drive(folder)
    elif MOUNT_TABLE.exists():
        kind = file_system_of(folder.resolve(), MOUNT_TABLE.read_text(errors="replace"))
        if kind in NETWORK_FILE_SYSTEMS:
            raise NetworkShareError(file_system=kind)


def file_system_of(folder: Path, mount_table: str) -> str:
    """Return the file system type of the mount that holds `folder`, "" when none is found.

    Args:
        folder: An absolute path without links.
        mount_table: Text in the form of Linux's `/proc/self/mountinfo`.
    """
    best, kind = -1, ""
    for line in mount_table.splitlines():
        left, found, right = line.partition(" - ")
        fields = left.split()
        if not found or len(fields) <= MOUNT_POINT_FIELD:
            continue
        point = Path(_without_escapes(fields[MOUNT_POINT_FIELD]))
        # A later line over the same point hides the earlier one, hence >=.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split(maxsplit=1)[0]
    return kind


def _without_escapes(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)


if sys.platform == "win32":

    def _check_windows_drive(folder: Path) -> None:
        import ctypes  # noqa: PLC0415  # needed on Windows only

        drive = folder.resolve().anchor
        if drive.startswith("\\\\"):
            raise NetworkShareError(file_system="UNC")
        if ctypes.windll.kernel32.GetDriveTypeW(drive) == WINDOWS_REMOTE_DRIVE:
            raise NetworkShareError(file_system=drive)
