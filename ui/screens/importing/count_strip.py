"""Counts of an import in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.importing.rows import Count
from ui.widgets.layout import add_part, clear_layout, column, row
from ui.widgets.panel import vline
from ui.widgets.text import Text


class CountStrip(QWidget):
    """A label above each figure."""

    def __init__(self) -> None:
        super().__init__()
        self._line: QHBoxLayout = row(gap=18)
        self.setLayout(self._line)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show the figures, a thin line between them."""
        clear_layout(self._line)
        for at, count in enumerate(counts):
            if at:
                self._line.addWidget(vline())
            figure = QWidget()
            figure.setLayout(
                column(
                    Text(count.label, "meta", "text2"), Text(count.figure, "kpi", count.role), gap=1
                )
            )
            figure.setAccessibleName(f"{count.label}: {count.figure}")
            add_part(self._line, (figure, 1))
