"""The kinds of records in an account's file, each with its number; a click leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.records.kind_list import KindButton
from ui.screens.records.list_rows import KindRow
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.layout import clear_layout, column

_COLUMNS = 4
_GAP = 24
_SIGN_LEFT = 2


class DealerFilePanel(QWidget):
    """Heading and kinds in columns, read downwards.

    Signals:
        opened: Entity of a kind.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[KindRow, ...] | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        heading = SectionHeading(_("Dealer file"))
        self.setLayout(column(heading, self._grid, gap=4))

    def show_kinds(self, kinds: Sequence[KindRow]) -> None:
        """Show the kinds that the user may read, with their numbers."""
        if tuple(kinds) == self._shown:
            return
        self._shown = tuple(kinds)
        clear_layout(self._grid)
        rows = -(-len(kinds) // _COLUMNS)
        for number, kind in enumerate(kinds):
            button = KindButton(kind, pad=_SIGN_LEFT)
            button.setCheckable(False)
            button.clicked.connect(partial(self.opened.emit, kind.entity))
            self._grid.addWidget(button, number % rows, number // rows)
