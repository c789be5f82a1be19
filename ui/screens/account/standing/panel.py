"""How the account stands: five figures in one line, flush with the page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.account.rows import StandingView
from ui.screens.analysis.kpi_strip import KpiCell
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.layout import Part, column, row
from ui.widgets.panel import vline

_GAP = 14


class StandingPanel(QWidget):
    """Shows the figures; their places are kept before they are known, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = SectionHeading(_("Standing with us"))
        self.cells = {
            "sales": KpiCell(_("Sales this year")),
            "abc": KpiCell(_("Class, local")),
            "share": KpiCell(_("Share of your sales")),
            "rhythm": KpiCell(_("Buys every")),
            "room": KpiCell(_("Room for growth")),
        }
        parts: list[Part] = []
        for cell in self.cells.values():
            parts += [vline(), (cell, 1)] if parts else [(cell, 1)]
        self.setLayout(column(self._heading, row(*parts, gap=_GAP), gap=8))

    def show_standing(self, standing: StandingView) -> None:
        """Show the figures in their places."""
        self._heading.set_note(standing.note)
        for figure in standing.figures:
            self.cells[figure.key].show_figure(figure)
