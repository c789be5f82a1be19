"""Draws the discount matrix and reports whose authority is to be set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.class_figures.view import ClassFiguresScreen
from ui.screens.discounts.rows import DiscountLine, DiscountLook
from ui.texts import _
from ui.widgets.layout import clear_layout, column
from ui.widgets.panel import hline
from ui.widgets.text import Text

_NAME_WIDTH, _GAP_ACROSS, _GAP_DOWN = 210, 18, 9
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DiscountsScreen(ClassFiguresScreen):
    """A line a role, a column a class."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], Text] = {}
        lead = Text(
            _(
                "How far below the price list a contract may go, by role and by class of the"
                " account. What goes further is decided one level up."
            ),
            "body",
            "text2",
            wrap=True,
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_ACROSS)
        self._grid.setVerticalSpacing(_GAP_DOWN)
        self._changed = Text("", "meta", "text3", wrap=True)
        super().__init__(_("Discount authority"), lead, 20, self._grid, 14, self._changed)

    def show_matrix(self, look: DiscountLook) -> None:
        """Show the matrix; with a refusal it can only be read."""
        self.show_refusal(look.refusal)
        clear_layout(self._grid)
        self.buttons, self.values = {}, {}
        for place, (_grade, title) in enumerate(look.columns, start=1):
            self._grid.addWidget(Text(title, "meta-m", "text2"), 0, place, _RIGHT)
            self._grid.setColumnStretch(place, 1)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        width = 1 + len(look.columns) + (not look.refusal)
        for number, line in enumerate(look.lines):
            at = 1 + 2 * number
            self._grid.addWidget(hline(), at, 0, 1, width)
            self._add_line(at + 1, line, look)
        self._changed.set_words(look.changed)
        self._changed.setVisible(bool(look.changed))

    def _add_line(self, at: int, line: DiscountLine, look: DiscountLook) -> None:
        name = QWidget()
        name.setLayout(
            column(Text(line.title, "body-m"), Text(line.note, "meta", "text2", wrap=True), gap=2)
        )
        self._grid.addWidget(name, at, 0)
        for place, (grade, title) in enumerate(look.columns, start=1):
            is_own = place == 1 or grade in line.own
            # What is only as all stands back, so that what was set apart is seen at once.
            ink = "text" if is_own and line.role else "text3"
            value = Text(line.values[grade], "body-m" if grade in line.own else "body", ink)
            value.setAccessibleName(f"{line.title}, {title}: {line.values[grade]}")
            self.values[line.role, grade] = value
            self._grid.addWidget(value, at, place, _RIGHT)
        if line.role and not look.refusal:
            button = self.change_button(line.role, line.title)
            self._grid.addWidget(button, at, len(look.columns) + 1)
