"""The line of facts below the name, and the banner about what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.screens.account.rows import AlertView, HeadView
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

_ICON = 14


class HeadPanel(QWidget):
    """Number, place, owner, since when; below it what is wrong.

    Signals:
        alert_followed: Where the banner's link leads.
    """

    alert_followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._facts = row(gap=18)
        self._name = Text("", "body-m", wrap=True)
        self._name.hide()
        self._banner = Banner()
        self._link: Button = self._banner.add_link(_("Show evidence"))
        self._link.clicked.connect(self._follow)
        self._target = ""
        self.setLayout(column(self._name, self._facts, self._banner, gap=10))

    def show_head(self, head: HeadView, alert: AlertView | None) -> None:
        """Show the facts and what is wrong."""
        clear_layout(self._facts)
        if head.number:
            self._facts.addWidget(Text(head.number, "dense", "text3", selectable=True))
        for number, (icon, words) in enumerate(head.facts):
            self._facts.addLayout(_fact(icon, words, gives_way=number == 0))
        self._facts.addStretch(1)
        self._banner.setVisible(alert is not None)
        if alert is not None:
            self._target = alert.target
            self._link.setVisible(bool(alert.link))
            self._link.set_words(alert.link)
            if alert.words != self._banner.words():
                self._banner.show_words(alert.words, alert.tone, alert.icon)

    def show_whole_name(self, name: str) -> None:
        """Show the name in full when the title had to be cut; empty hides it."""
        self._name.set_words(name)
        self._name.setVisible(bool(name))

    def _follow(self) -> None:
        self.alert_followed.emit(self._target)


def _fact(icon: str, words: str, *, gives_way: bool) -> QHBoxLayout:
    label = Text(words, "dense", "text2", elide=gives_way)
    # As wide as its words while there is room, and shorter with an ellipsis when there is not.
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return row(Icon(icon, "text3", _ICON), label, gap=5)
