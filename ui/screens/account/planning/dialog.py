"""Asks for the day of a visit, what it is for and whom to meet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entities.visits import PURPOSES
from ui.field_texts import choice_label, field_label
from ui.forms.label_picker import LabelPicker
from ui.screens.account.planning.desk import PlanAnswer, PlanForm
from ui.texts import _, p_
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import row

_WIDTH = 480


class PlanDialog(Dialog):
    """Day, time if it is agreed, purposes, person, and what to bring.

    Signals:
        plan_requested: A `PlanAnswer`.
    """

    plan_requested = Signal(object)

    def __init__(self, parent: QWidget, form: PlanForm) -> None:
        title = _("Plan a visit to {name}").format(name=form.name)
        super().__init__(parent, title, width=_WIDTH)
        self.day = DateEdit(form.day, today=form.today)
        self.purposes = LabelPicker(
            tuple((key, choice_label("visit_plan", "purposes", key)) for key in PURPOSES)
        )
        self.contact = ComboBox([("", p_("contact", "Nobody in particular")), *form.contacts])
        self._starts = LineEdit(placeholder="09:30")
        self._remark = LineEdit()
        self._day_field = Field(_("Day"), self.day, required=True)
        self.add_content(_holder(self._day_field, Field(_("Time"), self._starts)))
        self.add_content(Field(field_label("visit_plan", "purposes"), self.purposes))
        self.add_content(Field(field_label("visit_plan", "contact_id"), self.contact))
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
        self.plan_requested.emit(
            PlanAnswer(
                day=self.day.day(),
                starts=self._starts.text().strip(),
                purposes=self.purposes.labels(),
                contact_id=self.contact.key(),
                remark=self._remark.text().strip(),
            )
        )


def _holder(*fields: Field) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*((field, 1) for field in fields), gap=16))
    return holder
