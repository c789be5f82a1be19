"""Reads the rows of one sheet as they pass by; a sheet of a million rows needs no more memory."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from app.domain.errors import ValidationError
from app.domain.importing.cells import Cell, CellKind, RawRow, SheetValue
from app.exchange.sheet_formats import NumberFormat, shown_number
from app.exchange.xml_pieces import Attributes, parse_pieces

WIDEST = 400
"""Columns that a table may have; what stands beyond is no list of records."""
LARGEST_STRINGS = 256 * 1024 * 1024

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN = NumberFormat()
_KINDS = {"b": CellKind.TRUTH, "e": CellKind.FAULT}


class SharedStrings:
    """The texts that cells refer to by number, packed: a list of objects would need five times."""

    def __init__(self, pieces: Iterable[bytes] = (), name: str = "") -> None:
        self._bytes = bytearray()
        self._ends = array("Q")
        self._parts: list[str] = []
        self._is_text, self._is_reading = False, 0
        for _ in (
            parse_pieces(pieces, name, start=self._start, end=self._end, text=self._parts_text)
            if pieces
            else ()
        ):
            if len(self._bytes) > LARGEST_STRINGS:
                raise ValidationError("import.file.bomb", name=name)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> str:
        start = self._ends[place - 1] if place else 0
        return self._bytes[start : self._ends[place]].decode("utf-8", "surrogatepass")

    def _start(self, tag: str, _attributes: Attributes) -> None:
        if tag == "rPh":
            self._is_reading += 1  # how to pronounce it, not what it says
        elif tag == "t":
            self._is_text = not self._is_reading

    def _end(self, tag: str) -> None:
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_reading -= 1
        elif tag == "si":
            self._bytes += unescaped("".join(self._parts)).encode("utf-8", "surrogatepass")
            self._ends.append(len(self._bytes))
            self._parts.clear()

    def _parts_text(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)


class SheetRows:
    """Collects the rows of a sheet.

    Args:
        strings: Shared texts.
        formats: Number formats by style.
        name: Of the file, for refusals.
        is_1904: How days are counted.
    """

    def __init__(
        self,
        strings: SharedStrings,
        formats: Sequence[NumberFormat],
        name: str,
        *,
        is_1904: bool = False,
    ) -> None:
        self._strings, self._formats = strings, formats
        self._name, self._is_1904 = name, is_1904
        self._done: deque[RawRow] = deque()
        self._line, self._column = 0, -1
        self._cells: list[Cell] = []
        self._type, self._form = "", _PLAIN
        self._parts: list[str] = []
        self._takes_text = self._has_formula = self._has_value = False
        self._is_reading = 0

    def read(self, pieces: Iterable[bytes]) -> Iterator[RawRow]:
        """Yield the rows that hold anything."""
        handlers = {"start": self._start, "end": self._end, "text": self._text}
        for _ in parse_pieces(pieces, self._name, **handlers):  # type: ignore[arg-type]
            while self._done:
                yield self._done.popleft()

    def _start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "c":
                self._begin_cell(attributes)
            case "v":
                self._takes_text = self._has_value = True
            case "t":
                self._takes_text, self._has_value = not self._is_reading, True
            case "f":
                self._has_formula = True
            case "rPh":
                self._is_reading += 1
            case "row":
                self._line = _number(attributes.get("r"), self._line + 1)
                self._column = -1

    def _begin_cell(self, attributes: Attributes) -> None:
        place = attributes.get("r")
        self._column = column_number(place) if place else self._column + 1
        self._type = attributes.get("t", "n")
        style = _number(attributes.get("s"), 0)
        self._form = self._formats[style] if style < len(self._formats) else _PLAIN
        self._parts.clear()
        self._has_formula = self._has_value = False

    def _text(self, text: str) -> None:
        if self._takes_text:
            self._parts.append(text)

    def _end(self, tag: str) -> None:
        match tag:
            case "v" | "t":
                self._takes_text = False
            case "c":
                self._end_cell()
            case "rPh":
                self._is_reading -= 1
            case "row" if self._cells:
                self._done.append(RawRow(self._line, tuple(self._cells)))
                self._cells = []

    def _end_cell(self) -> None:
        if not self._has_value and not self._has_formula:
            return
        cell = self._cell("".join(self._parts))
        if cell == "":
            return
        if self._column >= WIDEST:
            raise ValidationError("import.file.wide", name=self._name, most=WIDEST)
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells.append(cell)

    def _cell(self, text: str) -> Cell:
        match self._type:
            case "s":
                return self._shared(text)
            case "inlineStr" | "str":
                return unescaped(text)
            case "b" | "e":
                return SheetValue(_KINDS[self._type], text)
            case "d":
                return SheetValue(CellKind.DATE, text if "T" in text else f"{text}T00:00:00")
            case _ if text:
                return shown_number(text, self._form, is_1904=self._is_1904)
            case _:
                return SheetValue(CellKind.FAULT, "") if self._has_formula else ""

    def _shared(self, text: str) -> str:
        place = _number(text, -1)
        if not 0 <= place < len(self._strings):
            raise ValidationError("import.file.damaged", name=self._name)
        return self._strings[place]


def column_number(place: str) -> int:
    """Return the column of a place such as "AB12", from 0; too far to the right gives `WIDEST`."""
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
        if number > WIDEST:
            break
    return number - 1


def unescaped(text: str) -> str:
    """Return a text in which "_x000D_" stands for the character that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise
