"""The kinds of records, in groups, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.records.list_rows import KindGroup, KindRow
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.layout import STRETCH, clear_layout, column
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import MIDDLE, RIGHT, inset, paint_words
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_WIDTH = 228
_HEIGHT = 30
_ICON = 16
_PAD = 10
_WORDS_LEFT = 24
_GROUP_GAP = 12


class KindButton(PaintedButton):
    """One kind with the number of its records.

    Args:
        kind: What it shows.
        pad: Pixels before the sign.
    """

    def __init__(self, kind: KindRow, *, pad: int = _PAD) -> None:
        super().__init__(kind.words)
        self.kind, self._pad = kind, pad
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        count = f" {kind.count:,}" if kind.count is not None else ""
        self.setAccessibleName(f"{kind.words}{count}")

    def wanted_size(self, theme: Theme) -> QSize:
        """The list gives the width."""
        return QSize(self._pad + _WORDS_LEFT, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint ground, sign, words and count."""
        on, box = self.isChecked(), QRectF(self.rect())
        if on or self.is_hovered():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if on else "hover"))
            painter.drawRoundedRect(inset(box), RADIUS_CONTROL, RADIUS_CONTROL)
        picture = theme.pixmap(self.kind.icon, "accent" if on else "text3", _ICON)
        painter.drawPixmap(QPointF(self._pad, (box.height() - _ICON) / 2), picture)
        words = box.adjusted(self._pad + _WORDS_LEFT, 0, -_PAD, 0)
        if self.kind.count:
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text3"))
            painter.drawText(words, RIGHT | MIDDLE, f"{self.kind.count:,}")
            words.adjust(0, 0, -theme.width_of(f"{self.kind.count:,}", "meta") - 4, 0)
        is_empty = self.kind.count == 0
        style, role = ("dense-m", "text") if on else ("dense", "text3" if is_empty else "text2")
        paint_words(painter, theme, words, self._words, style=style, role=role)


class KindList(ScrollColumn):
    """Headings and kinds; the arrow keys walk through them.

    Signals:
        chosen: Carries the entity of a kind.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        self._body = QVBoxLayout()
        self._body.setSpacing(1)
        super().__init__(column(self._body, STRETCH, gap=0, margins=(12, 12, 8, 12)))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KindButton] = {}
        self._shown: tuple[KindGroup, ...] | None = None
        self.setFixedWidth(_WIDTH)

    def show_kinds(self, groups: Sequence[KindGroup], chosen: str) -> None:
        """Show the kinds, one of them chosen."""
        if tuple(groups) != self._shown:
            had_focus = any(button.hasFocus() for button in self._buttons.values())
            self._shown = tuple(groups)
            self._fill()
            if had_focus and chosen in self._buttons:
                self._buttons[chosen].setFocus(Qt.FocusReason.OtherFocusReason)
        button = self._buttons.get(chosen)
        if button is not None:
            button.setChecked(True)
            self.ensureWidgetVisible(button)

    def button(self, entity: str) -> KindButton:
        """Return the button of a kind."""
        return self._buttons[entity]

    def _fill(self) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._buttons = {}
        clear_layout(self._body)
        for number, group in enumerate(self._shown or ()):
            heading = QWidget()
            top = _GROUP_GAP if number else 0
            heading.setLayout(column(Text(group.words, "meta", "text3"), margins=(_PAD, top, 0, 4)))
            self._body.addWidget(heading)
            for kind in group.kinds:
                self._body.addWidget(self._add(kind))

    def _add(self, kind: KindRow) -> KindButton:
        button = self._buttons[kind.entity] = KindButton(kind)
        self._group.addButton(button)
        button.clicked.connect(lambda: self.chosen.emit(kind.entity))
        return button
