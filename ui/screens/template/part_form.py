"""The form of one part: built from its description, filled, and read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.screens.contract.rows import FieldNote
from ui.screens.template.rows import ActionSpec, EditorSpec, FormView, InsertGroup
from ui.screens.template.wording_edit import WordingEdit, insert_words
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import CheckBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox, LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_GAP_ACROSS, _GAP_DOWN = 14, 12
_OF_THE_PAGE = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PartForm(ScrollColumn):
    """Entry boxes of one part; typing never builds it anew.

    Args:
        today: The user's day.

    Signals:
        edited: Key and what was typed.
        acted: Key of a button.
        confirmed: Both wordings say the same.
        left: An entry box lost the keyboard.
    """

    edited = Signal(str, str)
    acted = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._title = Text("", "section", wrap=True)
        self._meta = Text("", "meta", "text3", selectable=True)
        self._banner = Banner("info", "info")
        self._confirm = self._banner.add_link(_("Both say the same"))
        self._banner_row = Panel(row(self._banner, margins=(0, 0, 0, 4)))
        self._rows = column(gap=_GAP_DOWN)
        self._buttons = row(gap=8)
        self._shape: tuple[object, ...] = ()
        self._is_filling = False
        self.fields: dict[str, Field] = {}
        self.buttons: dict[str, Button | IconButton] = {}
        self._tags: dict[str, Tag] = {}
        head = row((self._title, 1), self._meta, gap=10)
        super().__init__(
            column(
                head, self._banner_row, self._rows, 6, self._buttons, STRETCH,
                gap=10, margins=(20, 14, 20, 16),
            )
        )  # fmt: skip
        self._banner_row.hide()
        self._confirm.clicked.connect(self.confirmed)

    def show_form(self, form: FormView, groups: Sequence[InsertGroup]) -> None:
        """Show a part; its boxes are built only when they are others."""
        self._title.set_words(form.title)
        self._meta.set_words(form.meta)
        self._banner_row.setVisible(bool(form.banner))
        self._confirm.setVisible(form.confirms)
        if form.banner:
            icon = "languages" if form.confirms else "lock"
            self._banner.show_words(form.banner, "warn" if form.confirms else "info", icon)
        if form.shape() != self._shape:
            self._shape = form.shape()
            self._build(form)
        self._is_filling = True
        for spec in (each for line in form.rows for each in line):
            _fill(self.fields[spec.key].editor, spec.value)
            if (tag := self._tags.get(spec.key)) is not None:
                tag.setVisible(bool(spec.tag))
                tag.show_words(spec.tag, "warn", "languages")
        self._is_filling = False
        for field in self.fields.values():
            if isinstance(field.editor, WordingEdit):
                field.editor.offer(groups)

    def show_notes(self, notes: Mapping[str, FieldNote]) -> None:
        """Show what is wrong beside the boxes."""
        for key, field in self.fields.items():
            note = notes.get(key)
            if note is None:
                if field.has_error() or field.note():
                    field.clear_note()
            elif note.level == "error":
                field.show_error(note.words)
            else:
                field.show_warning(note.words)

    def enter(self) -> None:
        """Put the keyboard into the first box."""
        for field in self.fields.values():
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the page, which knows more than one box."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_of_the_page(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _build(self, form: FormView) -> None:
        clear_layout(self._rows)
        clear_layout(self._buttons)
        self.fields, self.buttons, self._tags = {}, {}, {}
        for line in form.rows:
            self._rows.addLayout(self._line(line, is_locked=form.is_locked))
        for action in form.actions:
            self._buttons.addWidget(self._button(action))
        self._buttons.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _line(self, specs: Sequence[EditorSpec], *, is_locked: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(_GAP_ACROSS)
        for spec in specs:
            self.fields[spec.key] = self._field(spec, is_locked=is_locked)
            line.addWidget(self.fields[spec.key], 1)
        return line

    def _field(self, spec: EditorSpec, *, is_locked: bool) -> Field:
        editor = self._editor(spec)
        aside: QWidget | None = None
        if isinstance(editor, WordingEdit) and not is_locked:
            insert = Button(insert_words(), "link", "plus")
            insert.setToolTip("Ctrl+Space")
            insert.clicked.connect(editor.open_menu)
            aside = QWidget()
            tag = self._tags[spec.key] = Tag("", "warn")
            tag.hide()
            aside.setLayout(row(tag, insert, gap=8))
        field = Field(spec.label, editor, hint=spec.hint, aside=aside)
        field.left.connect(self.left)
        editor.installEventFilter(self)
        if is_locked:
            _lock(editor)
        return field

    def _editor(self, spec: EditorSpec) -> QWidget:
        tell: Callable[[str], None] = partial(self._tell, spec.key)
        match spec.kind:
            case "choice":
                box = ComboBox(spec.choices)
                box.chosen.connect(tell)
                return box
            case "flag":
                check = CheckBox(_("Yes"))
                check.toggled.connect(lambda on: tell("1" if on else ""))
                return check
            case "day":
                day = DateEdit(None, today=self._today)
                day.day_changed.connect(lambda at: tell(at.isoformat() if at else ""))
                return day
            case "line":
                line = LineEdit()
                line.textEdited.connect(tell)
                return line
        area = WordingEdit(lines=spec.lines) if spec.kind == "words" else TextArea(lines=spec.lines)
        area.textChanged.connect(lambda: tell(area.toPlainText()))
        return area

    def _button(self, action: ActionSpec) -> QAbstractButton:
        button: Button | IconButton = (
            IconButton(action.icon, action.words)
            if action.is_sign
            else Button(action.words, action.kind, action.icon)
        )
        self.buttons[action.key] = button
        button.clicked.connect(lambda: self.acted.emit(action.key))
        return button

    def _tell(self, key: str, typed: str) -> None:
        if not self._is_filling:
            self.edited.emit(key, typed)


def _is_of_the_page(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(each) for each in _OF_THE_PAGE)


def _fill(editor: QWidget, value: str) -> None:
    match editor:
        case ComboBox():
            editor.choose(value)
        case CheckBox():
            editor.setChecked(value == "1")
        case DateEdit():
            day = dt.date.fromisoformat(value) if value else None
            if day != editor.day():
                editor.set_day(day)
        case LineEdit():
            if editor.text() != value:
                editor.setText(value)
        case TextArea():
            if editor.toPlainText() != value:
                editor.setPlainText(value)


def _lock(editor: QWidget) -> None:
    if isinstance(editor, LineEdit | TextArea):
        editor.setReadOnly(True)
    else:
        editor.setEnabled(False)
