"""A form of schema fields in columns; Ctrl+S saves, Esc gives up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fields import FieldValue
from ui.forms.field_editors import FieldEditor, UnreadableError
from ui.forms.form_rows import FieldNote, FormView
from ui.forms.record_picker import RecordPicker
from ui.widgets.blocks import SectionHeading
from ui.widgets.fields import focus_first_error
from ui.widgets.layout import column

_COLUMN_GAP = 20
_ROW_GAP = 8
_GROUP_GAP = 10
_SAVE_KEYS = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")


class FormPanel(QWidget):
    """The fields of a form.

    Args:
        form: What is asked for.
        columns: Fields side by side.

    Signals:
        field_left: Name and value of a field when the keyboard leaves it.
        save_requested: Ctrl+S or Ctrl+Enter.
        cancel_requested: Esc.
        lookup_requested: Name of a reference and what was typed to find it.
    """

    field_left = Signal(str, object)
    save_requested = Signal()
    cancel_requested = Signal()
    lookup_requested = Signal(str, str)

    def __init__(self, form: FormView, *, columns: int = 2) -> None:
        super().__init__()
        self._fields = {spec.name: FieldEditor(spec, form.today) for spec in form.fields}
        self._was_shown = False
        self._lay_out(columns)
        for field in self._fields.values():
            field.left_with.connect(self.field_left)
            field.lookup_requested.connect(self.lookup_requested)
        for keys in _SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_requested)

    def field(self, name: str) -> FieldEditor:
        """Return a field by its name in the schema."""
        return self._fields[name]

    def values(self) -> Mapping[str, FieldValue] | None:
        """Return what stands in the fields; None when one cannot be read and says so."""
        values: dict[str, FieldValue] = {}
        is_readable = True
        for name, field in self._fields.items():
            if field.is_locked:
                continue
            try:
                values[name] = field.value()
            except UnreadableError:
                is_readable = False
        return values if is_readable else None

    def is_changed(self) -> bool:
        """Return whether closing would lose something that was typed."""
        return any(field.is_changed() for field in self._fields.values())

    def show_note(self, name: str, note: FieldNote) -> None:
        """Show what is wrong with a field, beside it."""
        if name in self._fields:
            self._fields[name].show_note(note)

    def set_value(self, name: str, value: FieldValue, words: str = "") -> None:
        """Put another value into a field; `words` is the name behind a reference."""
        self._fields[name].set_value(value, words)

    def offer(self, name: str, records: Sequence[tuple[str, str]]) -> None:
        """Offer records as (id, name) for a reference."""
        editor = self._fields[name].editor
        if isinstance(editor, RecordPicker):
            editor.offer(records)

    def focus_first_fault(self) -> None:
        """Put the keyboard into the first refused field, or into the first field."""
        if not focus_first_error(self._fields.values()):
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard into the first field that can be edited."""
        for field in self._fields.values():
            if not field.is_locked:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def showEvent(self, event: QShowEvent) -> None:
        """Shown for the first time, it takes the keyboard."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up the form, not the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_requested.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self, columns: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_COLUMN_GAP)
        grid.setVerticalSpacing(_ROW_GAP)
        for at in range(columns):
            grid.setColumnStretch(at, 1)
            grid.setColumnMinimumWidth(at, 120)
        at = 0
        for field in self._fields.values():
            if field.spec.heading:
                at += -at % columns
                grid.addWidget(_heading(field.spec.heading, at), at // columns, 0, 1, columns)
                at += columns
            if field.is_wide():
                at += -at % columns
            grid.addWidget(field, at // columns, at % columns, 1, columns if field.is_wide() else 1)
            at += columns if field.is_wide() else 1


def _heading(words: str, place: int) -> QWidget:
    heading = QWidget()
    top = _GROUP_GAP if place else 0
    heading.setLayout(column(SectionHeading(words), margins=(0, top, 0, 2)))
    return heading
