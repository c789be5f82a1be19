"""Pictures of PDF pages, made off the main thread; the only place in ui/ that knows PDFium."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
_GREY_CHANNELS = 1


@dataclass(frozen=True, slots=True)
class PagePictures:
    """What was asked of a file.

    Attributes:
        sizes: Width and height of every page in points.
        pictures: Picture by page, counted from zero.
    """

    sizes: tuple[tuple[float, float], ...]
    pictures: Mapping[int, QImage]


def draw_pages(pdf: bytes, widths: Mapping[int, int]) -> PagePictures:
    """Draw pages of a PDF.

    PDFium is not thread-safe: call this on the work lane only.

    Args:
        pdf: The file.
        widths: Wanted width in device pixels by page; pages that do not exist are left out.
    """
    # Parsing and drawing come with a native library: only who looks at a paper pays for it.
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
        pictures = {
            number: _draw(document[number], width / sizes[number][0])
            for number, width in widths.items()
            if number < len(sizes)
        }
    finally:
        document.close()
    return PagePictures(sizes, pictures)


def draw_page_for_print(pdf: bytes, number: int, dots_per_inch: int) -> QImage:
    """Draw one page in grey at a printer's resolution; see `draw_pages`."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        return _draw(document[number], dots_per_inch / POINTS_PER_INCH, is_grey=True)
    finally:
        document.close()


def _draw(page: object, scale: float, *, is_grey: bool = False) -> QImage:
    bitmap = page.render(scale=scale, grayscale=is_grey)  # type: ignore[attr-defined]
    is_single = bitmap.n_channels == _GREY_CHANNELS
    form = QImage.Format.Format_Grayscale8 if is_single else QImage.Format.Format_BGR888
    shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form)
    picture = shared.copy()  # the buffer dies with the bitmap
    page.close()  # type: ignore[attr-defined]
    return picture
