"""One stop of the route: time, numbered pin on the line, name, purposes, and the way onward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from ui.charts.route_picture import paint_pin
from ui.screens.today.purpose_line import PurposeLine
from ui.screens.today.row_button import RowButton
from ui.screens.today.rows import StopLine
from ui.texts import _
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.painting import LEFT, MIDDLE, RIGHT, paint_words, tight
from ui.widgets.text import Text

_PAD = 12
_TIME_WIDTH = 46
_PIN_X = 82
_TEXT_X = 108
_TOP, _RIGHT = 4, 4
_LEG_ROOM, _LAST_ROOM, _ROOMY = 26, 8, 8
_HEIGHT, _LAST_HEIGHT = 78, 62
_MIDDLE = 22
_LEG_LINE = 18
_MENU_SIZE = 24
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class StopPlace:
    """Where a stop stands: whether the line comes from above and goes on, and how much air."""

    is_first: bool
    is_last: bool
    is_roomy: bool


class StopRow(RowButton):
    """Opens the account; Alt+Up and Alt+Down move the stop, the menu offers the rest."""

    visit_requested = Signal()
    move_requested = Signal(int)
    postpone_requested = Signal()
    not_done_requested = Signal()
    replan_requested = Signal()

    def __init__(self, line: StopLine, place: StopPlace) -> None:
        super().__init__(_spoken(line))
        self._line, self._place = line, place
        bottom = (_LEG_ROOM if line.leg else _LAST_ROOM) + (_ROOMY if place.is_roomy else 0)
        role = "text3" if line.phase in {"done", "not_done"} else "text"
        name = Text(line.name, "body-m", role, elide=True)
        words = column(name, PurposeLine(line.tags, line.note), STRETCH, gap=3)
        margins = (_TEXT_X, _TOP, _RIGHT, current_theme().px(bottom))
        self.setLayout(row((words, 1), *self._right_end(), gap=4, margins=margins))
        self.setToolTip(line.hint)
        self.setAccessibleDescription(line.hint)

    @property
    def plan_id(self) -> str:
        """Return the planned visit."""
        return self._line.plan_id

    def menu_actions(self) -> list[tuple[str, Callable[[], None]]]:
        """Return what the menu offers: words and what they do."""
        if self._line.phase == "done":
            return [(_("Open account"), self.click)]
        if self._line.phase == "not_done":
            return [
                (_("Plan again"), self.replan_requested.emit),
                (_("Open account"), self.click),
            ]
        return [
            (self._line.action, self.visit_requested.emit),
            (_("Open account"), self.click),
            (_("Move up (Alt+Up)"), lambda: self.move_requested.emit(-1)),
            (_("Move down (Alt+Down)"), lambda: self.move_requested.emit(1)),
            (_("Another day…"), self.postpone_requested.emit),
            (_("Not visited…"), self.not_done_requested.emit),
        ]

    def wanted_size(self, theme: Theme) -> QSize:
        """All stops stand at the same distance."""
        height = theme.px(_HEIGHT if self._line.leg else _LAST_HEIGHT)
        room = _ROOMY if self._place.is_roomy else 0
        return QSize(super().wanted_size(theme).width(), height + room)

    def minimumSizeHint(self) -> QSize:
        """Words give way, the height stays."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the stop."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(step)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button and the menu key offer the same as the three dots."""
        self._open_menu(event.globalPos())

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint time, line, pin and the way onward."""
        super().paint(painter, theme)
        line, middle = self._line, _TOP + theme.px(_MIDDLE)
        time = QRectF(_PAD - 2, middle - theme.px(10), _TIME_WIDTH, theme.px(20))
        style = "dense-m" if line.phase == "now" else "dense"
        paint_words(painter, theme, time, line.time, style=style, role=line.time_role, align=RIGHT)
        painter.setPen(QPen(theme.colour("accent_line"), 2))
        if not self._place.is_first:
            painter.drawLine(QPointF(_PIN_X, 0), QPointF(_PIN_X, middle))
        if not self._place.is_last:
            painter.drawLine(QPointF(_PIN_X, middle), QPointF(_PIN_X, self.height()))
        paint_pin(painter, theme, QPointF(_PIN_X, middle), line.number, line.phase)
        if line.leg:
            room = _LEG_ROOM + (_ROOMY if self._place.is_roomy else 0)
            top = self.height() - theme.px(min(room, _LEG_ROOM + 2))
            box = QRectF(_TEXT_X, top, self.width() - _TEXT_X, theme.px(_LEG_LINE))
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text3"))
            painter.drawText(box, int(LEFT | MIDDLE), tight(line.leg))

    def _right_end(self) -> tuple[QWidget, ...]:
        line = self._line
        if line.phase == "done":
            return (Text(line.state, "meta", "text3"),)
        dots = IconButton("ellipsis", _("More about this stop"), size=_MENU_SIZE, role="text3")
        dots.clicked.connect(lambda: self._open_menu(dots.mapToGlobal(QPoint(0, dots.height()))))
        if line.phase == "not_done":
            return (Text(line.state, "meta", "warn"), dots)
        if line.phase == "now":
            start = Button(line.action, "primary", "notebook-pen")
            start.clicked.connect(self.visit_requested)
            return (start, dots)
        return (dots,)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self.menu_actions():
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(at)


def _spoken(line: StopLine) -> str:
    tags = ", ".join(tag.words for tag in line.tags)
    parts = (line.number, line.time, line.name, tags, line.note, line.state)
    return ". ".join(part for part in parts if part)
