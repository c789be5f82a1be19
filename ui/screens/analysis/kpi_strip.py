"""The key figures in one card, each with the button that explains it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.analysis.explanation_popup import ExplainButton
from ui.screens.analysis.rows import FigureView
from ui.texts import _
from ui.widgets.blocks import Kpi
from ui.widgets.layout import Part, row
from ui.widgets.panel import Panel, vline

KEYS = ("sales", "completion", "margin", "receivables", "retention")
_HEIGHT = 96
_BUTTON = 20


class KpiStrip(Panel):
    """Sales, plan, margin, receivables, accounts kept."""

    def __init__(self) -> None:
        labels = (
            _("Sales"),
            _("Plan completion"),
            _("Gross margin"),
            _("Receivables today"),
            _("Accounts kept"),
        )
        self.cells = {key: KpiCell(label) for key, label in zip(KEYS, labels, strict=True)}
        parts: list[Part] = []
        for cell in self.cells.values():
            parts += [vline(), (cell, 1)] if parts else [(cell, 1)]
        super().__init__(row(*parts, gap=16, margins=(18, 12, 12, 12)), "card")
        self.setMinimumHeight(_HEIGHT)

    def show_figure(self, figure: FigureView) -> None:
        """Show a figure in its place."""
        self.cells[figure.key].show_figure(figure)


class KpiCell(QWidget):
    """One key figure; nothing but its label stands there until it is known."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._shown: FigureView | None = None
        self.explain = ExplainButton(size=_BUTTON)
        self.explain.setEnabled(False)
        self._kpi = Kpi(label, self.explain)
        self._kpi.show_figure(" ")
        self.setLayout(row(self._kpi))

    def show_figure(self, figure: FigureView) -> None:
        """Show a figure; the same one again paints nothing."""
        if figure == self._shown:
            return
        self._shown = figure
        self._kpi.show_figure(
            figure.figure, unit=figure.unit, note=figure.note, role=figure.role, icon=figure.icon
        )
        self.explain.set_explanation(figure.explanation)
        self.explain.setEnabled(True)
