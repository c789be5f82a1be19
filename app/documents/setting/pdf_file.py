"""Writes laid-out papers into one PDF file, each with furniture and page numbers of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from app.documents.setting.flow import Placed
from app.documents.setting.fonts import FontSet
from app.documents.setting.furniture import Furniture
from app.documents.setting.marks import draft_outline
from app.documents.setting.page import LEFT, PAGE_HEIGHT, PAGE_WIDTH
from app.documents.setting.sheet import Sheet

_DRAFT_FORM = "draft"

Pages = tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True)
class FileTitle:
    """What the file says about itself.

    Attributes:
        title: Shown in the window of a reader.
        author: The company.
    """

    title: str
    author: str


def write_pdf(
    papers: Iterable[tuple[Pages, Furniture]],
    fonts: FontSet,
    title: FileTitle,
    *,
    draft_words: str = "",
    went_on: Callable[[], None] = lambda: None,
) -> bytes:
    """Write papers into one file, one after the other.

    Args:
        papers: Pages with what stands around their text; taken one at a time.
        fonts: The loaded fonts; what the papers share of them is embedded once.
        title: What the file says about itself.
        draft_words: Printed across every page; empty for none.
        went_on: Called after every paper; whatever it raises ends the writing.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    buffer = BytesIO()
    canvas = _new_canvas(buffer, fonts)
    canvas.setTitle(title.title)
    canvas.setAuthor(title.author)
    sheet = Sheet(canvas)
    if draft_words:
        canvas.beginForm(_DRAFT_FORM)
        canvas.addLiteral(draft_outline(draft_words, fonts))
        canvas.endForm()
    for pages, furniture in papers:
        for number, placed in enumerate(pages, start=1):
            if draft_words:
                canvas.doForm(_DRAFT_FORM)
            furniture.draw(sheet, fonts, page=number, total=len(pages))
            for each in placed:
                each.block.draw(sheet, LEFT, each.top)
            sheet.finish_page()
        went_on()
    canvas.save()
    return buffer.getvalue()


def _new_canvas(buffer: BytesIO, fonts: FontSet) -> Any:
    # ReportLab takes a tenth of a second to import: only who prints pays for it.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    return Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        # Otherwise every file names Helvetica, which is not embedded.
        initialFontName=fonts.sans.name,
        lang="zh-CN",
    )
