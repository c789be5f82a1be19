"""Reads a delimited text: its encoding and its separator are found out, never guessed half-way."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Generator
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.importing.cells import RawRow
from app.exchange.guarded_text import unguarded
from app.exchange.sheet_rows import WIDEST

ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5")
"""What a person may choose from; the first three are found out."""
SEPARATORS = (",", "\t", ";", "|", "，")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 16
_SAMPLE_LETTERS = 20_000
_SAMPLE_ROWS = 20
_DECLARED = "sep="


def find_encoding(path: Path) -> str:
    """Return how a text file is encoded: the whole file must fit, not only its beginning.

    Raises:
        ValidationError: `import.file.encoding` with the byte at which none fits.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        # Text without a mark holds no zero bytes; every second one is what UTF-16 makes of ASCII.
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    at = 0
    for name in ("utf-8", "gb18030"):
        broken = _first_misfit(path, name)
        if broken is None:
            return name
        at = max(at, broken)
    raise ValidationError("import.file.encoding", name=path.name, place=at)


def find_separator(path: Path, encoding: str) -> str:
    """Return what stands between the cells of a text file; a comma where nothing does."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE_LETTERS)
    first = sample.lstrip("\ufeff").split("\n", 1)[0].strip()
    if first.lower().startswith(_DECLARED) and len(first) == len(_DECLARED) + 1:
        return first[-1]
    return likeliest_separator(sample)


def likeliest_separator(sample: str) -> str:
    """Return what stands between the cells of a text, by its first rows; a comma where nothing."""
    head = sample[:_SAMPLE_LETTERS]
    return max(SEPARATORS, key=lambda separator: _columns(head, separator))


def text_rows(path: Path, encoding: str, separator: str) -> Generator[RawRow, None, None]:
    """Yield the rows of a text file.

    Raises:
        ValidationError: `import.file.quotes` with the line at which a quotation mark is not
            closed; `import.file.encoding`; `import.file.wide`.
    """
    line = 0
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            for line, cells in enumerate(reader, 1):
                if line == 1 and cells:
                    cells[0] = cells[0].removeprefix("\ufeff")
                    if cells[0].lower().startswith(_DECLARED):
                        continue
                if len(cells) > WIDEST:
                    raise ValidationError("import.file.wide", name=path.name, most=WIDEST)
                if cells:
                    yield RawRow(line, tuple(map(unguarded, cells)))
        except csv.Error as error:
            raise ValidationError("import.file.quotes", name=path.name, line=line + 1) from error
        except UnicodeError as error:
            raise ValidationError("import.file.encoding", name=path.name, place=0) from error


def _first_misfit(path: Path, encoding: str) -> int | None:
    """Return about which byte does not fit an encoding; None where all do."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return done + error.start
            if not chunk:
                return None
            done += len(chunk)


def _columns(sample: str, separator: str) -> tuple[int, int]:
    """Return how well a separator explains a text: rows of the commonest width, and that width."""
    widths: list[int] = []
    try:
        for cells in csv.reader(sample.splitlines(keepends=True), delimiter=separator):
            if cells:
                widths.append(len(cells))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0
    several = [width for width in widths if width > 1]
    if not several:
        return 0, 0
    common = max(set(several), key=several.count)
    return several.count(common), common
