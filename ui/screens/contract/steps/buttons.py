"""The buttons of a contract's steps, for the bar above the page; only those that lie ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.contract.rows import StepView
from ui.screens.contract.steps.words import offered_buttons
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.panel import Panel
from ui.widgets.text import Text


class StepButtons(QObject):
    """Makes each button once; the bar shows whatever it is given, the menu the rest.

    Args:
        page: The page they belong to while they are not shown.

    Attributes:
        by_name: All buttons of the bar.
        in_menu: The entries of the menu.
        reasons: The row that says why a step is not possible now.

    Signals:
        requested: Name of the step to take.
    """

    requested = Signal(str)

    def __init__(self, page: QWidget, menu: QMenu) -> None:
        super().__init__(page)
        self.by_name: dict[str, Button] = {}
        self.in_menu: dict[str, QAction] = {}
        self._shown: tuple[StepView, ...] = ()
        for step in offered_buttons():
            if step.in_menu:
                self._add_entry(menu, step)
                continue
            button = Button(step.words, "plain", step.icon, parent=page)
            button.clicked.connect(lambda _checked=False, name=step.name: self.requested.emit(name))
            button.hide()
            self.by_name[step.name] = button
        self._why = Text("", "meta", "text3", wrap=True)
        self.reasons = Panel(row(self._why, margins=(24, 10, 20, 0)))
        self.reasons.hide()

    def show_steps(self, steps: Sequence[StepView]) -> list[Button]:
        """Say what is possible, and return the buttons of these steps."""
        in_bar = [step for step in steps if not step.in_menu]
        if tuple(steps) == self._shown:
            return [self.by_name[step.name] for step in in_bar]
        self._shown = tuple(steps)
        for step in in_bar:
            self.by_name[step.name].setEnabled(not step.reason)
            self.by_name[step.name].setToolTip(step.reason)
        told = [
            _("{place}: {words}").format(place=step.words.rstrip("…"), words=step.reason)
            for step in in_bar
            if step.reason
        ]
        self._show_menu({step.name: step for step in steps if step.in_menu})
        self._why.set_words("\n".join(told))
        self.reasons.setVisible(bool(told))
        return [self.by_name[step.name] for step in in_bar]

    def _add_entry(self, menu: QMenu, step: StepView) -> None:
        entry = menu.addAction(step.words)
        entry.triggered.connect(lambda _checked=False, name=step.name: self.requested.emit(name))
        entry.setVisible(False)
        self.in_menu[step.name] = entry

    def _show_menu(self, steps: Mapping[str, StepView]) -> None:
        for name, entry in self.in_menu.items():
            step = steps.get(name)
            entry.setVisible(step is not None)
            entry.setEnabled(step is not None and not step.reason)
            entry.setToolTip(step.reason if step else "")

    def why(self) -> str:
        """Return the reasons that are shown."""
        return self._why.text()
