"""Pages of a PDF, one below the other: sharp at every zoom, drawn away from the main thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.pdf_pictures import PagePictures, draw_pages
from ui.texts import _
from ui.theme.apply import current_theme
from ui.widgets.page_stack import PageStack
from ui.widgets.painting import inset

_STEP = 1.25
_SMALLEST, _LARGEST = 0.5, 4.0
_LINE = 40
_SHADOW = 3
_PAPER = Qt.GlobalColor.white  # paper is white in every theme


class RunTask(Protocol):
    """Runs a task on the work lane and brings its result to the main thread."""

    def __call__(
        self,
        task: Callable[[], PagePictures],
        done: Callable[[PagePictures], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run it; the result is dropped when the owner no longer exists."""
        ...


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawn page of one file, for one wanted width in device pixels."""

    generation: int
    width: int
    pixmap: QPixmap


class PdfPages(QAbstractScrollArea):
    """Shows a PDF; while a new one is being drawn the old pages stay.

    Args:
        run: The work lane.
        name: What is shown, for screen readers.

    Signals:
        page_changed: Number of the page in view, from 1, and how many there are.
        shown: A new file can be seen.
    """

    page_changed = Signal(int, int)
    shown = Signal()

    def __init__(self, run: RunTask, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._pdf = b""
        self._generation = self._shown_generation = 0
        self._is_busy = False
        self._page = 0
        self._stack = PageStack()
        self._pictures: dict[int, _Picture] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a file at the place where the old one was looked at."""
        if pdf != self._pdf:
            self._pdf = pdf
            self._generation += 1
            self._draw()

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._stack.sizes)

    def current_page(self) -> int:
        """Return the page in view, counted from 1; 0 without pages."""
        return self._page

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out; the middle of the view stays."""
        zoom = min(max(self._stack.zoom * _STEP**steps, _SMALLEST), _LARGEST)
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        middle = (bar.value() + half) / max(1, self._stack.height)
        self._measure(replace(self._stack, zoom=zoom))
        bar.setValue(round(middle * self._stack.height - half))
        self._draw()

    def turn_to(self, page: int) -> None:
        """Bring a page, counted from 1, to the top."""
        if 1 <= page <= self.page_count():
            self.verticalScrollBar().setValue(self._stack.scroll_to(page))

    def sizeHint(self) -> QSize:
        """Half a window."""
        return QSize(520, 700)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(240, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width."""
        super().resizeEvent(event)
        self._measure(replace(self._stack, view_width=self.viewport().width()))
        self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down turn pages; + and - zoom."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn_to(self._page + 1)
            case Qt.Key.Key_PageUp:
                self.turn_to(self._page - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in view."""
        del event
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for number in self._visible():
            box = self._stack.box(number, across, down)
            painter.fillRect(box.adjusted(-1, 0, 1, _SHADOW), theme.colour("line"))
            painter.fillRect(box, _PAPER)
            if (picture := self._pictures.get(number)) is not None:
                painter.drawPixmap(box, picture.pixmap, QRectF(picture.pixmap.rect()))
            painter.setPen(theme.colour("line2"))
            painter.drawRect(inset(box))

    def _draw(self) -> None:
        """Ask for what is in view and not drawn yet; one question at a time."""
        if self._is_busy or not self._pdf:
            return
        pdf, generation = self._pdf, self._generation
        widths = self._missing()
        if not widths and generation == self._shown_generation:
            return
        self._is_busy = True
        self._run(
            lambda: draw_pages(pdf, widths),
            lambda drawn: self._take(drawn, generation, widths),
            self._failed,
            self,
        )

    def _missing(self) -> dict[int, int]:
        """Return the width in device pixels of each page that is in view but not drawn."""
        ratio = self.devicePixelRatioF()
        widths = {}
        for number in self._visible() or range(1):
            width = round(self._stack.page_width(number) * ratio)
            have = self._pictures.get(number)
            if have is None or (have.generation, have.width) != (self._generation, width):
                widths[number] = width
        return widths

    def _take(self, drawn: PagePictures, generation: int, widths: Mapping[int, int]) -> None:
        self._is_busy = False
        is_new = generation != self._shown_generation
        self._shown_generation = generation
        for number, image in drawn.pictures.items():
            pixmap = QPixmap.fromImage(image)
            self._pictures[number] = _Picture(generation, widths[number], pixmap)
        count = len(drawn.sizes)
        self._pictures = {n: p for n, p in self._pictures.items() if n < count}
        self._measure(replace(self._stack, sizes=drawn.sizes))
        if is_new:
            self.shown.emit()
        self._draw()

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        raise error

    def _scrolled(self) -> None:
        self._tell_page()
        self.viewport().update()
        self._draw()

    def _tell_page(self) -> None:
        third = self.verticalScrollBar().value() + self.viewport().height() / 3
        page, count = self._stack.page_at(third), self.page_count()
        words = _("Page {page} of {total}").format(page=page, total=count)
        if count and words != self.accessibleDescription():
            self._page = page
            self.setAccessibleDescription(words)
            self.page_changed.emit(page, count)

    def _measure(self, stack: PageStack) -> None:
        """Take another arrangement and set the ranges of the bars."""
        self._stack = stack
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, stack.height - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(_LINE)
        across.setRange(0, max(0, stack.width - view.width()))
        across.setPageStep(view.width())
        self._tell_page()
        self.viewport().update()

    def _visible(self) -> range:
        return self._stack.visible(self.verticalScrollBar().value(), self.viewport().height())
