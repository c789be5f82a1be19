"""What every sheet carries around the text: header, footer, QR code, draft words, seal guide."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.setting.fonts import FontSet
from app.documents.setting.marks import QR_SIDE, draw_qr, draw_seal_guide
from app.documents.setting.page import BOTTOM, LEFT, MILLIMETRE, PAGE_HEIGHT, TYPE_WIDTH
from app.documents.setting.sheet import Sheet

_HEADER_Y, _HEADER_SIZE, _HEADER_GREY = PAGE_HEIGHT - 16.5 * MILLIMETRE, 7.6, 0.2
_FOOTER_Y = BOTTOM - 6 * MILLIMETRE
_RULE = 0.4
_MARK_SIZE, _MARK_ROOM = 8.6, 132.0
_FOOT_SIZES, _FOOT_DROPS, _FOOT_GREYS = (7.4, 6.8, 6.8), (12.0, 22.5, 32.5), (0.0, 0.25, 0.25)
_PAGE_SIZE, _PAGE_DROP, _PAGE_ROOM = 8.6, 12.0, 76.0
_QR_DROP, _AIR = 2.6, 8.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words around the text of one paper.

    Attributes:
        title: Left in the header from page 2 on.
        number: Right in the header.
        foot_lines: Up to three lines left in the footer.
        qr: Content of the QR code with {page} and {total}.
        has_seal_guide: Whether the ticks for the cross-page seal are drawn.
        page_words: What stands in the middle of the footer, with {page} and {total}.
        mark: What stands in the middle of the head of every page; empty for nothing.
    """

    title: str
    number: str
    foot_lines: tuple[str, ...]
    qr: str
    has_seal_guide: bool
    page_words: str = "第 {page} 页　共 {total} 页"
    mark: str = ""

    def draw(self, sheet: Sheet, fonts: FontSet, *, page: int, total: int) -> None:
        """Draw everything around the text of one page.

        Raises:
            MissingGlyphError: A character cannot be drawn.
        """
        if page > 1:
            self._draw_header(sheet, fonts)
        if self.mark:
            middle = (LEFT + TYPE_WIDTH / 2, _HEADER_Y)
            sheet.say(self.mark, fonts.sans_bold, _MARK_SIZE, middle, align="center")
        self._draw_footer(sheet, fonts, page, total)
        if self.has_seal_guide and total > 1:
            draw_seal_guide(sheet, fonts)

    def _draw_header(self, sheet: Sheet, fonts: FontSet) -> None:
        taken = _MARK_ROOM / 2 if self.mark else 0
        room, right = TYPE_WIDTH / 2 - _AIR - taken, LEFT + TYPE_WIDTH
        sides = ((self.title, (LEFT, _HEADER_Y)), (self.number, (right, _HEADER_Y)))
        for (words, at), align in zip(sides, ("left", "right"), strict=True):
            sheet.say(
                words,
                fonts.sans,
                _HEADER_SIZE,
                at,
                align="right" if align == "right" else "left",
                gray=_HEADER_GREY,
                at_most=room,
            )
        sheet.across(LEFT, _HEADER_Y - 4, TYPE_WIDTH, weight=_RULE)

    def _draw_footer(self, sheet: Sheet, fonts: FontSet, page: int, total: int) -> None:
        sheet.across(LEFT, _FOOTER_Y, TYPE_WIDTH, weight=_RULE)
        qr_left = LEFT + TYPE_WIDTH - QR_SIDE
        content = self.qr.format(page=page, total=total)
        draw_qr(sheet, content, qr_left, _FOOTER_Y - QR_SIDE - _QR_DROP)
        # The first line shares its height with the page number, the others only with the code.
        first = (TYPE_WIDTH - _PAGE_ROOM) / 2 - _AIR
        rooms = (first, TYPE_WIDTH - QR_SIDE - _AIR, TYPE_WIDTH - QR_SIDE - _AIR)
        for words, size, drop, gray, room in zip(
            self.foot_lines, _FOOT_SIZES, _FOOT_DROPS, _FOOT_GREYS, rooms, strict=True
        ):
            at = (LEFT, _FOOTER_Y - drop)
            sheet.say(words, fonts.sans, size, at, gray=gray, at_most=room)
        middle = (LEFT + TYPE_WIDTH / 2, _FOOTER_Y - _PAGE_DROP)
        words = self.page_words.format(page=page, total=total)
        sheet.say(words, fonts.sans_bold, _PAGE_SIZE, middle, align="center")
