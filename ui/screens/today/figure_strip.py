"""The four key figures in one line above the columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.analysis.explanation_popup import ExplainButton
from ui.screens.today.rows import FigureCell
from ui.texts import _
from ui.widgets.blocks import Kpi
from ui.widgets.layout import Part, row
from ui.widgets.panel import vline

_BUTTON = 20


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
        self.explains = tuple(ExplainButton(size=_BUTTON) for _label in labels)
        self._cells = tuple(
            Kpi(label, explain) for label, explain in zip(labels, self.explains, strict=True)
        )
        parts: list[Part] = []
        for cell in self._cells:
            parts += [vline(), (cell, 1)] if parts else [(cell, 1)]
        self.setLayout(row(*parts, gap=18, margins=(24, 11, 12, 12)))

    def show_cells(self, cells: Sequence[FigureCell]) -> None:
        """Show the figures."""
        for kpi, explain, cell in zip(self._cells, self.explains, cells, strict=True):
            kpi.show_figure(
                cell.figure, unit=cell.unit, note=cell.note, role=cell.role, icon=cell.icon
            )
            if cell.explanation is not None:
                explain.set_explanation(cell.explanation)
