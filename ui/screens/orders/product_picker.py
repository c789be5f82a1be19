"""A line that finds a product while it is typed; Enter takes the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from ui.screens.orders.rows import ProductChoice
from ui.texts import _
from ui.widgets.editors import LineEdit

_OFFERED = 12


class ProductPicker(LineEdit):
    """Offers products by name, number, kind or size; what was taken leaves the line empty.

    Signals:
        taken: Id of a product.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__(placeholder=_("Product, number or size; Enter takes it"), lead="search")
        self.setAccessibleName(_("Add a product"))
        self._products: tuple[ProductChoice, ...] = ()
        self._offered: list[ProductChoice] = []
        self._names = QStringListModel(self)
        self._popup = QCompleter(self._names, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setMaxVisibleItems(_OFFERED)
        self._popup.setWidget(self)
        # The stubs know no overloads of signals; names may repeat, places in the list do not.
        self._popup.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self.textEdited.connect(self._offer)

    def set_products(self, products: Sequence[ProductChoice]) -> None:
        """Offer these from now on, in this order."""
        self._products = tuple(products)

    def found(self) -> tuple[ProductChoice, ...]:
        """Return what the text fits, the usual ones first."""
        words = self.text().casefold().split()
        fitting = [each for each in self._products if all(word in each.spoken for word in words)]
        return tuple(fitting[:_OFFERED])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first that fits, Down opens the whole list."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            found = self.found()
            if self.text().strip() and found:
                self._take(found[0].id)
        elif event.key() == Qt.Key.Key_Down:
            self._offer(self.text())
        else:
            super().keyPressEvent(event)

    def _offer(self, _text: str) -> None:
        self._offered = list(self.found())
        self._names.setStringList([each.words for each in self._offered])
        if self._offered and self.hasFocus():
            self._popup.complete()
        else:
            self._hide()

    def _pick(self, index: QModelIndex) -> None:
        self._take(self._offered[index.row()].id)

    def _take(self, product_id: str) -> None:
        self._hide()
        self.clear()
        self.taken.emit(product_id)

    def _hide(self) -> None:
        popup = self._popup.popup()
        if popup is not None:
            popup.hide()
