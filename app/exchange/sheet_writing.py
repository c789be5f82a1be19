"""Writes an .xlsx workbook of one sheet, row by row; a text is never taken for a formula."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from app.domain.errors import ValidationError

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""What a spreadsheet can hold below one row of headings."""

_EXACT_DIGITS = 15
_FIRST_DAY = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
_FIRST_SAFE_DAY = dt.date(1900, 3, 1)
_SECONDS = 86_400
_HEAD, _AMOUNT, _DAY, _MOMENT = 1, 2, 3, 4
_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_TITLE_SIGNS = re.compile(r"[\[\]:*?/\\']")
_TITLE_LENGTH = 31
_WIDE, _NARROW, _PADDING = 40, 8, 2
_FIXED_TIME = (2000, 1, 1, 0, 0, 0)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_LINK}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_LINK}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="5">'
        '<xf numFmtId="0"/><xf numFmtId="49" fontId="1" applyFont="1"/>'
        '<xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}

Value = str | int | Decimal | bool | dt.date | dt.datetime | None


def write_sheet(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str = ""
) -> int:
    """Write a workbook and return its number of rows below the headings.

    Raises:
        ValidationError: `export.cell.long`, `export.rows`.
        OSError: The disk refused.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in _PARTS.items():
            _add(archive, name, text)
        _add(archive, "xl/workbook.xml", _book(title))
        entry = zipfile.ZipInfo("xl/worksheets/sheet1.xml", _FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as file:
            return _write_rows(file, headings, rows)


def _write_rows(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    file.write(_sheet_head(headings).encode())
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise ValidationError("export.rows", most=MOST_ROWS)
        cells = "".join(_cell(value) for value in row)
        file.write(f"<row>{cells}</row>".encode())
    file.write(b"</sheetData></worksheet>")
    return count


def _sheet_head(headings: Sequence[str]) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{_width(heading)}" customWidth="1"/>'
        for at, heading in enumerate(headings, 1)
    )
    cells = "".join(_text_cell(heading, _HEAD) for heading in headings)
    return (
        f'{_TOP}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{f'<cols>{widths}</cols>' if widths else ''}"
        f"<sheetData><row>{cells}</row>"
    )


def _cell(value: Value) -> str:
    match value:
        case None | "":
            return "<c/>"
        case str():
            return _text_cell(value, 0)
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case dt.datetime():
            return _moment_cell(value)
        case dt.date():
            return _day_cell(value)
        case _:
            return _number_cell(value)


def _text_cell(text: str, style: int) -> str:
    if len(text) > LONGEST_CELL:
        raise ValidationError("export.cell.long", most=LONGEST_CELL)
    safe = escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text))
    look = f' s="{style}"' if style else ""
    return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _number_cell(value: int | Decimal) -> str:
    digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(digits.replace(".", "").lstrip("-0")) > _EXACT_DIGITS:
        return _text_cell(digits, 0)  # as a number its last digits would become zeros
    style = f' s="{_AMOUNT}"' if isinstance(value, Decimal) else ""
    return f"<c{style}><v>{digits}</v></c>"


def _day_cell(day: dt.date) -> str:
    if day < _FIRST_SAFE_DAY:
        return _text_cell(day.isoformat(), 0)
    return f'<c s="{_DAY}"><v>{(day - _FIRST_DAY.date()).days}</v></c>'


def _moment_cell(moment: dt.datetime) -> str:
    local = moment.replace(tzinfo=None)
    if local.date() < _FIRST_SAFE_DAY:
        return _text_cell(local.isoformat(" ", "seconds"), 0)
    serial = Decimal(round((local - _FIRST_DAY).total_seconds())) / _SECONDS
    return f'<c s="{_MOMENT}"><v>{serial:.10f}</v></c>'


def _book(title: str) -> str:
    name = _TITLE_SIGNS.sub(" ", title).strip()[:_TITLE_LENGTH] or "Sheet1"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}"><sheets>'
        f'<sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text if text.startswith("<?xml") else _TOP + text)


def _width(heading: str) -> int:
    letters = sum(1 if letter.isascii() else 2 for letter in heading)
    return min(_WIDE, max(_NARROW, letters + _PADDING))
