"""Draws the thresholds and reports which one is to be set."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.class_figures.view import ClassFiguresScreen
from ui.screens.settings.parts import section
from ui.screens.thresholds.rows import ThresholdGroup, ThresholdLine
from ui.texts import _
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.text import Text

_VALUE = 236


class ThresholdsScreen(ClassFiguresScreen):
    """All thresholds, rule by rule."""

    def __init__(self) -> None:
        self.values: dict[str, Text] = {}
        self._groups = column(gap=24)
        super().__init__(_("Warning thresholds"), self._groups)

    def show_groups(self, groups: Sequence[ThresholdGroup], refusal: str) -> None:
        """Show all thresholds; with a refusal they can only be read."""
        self.show_refusal(refusal)
        clear_layout(self._groups)
        self.buttons, self.values = {}, {}
        for group in groups:
            lines = [self._line(line, may_write=not refusal) for line in group.lines]
            holder = QWidget()
            holder.setLayout(section(group.title, *lines))
            self._groups.addWidget(holder)

    def _line(self, line: ThresholdLine, *, may_write: bool) -> QWidget:
        value = self.values[line.name] = Text(
            line.value, "body-m" if line.is_set else "body", wrap=True
        )
        changed = Text(line.changed, "meta", "text3", wrap=True) if line.changed else None
        holds = QWidget()
        holds.setFixedWidth(_VALUE)
        holds.setLayout(column(value, changed, gap=2))
        words = column(
            Text(line.title, "body", wrap=True), Text(line.note, "meta", "text2", wrap=True), gap=2
        )
        button = self.change_button(line.name, line.title)
        button.setVisible(may_write)
        made = QWidget()
        made.setLayout(row((words, 1), holds, button, gap=24, margins=(0, 12, 0, 12)))
        return made
