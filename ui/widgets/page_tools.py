"""The buttons above the pages of a paper: turn, place, zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.layout import row
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text

_SIZE = 28


class PageTools(QWidget):
    """Turns and zooms the pages it belongs to, and says which one is in view."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self._place = Text("", "dense", "text2")
        back = IconButton("chevron-left", _("Page before"), size=_SIZE)
        on = IconButton("chevron-right", _("Next page"), size=_SIZE)
        smaller = IconButton("zoom-out", _("Zoom out"), size=_SIZE)
        larger = IconButton("zoom-in", _("Zoom in"), size=_SIZE)
        back.clicked.connect(lambda: pages.turn_to(pages.current_page() - 1))
        on.clicked.connect(lambda: pages.turn_to(pages.current_page() + 1))
        smaller.clicked.connect(lambda: pages.zoom_by(-1))
        larger.clicked.connect(lambda: pages.zoom_by(1))
        pages.page_changed.connect(self._show_place)
        self.setLayout(row(back, self._place, on, 6, smaller, larger, gap=4))

    def _show_place(self, page: int, count: int) -> None:
        self._place.set_words(f"{page} / {count}")
