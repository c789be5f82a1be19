"""One warning: where it stands, why it warns, what was done, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.sync_centre.title_line import TitleLine
from ui.screens.warnings.rows import Fact, StepOffer, WarningDetail
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark, Icon
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.progress import Stepper
from ui.widgets.text import Text

_EDGE = 24
_GRADE = 20
_LABEL = 132
_FOOT = 56


class DetailPane(QWidget):
    """Tells which step is wanted, and that the account is.

    Signals:
        step_wanted: Name of a step.
        account_wanted: The account is to be opened.
    """

    step_wanted = Signal(str)
    account_wanted = Signal()

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._title = TitleLine()
        self._grade = ClassMark("", _GRADE)
        self.account = Button("", "link")
        self.account.setToolTip(p_("warning", "Open the account"))
        self.account.clicked.connect(self.account_wanted)
        self._found = Text("", "meta", "text3", elide=True)
        self._stepper = Stepper(steps)
        self.why = Text("", "body-m", wrap=True, selectable=True)
        self._local = row(Icon("laptop", "info"), (Text("", "dense", "text2", wrap=True), 1), gap=8)
        self._local_row = QWidget()
        self._local_row.setLayout(self._local)
        self._facts = column(gap=8)
        self._foot = Text("", "meta", "text2", wrap=True)
        self._buttons = row(gap=8)
        self.buttons: dict[str, Button] = {}
        self._offers: tuple[StepOffer, ...] | None = None
        self._build()

    def show_warning(self, detail: WarningDetail) -> None:
        """Show one warning."""
        line = detail.line
        self._title.show_words(line.title, line.severity, line.tone, line.icon)
        self._grade.show_letter(detail.grade)
        self._grade.setVisible(bool(detail.grade))
        self.account.set_words(line.account)
        self._found.set_words(detail.found)
        self._stepper.show_step(detail.step)
        self.why.set_words(detail.why or _("The numbers behind it are not on this device."))
        self._local_row.setVisible(bool(detail.local_note))
        note = self._local_row.findChild(Text)
        if note is not None:
            note.set_words(detail.local_note)
        self._show_facts(detail.facts)
        self._foot.set_words(detail.foot)
        self._show_offers(detail.offers)

    def _show_facts(self, facts: Sequence[Fact]) -> None:
        clear_layout(self._facts)
        for fact in facts:
            label = Text(fact.label, "dense", "text3")
            label.setFixedWidth(_LABEL)
            words = Text(fact.words, "dense", wrap=True, selectable=True)
            self._facts.addLayout(row(label, (words, 1), gap=12))

    def _show_offers(self, offers: tuple[StepOffer, ...]) -> None:
        if offers == self._offers:
            return
        self._offers = offers
        clear_layout(self._buttons)
        self.buttons = {}
        for offer in offers:
            button = Button(offer.words, "primary" if offer.is_next else "plain")
            button.clicked.connect(lambda _on=False, name=offer.name: self.step_wanted.emit(name))
            self._buttons.addWidget(button)
            self.buttons[offer.name] = button

    def _build(self) -> None:
        who = row(self._grade, self.account, STRETCH, self._found, gap=8)
        reason = Panel(column(self.why, gap=0, margins=(16, 14, 16, 14)), "inset")
        body = column(
            self._title, 8, who, 14, self._stepper, 16, reason, 10, self._local_row, 14,
            self._facts, STRETCH,
            gap=0, margins=(_EDGE, 20, _EDGE, 16),
        )  # fmt: skip
        foot = Panel(row((self._foot, 1), self._buttons, gap=12, margins=(_EDGE, 8, _EDGE, 8)))
        foot.setMinimumHeight(_FOOT)
        self.setLayout(column((ScrollColumn(body), 1), hline(), foot, gap=0))
