"""What every screen gives the window: heading, actions, panes, and leave to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


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
    """A page of the window: it builds the content, the window shows its heading and actions."""

    heading_changed = Signal()

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
        """Return whether Esc and the back button may leave; override to keep the user here."""
        return True
