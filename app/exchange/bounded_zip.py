"""Opens a zip of a stranger: what unpacks to more than it can honestly hold is refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from app.domain.errors import ValidationError

MOST_ENTRIES = 5_000
LARGEST_RATIO = 200
"""Spreadsheets shrink to a tenth or a twentieth; a bomb shrinks to a thousandth."""
SMALL_BYTES = 64 * 1024 * 1024
"""So much is allowed whatever the ratio: formatted empty cells shrink far."""
LARGEST_BYTES = 2 * 1024**3
_CHUNK = 1 << 16
_ENCRYPTED = 0x1


class BoundedZip:
    """Unpacks the entries of one archive, counting what really comes out.

    Sizes that the archive itself names are not believed.
    """

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        """Open the archive.

        Args:
            path: Where it lies.
            content: Its bytes where they are in memory only; then the path is but a name.

        Raises:
            ValidationError: `import.file.damaged`, `import.file.bomb`, `import.file.locked`.
        """
        try:
            self._zip = zipfile.ZipFile(path if content is None else BytesIO(content))
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise ValidationError("import.file.damaged", name=path.name) from error
        self._name = path.name
        self._entries: list[IO[bytes]] = []
        size = path.stat().st_size if content is None else len(content)
        self._left = min(LARGEST_BYTES, max(SMALL_BYTES, size * LARGEST_RATIO))
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            self._zip.close()
            raise ValidationError("import.file.bomb", name=path.name)
        self.names = frozenset(entry.filename for entry in entries)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            self._zip.close()
            raise ValidationError("import.file.locked", name=path.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for entry in self._entries:  # whoever stopped reading half-way left its entry open
            entry.close()
        self._zip.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what an entry holds, a piece at a time.

        Raises:
            ValidationError: `import.file.damaged` or `import.file.bomb`.
        """
        try:
            with self._zip.open(name) as entry:
                self._entries.append(entry)
                while chunk := entry.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ValidationError("import.file.bomb", name=self._name)
                    yield chunk
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, KeyError),
            *(NotImplementedError, RuntimeError, OSError),
        ) as error:
            raise ValidationError("import.file.damaged", name=self._name) from error
