"""What all parts of the visit form have in common: they tell edits and show faults."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.visit_draft import VisitDraft
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
        """Put the keyboard into the part's first control."""
        for widget in self.findChildren(QWidget):
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return


class FaultLine(Text):
    """The sentence below a part that the rules refuse; invisible while all is well."""

    def __init__(self) -> None:
        super().__init__("", "meta", "bad", wrap=True)
        self.hide()

    def show_fault(self, words: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self.set_words(words)
        self.setVisible(bool(words))
