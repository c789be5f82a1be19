"""Day, delivery, terms and remark of an order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.field_texts import field_label
from ui.screens.orders.rows import HeadView
from ui.texts import _
from ui.widgets.choice_row import Segment
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text

_DAY_WIDTH = 150


class HeadPart(QWidget):
    """The fields above the goods.

    Signals:
        edited: Name of a field and its value.
    """

    edited = Signal(str, object)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.ordered = DateEdit(today=today)
        self.delivery = DateEdit(today=today)
        self.terms = Segment((("credit", _("On credit")), ("cash", _("Paid at once"))))
        self.remark = LineEdit()
        self._fields = {
            "ordered_on": Field(field_label("field_order", "ordered_on"), self.ordered),
            "delivery_on": Field(field_label("field_order", "delivery_on"), self.delivery),
            "remark": Field(field_label("field_order", "remark"), self.remark),
        }
        for editor in (self.ordered, self.delivery):
            editor.setFixedWidth(_DAY_WIDTH)
        self._terms = QWidget()
        label = Text(_("Payment"), "meta-m", "text2")
        self._terms.setLayout(column(label, self.terms, STRETCH, gap=5))
        self.setLayout(
            row(
                self._fields["ordered_on"], self._fields["delivery_on"], self._terms,
                (self._fields["remark"], 1), gap=14,
            )
        )  # fmt: skip
        self.ordered.day_changed.connect(self._tell_day)
        self.delivery.day_changed.connect(lambda day: self.edited.emit("delivery_on", day))
        self.terms.chosen.connect(lambda key: self.edited.emit("is_on_credit", key == "credit"))
        self.remark.textEdited.connect(lambda words: self.edited.emit("remark", words))

    def show_head(self, head: HeadView) -> None:
        """Fill every field."""
        self.ordered.set_day(head.ordered_on)
        self.delivery.set_day(head.delivery_on)
        self.terms.choose("credit" if head.is_on_credit else "cash")
        if not self.remark.hasFocus():
            self.remark.setText(head.remark)
        self._terms.setVisible(not head.is_return)
        self._fields["delivery_on"].setVisible(not head.is_return)
        self.setEnabled(head.is_editable)
        self.ordered.setEnabled(not head.is_kept)

    def fix_day(self) -> None:
        """The day does not change any more."""
        self.ordered.setEnabled(False)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark what is wrong."""
        for name, field in self._fields.items():
            if name in faults:
                field.show_error(faults[name])
            else:
                field.clear_note()

    def enter(self, name: str) -> bool:
        """Put the keyboard into a field; return whether it is one of these."""
        if name in self._fields:
            self._fields[name].editor.setFocus()
        return name in self._fields

    def _tell_day(self, day: dt.date | None) -> None:
        if day is not None:
            self.edited.emit("ordered_on", day)
