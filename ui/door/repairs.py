"""Damaged profiles: what was rescued from them, until a new profile takes it."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.device.paths import ProfilePaths
from app.profiles import OpenProfile, Surroundings
from app.store.errors import DamagedStoreError, ForeignStoreError

if TYPE_CHECKING:
    from app.commands.sync.rescue import Salvage

_log = logging.getLogger(__name__)
_DISK = "store.io"
"""The disk does not read or write at all: nothing can be rescued from it just now."""


class Repairs:
    """Keeps rescued work in memory only: on a disk it would lie open."""

    def __init__(self) -> None:
        self._salvaged: dict[Path, Salvage] = {}

    @contextlib.contextmanager
    def attending(
        self, paths: ProfilePaths, passphrase: str, around: Surroundings
    ) -> Iterator[None]:
        """Where opening finds the files damaged, read out of them what was never sent.

        Raises:
            DamagedStoreError: `store.repairable`, or `store.repairable_in_part`, with the number
                of `units` and `drafts` that were rescued, and of units that were `lost`.
        """
        try:
            yield
        except (DamagedStoreError, ForeignStoreError) as error:
            if error.code == _DISK:
                raise
            from app.commands.sync.rescue import salvage_profile  # noqa: PLC0415 - hardly ever needed

            salvage = salvage_profile(
                paths,
                passphrase,
                keychain=around.keychain,
                codec=around.codec,
                now=around.now(),
            )
            self._salvaged[paths.folder] = salvage
            found = {"units": salvage.units, "drafts": salvage.drafts, "lost": salvage.work.lost}
            _log.warning("store_damaged", extra=found)
            if salvage.work.lost:
                raise DamagedStoreError("store.repairable_in_part", **found) from error
            raise DamagedStoreError("store.repairable", **found) from error

    def is_open(self, paths: ProfilePaths) -> bool:
        """Return whether work was rescued from a profile that a new one has not taken yet."""
        return paths.folder in self._salvaged

    def finish(self, made: OpenProfile, aside: Path | None) -> None:
        """Give a new profile the work that was rescued from the one it replaces.

        Args:
            made: The new profile; closed if it cannot take the work.
            aside: Where the replaced profile lies now; None when nothing was replaced.

        Raises:
            OSError: The disk refused.
            StoreFault: The database refused.
        """
        salvage = self._salvaged.get(made.paths.folder)
        if salvage is None or aside is None:
            return
        from app.commands.sync.rescue import bring_in_salvage  # noqa: PLC0415 - hardly ever needed

        try:
            damaged = dataclasses.replace(made.paths, folder=aside)
            bring_in_salvage(made.workspace, salvage, damaged)
        except BaseException:
            made.close()
            raise
        del self._salvaged[made.paths.folder]
