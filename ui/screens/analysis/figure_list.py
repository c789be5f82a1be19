"""Further figures, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.analysis.explanation_popup import ExplainButton
from ui.screens.analysis.rows import FigureView
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import IconButton
from ui.widgets.layout import column, row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

KEYS = (
    *("pareto", "collection", "repurchase", "growth", "new_share", "win_back", "coverage"),
    *("execution", "promises", "complaints", "founded", "new_products", "untraded"),
)
_FIGURE = 84
_HEIGHT = 34
_TOOL = 28
_COLUMNS = 2


class FigureList(Panel):
    """Lines in a fixed order; a line appears when its figure is known.

    Signals:
        export_requested: All single figures are wanted in a file.
    """

    export_requested = Signal()

    def __init__(self) -> None:
        self.export = IconButton("download", _("Write all figures into a file…"), size=_TOOL)
        self.lines = {key: FigureLine() for key in KEYS}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(0)
        for place, line in enumerate(self.lines.values()):
            grid.addWidget(line, place // _COLUMNS, place % _COLUMNS)
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
        content = column(
            SectionHeading(_("More figures"), None, "", self.export),
            grid,
            gap=6,
            margins=(18, 12, 18, 10),
        )
        super().__init__(content, "card")
        self.export.clicked.connect(self.export_requested)

    def show_figures(self, figures: Sequence[FigureView]) -> None:
        """Show some figures in their places."""
        for figure in figures:
            self.lines[figure.key].show_figure(figure)


class FigureLine(QWidget):
    """Label, figure, the counts behind it or the reason of "n/a", and the explanation."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: FigureView | None = None
        self._label = Text("", "dense", elide=True)
        self._figure = Text("", "dense-m")
        self._note = Text("", "meta", "text3", elide=True)
        self.explain = ExplainButton()
        self.explain.setEnabled(False)
        holder = QWidget()
        holder.setFixedWidth(_FIGURE)
        holder.setLayout(row(self._figure))
        self.setLayout(row((self._label, 5), holder, (self._note, 5), self.explain, gap=8))
        self.setMinimumHeight(_HEIGHT)

    def show_figure(self, figure: FigureView) -> None:
        """Show a figure; the same one again paints nothing."""
        if figure == self._shown:
            return
        self._shown = figure
        self._label.set_words(figure.label)
        self._figure.set_words(f"{figure.figure}{figure.unit}")
        self._note.set_words(figure.note)
        self.explain.set_explanation(figure.explanation)
        self.explain.setEnabled(True)
        self.setAccessibleName(f"{figure.label}: {figure.figure}{figure.unit}. {figure.note}")
