"""Tables in the detail pane: the last rounds, and files on their way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Bar, Num, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.sync_centre.rows import TableWords
from ui.texts import _, p_
from ui.widgets.layout import column
from ui.widgets.text import Text

_EDGE = 24
_Row = tuple[str, ...]
_FileRow = tuple[float, _Row]


class TablePane(QWidget):
    """Shows one of the tables with its heading."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "section")
        self._note = Text("", "meta", "text2", wrap=True)
        self._rounds: RowTableModel[_Row] = RowTableModel(_round_columns(), self)
        self._files: RowTableModel[_FileRow] = RowTableModel(_file_columns(), self)
        self._tables = QStackedWidget()
        self._tables.addWidget(RowTable(self._rounds, flush=True, name=_("Sync rounds")))
        self._tables.addWidget(
            RowTable(self._files, flush=True, two_lines=True, name=_("Photos and files to be sent"))
        )
        self.setLayout(
            column(self._title, 4, self._note, 12, (self._tables, 1), gap=0,
                   margins=(_EDGE, 20, _EDGE, 0))
        )  # fmt: skip

    def show_table(self, words: TableWords) -> None:
        """Show a table."""
        self._title.set_words(words.title)
        self._note.set_words(words.note)
        if words.kind == "rounds":
            self._rounds.refresh_rows(words.rows)
            self._tables.setCurrentIndex(0)
        else:
            self._files.refresh_rows(tuple(zip(words.shares, words.rows, strict=True)))
            self._tables.setCurrentIndex(1)


def _round_columns() -> Sequence[Column[_Row]]:
    return (
        Column("time", p_("sync", "Time"), lambda one: one[0], width=144),
        Column("took", p_("sync", "Duration"), lambda one: Num(one[1]), width=88, align="right"),
        Column("sent", p_("sync", "Sent"), lambda one: Num(one[2]), width=80, align="right"),
        Column("received", _("Rows in"), lambda one: Num(one[3]), width=92, align="right"),
        Column("bytes", p_("sync", "Traffic"), lambda one: Num(one[4]), width=96, align="right"),
        Column("outcome", p_("sync", "Outcome"), lambda one: one[5]),
    )


def _file_columns() -> Sequence[Column[_FileRow]]:
    return (
        Column("name", p_("sync", "File"), lambda one: Two(one[1][0], one[1][1], "image")),
        Column("size", p_("sync", "Size"), lambda one: Num(one[1][3]), width=96, align="right"),
        Column("sent", _("Sent so far"), lambda one: Bar(one[0]), width=140),
    )
