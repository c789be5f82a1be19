"""The line that says which period and which part is shown, and how old the data is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.screens.analysis.filter_choice import FilterChoice
from ui.screens.analysis.rows import FilterView, PeriodView
from ui.texts import _, p_
from ui.widgets.choice_row import Segment
from ui.widgets.layout import row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_HEIGHT = 54


class PeriodBar(Panel):
    """Month, quarter or year; earlier ones; filters; the days that count.

    Signals:
        span_chosen: "month", "quarter" or "year": the running one.
        back_chosen: How many of its kind back.
        filter_chosen: By what is narrowed, and the value; "" for all.
    """

    span_chosen = Signal(str)
    back_chosen = Signal(int)
    filter_chosen = Signal(str, str)

    def __init__(self) -> None:
        self.segment = Segment(
            [
                ("month", p_("period", "This month")),
                ("quarter", p_("period", "This quarter")),
                ("year", p_("period", "This year")),
            ]
        )
        self.earlier = FilterChoice(p_("period", "Earlier"), least=1)
        self.filters = {
            "sector_id": FilterChoice(_("Sector")),
            "product_line": FilterChoice(_("Product line")),
            "account_type": FilterChoice(_("Account type")),
            "owner_id": FilterChoice(_("Person")),
        }
        self._days = Text("", "meta", "text3", elide=True)
        self._as_of = Text("", "meta", "text3")
        self._as_of_words = ""
        self._is_busy = False
        super().__init__(
            row(self.segment, self.earlier, *self.filters.values(), (self._days, 1), self._as_of,
                gap=8, margins=(24, 0, 20, 0)),
            "head",
        )  # fmt: skip
        self.setFixedHeight(_HEIGHT)
        self.segment.chosen.connect(self.span_chosen)
        self.earlier.chosen.connect(lambda key: self.back_chosen.emit(int(key or 0)))
        for side, chip in self.filters.items():
            chip.hide()
            chip.chosen.connect(lambda key, side=side: self.filter_chosen.emit(side, key))

    def show_period(self, period: PeriodView) -> None:
        """Show which period is meant and which others there are; an earlier one has the mark."""
        if period.back:
            self.segment.choose_none()
        else:
            self.segment.choose(period.span)
        earlier = [(str(back), name) for back, name in period.choices if back]
        self.earlier.offer(earlier, str(period.back))
        self.earlier.setAccessibleName(_("Period: {name}").format(name=period.name))
        self._days.set_words(period.days)

    def show_filters(self, filters: Sequence[FilterView]) -> None:
        """Show by what the figures are narrowed and by what they could be."""
        for view in filters:
            self.filters[view.side].offer(view.choices, view.current)

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
