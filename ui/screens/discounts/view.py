"""Draws the discount matrix and reports whose authority is to be set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.discounts.rows import DiscountLine, DiscountLook
from ui.screens.thresholds.rows import ThresholdForm
from ui.screens.thresholds.threshold_dialog import ThresholdDialog
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.notice import Notice
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_WIDTH, _NAME_WIDTH, _GAP_ACROSS, _GAP_DOWN = 860, 210, 18, 9
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DiscountsScreen(Screen):
    """One calm column: a line a role, a column a class.

    Signals:
        change_wanted: Key of a role.
        answered: Key of a role, percents by class, reason.
    """

    change_wanted = Signal(str)
    answered = Signal(str, dict, str)

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(_("Discount authority"))
        self.buttons: dict[str, Button] = {}
        self.values: dict[tuple[str, str], Text] = {}
        self.dialog: ThresholdDialog | None = None
        self._notice = Notice(space_below=16)
        self._notice.hide()
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
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setLayout(
            column(self._notice, lead, 20, self._grid, 14, self._changed, STRETCH, gap=0)
        )
        page = row((body, 100), STRETCH, margins=(24, 20, 20, 32), gap=0)
        self._scroll = ScrollColumn(page)
        self.setLayout(column(self._scroll, gap=0))

    def panes(self) -> Sequence[QWidget]:
        """Return the column for F6."""
        return (self._scroll,)

    def show_matrix(self, look: DiscountLook) -> None:
        """Show the matrix; with a refusal it can only be read."""
        self._notice.setVisible(bool(look.refusal))
        if look.refusal:
            self._notice.show_words(look.refusal, tone="info", icon="lock")
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

    def ask(self, form: ThresholdForm) -> None:
        """Ask what a role may grant."""
        self.close_question()
        self.dialog = ThresholdDialog(self, form)
        self.dialog.answered.connect(self.answered)
        self.dialog.rejected.connect(self.close_question)
        self.dialog.open()

    def close_question(self) -> None:
        """Close what asks."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        if self.dialog is not None:
            self.dialog.show_error(field, words)

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
            button = self.buttons[line.role] = Button(p_("threshold", "Change"))
            button.setAccessibleName(f"{p_('threshold', 'Change')}: {line.title}")
            button.clicked.connect(partial(self.change_wanted.emit, line.role))
            self._grid.addWidget(button, at, len(look.columns) + 1)
