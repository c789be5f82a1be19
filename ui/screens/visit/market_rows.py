"""One line about a competitor, one line about a need: what the form has of each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.schema import ENTITIES
from app.domain.visits.draft import NeedLine, SightingLine
from ui.field_texts import choice_label, field_label
from ui.texts import _
from ui.typed_values import typed_money
from ui.widgets.buttons import IconButton
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.layout import row
from ui.widgets.value_editors import MoneyEdit

_SIGHTING, _NEED = "competitor_sighting", "customer_need"
_PRICE_WIDTH = 104
_KIND_WIDTH = 128


class MarketRow(QWidget):
    """A line that can be taken away.

    Signals:
        changed: Something in it was typed or chosen.
        removed: The user takes it away.
    """

    changed = Signal()
    removed = Signal()

    def _cross(self) -> IconButton:
        cross = IconButton("x", _("Remove this line"), size=28)
        cross.clicked.connect(self.removed)
        return cross

    def _text(self, words: str, label: str) -> LineEdit:
        editor = LineEdit(words, placeholder=label, big=True)
        editor.setAccessibleName(label)
        editor.textEdited.connect(lambda _text: self.changed.emit())
        return editor


class SightingRow(MarketRow):
    """One thing seen of a competitor."""

    def __init__(self, line: SightingLine) -> None:
        super().__init__()
        label = field_label(_SIGHTING, "competitor_id")
        self.competitor = self._text(line.competitor, label)
        self.product = self._text(line.product, field_label(_SIGHTING, "product"))
        self.activity = self._text(line.activity, field_label(_SIGHTING, "activity"))
        self.price = MoneyEdit(line.price_minor)
        self.price.setProperty("big", True)
        self.price.setFixedWidth(_PRICE_WIDTH)
        self.price.setAccessibleName(field_label(_SIGHTING, "price_minor"))
        self.price.setPlaceholderText(field_label(_SIGHTING, "price_minor"))
        self.price.textEdited.connect(lambda _text: self.changed.emit())
        self.price.minor_changed.connect(lambda _minor: self.changed.emit())
        self.setLayout(
            row((self.competitor, 3), (self.product, 3), self.price, (self.activity, 4),
                self._cross(), gap=8)
        )  # fmt: skip

    def line(self) -> SightingLine:
        """Return it; a price that cannot be read yet is the last one that could."""
        try:
            price = typed_money(self.price.text())
        except ValueError:
            price = self.price.minor()
        return SightingLine(
            self.competitor.text(), self.product.text(), price, self.activity.text()
        )

    def first(self) -> QWidget:
        """Return where typing begins."""
        return self.competitor


class NeedRow(MarketRow):
    """One thing the customer needs or wishes."""

    def __init__(self, line: NeedLine) -> None:
        super().__init__()
        kinds = ENTITIES[_NEED].fields["kind"].choices
        self.kind = ComboBox([(key, choice_label(_NEED, "kind", key)) for key in kinds], big=True)
        self.kind.setFixedWidth(_KIND_WIDTH)
        self.kind.choose(line.kind)
        self.kind.setAccessibleName(field_label(_NEED, "kind"))
        self.kind.chosen.connect(lambda _key: self.changed.emit())
        self.content = self._text(line.content, field_label(_NEED, "content"))
        self.setLayout(row(self.kind, (self.content, 1), self._cross(), gap=8))

    def line(self) -> NeedLine:
        """Return it."""
        return NeedLine(self.kind.key(), self.content.text())

    def first(self) -> QWidget:
        """Return where typing begins."""
        return self.content
