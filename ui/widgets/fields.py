"""A field: label above, entry box, and one line below that helps, warns or refuses."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.announce import announce
from ui.widgets.editors import EditorState, set_editor_state
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Icon
from ui.widgets.read_edit import ReadEdit
from ui.widgets.text import Text


class Field(QWidget):
    """Label, editor and note; fields in one row keep their labels on one line.

    Args:
        label: What is asked for.
        editor: Any editor of `editors`, `value_editors` or `date_edit`.
        required: Says so in grey words, not with a star.
        hint: The line below while nothing is wrong.
        aside: Something at the right end of the label's line.
    """

    left = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        aside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.editor = editor
        self._hint, self._state = hint, ""
        self._label = Text(label, "meta-m", "text2")
        self._label.setBuddy(editor)
        self._mark = Icon("circle-alert", "bad", 14)
        self._note = Text("", "meta", "text3", wrap=True)
        must = Text(_("Required"), "micro", "text3") if required else None
        head = row(self._label, must, STRETCH, aside, gap=6)
        note = row((column(2, self._mark, STRETCH, gap=0), 0), (self._note, 1), gap=5)
        self.setLayout(column(head, editor, note, STRETCH, gap=5))
        editor.setAccessibleName(f"{label}, {_('Required')}" if required else label)
        editor.installEventFilter(self)
        if hasattr(editor, "misread"):
            editor.misread.connect(self.show_error)
        if isinstance(editor, ReadEdit):
            editor.understood.connect(self.clear_note)
        self.clear_note()

    def show_error(self, words: str) -> None:
        """Refuse: red border, icon, and what to do."""
        self._show("error", words, "circle-alert", "bad")
        announce(self.editor, words, at_once=True)

    def show_warning(self, words: str) -> None:
        """Warn: amber border and icon; never blocks."""
        self._show("warning", words, "triangle-alert", "warn")
        announce(self.editor, words)

    def show_hint(self, words: str) -> None:
        """Change the quiet help line."""
        self._hint = words
        if not self._state:
            self.clear_note()

    def clear_note(self) -> None:
        """Nothing is wrong: show the hint again; a text that is no value keeps its reason."""
        if isinstance(self.editor, ReadEdit) and self.editor.is_misread():
            return
        self._show("", self._hint, "", "text3")

    def has_error(self) -> bool:
        """Return whether the field is refused."""
        return self._state == "error"

    def note(self) -> str:
        """Return the line below the box."""
        return self._note.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the editor is left; a popup of the editor does not count."""
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            reason = getattr(event, "reason", lambda: None)()
            if reason != Qt.FocusReason.PopupFocusReason:
                self.left.emit()
        return super().eventFilter(watched, event)

    def _show(self, state: EditorState, words: str, icon: str, role: str) -> None:
        self._state = state
        set_editor_state(self.editor, state)
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.set_icon(icon, role)
        self._note.setVisible(bool(words))
        self._note.set_words(words)
        self._note.set_role(role)
        self.editor.setAccessibleDescription(words)


def focus_first_error(fields: Iterable[Field]) -> bool:
    """Put the keyboard into the first refused field.

    Returns:
        Whether there was one.
    """
    for field in fields:
        if field.has_error():
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False
