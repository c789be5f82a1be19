"""Reads the words of a PDF line by line, as a reader's program would copy them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.errors import ValidationError
from app.domain.redline.blocks import ReturnedParagraph
from app.domain.redline.returned import ReturnedText

MOST_PAGES = 300
MOST_LETTERS = 2_000_000


def read_pdf_text(content: bytes, name: str) -> ReturnedText:
    """Read a PDF's words; a scan has none, and that is no error.

    PDFium is not thread-safe: call this on the work lane only.

    Raises:
        ValidationError: `returned.damaged`, `returned.locked` or `returned.too_long`.
    """
    # A native library: only who reads a PDF pays for it.
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "returned.locked" if "password" in str(error).lower() else "returned.damaged"
        raise ValidationError(code, name=name) from error
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise ValidationError("returned.too_long", name=name)
        lines = tuple(_lines(document, name))
    finally:
        document.close()
    return ReturnedText(form="pdf", paragraphs=lines, pages=pages)


def _lines(document: Any, name: str) -> Iterator[ReturnedParagraph]:
    letters = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        text_page.close()
        page.close()
        letters += len(text)
        if letters > MOST_LETTERS:
            raise ValidationError("returned.too_long", name=name)
        for line in text.splitlines():
            # PDFium puts this where it guesses a hyphen at the end of a line.
            clean = line.replace("\ufffe", "").strip()
            if clean:
                yield ReturnedParagraph(clean, page=number + 1)


def count_pdf_pages(content: bytes) -> int:
    """Return how many pages a PDF has; 0 for one that cannot be opened without its password.

    PDFium is not thread-safe: call this on the work lane only.
    """
    # A native library: only who reads a PDF pays for it.
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()
