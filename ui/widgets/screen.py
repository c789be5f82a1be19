"""What every screen gives the window: heading, actions, panes, and leave to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.unsaved_question import UnsavedQuestion


@dataclass(frozen=True, slots=True)
class Heading:
    """The left end of the command bar.

    Attributes:
        title: Name of the screen or of the record.
        meta: A quiet line behind it.
        before: Signs before the title, such as the class mark.
        after: Signs behind the title, such as tags.
    """

    title: str = ""
    meta: str = ""
    before: tuple[QWidget, ...] = ()
    after: tuple[QWidget, ...] = ()


class Screen(QWidget):
    """A page of the window: it builds the content, the window shows its heading and actions.

    Signals:
        heading_changed: Title, signs or actions are others now.
        leave_requested: The page that kept the user may be closed now: what was typed is saved,
            or he said that it may go.
    """

    heading_changed = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading()
        self._actions: tuple[QWidget, ...] = ()

    def heading(self) -> Heading:
        """Return what stands at the left of the command bar."""
        return self._heading

    def set_heading(
        self,
        title: str,
        meta: str = "",
        *,
        before: Sequence[QWidget] = (),
        after: Sequence[QWidget] = (),
    ) -> None:
        """Change title, quiet line and signs of the command bar."""
        self._heading = Heading(title, meta, tuple(before), tuple(after))
        self.heading_changed.emit()

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """Return the widgets at the right of the command bar."""
        return self._actions

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """Change the actions; the filled button comes last."""
        self._actions = tuple(actions)
        self.heading_changed.emit()

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through, in reading order."""
        return (self,)

    def leave_allowed(self) -> bool:
        """Return whether the page may be closed, by any way; override to keep the user here.

        A page that returns False asks the user, and emits `leave_requested` when it may go.
        """
        return True

    def keep_typed(self) -> None:
        """Bring what is typed to the store, for pages that keep drafts; nothing is asked."""

    def ask_to_leave(
        self, what: str, *, save: Callable[[], None] | None = None, verb: str = ""
    ) -> UnsavedQuestion:
        """Ask what becomes of what was typed; `leave_requested` tells that it may be discarded.

        Args:
            what: The sentence that says what is not saved.
            save: Saves, and emits `leave_requested` once that has worked.
            verb: What the button that saves says.
        """
        question = UnsavedQuestion(self, what, save=verb if save is not None else "")
        question.discard_chosen.connect(self.leave_requested)
        if save is not None:
            question.save_chosen.connect(save)
        question.open()
        return question
