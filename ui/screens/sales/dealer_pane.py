"""The chosen dealer: targets by product, schedule, support, the year, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.sales.rows import DealerView, PartView
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.progress import Progress
from ui.widgets.text import Text


class DealerPane(SidePane):
    """Bars by product and by month; buttons of the plan's steps at the foot.

    Signals:
        step_requested: "write", "agree", "reopen", "approve" or "return".
    """

    step_requested = Signal(str)

    def __init__(self) -> None:
        self._name = Text("", "section", wrap=True)
        self._state = Tag("")
        self._parts, self._schedule, self._year = column(gap=9), column(gap=9), column(gap=7)
        self._stock, self._ledger, self._channel = column(gap=9), column(gap=9), column(gap=9)
        self._support = Text("", "dense", "text2", wrap=True)
        self._headings = {
            "parts": SectionHeading(_("By product")),
            "schedule": SectionHeading(_("By schedule")),
            "support": SectionHeading(_("Support")),
            "stock": SectionHeading(_("Stock counted")),
            "ledger": SectionHeading(_("Deliveries")),
            "channel": SectionHeading(_("Sold on to lower tiers")),
            "year": SectionHeading(_("The year")),
        }
        self.buttons = {
            step: Button(words, "primary" if step in {"agree", "approve"} else "plain")
            for step, words in _steps().items()
        }
        super().__init__(self._lay_out(), wide=372, narrow=324)
        # A signal lives only once the widget does.
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.step_requested.emit, step))
        self.show_dealer(None)

    def show_dealer(self, dealer: DealerView | None) -> None:
        """Show a dealer's month; None leaves the pane empty."""
        self._content.setVisible(dealer is not None)
        self._foot.setVisible(dealer is not None and bool(dealer.steps))
        if dealer is None:
            return
        self._name.set_words(dealer.name)
        self._state.show_words(dealer.state, dealer.tone)
        _fill(self._parts, dealer.parts or (_nothing(),))
        _fill(self._schedule, dealer.schedule)
        _fill(self._year, dealer.year)
        _fill(self._stock, dealer.stock)
        _fill(self._ledger, dealer.ledger)
        _fill(self._channel, dealer.channel)
        self._headings["stock"].setVisible(bool(dealer.stock))
        self._headings["ledger"].setVisible(bool(dealer.ledger))
        self._headings["channel"].setVisible(bool(dealer.channel))
        self._headings["schedule"].setVisible(bool(dealer.schedule))
        self._headings["support"].setVisible(bool(dealer.support))
        self._support.set_words(dealer.support)
        self._support.setVisible(bool(dealer.support))
        for step, button in self.buttons.items():
            button.setVisible(step in dealer.steps)

    def _lay_out(self) -> QVBoxLayout:
        heads = self._headings
        inner = column(
            self._name, row(self._state, STRETCH), 6,
            heads["parts"], self._parts, 4, heads["schedule"], self._schedule, 4,
            heads["support"], self._support, 4, heads["stock"], self._stock, 4,
            heads["channel"], self._channel, 4,
            heads["ledger"], self._ledger, 4, heads["year"], self._year, STRETCH,
            gap=8, margins=(20, 16, 18, 12),
        )  # fmt: skip
        self._content = ScrollColumn(inner)
        self._foot = QWidget()
        bar = row(STRETCH, *self.buttons.values(), gap=8, margins=(20, 10, 18, 12))
        self._foot.setLayout(column(hline(), bar, gap=0))
        return column((self._content, 1), self._foot, gap=0)


def _fill(box: QVBoxLayout, parts: Sequence[PartView]) -> None:
    clear_layout(box)
    for part in parts:
        figure = Text(part.figure, "dense", "text2", align=Qt.AlignmentFlag.AlignRight)
        box.addLayout(row((Text(part.words, "dense-m", elide=True), 1), figure, gap=8))
        if part.share is not None:
            bar = Progress(part.tone, height=4)
            bar.show_share(part.share, mark=part.mark)
            box.addWidget(bar)
        if part.note:
            box.addWidget(Text(part.note, "meta", "text3", elide=True))


def _nothing() -> PartView:
    return PartView(_("Nothing planned, nothing sold"), "", "", None, None, "quiet")


def _steps() -> dict[str, str]:
    return {
        "return": _("Give back"),
        "reopen": p_("plan", "Open again"),
        "write": _("Write the plan…"),
        "agree": _("The dealer agreed"),
        "approve": p_("plan", "Approve"),
    }
