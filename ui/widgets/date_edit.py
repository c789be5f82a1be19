"""A day: typed in any usual way (+7, 下周三, 11-25) or picked from a month."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.formats import Formats
from ui.texts import _, current_language
from ui.typed_values import typed_day
from ui.typed_words import day_words
from ui.widgets.buttons import IconButton
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.month_grid import MonthGrid
from ui.widgets.panel import Panel
from ui.widgets.read_edit import ReadEdit
from ui.widgets.text import Text

_MONDAY = date(2024, 1, 1)
_WEEK = 7


class DateEdit(ReadEdit):
    """A line for one day; None when empty. Alt+Down or F4 opens the month.

    Args:
        day: The value.
        today: The user's day, for shortcuts and the month's mark.
    """

    day_changed = Signal(object)

    def __init__(self, day: date | None = None, *, today: date) -> None:
        super().__init__(trail="calendar-days")
        self._today = today
        self._day: date | None = None
        self._popup: MonthPopup | None = None
        self.set_trail("calendar-days", _("Pick a day"))
        self.trail_clicked.connect(self.open_month)
        self.set_day(day)

    def day(self) -> date | None:
        """Return the day last understood."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day without telling."""
        self._day = day
        self.accept()
        formats = Formats(current_language(), UTC)
        self.setText("" if day is None else formats.full_day(day))

    def read(self) -> None:
        """Understand the text and write it in full; `misread` says why not."""
        try:
            day = typed_day(self.text(), today=self._today)
        except ValueError as error:
            self.refuse(day_words(error))
            return
        self._take(day)

    def open_month(self) -> None:
        """Open the month below the line."""
        self._popup = MonthPopup(self, today=self._today)
        self._popup.grid.mark(self._day or self._today)
        self._popup.grid.picked.connect(self._pick)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()
        self._popup.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down and F4 open the month, as in a drop-down list."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_month()
            return
        super().keyPressEvent(event)

    def _pick(self, day: date) -> None:
        if self._popup is not None:
            self._popup.close()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._take(day)

    def _take(self, day: date | None) -> None:
        changed = day != self._day
        self.set_day(day)
        if changed:
            self.day_changed.emit(day)


class MonthPopup(QWidget):
    """The month with its name and arrows, floating."""

    def __init__(self, parent: QWidget, *, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        formats = Formats(current_language(), UTC)
        days = (formats.weekday(_MONDAY + timedelta(days=i)) for i in range(_WEEK))
        names = tuple(day.removeprefix("周") for day in days)
        self.grid = MonthGrid(names, today=today)
        title = Text("", "dense-m")
        self.grid.month_shown.connect(
            lambda first: title.set_words(
                _("{month} {year}").format(month=formats.month(first.month), year=first.year)
            )
        )
        back = IconButton("chevron-left", _("Month before"), size=28)
        on = IconButton("chevron-right", _("Month after"), size=28)
        back.clicked.connect(lambda: self.grid.turn(-1))
        on.clicked.connect(lambda: self.grid.turn(1))
        head = row(8, title, STRETCH, back, on, gap=2)
        content = column(head, self.grid, gap=4, margins=(10, 8, 10, 10))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Panel(content, "float"))
