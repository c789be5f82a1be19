"""Runs, paragraphs and tables as WordprocessingML; twentieths of a point are called dxa."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

Align = Literal["left", "center", "right", "both"]
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Letters that XML cannot hold; pasted text sometimes does."""


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one look.

    Attributes:
        text: A line feed is a break of the line, a tab goes to the next stop.
        is_bold: Real bold.
        is_underlined: The line under a value that was filled in.
    """

    text: str
    is_bold: bool = False
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks.

    Attributes:
        style: Id of a style in the package.
        align: Where lines end.
        indent: Left indent of all lines in dxa.
        hanging: How far the first line stands out to the left, in dxa.
        stays: Kept on the page of the paragraph after it.
    """

    style: str
    align: Align | None = None
    indent: int = 0
    hanging: int = 0
    stays: bool = False


@dataclass(frozen=True, slots=True)
class CellOfTable:
    """A cell.

    Attributes:
        paragraphs: Finished paragraphs; a cell holds at least one.
        width: In dxa.
        spans: How many columns it covers.
        is_shaded: Whether it has the grey of a table's head.
    """

    paragraphs: str
    width: int
    spans: int = 1
    is_shaded: bool = False


def run(span: Span) -> str:
    """Return one run; line feeds and tabs become what Word calls them."""
    look = ("<w:b/><w:bCs/>" if span.is_bold else "") + (
        '<w:u w:val="single"/>' if span.is_underlined else ""
    )
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{_letters(span.text)}</w:r>" if span.text else ""


def paragraph(spans: Iterable[Span], look: Look, *, extra: str = "") -> str:
    """Return one paragraph.

    Args:
        spans: Its text.
        look: Its look.
        extra: Finished runs behind the text, such as fields.
    """
    properties = f'<w:pStyle w:val="{look.style}"/>'
    properties += "<w:keepNext/>" if look.stays else ""
    if look.indent or look.hanging:
        properties += f'<w:ind w:left="{look.indent}" w:hanging="{look.hanging}"/>'
    properties += f'<w:jc w:val="{look.align}"/>' if look.align else ""
    runs = "".join(run(span) for span in spans)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}{extra}</w:p>"


def field(code: str, shown: str) -> str:
    """Return a field that Word counts itself, such as the number of the page."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>{escape(shown)}</w:t></w:r></w:fldSimple>'


def table_row(cells: Iterable[CellOfTable], *, is_head: bool = False) -> str:
    """Return a row that never breaks inside; a head is repeated on every page."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(_cell(cell) for cell in cells)}</w:tr>"


def flowing_row(cells: Iterable[CellOfTable]) -> str:
    """Return a row that may break between pages."""
    return f"<w:tr>{''.join(_cell(cell) for cell in cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, is_ruled: bool) -> str:
    """Return a table of fixed column widths, with rules or without."""
    style = "Ruled" if is_ruled else "Plain"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(cell: CellOfTable) -> str:
    properties = f'<w:tcW w:w="{cell.width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{cell.spans}"/>' if cell.spans > 1 else ""
    properties += '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if cell.is_shaded else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell.paragraphs}</w:tc>"


def _letters(text: str) -> str:
    made = []
    for place, line in enumerate(_FORBIDDEN.sub("", text).replace("\r", "").split("\n")):
        made.append("<w:br/>" if place else "")
        for stop, part in enumerate(line.split("\t")):
            made.append("<w:tab/>" if stop else "")
            made.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "")
    return "".join(made)
