"""A table in a file, whatever its form: what it is, and its rows one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.importing.cells import RawRow
from app.exchange.bounded_zip import BoundedZip
from app.exchange.delimited import find_encoding, find_separator, text_rows
from app.exchange.workbooks import read_workbook, sheet_rows

LARGEST_BYTES = 512 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")
_HEAD = 512
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table.

    Attributes:
        path: The file.
        sha256: Of its bytes, when it was looked at.
        sheets: Names of the sheets of a workbook; empty for a text.
        sheet: The chosen one, from 0.
        encoding: Of a text; "" for a workbook.
        separator: Of a text.
    """

    path: Path
    sha256: str
    sheets: tuple[str, ...] = ()
    sheet: int = 0
    encoding: str = ""
    separator: str = ","

    @property
    def name(self) -> str:
        """Name of the file without its folder."""
        return self.path.name

    def rows(self) -> Generator[RawRow, None, None]:
        """Yield the rows that hold anything; memory does not grow with their number.

        Close it where it is not read to its end, so that the file is free again.

        Raises:
            ValidationError: `import.file.…`.
        """
        if self.sheets:
            return sheet_rows(self.path, self.sheet)
        return text_rows(self.path, self.encoding, self.separator)

    @property
    def options(self) -> dict[str, FieldValue]:
        """How the file is read."""
        return {"sheet": self.sheet, "encoding": self.encoding, "separator": self.separator}

    def read_as(self, options: Mapping[str, FieldValue]) -> TableFile:
        """Return the same file read as `options` say."""
        return replace(
            self,
            sheet=int(options["sheet"] or 0),
            encoding=str(options["encoding"] or ""),
            separator=str(options["separator"]),
        )

    def take_sheet(self, sheet: int) -> TableFile:
        """Return the same file with another sheet chosen."""
        return replace(self, sheet=sheet)

    def take_encoding(self, encoding: str) -> TableFile:
        """Return the same text read in another encoding."""
        return replace(self, encoding=encoding, separator=find_separator(self.path, encoding))

    def check_unchanged(self) -> None:
        """Refuse a file that is no longer what was looked at.

        Raises:
            ValidationError: `import.file.changed`, `import.file.gone`.
        """
        if file_digest(self.path) != self.sha256:
            raise ValidationError("import.file.changed", name=self.name)


def look_at_table(path: Path) -> TableFile:
    """Find out what a file is.

    Raises:
        ValidationError: `import.file.…`: gone, large, empty, of an old form, damaged, locked.
    """
    sha256 = file_digest(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise ValidationError("import.file.empty", name=path.name)
    if head.startswith(_OLD_OFFICE):
        raise ValidationError("import.file.old", name=path.name)
    if head.startswith(_ZIP):
        with BoundedZip(path) as archive:
            book = read_workbook(archive, path.name)
        names = tuple(sheet.name for sheet in book.sheets)
        shown = (place for place, sheet in enumerate(book.sheets) if not sheet.is_hidden)
        return TableFile(path, sha256, names, sheet=next(shown, 0))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise ValidationError("import.file.markup", name=path.name)
    encoding = find_encoding(path)
    return TableFile(path, sha256, encoding=encoding, separator=find_separator(path, encoding))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        ValidationError: `import.file.gone`, `import.file.large`.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ValidationError("import.file.large", name=path.name)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise ValidationError("import.file.gone", name=path.name) from error
    return digest.hexdigest()
