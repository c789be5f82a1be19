"""The rail at the left: where one can go, how much waits there, and who is signed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.texts import _
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Avatar, Logo
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import MIDDLE, RIGHT, inset, paint_words
from ui.widgets.text import Text

_WIDE = 176
_SLIM = 60
_HEIGHT = 34
_ICON = 18
_PAD = 10
_WORDS_LEFT = 37


@dataclass(frozen=True, slots=True)
class RailItem:
    """A place to go.

    Attributes:
        key: Name of the screen.
        icon: Its icon.
        words: What it is called.
        bottom: Stands at the rail's foot.
    """

    key: str
    icon: str
    words: str
    bottom: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, for the rail's foot."""

    name: str = ""
    note: str = ""


class _RailButton(PaintedButton):
    """One place; in a slim rail the icon with its count at the corner."""

    def __init__(self, place: RailItem, number: int) -> None:
        super().__init__(place.words)
        self.place = place
        self._count = 0
        self._slim = False
        self._keys = f"Ctrl+{number}" if number <= 9 else ""  # noqa: PLR2004 - digit keys
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._explain()

    def show_count(self, count: int) -> None:
        """Change how much waits there."""
        self._count = count
        self._explain()
        self.update()

    def set_slim(self, *, slim: bool) -> None:
        """Show the icon alone."""
        self._slim = slim
        self.update()

    def wanted_size(self, theme: Theme) -> QSize:
        """The rail gives the width."""
        return QSize(_SLIM - 2 * _PAD, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint ground, icon, words and count."""
        on, box = self.isChecked(), QRectF(self.rect())
        if on or self.is_hovered():
            painter.setPen(theme.colour("line") if on else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface" if on else "pressed"))
            painter.drawRoundedRect(inset(box), RADIUS_CONTROL, RADIUS_CONTROL)
        picture = theme.pixmap(self.place.icon, "accent" if on else "text2", _ICON)
        left = (box.width() - _ICON) / 2 if self._slim else _PAD
        painter.drawPixmap(QPointF(left, (box.height() - _ICON) / 2), picture)
        if self._slim:
            self._paint_corner(painter, theme, box)
            return
        words = box.adjusted(_WORDS_LEFT, 0, -_PAD, 0)
        if self._count:
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text" if on else "text3"))
            painter.drawText(words, RIGHT | MIDDLE, f"{self._count:,}")
            words.adjust(0, 0, -theme.width_of(f"{self._count:,}", "meta") - 4, 0)
        style, role = ("body-m", "text") if on else ("body", "text2")
        paint_words(painter, theme, words, self._words, style=style, role=role)

    def _paint_corner(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        if self._count:
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.colour("accent"))
            painter.drawText(box.adjusted(0, -1, -1, 0), RIGHT, f"{self._count:,}")

    def _explain(self) -> None:
        name = f"{self._words} {self._count:,}" if self._count else self._words
        self.setAccessibleName(name)
        self.setToolTip(f"{self._words}　{self._keys}" if self._keys else self._words)


class Rail(QWidget):
    """The places given to it, in order; the last ones may stand at the foot."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[RailItem], person: Person) -> None:
        super().__init__()
        self._buttons = {p.key: _RailButton(p, n) for n, p in enumerate(places, start=1)}
        group = QButtonGroup(self)
        for button in self._buttons.values():
            group.addButton(button)
            button.clicked.connect(lambda _on, b=button: self.chosen.emit(b.place.key))
        self._name = Text(_("Roadbook"), "section")
        self._who = QWidget()
        self._person_name = Text("", "dense-m", elide=True)
        self._person_note = Text("", "micro", "text3", elide=True)
        self._who.setLayout(column(self._person_name, self._person_note, gap=0))
        self._face = Avatar("", "accent", 28)
        top = [b for b in self._buttons.values() if not b.place.bottom]
        foot = [b for b in self._buttons.values() if b.place.bottom]
        brand = row(Logo(26), self._name, STRETCH, gap=10, margins=(5, 0, 0, 0))
        me = row(self._face, (self._who, 1), gap=10, margins=(5, 6, 0, 0))
        self.setLayout(
            column(brand, 14, *top, STRETCH, *foot, 4, me, gap=2, margins=(10, 14, 10, 10))
        )
        self.show_person(person)
        self.set_slim(slim=False)

    def show_person(self, person: Person) -> None:
        """Show who is signed in."""
        self._person_name.set_words(person.name)
        self._person_note.set_words(person.note)
        self._face.show_letter(person.name[-1:])
        self._face.setVisible(bool(person.name))
        self._face.setToolTip(person.name)

    def keys(self) -> list[str]:
        """Return the places in order, for Ctrl+1 to Ctrl+9."""
        return list(self._buttons)

    def mark(self, key: str) -> None:
        """Show where one is; an unknown key leaves it as it is."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much waits in each place; places not named keep their count."""
        for key, count in counts.items():
            if key in self._buttons:
                self._buttons[key].show_count(count)

    def set_slim(self, *, slim: bool) -> None:
        """Show icons alone, 60 px wide, or icons and words, 176 px wide."""
        self.setFixedWidth(_SLIM if slim else _WIDE)
        self._name.setVisible(not slim)
        self._who.setVisible(not slim)
        for button in self._buttons.values():
            button.set_slim(slim=slim)
