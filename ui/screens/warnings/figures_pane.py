"""The tab of figures: by rule how many were right, and how soon they were dealt with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.warnings.rows import FigureLine
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.layout import column
from ui.widgets.text import Text

_NUMBER = 92


class FiguresPane(QWidget):
    """A table, a line a rule and one for all."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowTableModel[FigureLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, name=p_("warnings", "Figures"))
        self.empty = EmptyState("chart-column", "", "", inset=False)
        self.empty.show_words(
            _("Nothing to count yet"), _("Figures come with the first warnings of the office.")
        )
        note = _(
            "Of the last 12 months. A hit is a warning whose cause somebody named; what ended by"
            " itself counts as neither."
        )
        head = column(
            Text(p_("warnings", "How good the warnings are"), "section"),
            4,
            Text(note, "dense", "text2", wrap=True),
            gap=0,
            margins=(24, 18, 24, 10),
        )
        self.setLayout(column(head, (self.table, 1), (self.empty, 1), gap=0, margins=(0, 0, 0, 8)))

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show the figures."""
        self.model.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)


def _columns() -> Sequence[Column[FigureLine]]:
    def number(key: str, title: str, drop_below: int = 0) -> Column[FigureLine]:
        return Column(
            key, title, lambda line: getattr(line, key), width=_NUMBER, align="right",
            drop_below=drop_below,
        )  # fmt: skip

    return (
        Column("rule", _("Rule"), lambda line: line.rule),
        number("raised", p_("warnings", "Raised")),
        number("open", p_("warnings", "Still open"), 760),
        number("hits", p_("warnings", "Hits")),
        number("false_alarms", p_("warnings", "False alarms")),
        number("hit_rate", p_("warnings", "Hit rate")),
        number("mean_days", p_("warnings", "Days to close"), 660),
        number("in_time", p_("warnings", "In time"), 660),
    )
