"""The editor of one field: which one its kind needs, and how its value is read and written."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.fields import FieldValue, Kind
from app.domain.schema import join_labels, split_labels
from ui.formats import MISSING
from ui.forms.field_words import joined
from ui.forms.form_rows import FieldNote, FormField
from ui.forms.label_picker import GroupedLabels, LabelPicker
from ui.forms.record_picker import RecordPicker
from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox, LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.marks import Icon
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit, NumberEdit

_BETWEEN_LABELS = re.compile(r"[、,，;；\n]+")
_NOTE_LINES = 2
_DOCUMENT_LINES = 6
_PLACES = 2
_BASIS_POINTS = 100
"""In one percent."""
_LOCK = 12
_FRAME = 10


class UnreadableError(ValueError):
    """What was typed is no value of the field; the editor says so itself."""


class FieldEditor(Field):
    """A field of a form with the editor of its kind.

    Args:
        spec: What is asked for.
        today: For the shortcuts of date fields.

    Signals:
        left_with: Name and value when the editor is left and could be read.
        lookup_requested: Name of a reference and what was typed to find it.
    """

    left_with = Signal(str, object)
    lookup_requested = Signal(str, str)

    def __init__(self, spec: FormField, today: dt.date) -> None:
        self.spec = spec
        self._initial = spec.value
        editor = _locked_words(spec) if spec.reason else make_editor(spec, today)
        locks = spec.reason and not spec.is_plain
        lock = Icon("lock", "text3", _LOCK, words=spec.reason) if locks else None
        is_asked = spec.required and not spec.reason
        super().__init__(spec.label, editor, required=is_asked, aside=lock)
        if spec.reason:
            editor.setToolTip(spec.reason)
            editor.setAccessibleDescription(spec.reason)
        if isinstance(editor, RecordPicker):
            editor.lookup_requested.connect(
                lambda text: self.lookup_requested.emit(self.spec.name, text)
            )
        self.set_value(spec.value, spec.words)
        self.left.connect(self._tell)

    @property
    def is_locked(self) -> bool:
        """Whether it can only be read here."""
        return bool(self.spec.reason)

    def is_wide(self) -> bool:
        """Return whether it takes the whole width of the form."""
        if self.spec.kind is Kind.DOCUMENT:
            return True
        return isinstance(self.editor, LabelPicker | GroupedLabels)

    def value(self) -> FieldValue:
        """Return what stands in the editor; the first value when nothing but blanks changed.

        Raises:
            UnreadableError: What was typed is no date, amount or number.
        """
        value = self._read()
        if self.spec.kind is Kind.LABELS:
            same = set(split_labels(value)) == set(split_labels(self._initial))
        else:
            same = isinstance(self._initial, str) and value == (self._initial.strip() or None)
        return self._initial if same else value

    def is_changed(self) -> bool:
        """Return whether closing the form would lose something."""
        if self.is_locked:
            return False
        try:
            return self.value() != self._initial
        except UnreadableError:
            return True

    def set_value(self, value: FieldValue, words: str = "") -> None:
        """Put a value into the editor; it counts as unchanged.

        Args:
            value: The value.
            words: The name behind a reference.
        """
        self._initial = value
        match self.editor:
            case RecordPicker():
                self.editor.show_record(value if isinstance(value, str) else None, words)
            case DateEdit():
                day = dt.date.fromisoformat(value) if isinstance(value, str) else None
                self.editor.set_day(day)
            case MoneyEdit():
                self.editor.set_minor(value if isinstance(value, int) else None)
            case NumberEdit():
                number = Decimal(value) if isinstance(value, int) else None
                if number is not None and self.spec.is_percent:
                    number /= _BASIS_POINTS
                self.editor.set_number(number)
            case ComboBox():
                self.editor.choose("" if value is None else str(value))
            case LabelPicker() | GroupedLabels():
                self.editor.set_labels(value)
            case TextArea():
                self.editor.setPlainText(str(value or ""))
            case QLineEdit():
                self.editor.setText(_line_text(self.spec.kind, value))
                self.editor.setCursorPosition(0)

    def show_note(self, note: FieldNote) -> None:
        """Show what is wrong, or that nothing is."""
        match note.level:
            case "error":
                self.show_error(note.words)
            case "warning":
                self.show_warning(note.words)
            case _:
                self.clear_note()
                self.show_hint(note.words)

    def _read(self) -> FieldValue:
        editor = self.editor
        match editor:
            case RecordPicker():
                editor.read()
                self._refuse_misread()
                return editor.record_id()
            case DateEdit():
                editor.read()
                self._refuse_misread()
                day = editor.day()
                return day.isoformat() if day else None
            case MoneyEdit():
                editor.read()
                self._refuse_misread()
                return editor.minor()
            case NumberEdit():
                editor.read()
                self._refuse_misread()
                number = editor.number()
                if number is not None and self.spec.is_percent:
                    number *= _BASIS_POINTS
                return None if number is None else int(number)
            case _:
                return _read_words(self.spec.kind, editor)

    def _refuse_misread(self) -> None:
        # `read` has just cleared the state of an editor whose text it understood.
        if self.editor.property("state") == "error":
            raise UnreadableError

    def _tell(self) -> None:
        if self.is_locked:
            return
        try:
            value = self.value()
        except UnreadableError:
            return
        self.left_with.emit(self.spec.name, value)


def make_editor(spec: FormField, today: dt.date) -> QWidget:
    """Return the empty editor for a field that can be changed."""
    match spec.kind:
        case Kind.NOTE | Kind.DOCUMENT:
            return _note_editor(_DOCUMENT_LINES if spec.kind is Kind.DOCUMENT else _NOTE_LINES)
        case Kind.CHOICE | Kind.FLAG:
            return ComboBox(_answers(spec))
        case Kind.DATE:
            return DateEdit(today=today)
        case Kind.MONEY:
            return MoneyEdit()
        case Kind.INTEGER:
            return NumberEdit(places=_PLACES, unit="%") if spec.is_percent else NumberEdit()
        case _:
            return _line_editor(spec)


def _answers(spec: FormField) -> list[tuple[str, str]]:
    blank = [] if spec.required else [("", MISSING)]
    if spec.kind is Kind.FLAG:
        return [*blank, ("1", _("Yes")), ("0", _("No"))]
    return [*blank, *spec.choices]


def _locked_words(spec: FormField) -> QWidget:
    is_long = spec.kind in {Kind.NOTE, Kind.DOCUMENT, Kind.LABELS}
    role = "text" if spec.is_plain else "text2"
    words = Text(spec.words or MISSING, "body", role, elide=not is_long, wrap=is_long)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _note_editor(lines: int) -> QWidget:
    area = TextArea(lines=lines)
    # The program's style sheet lets every text area shrink to nothing; a form keeps its lines.
    area.setStyleSheet(f"QPlainTextEdit {{ min-height: {area.sizeHint().height() - _FRAME}px }}")
    return area


def _line_editor(spec: FormField) -> QWidget:
    if spec.kind is Kind.LABELS and spec.offers:
        return GroupedLabels(spec.offers)
    if spec.kind is Kind.LABELS:
        return (
            LabelPicker(spec.choices)
            if spec.choices
            else LineEdit(placeholder=_("Separate with commas"))
        )
    return RecordPicker() if spec.kind is Kind.REFERENCE else LineEdit()


def _line_text(kind: Kind, value: FieldValue) -> str:
    if kind is Kind.LABELS:
        return joined(split_labels(value))
    return str(value or "")


def _read_words(kind: Kind, editor: QWidget) -> FieldValue:
    match editor:
        case ComboBox():
            key = editor.key() or None
            return int(key) if key and kind is Kind.FLAG else key
        case LabelPicker() | GroupedLabels():
            return editor.labels()
        case TextArea():
            return editor.toPlainText().strip() or None
        case QLineEdit() if kind is Kind.LABELS:
            return join_labels(_BETWEEN_LABELS.split(editor.text()))
        case QLineEdit():
            return editor.text().strip() or None
        case _:
            return None
