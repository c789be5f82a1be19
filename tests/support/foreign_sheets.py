"""Workbooks as other programs write them, traps included."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = (
    '<numFmts><numFmt numFmtId="164"'
    ' formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="0.0%"/>'
    '<numFmt numFmtId="167" formatCode="[$-804]yyyy/mm/dd;@"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="31"/><xf numFmtId="22"/><xf numFmtId="167"/></cellXfs>'
)
GENERAL, DAY, CHINESE_DAY, ZEROS, SHARE, BUILT_IN_CHINESE, MOMENT, LOCAL_DAY = range(8)


def cell(value: str = "", kind: str = "n", style: int = 0, inside: str = "") -> str:
    body = inside or f"<v>{escape(value)}</v>"
    return f'<c t="{kind}" s="{style}">{body}</c>'


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def write_book(
    path: Path,
    *rows: str,
    strings: str = "",
    book: str = "",
    sheets: str = "",
    head: str = "",
    **entries: str,
) -> Path:
    """Write a workbook from pieces of XML."""
    sheets = sheets or '<sheet name="客户" sheetId="1" r:id="r1"/>'
    parts = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}">{book}<sheets>{sheets}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{LINK}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{LINK}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
            f'<Relationship Id="r3" Type="{LINK}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r4" Type="{LINK}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": (
            f'{head}<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/>'
            f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
        ),
        **entries,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
