"""Commands on a damaged profile: read what was never sent, and bring it into the new one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from app.device.database_key import DatabaseKey, KeyPurpose
from app.device.errors import DamagedFileError, MissingFileError
from app.device.keychain import Keychain
from app.device.paths import ProfilePaths
from app.device.sealed_files import SealedFiles
from app.device.vault import open_slot
from app.store.held.blobs import Blobs
from app.store.journal import GroupCodec
from app.store.soundness.rescue import Rescued, bring_in, rescue_work
from app.workspace import Workspace

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was found in a damaged profile; in memory only, because it is not encrypted.

    Attributes:
        work: Units of work and unfinished forms.
        files_key: Opens the attachments of the damaged profile.
    """

    work: Rescued = field(repr=False)
    files_key: bytes = field(repr=False)

    @property
    def units(self) -> int:
        """How many units of work were never sent, or were refused."""
        return len(self.work.groups)

    @property
    def drafts(self) -> int:
        """How many unfinished forms were found."""
        return len(self.work.drafts)


def salvage_profile(
    paths: ProfilePaths,
    passphrase: str,
    *,
    keychain: Keychain,
    codec: GroupCodec,
    now: dt.datetime,
) -> Salvage:
    """Read what a damaged profile still holds that the server does not; nothing is written.

    Takes seconds for a large file: never on the main thread.

    Raises:
        DeviceError: As unlocking.
        OSError: The disk refused to read.

    Source: reliability.md P10, X31.
    """
    key: DatabaseKey = open_slot(paths.key_slot, passphrase, keychain, now=now)
    try:
        work = rescue_work(paths.database, key.raw(), codec)
        return Salvage(work, key.derive(KeyPurpose.ATTACHMENTS))
    finally:
        key.wipe()


def bring_in_salvage(workspace: Workspace, salvage: Salvage, damaged: ProfilePaths) -> None:
    """Put rescued work with its photos into the new profile, for the rep to look at and send.

    Photos that are missing or damaged too are left out; the unit of work still names them.

    Args:
        workspace: Of the new profile, before its first sync.
        salvage: What was found.
        damaged: Where the damaged profile lies now.

    Raises:
        OSError: The disk refused.
        StoreFault: The database refused; nothing of it was kept there.
    """
    old = SealedFiles(damaged.attachments, salvage.files_key)
    of_drafts = {digest for one in salvage.work.drafts for digest in _DIGEST.findall(one.body)}
    wanted = sorted(salvage.work.attachments | of_drafts)
    sizes = {digest: _carry(old, workspace.files, digest) for digest in wanted}
    with workspace.store.unit_of_work() as work:
        bring_in(work, salvage.work, workspace.now_milliseconds())
        blobs = Blobs(work.connection)
        for digest, size in sizes.items():
            if size is not None:
                blobs.keep(digest, size)
        blobs.release(salvage.work.attachments)
        work.commit()


def _carry(old: SealedFiles, new: SealedFiles, digest: str) -> int | None:
    """Seal a file anew for the other profile; return its size, or None when it cannot be read."""
    try:
        with old.open_file(digest) as file:
            return new.store_file(file).size_bytes
    except (MissingFileError, DamagedFileError):
        return None
