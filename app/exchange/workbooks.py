"""Opens an .xlsx workbook: which sheets it has, and the rows of one of them."""

from __future__ import annotations

import posixpath
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.importing.cells import RawRow
from app.exchange.bounded_zip import BoundedZip
from app.exchange.sheet_formats import NumberFormat, read_format
from app.exchange.sheet_rows import SharedStrings, SheetRows
from app.exchange.xml_pieces import Attributes, parse_whole

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As the tab shows it.
        part: Its entry in the archive.
        is_hidden: Whether people do not see it.
    """

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook says about itself.

    Attributes:
        sheets: Those with rows, in order.
        is_1904: How it counts days.
        strings: Entry of the shared texts; "" for none.
        styles: Entry of the formats; "" for none.
    """

    sheets: tuple[Sheet, ...]
    is_1904: bool
    strings: str
    styles: str


def read_workbook(archive: BoundedZip, name: str) -> Workbook:
    """Return what a workbook says about itself.

    Raises:
        ValidationError: `import.file.damaged`, it is no workbook.
    """
    book = next((part for part in archive.names if part.lower() == _BOOK), "")
    if not book:
        raise ValidationError("import.file.damaged", name=name)
    links = _read_links(archive, name)
    found: list[Sheet] = []
    counted: list[bool] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            counted.append(attributes.get("date1904", "").lower() in _TRUE)
        elif tag == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, part = links.get(link, ("", ""))
            if kind == "worksheet" and part in archive.names:
                is_hidden = attributes.get("state", "visible") != "visible"
                found.append(Sheet(attributes.get("name", ""), part, is_hidden))

    parse_whole(archive.chunks(book), name, start)
    if not found:
        raise ValidationError("import.file.damaged", name=name)
    parts = dict(links.values())
    return Workbook(
        tuple(found), any(counted), parts.get("sharedStrings", ""), parts.get("styles", "")
    )


def sheet_rows(path: Path, sheet: int) -> Generator[RawRow, None, None]:
    """Yield the rows of a sheet that hold anything.

    Args:
        path: The workbook.
        sheet: Its place among the sheets, from 0.

    Raises:
        ValidationError: `import.file.…`.
    """
    with BoundedZip(path) as archive:
        book = read_workbook(archive, path.name)
        if not 0 <= sheet < len(book.sheets):
            raise ValidationError("import.file.damaged", name=path.name)
        has_strings = book.strings in archive.names
        strings = SharedStrings(archive.chunks(book.strings), path.name) if has_strings else None
        formats = read_formats(archive, book.styles, path.name)
        rows = SheetRows(strings or SharedStrings(), formats, path.name, is_1904=book.is_1904)
        yield from rows.read(archive.chunks(book.sheets[sheet].part))


def read_formats(archive: BoundedZip, part: str, name: str) -> list[NumberFormat]:
    """Return the number format of every style of cells."""
    if part not in archive.names:
        return []
    codes: dict[str, str] = {}
    formats: list[NumberFormat] = []
    inside = [False]

    def start(tag: str, attributes: Attributes) -> None:
        match tag:
            case "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "cellXfs":
                inside[0] = True
            case "cellStyles" | "dxfs":
                inside[0] = False
            case "xf" if inside[0]:
                number = attributes.get("numFmtId", "0")
                known = int(number) if number.isascii() and number.isdigit() else 0
                formats.append(read_format(known, codes.get(number, "")))

    parse_whole(archive.chunks(part), name, start)
    return formats


def _read_links(archive: BoundedZip, name: str) -> dict[str, tuple[str, str]]:
    """Return kind and entry of the parts of a workbook, by the id of their link."""
    if _LINKS not in archive.names:
        raise ValidationError("import.file.damaged", name=name)
    links: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            inside = target.startswith("/")
            part = target[1:] if inside else posixpath.normpath(posixpath.join("xl", target))
            links[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    parse_whole(archive.chunks(_LINKS), name, start)
    return links
