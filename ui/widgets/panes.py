"""Parts of a page that move by themselves: scrolling column, side pane, splitter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QSplitter, QWidget

from ui.widgets.panel import Panel

NARROW_WINDOW = 1360


class ScrollColumn(QScrollArea):
    """A column that scrolls when the window is low; never sideways."""

    def __init__(self, layout: QLayout, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner = QWidget()
        inner.setLayout(layout)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content needs, as low as the window likes."""
        return QSize(self._inner.minimumSizeHint().width(), 0)


class SidePane(Panel):
    """The pane at the right: `wide` pixels, `narrow` in a window below 1360 px."""

    def __init__(
        self,
        layout: QLayout,
        *,
        wide: int = 340,
        narrow: int = 300,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(layout, "side", parent=parent)
        self._wide, self._narrow = wide, narrow
        self._watched: QWidget | None = None
        self.setFixedWidth(wide)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the width of the window it was put into."""
        if self._watched is not self.window():
            self._watched = self.window()
            self._watched.installEventFilter(self)
        self._fit()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the window change its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        is_narrow = self.window().width() < NARROW_WINDOW
        self.setFixedWidth(self._narrow if is_narrow else self._wide)


class PaneSplitter(QSplitter):
    """List and detail with a movable hairline; remember it with `saveState`."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
