"""Asks for the day of a visit."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import row

_WIDTH = 420


class PlanDialog(Dialog):
    """Day, time if it is agreed, and what to bring.

    Signals:
        plan_requested: Day (or None), time and remark.
    """

    plan_requested = Signal(object, str, str)

    def __init__(self, parent: QWidget, name: str, day: dt.date, today: dt.date) -> None:
        super().__init__(parent, _("Plan a visit to {name}").format(name=name), width=_WIDTH)
        self.day = DateEdit(day, today=today)
        self._starts = LineEdit(placeholder="09:30")
        self._remark = LineEdit()
        self._day_field = Field(_("Day"), self.day, required=True)
        time = Field(_("Time"), self._starts)
        self.add_content(_holder(self._day_field, time))
        self.add_content(Field(_("What to bring"), self._remark))
        self.add_button(_("Cancel"))
        plan = self.add_button(_("Plan the visit"), "primary", closes=False)
        plan.clicked.connect(self._tell)

    def show_error(self, words: str) -> None:
        """Show why the day is refused."""
        self._day_field.show_error(words)

    def _tell(self) -> None:
        self._day_field.clear_note()
        self.day.read()
        if self.day.property("state") == "error":
            return
        starts, remark = self._starts.text().strip(), self._remark.text().strip()
        self.plan_requested.emit(self.day.day(), starts, remark)


def _holder(*fields: Field) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*((field, 1) for field in fields), gap=16))
    return holder
