"""Planned visits against done ones, by week or month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.visits.execution_words import ExecutionLine, ExecutionPage
from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.progress import Progress
from ui.widgets.text import Text

_WIDTH = 560
_HEIGHT = 420


class ExecutionDialog(Dialog):
    """One span at a time.

    Signals:
        asked: "week" or "month", and how many steps from today's.
    """

    asked = Signal(str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Planned against done"), width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._step = 0
        self.kind = Segment((("week", _("Week")), ("month", _("Month"))))
        self._span = Text("", "body-m")
        before = IconButton("chevron-left", _("Before"))
        after = IconButton("chevron-right", _("After"))
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        head = QWidget()
        head.setLayout(row(self.kind, STRETCH, before, self._span, after, gap=8))
        self._body = column(gap=5)
        scroll = ScrollColumn(column(self._body, STRETCH, gap=0, margins=(0, 0, 12, 0)))
        scroll.setFixedHeight(_HEIGHT)
        self.add_content(head)
        self.add_content(scroll)
        self.add_button(_("Close"), "primary", safe=True)
        self.kind.chosen.connect(lambda _kind: self._begin())

    def show_page(self, page: ExecutionPage) -> None:
        """Show a span."""
        self._span.set_words(page.span)
        clear_layout(self._body)
        _add(self._body, _("Visits"), page.visits)
        _add(self._body, _("Neither done nor explained"), page.open)
        _add(self._body, _("Why not done"), page.reasons)
        _add(self._body, _("Accounts seen"), page.coverage)

    def _begin(self) -> None:
        self._step = 0
        self.asked.emit(self.kind.current(), 0)

    def _turn(self, step: int) -> None:
        self._step += step
        self.asked.emit(self.kind.current(), self._step)


def _add(box: QVBoxLayout, heading: str, lines: Sequence[ExecutionLine]) -> None:
    if not lines:
        return
    box.addSpacing(8)
    box.addWidget(Text(heading, "dense-m"))
    for line in lines:
        figure = Text(line.figure, "dense", "text2", align=Qt.AlignmentFlag.AlignRight)
        box.addLayout(row((Text(line.words, "dense", elide=True), 1), figure, gap=12))
        if line.share is not None:
            bar = Progress(height=4)
            bar.show_share(min(line.share, 1.0))
            box.addWidget(bar)
