"""Asks which field is set in many files, and shows beforehand what would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.schema import ENTITIES
from ui.field_texts import choice_label, field_label
from ui.screens.cleaning.mending import MENDABLE, PreviewLine
from ui.texts import _, n_
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_ACCOUNT = "account"
_WIDTH, _HEIGHT = 560, 260


class MendingDialog(Dialog):
    """Field, value, and the list of what would change.

    Signals:
        previewed: Field and value, whenever one of them changed.
        mended: Field and value.
    """

    previewed = Signal(str, str)
    mended = Signal(str, str)

    def __init__(self, parent: QWidget, count: int) -> None:
        title = n_("Set a field in {count} file", "Set a field in {count} files", count)
        super().__init__(parent, title.format(count=count), width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = ComboBox([(name, field_label(_ACCOUNT, name)) for name in MENDABLE])
        self.choice, self.words = ComboBox(), LineEdit()
        self._values = QStackedWidget()
        self._values.addWidget(self.choice)
        self._values.addWidget(self.words)
        head = QWidget()
        self._value = Field(_("New value"), self._values, required=True)
        head.setLayout(row((Field(_("Field"), self.field), 1), (self._value, 1), gap=16))
        self._count = Text("", "meta", "text2")
        self._lines = column(gap=4)
        scroll = ScrollColumn(column(self._lines, STRETCH, gap=0, margins=(0, 0, 12, 0)))
        scroll.setFixedHeight(_HEIGHT)
        for part in (head, self._count, scroll):
            self.add_content(part)
        self.add_button(_("Cancel"))
        self._set = self.add_button(_("Set it"), "primary", closes=False)
        self._set.clicked.connect(lambda: self.mended.emit(self.field.key(), self.value()))
        self.field.chosen.connect(lambda _key: self._offer())
        self.choice.chosen.connect(lambda _key: self._ask())
        self.words.textChanged.connect(lambda _text: self._ask())
        self._offer()

    def value(self) -> str:
        """Return the value that is to be set."""
        is_choice = self._values.currentWidget() is self.choice
        return self.choice.key() if is_choice else self.words.text().strip()

    def show_preview(self, lines: Sequence[PreviewLine]) -> None:
        """Show what would change, and what is left out and why."""
        self._value.clear_note()
        clear_layout(self._lines)
        changed = sum(not line.is_left_out for line in lines)
        words = n_("{count} file would change", "{count} files would change", changed)
        self._count.set_words(words.format(count=changed))
        self._set.setEnabled(changed > 0)
        for line in lines:
            role = "text3" if line.is_left_out else "text"
            note = Text(line.note, "dense", "text3", align=Qt.AlignmentFlag.AlignRight)
            self._lines.addLayout(
                row((Text(line.name, "dense", role, elide=True), 1), note, gap=12)
            )

    def show_error(self, words: str) -> None:
        """Say why the value is refused."""
        clear_layout(self._lines)
        self._set.setEnabled(False)
        self._value.show_error(words)

    def _offer(self) -> None:
        name = self.field.key()
        choices = ENTITIES[_ACCOUNT].fields[name].choices
        self._values.setCurrentWidget(self.choice if choices else self.words)
        if choices:
            self.choice.set_choices([(key, choice_label(_ACCOUNT, name, key)) for key in choices])
        self._ask()

    def _ask(self) -> None:
        self._count.set_words("")
        self._set.setEnabled(False)
        if self.value():
            self.previewed.emit(self.field.key(), self.value())
        else:
            clear_layout(self._lines)
