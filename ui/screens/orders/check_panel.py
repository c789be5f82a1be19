"""The credit check beside the goods: the answer, every reason, and the figures it came from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.orders.rows import CheckView
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.credit import CreditBar, CreditFigures
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text


class CheckPanel(QWidget):
    """Says at every keystroke what would become of the order."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = SectionHeading(_("Credit check"))
        self._icon = Icon("circle", "text3")
        self._answer = Text("", "dense-m", wrap=True)
        self._reasons = column(gap=2)
        self._note = Panel(tone="quiet")
        sign = column(2, self._icon, STRETCH, gap=0)
        words = column(self._answer, self._reasons, gap=2)
        self._note.setLayout(row(sign, (words, 1), gap=10, margins=(12, 10, 12, 10)))
        self._bar = CreditBar()
        self._sums = column(gap=3)
        self._as_of = Text("", "meta", "text3", wrap=True)
        self.setLayout(
            column(self._heading, self._note, self._bar, self._sums, self._as_of, gap=10)
        )

    def show_check(self, check: CheckView) -> None:
        """Show another answer."""
        self._heading.set_title(check.title)
        self._icon.set_icon(check.icon, check.tone)
        self._note.set_tone(check.tone)
        self._answer.set_words(check.answer)
        clear_layout(self._reasons)
        for reason in check.reasons:
            self._reasons.addWidget(Text(reason, "dense", "text2", wrap=True))
        self._bar.setVisible(check.limit is not None)
        if check.limit is not None:
            self._bar.show_figures(CreditFigures(check.owed, check.orders, check.limit))
            self._bar.setAccessibleName(
                ", ".join(f"{each.words} {each.figure}" for each in check.sums)
            )
        clear_layout(self._sums)
        for each in check.sums:
            words = Text(each.words, "dense", "text2")
            figure = Text(each.figure, "dense-m", each.role)
            self._sums.addLayout(row(words, STRETCH, figure))
        self._as_of.set_words(check.as_of)
        self._as_of.setVisible(bool(check.as_of))

    def words(self) -> str:
        """Return the answer as it is read."""
        return self._answer.text()
