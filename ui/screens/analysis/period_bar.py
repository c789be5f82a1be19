"""The line that says which period is shown and how old its data is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ui.screens.analysis.rows import PeriodView
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Segment
from ui.widgets.layout import row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_HEIGHT = 54


class PeriodBar(Panel):
    """Month, quarter or year; a menu with earlier ones; the days that count.

    Signals:
        span_chosen: "month", "quarter" or "year": the running one.
        back_chosen: How many of its kind back.
    """

    span_chosen = Signal(str)
    back_chosen = Signal(int)

    def __init__(self) -> None:
        self.segment = Segment(
            [
                ("month", p_("period", "This month")),
                ("quarter", p_("period", "This quarter")),
                ("year", p_("period", "This year")),
            ]
        )
        self.earlier = Button("", "ghost")
        self.menu = QMenu(self.earlier)
        self.earlier.setMenu(self.menu)
        self._days = Text("", "meta", "text3", elide=True)
        self._as_of = Text("", "meta", "text3")
        self._as_of_words = ""
        self._is_busy = False
        super().__init__(
            row(self.segment, self.earlier, (self._days, 1), self._as_of, gap=8,
                margins=(24, 0, 20, 0)),
            "head",
        )  # fmt: skip
        self.setFixedHeight(_HEIGHT)
        self.segment.chosen.connect(self.span_chosen)

    def show_period(self, period: PeriodView) -> None:
        """Show which period is meant and which others there are."""
        self.segment.choose(period.span)
        self.earlier.set_words(period.name)
        self.earlier.setAccessibleName(_("Period: {name}").format(name=period.name))
        self._days.set_words(period.days)
        self.menu.clear()
        for back, name in period.choices:
            action = self.menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(back == period.back)
            action.triggered.connect(partial(self.back_chosen.emit, back))

    def show_as_of(self, words: str) -> None:
        """Say how old the data is."""
        self._as_of_words = words
        self._say()

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that figures are still to come."""
        self._is_busy = is_busy
        self._say()

    def _say(self) -> None:
        self._as_of.set_words(_("Computing…") if self._is_busy else self._as_of_words)
