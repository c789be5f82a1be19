"""Shows one file of a contract: a picture, or the pages of a PDF."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.texts import _
from ui.widgets.layout import column
from ui.widgets.pdf_pages import PdfPages, RunTask
from ui.widgets.text import Text

_LEAST = 160


class FilePane(QWidget):
    """A picture fitted to the pane, or pages that scroll.

    Args:
        run: The work lane, where pages are drawn.
    """

    def __init__(self, run: RunTask) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.words = Text("", "dense", "text2", wrap=True, selectable=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.pages = PdfPages(run, _("Pages of the file"))
        self.setLayout(
            column(self.words, (self.picture, 1), (self.pages, 1), gap=8, margins=(16, 12, 16, 12))
        )
        self.show_words("")

    def show_words(self, words: str) -> None:
        """Show a sentence and no file."""
        self.words.set_words(words)
        self.words.setVisible(bool(words))
        self.picture.hide()
        self.pages.hide()

    def show_picture(self, name: str, content: bytes) -> None:
        """Show a picture."""
        self.show_words("")
        self._pixmap.loadFromData(content)
        self.picture.setAccessibleName(name)
        self.picture.show()
        self._fit()

    def show_pdf(self, content: bytes, words: str = "") -> None:
        """Show the pages of a PDF, and what is to be said about it."""
        self.show_words(words)
        self.pages.show()
        self.pages.show_pdf(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the pane."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Small enough for a small window."""
        return QSize(_LEAST, _LEAST)

    def _fit(self) -> None:
        if self._pixmap.isNull() or self.picture.isHidden():
            return
        ratio = self.devicePixelRatioF()
        room = self.picture.size() * ratio
        fitted = self._pixmap.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)
