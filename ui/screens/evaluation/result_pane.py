"""What the sheet comes to: score, evidence, gate, cautions, and the evaluations before."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.evaluation.rows import ResultView, TrendLine
from ui.texts import _
from ui.widgets.blocks import Banner, SectionHeading
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import hline
from ui.widgets.text import Text


class ResultPane(QWidget):
    """Follows the sheet as it is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.score = Text("", "title")
        self._change = Text("", "dense", "text2")
        self._evidence = Text("", "dense", "text2", wrap=True)
        self.gate = Banner("quiet", "info")
        self._cautions = column(gap=6)
        self._heading = SectionHeading(_("Evaluations before"), 0, "")
        self._trend = column(gap=8)
        self.setLayout(
            column(
                Text(_("Score"), "meta", "text3"),
                row(self.score, self._change, STRETCH, gap=10),
                self._evidence, 10, self.gate, 8, self._cautions, 14, hline(), 12, self._heading,
                8, self._trend, STRETCH,
                gap=0, margins=(20, 18, 20, 16),
            )
        )  # fmt: skip

    def show_result(self, result: ResultView) -> None:
        """Show what the sheet comes to."""
        self.score.set_words(result.score)
        change = _("{change} since the last").format(change=result.change) if result.change else ""
        self._change.set_words(change)
        self._evidence.set_words(result.evidence)
        if result.gate != self.gate.words():
            self.gate.show_words(result.gate, result.gate_tone, result.gate_icon)
        clear_layout(self._cautions)
        for words in result.cautions:
            sign = column(2, Icon("triangle-alert", "warn", 14), STRETCH, gap=0)
            self._cautions.addLayout(row(sign, (Text(words, "dense", wrap=True), 1), gap=8))
        self._heading.set_count(len(result.trend))
        clear_layout(self._trend)
        for line in result.trend:
            self._trend.addWidget(_trend_line(line))
        if not result.trend:
            self._trend.addWidget(Text(_("This is the first evaluation."), "dense", "text3"))


def _trend_line(line: TrendLine) -> QWidget:
    holder = QWidget()
    gate = Text(line.gate, "meta", "bad") if line.gate else None
    holder.setLayout(
        row(
            (column(Text(line.when, "dense", elide=True), gate, gap=0), 1),
            Text(line.change, "dense", line.role),
            Text(line.score, "dense-m"),
            gap=10,
        )
    )
    return holder
