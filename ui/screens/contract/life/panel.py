"""What happened to a signed contract: where its original lies, what was delivered, paid, broken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.screens.contract.life.rows import FactView, LifeView, MomentView
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.panel import hline
from ui.widgets.text import Text
from ui.widgets.timeline import TimelineRow

_MOST_WIDTH = 920
_LABEL_WIDTH = 96
_SHOWN = 5


class LifePanel(QWidget):
    """Facts, links to its kin, and the timeline; the older part unfolds.

    Signals:
        kin_opened: Id of the contract to open.
    """

    kin_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: LifeView | None = None
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._kin, self._moments = QVBoxLayout(), QVBoxLayout()
        for layout in (self._kin, self._moments):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._marks = row(gap=6)
        self._more = Button("", "link")
        self._more.clicked.connect(self._unfold)
        head = row(SectionHeading(_("Since the signature")), self._marks, STRETCH)
        body = column(
            head, self._facts, self._kin, self._moments, row(self._more, STRETCH), hline(), gap=12
        )
        body.setContentsMargins(24, 16, 20, 0)
        self.setLayout(body)
        self.setMaximumWidth(_MOST_WIDTH)
        self.hide()

    def show_life(self, view: LifeView) -> None:
        """Show another state of it; what is shown already stays as it is."""
        if view == self._view:
            return
        self._view = view
        self._draw_head(view)
        self._draw_moments(view, _SHOWN)

    def _draw_head(self, view: LifeView) -> None:
        for layout in (self._marks, self._facts, self._kin):
            clear_layout(layout)
        for words in view.marks:
            self._marks.addWidget(Tag(words, "info"))
        for line, fact in enumerate(view.facts):
            self._add_fact(line, fact)
        for kin in view.kin:
            link = Button(kin.words, "link", "link-2")
            link.clicked.connect(partial(self.kin_opened.emit, kin.id))
            self._kin.addLayout(row(link, STRETCH))

    def _add_fact(self, line: int, fact: FactView) -> None:
        label = Text(fact.label, "dense", "text3")
        label.setMinimumWidth(_LABEL_WIDTH)
        ink = "warn" if fact.tone == "warn" else "text"
        self._facts.addWidget(label, line, 0)
        self._facts.addWidget(Text(fact.words, "dense-m", ink, wrap=True), line, 1)

    def _draw_moments(self, view: LifeView, count: int) -> None:
        clear_layout(self._moments)
        shown = view.moments[:count]
        for place, moment in enumerate(shown, 1):
            self._moments.addWidget(_moment_row(moment, is_last=place == len(shown)))
        rest = len(view.moments) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.set_words(_("{count} earlier").format(count=rest))

    def _unfold(self) -> None:
        if self._view is not None:
            self._draw_moments(self._view, len(self._view.moments))


def _moment_row(moment: MomentView, *, is_last: bool) -> TimelineRow:
    return TimelineRow(
        moment.icon, moment.title, moment.when, moment.body, moment.tone, last=is_last
    )
