"""Asks what has to be said with a step of a contract: a reason, a note, who signed and when."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.contract.rows import StepField, StepForm
from ui.texts import _
from ui.widgets.buttons import ButtonKind
from ui.widgets.checks import CheckBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit

_CHANGE_HEIGHT, _MOST_HEIGHT = 42, 210


class StepDialog(Dialog):
    """A line for each thing to say.

    Signals:
        taken: Answers by key; a day is None when it is empty.
    """

    taken = Signal(dict)

    def __init__(self, parent: QWidget, form: StepForm, today: dt.date) -> None:
        super().__init__(parent, form.title, form.body)
        self.form = form
        self.fields: dict[str, Field] = {}
        if form.deviations:
            self.add_content(_deviations(form))
        if form.changes:
            self.add_content(_changes(form))
        for each in form.fields:
            self.fields[each.key] = Field(
                each.label, _editor(each, today), required=each.required, hint=each.hint
            )
            self.add_content(self.fields[each.key])
        self.add_button(form.keep_words or _("Cancel"), safe=True)
        kind: ButtonKind = "danger" if form.is_final else "primary"
        self.act_button = self.add_button(form.act_words, kind, closes=False)
        self.act_button.clicked.connect(lambda: self.taken.emit(self.answers()))

    def answers(self) -> dict[str, object]:
        """Return what stands in the lines."""
        return {key: _answer(field.editor) for key, field in self.fields.items()}

    def show_error(self, key: str, words: str) -> None:
        """Say beside a line why the step is not taken; beside the last one without a key."""
        field = self.fields.get(key) or next(reversed(self.fields.values()))
        field.show_error(words)
        self.adjustSize()


def _editor(field: StepField, today: dt.date) -> QWidget:
    if field.choices:
        return ComboBox(field.choices)
    if field.is_money:
        return MoneyEdit()
    match field.value:
        case bool():
            tick = CheckBox(field.hint or field.label)
            tick.setChecked(field.value)
            return tick
        case str():
            edit = LineEdit()
            edit.setText(field.value)
            return edit
        case day:
            return DateEdit(day, today=today)


def _answer(editor: QWidget) -> object:
    match editor:
        case DateEdit():
            editor.read()
            return editor.day()
        case MoneyEdit():
            editor.read()
            return editor.minor()
        case ComboBox():
            return editor.key()
        case CheckBox():
            return editor.isChecked()
        case LineEdit():
            return editor.text()
    return None


def _changes(form: StepForm) -> QWidget:
    """Make the appendix: what does not stand in the files as it stands here."""
    lines = [Text(f"· {words}", "dense", "text2", wrap=True) for words in form.changes]
    scroll = ScrollColumn(column(*lines, STRETCH, gap=4))
    scroll.setFixedHeight(min(_CHANGE_HEIGHT * len(lines), _MOST_HEIGHT))
    scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    head = Text(_("Changed from files and price lists"), "body-m")
    return Panel(column(head, scroll, gap=6, margins=(12, 10, 12, 10)))


def _deviations(form: StepForm) -> QWidget:
    lines = [Text(f"· {words}", "dense", "warn", wrap=True) for words in form.deviations]
    head = row(
        Icon("triangle-alert", "warn"),
        (Text(_("Outside what the text allows by itself"), "body-m", "warn"), 1),
        gap=8,
    )
    return Panel(column(head, *lines, gap=3, margins=(12, 10, 12, 10)), tone="warn")
