"""Several lines on a soft ground: what happened, what to do, and links that do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_ICONS: Final[Mapping[Tone, str]] = MappingProxyType(
    {
        "bad": "circle-alert",
        "warn": "triangle-alert",
        "info": "info",
        "ok": "shield-check",
        "quiet": "info",
    }
)

_LINK_EDGE = 2  # a link's own padding: the words begin where it begins


class Notice(QWidget):
    """A notice inside a form; unlike a banner it wraps.

    Args:
        space_below: Pixels to what follows; hidden, the notice takes no room at all.

    Signals:
        acted: A link was pressed; carries its key.
    """

    acted = Signal(str)

    def __init__(self, *, space_below: int = 0) -> None:
        super().__init__()
        self._icon = Icon("info", "info")
        self._words = Text("", "dense", "text", wrap=True)
        self._links = row(gap=16)
        sign = column(2, self._icon, STRETCH, gap=0)
        words = column(row(self._words, margins=(_LINK_EDGE, 0, 0, 0)), self._links, gap=4)
        self._ground = Panel(row(sign, (words, 1), gap=8, margins=(12, 10, 12, 10)), tone="info")
        self.setLayout(column(self._ground, margins=(0, 0, 0, space_below)))

    def show_words(
        self,
        words: str,
        *,
        tone: Tone = "info",
        icon: str = "",
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Say something; screen readers hear it.

        Args:
            words: What happened and what to do.
            tone: How grave it is.
            icon: In place of the tone's own.
            actions: Key and words of each link.
        """
        self._ground.set_tone(tone)
        self._icon.set_icon(icon or _ICONS.get(tone, "info"), tone)
        self._words.set_words(words)
        clear_layout(self._links)
        for key, label in actions:
            link = Button(label, "link")
            link.setObjectName(key)
            link.clicked.connect(partial(self.acted.emit, key))
            self._links.addWidget(link)
            QWidget.setTabOrder(self, link)
        self._links.addStretch(1)
        self.setAccessibleName(words)
        self.show()
        announce(self, words, at_once=tone == "bad")

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()
