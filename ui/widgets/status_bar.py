"""The foot of the window: connection, what waits, what disagrees, how old the data are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.texts import _, n_
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_TAG
from ui.widgets.layout import STRETCH, row
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import LEFT, MIDDLE, tight

_HEIGHT = 28
_ICON = 14
_GAP = 6
_PAD = 6


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What the status bar says.

    Attributes:
        online: The server was reached lately.
        waiting: Changes not sent yet.
        conflicts: Records on which two people disagree.
        refused: Changes the server sent back.
        as_of: When the data were complete, as written for the user; empty before the first sync.
        accounts: Size of the book.
        activity: What sync is doing, instead of the word for the connection.
        fault: That the device does not take what is written; says more than the connection.
    """

    online: bool = False
    waiting: int = 0
    conflicts: int = 0
    refused: int = 0
    as_of: str = ""
    accounts: int = 0
    activity: str = ""
    fault: str = ""


class _StatusButton(PaintedButton):
    """Quiet words with an icon."""

    def __init__(self) -> None:
        super().__init__("")
        self._icon, self._role = "", "text2"

    def show_state(self, words: str, icon: str = "", role: str = "text2") -> None:
        """Say something; without words it is not there."""
        self._icon, self._role = icon, role
        self.set_words(tight(words))
        self.setVisible(bool(words))

    def corner_radius(self) -> float:
        """Return the small radius."""
        return RADIUS_TAG

    def wanted_size(self, theme: Theme) -> QSize:
        """Icon and words."""
        icon = _ICON + _GAP if self._icon else 0
        width = icon + theme.width_of(self._words, "meta") + 2 * _PAD
        return QSize(width, theme.px(_HEIGHT - 6))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint icon and words, and a ground while hovered."""
        box = QRectF(self.rect())
        if self.is_hovered():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed"))
            painter.drawRoundedRect(box, RADIUS_TAG, RADIUS_TAG)
        left = float(_PAD)
        if self._icon:
            picture = theme.pixmap(self._icon, self._role, _ICON)
            painter.drawPixmap(QPointF(left, (box.height() - _ICON) / 2), picture)
            left += _ICON + _GAP
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour(self._role))
        painter.drawText(box.adjusted(left, 0, 0, 0), LEFT | MIDDLE, self._words)


class StatusBar(QWidget):
    """Four buttons; each asks for the sync centre at its own place."""

    sync_centre_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        places = ("connection", "waiting", "conflicts", "data")
        self._buttons = {place: _StatusButton() for place in places}
        for place, button in self._buttons.items():
            button.clicked.connect(lambda _on, p=place: self.sync_centre_requested.emit(p))
        connection, waiting, conflicts, data = self._buttons.values()
        self.setLayout(
            row(connection, waiting, conflicts, STRETCH, data, gap=6, margins=(0, 0, 10, 0))
        )
        self.setFixedHeight(_HEIGHT)
        self.show_status(StatusLine())

    def show_status(self, status: StatusLine) -> None:
        """Say how things are."""
        self._show_connection(status)
        waiting = n_("{count} waiting to send", "{count} waiting to send", status.waiting)
        words = waiting.format(count=f"{status.waiting:,}") if status.waiting else ""
        self._buttons["waiting"].show_state(words, "cloud-upload")
        self._show_disagreement(status)
        as_of = _("Data as of {moment}").format(moment=status.as_of) if status.as_of else ""
        book = n_("Book: {count} account", "Book: {count} accounts", status.accounts)
        book = book.format(count=f"{status.accounts:,}") if status.accounts else ""
        self._buttons["data"].show_state(" · ".join(filter(None, (as_of, book))), "", "text3")

    def _show_connection(self, status: StatusLine) -> None:
        button = self._buttons["connection"]
        if status.fault:
            button.show_state(status.fault, "circle-alert", "bad")
        elif status.activity:
            button.show_state(status.activity, "refresh-cw")
        elif status.online:
            button.show_state(_("Connected"), "circle-check")
        else:
            button.show_state(_("Offline, keep working"), "wifi-off")

    def _show_disagreement(self, status: StatusLine) -> None:
        parts = []
        if status.refused:
            words = n_("{count} sent back", "{count} sent back", status.refused)
            parts.append(words.format(count=status.refused))
        if status.conflicts:
            words = n_("{count} conflict", "{count} conflicts", status.conflicts)
            parts.append(words.format(count=status.conflicts))
        icon, role = ("circle-x", "bad") if status.refused else ("git-compare-arrows", "warn")
        self._buttons["conflicts"].show_state(" · ".join(parts), icon, role)
