"""What comes after the visit: the next step, the next visit, and whether it is to bring money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from app.domain.visits.draft import VisitDraft
from ui.field_texts import field_label
from ui.screens.visit.form_part import FormPart
from ui.texts import _, p_
from ui.typed_values import typed_day
from ui.widgets.blocks import SectionHeading
from ui.widgets.checks import Toggle
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text


class NextPart(FormPart):
    """Next step, next visit, reminder to collect.

    Args:
        today: For typed days.
    """

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self.step = TextArea(lines=2, placeholder=_("What is to be done next"))
        self.day = DateEdit(today=today)
        self.day.setProperty("big", True)
        self.collect = Toggle(_("Remind me to collect"), silent=True)
        self._step_field = Field(p_("visit", "To do"), self.step)
        self._day_field = Field(field_label("visit_log", "next_visit_on"), self.day)
        remind = row(Text(_("Remind me to collect"), "body"), STRETCH, self.collect)
        heading = SectionHeading(p_("visit", "Next"))
        self.setLayout(column(heading, self._step_field, self._day_field, remind, gap=10))
        self._connect()

    def show_rhythm(self, words: str) -> None:
        """Say why that day is proposed."""
        self._day_field.show_hint(words)

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill in step, day and reminder."""
        self.step.blockSignals(True)
        self.step.setPlainText(draft.next_step)
        self.step.blockSignals(False)
        self.day.set_day(draft.next_visit_on)
        self.collect.blockSignals(True)
        self.collect.setChecked(draft.collect_next)
        self.collect.blockSignals(False)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark a day that is past."""
        for name, field in (
            ("next_step", self._step_field),
            ("next_visit_on", self._day_field),
        ):
            if name in faults:
                field.show_error(faults[name])
            else:
                field.clear_note()

    def _connect(self) -> None:
        self.step.textChanged.connect(
            lambda: self.edited.emit("next_step", self.step.toPlainText())
        )
        self.day.day_changed.connect(lambda day: self.edited.emit("next_visit_on", day))
        self.day.textEdited.connect(self._typed_day)
        self.collect.toggled.connect(lambda on: self.edited.emit("collect_next", on))

    def _typed_day(self, text: str) -> None:
        try:
            day = typed_day(text, today=self._today)
        except ValueError:
            return
        self.edited.emit("next_visit_on", day)
