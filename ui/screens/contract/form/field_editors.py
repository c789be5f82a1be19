"""The editor of one field of a contract: tells its value at every keystroke that makes sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.domain.contracts.sheet import decimal_money
from app.domain.contracts.wording.values import MONEY_FORM, money_minor
from ui.formats import MISSING
from ui.screens.contract.opened.plan import FormField
from ui.screens.contract.opened.rows import plain
from ui.screens.contract.rows import FieldNote, OriginView
from ui.screens.contract.words.values import iso_day, value_in_words
from ui.texts import _
from ui.typed_values import TypedFractionError, typed_money, typed_number
from ui.typed_words import number_words
from ui.widgets.announce import announce
from ui.widgets.checks import CheckBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox, LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.read_edit import ReadEdit
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit

ORIGIN_KEYS = "Ctrl+I"
_LIST_LINES = 3
_FLAG_DROP = 6


class FigureEdit(ReadEdit):
    """A whole number, or a percentage with as many decimals as it needs.

    Signals:
        value_changed: The number as the template spells it: a whole number, or "0.05"; or None.
    """

    value_changed = Signal(object)

    def __init__(self, *, is_percent: bool) -> None:
        super().__init__()
        self._is_percent = is_percent
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._follow)

    def set_value(self, value: object) -> None:
        """Show a number without telling."""
        self.accept()
        words = "" if value is None or value == "" else str(value)
        self.setText(f"{words}%" if words and self._is_percent else words)

    def _follow(self) -> None:
        try:
            self.value_changed.emit(self._read())
        except ValueError:
            return  # half a number: the next keystroke may make it whole

    def read(self) -> None:
        """Understand the text and write it as it is kept."""
        try:
            value = self._read()
        except ValueError as error:
            self.refuse(number_words(error))
            return
        self.set_value(value)
        self.value_changed.emit(value)

    def _read(self) -> str | int | None:
        number = typed_number(self.text().strip().rstrip("%％"))
        if number is None:
            return None
        if self._is_percent:
            return plain(number)
        if number != number.to_integral_value():
            raise TypedFractionError("not a whole number")
        return int(number)


class OriginWord(Text):
    """A quiet word that gives way to the label; the whole sentence is its tool tip."""

    def __init__(self) -> None:
        super().__init__("", "micro", "text3", elide=True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_view(self, view: OriginView | None) -> None:
        """Show where a value came from."""
        self.setVisible(view is not None and bool(view.word))
        if view is not None:
            self.set_words(view.word)
            self.set_role("warn" if view.is_changed else "text3")
            self.setToolTip(f"{view.words} ({ORIGIN_KEYS})")

    def _explain_if_cut(self) -> None:
        """Keep the sentence: it says more than the word that may be cut."""


class ContractField(Field):
    """One field of the form.

    Args:
        spec: What is asked for.
        today: For the shortcuts of dates.
        is_locked: It can only be read.

    Signals:
        edited: Name and value, at every keystroke that makes sense.
        left_with: Name, when the editor is left.
    """

    edited = Signal(str, object)
    left_with = Signal(str)

    def __init__(self, spec: FormField, today: dt.date, *, is_locked: bool = False) -> None:
        self.spec = spec
        self._shown: FieldNote | None = None
        self._is_misread = False
        editor = _locked_words(spec) if is_locked else _make_editor(spec, today)
        is_flag = spec.kind == "flag"
        label = "" if is_flag else spec.label
        self._origin = OriginWord()
        self._origin_view: OriginView | None = None
        must = spec.required and not is_flag and not is_locked
        # Beside a box there is no label: its words are its own.
        aside = None if is_flag else self._origin
        super().__init__(label, editor, required=must, aside=aside)
        if is_flag:
            editor.setAccessibleName(spec.label)
            self._drop_to_the_line_of_boxes()
        self.left.connect(lambda: self.left_with.emit(spec.name))
        self._connect(editor)

    def set_value(self, value: Any) -> None:
        """Show a value without telling."""
        editor = self.editor
        self._is_misread = False
        with QSignalBlocker(editor):
            match editor:
                case DateEdit():
                    editor.set_day(iso_day(value))
                case MoneyEdit():
                    is_money = isinstance(value, str) and MONEY_FORM.fullmatch(value)
                    editor.set_minor(money_minor(value) if is_money else None)
                case FigureEdit():
                    editor.set_value(value)
                case ComboBox():
                    editor.choose(str(value or ""))
                case CheckBox():
                    editor.setChecked(bool(value))
                case TextArea():
                    editor.setPlainText("\n".join(value) if isinstance(value, list) else "")
                case QLineEdit():
                    editor.setText(str(value or ""))
                    editor.setCursorPosition(0)
                case Text():
                    editor.set_words(value_in_words(self.spec, value))

    def show_note(self, note: FieldNote | None) -> None:
        """Show what is wrong, or that nothing is; a text that is no value complains itself."""
        if self._is_misread or note == self._shown:
            return
        self._shown = note
        if note is None:
            self.clear_note()
        elif note.level == "error":
            self.show_error(note.words)
        else:
            self.show_warning(note.words)

    def show_origin(self, view: OriginView | None) -> None:
        """Show beside the label where the value came from; nothing for a blank."""
        if view != self._origin_view:
            self._origin_view = view
            self._origin.show_view(None if self.spec.kind == "flag" else view)
            words = f"{view.words} ({ORIGIN_KEYS})" if view else ""
            self._label.setToolTip(words)
            self.editor.setStatusTip(view.words if view else "")

    def tell_origin(self) -> None:
        """Say in full where the value came from, beside the editor and to a screen reader."""
        view = self._origin_view
        words = view.words if view else _("Nothing is known of where it came from.")
        at = self.editor.mapToGlobal(self.editor.rect().bottomLeft())
        QToolTip.showText(at, words, self.editor)
        announce(self.editor, words, at_once=True)

    def _drop_to_the_line_of_boxes(self) -> None:
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertSpacing(1, _FLAG_DROP)

    def _connect(self, editor: QWidget) -> None:
        if isinstance(editor, DateEdit | MoneyEdit | FigureEdit):
            editor.misread.connect(self._misread)
        match editor:
            case DateEdit():
                editor.day_changed.connect(self._tell_day)
                editor.textEdited.connect(self._follow_day)
            case MoneyEdit():
                editor.minor_changed.connect(self._tell_money)
                editor.textEdited.connect(self._follow_money)
            case FigureEdit():
                editor.value_changed.connect(self._tell)
            case ComboBox():
                editor.chosen.connect(lambda key: self._tell(key or None))
            case CheckBox():
                editor.toggled.connect(self._tell)
            case TextArea():
                editor.textChanged.connect(lambda: self._tell(_lines(editor.toPlainText())))
            case QLineEdit():
                editor.textEdited.connect(lambda text: self._tell(text.strip()))

    def _misread(self, _words: str) -> None:
        self._is_misread = True

    def _tell(self, value: object) -> None:
        if self._is_misread:
            self._is_misread, self._shown = False, None
            self.clear_note()
        self.edited.emit(self.spec.name, value)

    def _tell_day(self, day: dt.date | None) -> None:
        self._tell(day.isoformat() if day else None)

    def _follow_day(self, text: str) -> None:
        day = iso_day(text.strip())
        if day is not None:
            self._tell_day(day)

    def _tell_money(self, minor: int | None) -> None:
        self._tell(None if minor is None else decimal_money(minor))

    def _follow_money(self, text: str) -> None:
        try:
            self._tell_money(typed_money(text))
        except ValueError:
            return  # half an amount: the next keystroke may make it whole


def _make_editor(spec: FormField, today: dt.date) -> QWidget:
    makers: Mapping[str, Callable[[], QWidget]] = {
        "money": MoneyEdit,
        "date": lambda: DateEdit(today=today),
        "percent": lambda: FigureEdit(is_percent=True),
        "number": lambda: FigureEdit(is_percent=False),
        "flag": lambda: CheckBox(spec.label),
        "choice": lambda: ComboBox([("", MISSING), *spec.choices]),
        "list": lambda: TextArea(lines=_LIST_LINES, placeholder=_hint(spec)),
        "text": lambda: LineEdit(placeholder=_example(spec)),
    }
    return makers[spec.kind]()


def _locked_words(spec: FormField) -> QWidget:
    if spec.kind == "flag":
        box = CheckBox(spec.label)
        box.setEnabled(False)
        return box
    return Text("", "body", wrap=True, selectable=True)


def _example(spec: FormField) -> str:
    return _("e.g. {example}").format(example=spec.example) if spec.example else ""


def _hint(spec: FormField) -> str:
    return _example(spec) or _("One on each line")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
