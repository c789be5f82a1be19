"""The four key figures in one line above the columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.today.rows import FigureCell
from ui.texts import _
from ui.widgets.blocks import Kpi
from ui.widgets.layout import Part, row
from ui.widgets.panel import vline


class FigureStrip(QWidget):
    """Sales, money due, coverage, contracts."""

    def __init__(self) -> None:
        super().__init__()
        labels = (
            _("Sales this month"),
            _("To collect today"),
            _("Coverage (30 days)"),
            _("Contracts this week"),
        )
        self._cells = tuple(Kpi(label) for label in labels)
        parts: list[Part] = []
        for cell in self._cells:
            parts += [vline(), (cell, 1)] if parts else [(cell, 1)]
        self.setLayout(row(*parts, gap=18, margins=(24, 11, 12, 12)))

    def show_cells(self, cells: Sequence[FigureCell]) -> None:
        """Show the figures."""
        for kpi, cell in zip(self._cells, cells, strict=True):
            kpi.show_figure(
                cell.figure, unit=cell.unit, note=cell.note, role=cell.role, icon=cell.icon
            )
