"""Shows the past of a record over whatever is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.history.history_words import HistoryLine
from ui.texts import _, p_
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.notice import Notice
from ui.widgets.text import Text

_WIDTH = 820
_HEIGHT = 440


class HistoryDialog(Dialog):
    """Every value with who wrote it, narrowed to a field if wanted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Change history"), width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines: tuple[HistoryLine, ...] = ()
        self.field = ComboBox([("", _("All fields"))])
        self.field.setMinimumWidth(220)
        self._count = Text("", "meta", "text3")
        self._note = Notice()
        self.model: RowTableModel[HistoryLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, flush=True, name=_("Change history"))
        self._nothing = Text(_("Nothing is known here about this record's past."), "dense", "text3")
        body = QWidget()
        head = row(self.field, STRETCH, self._count, gap=12)
        body.setLayout(column(head, self._note, self._nothing, (self.table, 1), gap=10))
        body.setFixedHeight(_HEIGHT)
        self.add_content(body)
        self.add_button(_("Close"), "primary", safe=True)
        self.field.chosen.connect(lambda _key: self._show())

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show values, newest first; the field that was chosen stays chosen."""
        self._lines = tuple(lines)
        chosen = self.field.key()
        labels = {line.field: line.label for line in self._lines}
        offered = sorted(labels.items(), key=lambda entry: entry[1])
        self.field.set_choices([("", _("All fields")), *offered])
        self.field.choose(chosen if chosen in labels else "")
        self._show()

    def show_note(self, words: str, *, tone: str = "info") -> None:
        """Say how much of the past this is."""
        self._note.setVisible(bool(words))
        if words:
            is_warning = tone == "warn"
            icon = "wifi-off" if is_warning else "info"
            self._note.show_words(words, tone="warn" if is_warning else "info", icon=icon)

    def _show(self) -> None:
        key = self.field.key()
        shown = [line for line in self._lines if key in {"", line.field}]
        self.model.set_rows(shown)
        self._count.set_words(f"{len(shown):,}")
        self.table.setVisible(bool(shown))
        self._nothing.setVisible(not shown)


def _columns() -> Sequence[Column[HistoryLine]]:
    return (
        Column("field", _("Field"), lambda line: line.label, width=150),
        Column("value", _("New, and what stood there"), _value),
        Column("who", _("Who, when"), lambda line: Two(line.who, line.when), width=150),
        Column("how", p_("history", "How"), lambda line: Two(line.how, role=line.role), width=190),
    )


def _value(line: HistoryLine) -> Two:
    return Two(line.value.replace("\n", " "), _("before: {value}").format(
        value=line.before.replace("\n", " ")))  # fmt: skip
