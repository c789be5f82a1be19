"""Cells copied in a spreadsheet and pasted here: a table like one in a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.importing.cells import RawRow
from app.exchange.delimited import likeliest_separator
from app.exchange.guarded_text import unguarded
from app.exchange.sheet_rows import WIDEST

PASTED = "clipboard"
"""What the source is called where a file has its name; the screens have a word for it."""
LARGEST_LETTERS = 64 * 1024 * 1024
_TAB, _QUOTE = "\t", '"'


@dataclass(frozen=True, slots=True)
class PastedTable:
    """A table without a file; it lives as long as the page that took it.

    Attributes:
        text: As it was copied, with line feeds at the ends of lines.
        separator: What stands between cells.
        sha256: Of the text, so that an import goes on with the same cells only.
    """

    text: str
    separator: str
    sha256: str

    @property
    def name(self) -> str:
        """What stands where a file has its name."""
        return PASTED

    @property
    def options(self) -> dict[str, FieldValue]:
        """How it is read."""
        return {"sheet": 0, "encoding": "", "separator": self.separator}

    def read_as(self, _options: Mapping[str, FieldValue]) -> PastedTable:
        """Return itself: the same text is read in one way only."""
        return self

    def rows(self) -> Generator[RawRow, None, None]:
        """Yield the rows that hold anything.

        Raises:
            ValidationError: `import.file.wide`, `import.file.quotes`.
        """
        try:
            for line, cells in enumerate(_lines(self.text, self.separator), 1):
                if len(cells) > WIDEST:
                    raise ValidationError("import.file.wide", name=self.name, most=WIDEST)
                if any(cells):
                    yield RawRow(line, tuple(map(unguarded, cells)))
        except csv.Error as error:
            raise ValidationError("import.file.quotes", name=self.name, line=1) from error

    def check_unchanged(self) -> None:
        """Nothing outside can change it."""


def take_pasted(text: str) -> PastedTable:
    """Take cells as a spreadsheet hands them over.

    Raises:
        ValidationError: `import.file.empty`, nothing was copied; `import.file.large`.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not plain.strip():
        raise ValidationError("import.file.empty", name=PASTED)
    if len(plain) > LARGEST_LETTERS:
        raise ValidationError("import.file.large", name=PASTED)
    separator = _TAB if _TAB in plain else likeliest_separator(plain)
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
    return PastedTable(plain, separator, digest)


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    if separator == _TAB:
        return _tabbed(text)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _tabbed(text: str) -> Iterator[list[str]]:
    """Yield rows as spreadsheets copy them: only a cell of several lines stands in quotes.

    Quotes around anything else belong to the cell, so a CSV reader would lose them.
    """
    cells: list[str] = []
    at, end = 0, len(text)
    while at <= end:
        cell, at = _cell(text, at)
        cells.append(cell)
        if at >= end or text[at] == "\n":
            yield cells
            cells = []
        at += 1


def _cell(text: str, start: int) -> tuple[str, int]:
    """Return the cell that begins at a place, and the place of what ends it."""
    if text.startswith(_QUOTE, start):
        found = _quoted(text, start + 1)
        if found is not None and ("\n" in found[0] or _TAB in found[0]):
            return found
    places = (text.find(_TAB, start), text.find("\n", start))
    stop = min((place for place in places if place >= 0), default=len(text))
    return text[start:stop], stop


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """Return what stands in quotes; None where they do not end at the end of a cell."""
    at = start
    while (at := text.find(_QUOTE, at)) >= 0:
        if text.startswith(_QUOTE, at + 1):
            at += 2
        elif at + 1 == len(text) or text[at + 1] in "\t\n":
            return text[start:at].replace(_QUOTE * 2, _QUOTE), at + 1
        else:
            return None
    return None
