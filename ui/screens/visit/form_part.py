"""What all parts of the visit form have in common: they tell edits and show faults."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from app.domain.visits.draft import VisitDraft
from ui.widgets.text import Text


class FormPart(QWidget):
    """One part of the form.

    Signals:
        edited: The name of a field of the draft and its new value, at every keystroke or click.
    """

    edited = Signal(str, object)

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill the part's fields without telling."""
        raise NotImplementedError

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark those of the faults that are the part's own, and clear the others."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the keyboard into what is refused, else into the first thing to fill in."""
        controls = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisibleTo(self)
            and widget.isEnabled()
        ]
        refused = [control for control in controls if control.property("state") == "error"]
        fillable = [control for control in controls if _is_fillable(control)]
        for control in (*refused, *fillable, *controls)[:1]:
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _is_fillable(control: QWidget) -> bool:
    """Tell a field, a card or a chip from a button that acts."""
    is_choice = isinstance(control, QAbstractButton) and control.isCheckable()
    return is_choice or isinstance(control, QLineEdit | QPlainTextEdit)


class FaultLine(Text):
    """The sentence below a part that the rules refuse; invisible while all is well."""

    def __init__(self) -> None:
        super().__init__("", "meta", "bad", wrap=True)
        self.hide()

    def show_fault(self, words: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self.set_words(words)
        self.setVisible(bool(words))
