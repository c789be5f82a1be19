"""Who stands below the account: a line each, and the sum."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Num, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.account.tree.rows import TreeLine, TreeView
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.layout import column
from ui.widgets.text import Text


class TreePanel(QWidget):
    """Hidden for an account that nobody stands below.

    Signals:
        account_requested: Id of an account to be opened.
    """

    account_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading = SectionHeading(_("Below this account"), 0)
        self._warning = Text("", "dense", "warn", wrap=True)
        self.model: RowTableModel[TreeLine] = RowTableModel(_columns(), self)
        self.table = RowTable(
            self.model, two_lines=True, name=_("Below this account"), flush=True, fit=True
        )
        self.table.row_opened.connect(self._open)
        self.setLayout(
            column(self._heading, self._warning, self.table, gap=8, margins=(0, 0, 0, 14))
        )
        self.hide()

    def show_tree(self, tree: TreeView) -> None:
        """Show who stands below."""
        self._heading.set_count(tree.count)
        self._warning.set_words(tree.warning)
        self._warning.setVisible(bool(tree.warning))
        self.model.refresh_rows(tree.lines)
        self.table.setVisible(bool(tree.lines))
        self.setVisible(bool(tree.lines or tree.warning))

    def _open(self, line: TreeLine) -> None:
        if line.id:
            self.account_requested.emit(line.id)


def _columns() -> tuple[Column[TreeLine], ...]:
    return (
        Column("account", _("Account"), lambda line: Two(line.name, line.note)),
        Column("sales", _("Sales this year"), lambda line: _figure(line, line.sales), 130, "right"),
        Column("owed", p_("tree", "Owed"), _owed, 140, "right"),
        Column("limit", p_("tree", "Limit"), lambda line: _figure(line, line.limit), 120, "right"),
    )


def _figure(line: TreeLine, words: str) -> Num:
    return Num(words, strong=not line.id)


def _owed(line: TreeLine) -> Num:
    return Num(line.owed, "bad" if line.late else "text", line.late, strong=not line.id)
