"""LibreOffice without a window, turning Word files into PDF in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.own_venv import PeerMissingError

_PATIENCE_SECONDS = 300


class LibreOffice:
    """The program of this machine; every call is a process that ends."""

    def __init__(self, folder: Path) -> None:
        """Find it and make its profile, which costs the first start some seconds.

        Args:
            folder: For its profile and what it makes.

        Raises:
            PeerMissingError: It is not installed here.
        """
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise PeerMissingError(
                "LibreOffice is not here: install libreoffice-writer-nogui to compare with it"
            )
        self._program, self._folder = program, folder

    @property
    def version(self) -> str:
        """What it calls itself."""
        said = subprocess.run([self._program, "--version"], capture_output=True, check=True)
        return " ".join(said.stdout.decode().split()[:2])

    def convert(self, files: Sequence[Path]) -> float:
        """Turn Word files into PDF with one process and return the seconds that took.

        Raises:
            RuntimeError: It ended without all of them.
        """
        made = [self._folder / f"{file.stem}.pdf" for file in files]
        for path in made:
            path.unlink(missing_ok=True)
        profile = (self._folder / "profile").as_uri()
        command = (self._program, f"-env:UserInstallation={profile}", "--headless")
        target = ("--convert-to", "pdf", "--outdir", str(self._folder))
        begin = time.perf_counter()
        subprocess.run(
            [*command, *target, *map(str, files)],
            check=True,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
        )
        seconds = time.perf_counter() - begin
        if not all(path.exists() for path in made):
            raise RuntimeError("LibreOffice ended without the files")
        return seconds
