"""What the marks on the map mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.charts.map_dots import paint_legend_mark
from ui.screens.visit.flow_layout import FlowLayout
from ui.texts import _
from ui.theme.apply import current_theme
from ui.widgets.layout import row
from ui.widgets.text import Text

_SIGN = 18


class MapLegend(QWidget):
    """One sign and its words each."""

    def __init__(self) -> None:
        super().__init__()
        entries = (
            ("plain", _("nothing due")),
            ("late", _("owing late or warned")),
            ("alarm", _("alarm")),
            ("rough", _("hollow: place only roughly known")),
        )
        flow = FlowLayout(gap=14)
        for kind, words in entries:
            entry = QWidget()
            entry.setLayout(row(_Sign(kind), Text(words, "meta", "text2"), gap=5))
            flow.addWidget(entry)
        self.setLayout(flow)


class _Sign(QWidget):
    """One mark."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(QSize(_SIGN, _SIGN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark as the map does."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        paint_legend_mark(painter, current_theme(), self._kind, middle)
