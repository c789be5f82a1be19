"""Marks beside the text: QR code, draft words as outlines, guide for the cross-page seal."""

from __future__ import annotations

from typing import Any

from app.documents.setting.fonts import FontSet
from app.documents.setting.page import MILLIMETRE, PAGE_HEIGHT, PAGE_WIDTH
from app.documents.setting.sheet import Point, Sheet

QR_SIDE = 13.5 * MILLIMETRE
SEAL_RADIUS = 21 * MILLIMETRE

_DRAFT_SIZE, _DRAFT_ADVANCE, _DRAFT_GREY = 74.0, 1.12, 0.9
# Cosine and sine of 52 degrees, the slant of the draft words.
_COSINE, _SINE = 0.615661, 0.788011
_SEAL_WORDS, _SEAL_WORD_SIZE, _SEAL_GREY, _SEAL_RULE = "骑缝章", 5.6, 0.55, 0.4
_CIRCLE_GREY, _CIRCLE_RULE = 0.62, 0.5
# Bézier handle of a quarter circle.
_HANDLE = 0.5523
# Any of the eight masks may be used; choosing the prettiest costs eight times the work.
_QR_MASK = 0


def draw_qr(sheet: Sheet, content: str, x: float, y: float, side: float = QR_SIDE) -> None:
    """Draw a QR code, level M, as runs of rectangles: no font, no picture, crisp everywhere."""
    code = _qr_code(content)
    count = code.getModuleCount()
    module = side / count
    runs: list[str] = []
    for row in range(count):
        top = y + side - (row + 1) * module
        start = None
        for column in range(count + 1):
            dark = column < count and code.modules[row][column]
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                width = (column - start) * module
                runs.append(f"{x + start * module:.3f} {top:.3f} {width:.3f} {module:.3f} re")
                start = None
    sheet.write(f"q 0 g {' '.join(runs)} f Q")


def _qr_code(content: str) -> Any:
    # The encoder belongs to ReportLab, which is imported only when something is printed.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel  # noqa: PLC0415

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.version = code.calculate_version()
    code.makeImpl(False, _QR_MASK)
    return code


def draft_outline(words: str, fonts: FontSet) -> str:
    """Return operators that paint words across the page as outlines.

    Outlines are no text: they do not hurt searching, and cannot be deleted as text.
    """
    # Only drafts need the outlines, and fontTools takes its time to import.
    from app.documents.setting.outlines import outline_words  # noqa: PLC0415

    if words not in fonts.outlines:
        fonts.outlines[words] = outline_words(
            fonts.sans_bold, words, size=_DRAFT_SIZE, advance=_DRAFT_SIZE * _DRAFT_ADVANCE
        )
    turn = f"{_COSINE} {_SINE} {-_SINE} {_COSINE} {PAGE_WIDTH / 2:.2f} {PAGE_HEIGHT / 2:.2f} cm"
    return f"q {_DRAFT_GREY} g {turn} {fonts.outlines[words]} f Q"


def draw_seal_guide(sheet: Sheet, fonts: FontSet) -> None:
    """Draw the ticks between which the cross-page seal (骑缝章) goes, the same on every sheet."""
    middle = PAGE_HEIGHT / 2
    outer, inner = PAGE_WIDTH - 1.5 * MILLIMETRE, PAGE_WIDTH - 5 * MILLIMETRE
    for y in (middle - SEAL_RADIUS, middle + SEAL_RADIUS):
        sheet.line((inner, y), (outer, y), weight=_SEAL_RULE, gray=_SEAL_GREY)
    for place, character in enumerate(_SEAL_WORDS):
        at = (PAGE_WIDTH - 3.2 * MILLIMETRE, middle + 7 - place * 7.5)
        sheet.say(character, fonts.sans, _SEAL_WORD_SIZE, at, align="center", gray=_SEAL_GREY)


def draw_seal_circle(sheet: Sheet, middle: Point) -> None:
    """Draw the dashed circle that shows where a seal goes; it is never a picture of a seal."""
    path = _circle_path(*middle, SEAL_RADIUS)
    sheet.write(f"q [1.2 2.4] 0 d {_CIRCLE_GREY} G {_CIRCLE_RULE} w {path} S Q")


def _circle_path(x: float, y: float, radius: float) -> str:
    h = radius * _HANDLE
    curves = (
        (x + radius, y + h, x + h, y + radius, x, y + radius),
        (x - h, y + radius, x - radius, y + h, x - radius, y),
        (x - radius, y - h, x - h, y - radius, x, y - radius),
        (x + h, y - radius, x + radius, y - h, x + radius, y),
    )
    steps = (" ".join(f"{number:.2f}" for number in curve) + " c" for curve in curves)
    return f"{x + radius:.2f} {y:.2f} m {' '.join(steps)} h"
