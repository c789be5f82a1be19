"""The third step: what the words of the file mean that stand for choices or records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.rows import WordLine, WordsWords
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.editors import ComboBox
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_COUNT, _TAG, _MEANING = 84, 104, 210
_PANE, _NARROW_PANE = 340, 300


class WordStep(QWidget):
    """The words with their counts, and beside them what the chosen one means.

    Signals:
        decided: Places of the words in the list, and key of what they mean.
    """

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowTableModel[WordLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Words of the file"))
        self.meaning = ComboBox()
        self._heading = SectionHeading(_("What the words mean"))
        self._word = Text("", "section", wrap=True)
        self._note = Text("", "meta", "text3", wrap=True)
        self._field = Field(_("It means"), self.meaning)
        self._more = Text("", "meta", "text3", wrap=True)
        self._rows: Sequence[int] = ()
        self._build()
        self.table.selection_changed.connect(self._choose)
        self.table.row_opened.connect(lambda _line: self._ask())
        self.meaning.chosen.connect(self._decide)

    def show_words(self, words: WordsWords) -> None:
        """Show the words; the same ones keep their place."""
        self._heading.set_note(words.note)
        self._more.set_words(words.more)
        self._more.setVisible(bool(words.more))
        self.model.refresh_rows(words.lines)
        if words.lines and not self.table.selected_rows():
            self.table.select_row(0)
        self._choose(self.table.selected_rows())

    def _choose(self, lines: Sequence[WordLine]) -> None:
        """Offer what the words can mean; those of several columns share only the two ways out."""
        self.pane.setEnabled(bool(lines))
        if not lines:
            return
        first = lines[0]
        same = all(line.field == first.field for line in lines)
        self._rows = [line.place for line in lines]
        several = _("{count} words").format(count=len(lines))
        self._word.set_words(first.word if len(lines) == 1 else several)
        self._note.set_words(first.column if same else "")
        self.meaning.set_choices(first.choices if same else first.choices[:2])
        self.meaning.choose(first.key if all(line.key == first.key for line in lines) else "")

    def _ask(self) -> None:
        self.meaning.setFocus(Qt.FocusReason.OtherFocusReason)
        self.meaning.showPopup()

    def _decide(self, key: str) -> None:
        """Decide, and go on with the next word."""
        places = self._rows
        self.decided.emit(places, key)
        last = max(places, default=-1)
        if last + 1 < self.model.rowCount():
            self.table.select_row(last + 1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        head = column(self._heading, self._more, gap=6, margins=(24, 14, 20, 10))
        lists = column((self.table, 1), gap=0, margins=(12, 0, 6, 0))
        keys = _("Enter opens the list of meanings. Several words can be chosen at once.")
        told = _(
            "A word left empty says nothing, and the report names it. What you decide is"
            " remembered for the next file."
        )
        pane = column(
            self._word, 2, self._note, 14, self._field, 14,
            Text(keys, "meta", "text3", wrap=True), 8,
            Text(told, "meta", "text3", wrap=True), STRETCH,
            gap=0, margins=(20, 18, 20, 18),
        )  # fmt: skip
        self.pane = SidePane(column((ScrollColumn(pane), 1)), wide=_PANE, narrow=_NARROW_PANE)
        self.setLayout(row((column(head, (lists, 1), gap=0), 1), self.pane, gap=0))


def _columns() -> Sequence[Column[WordLine]]:
    return (
        Column("word", p_("import", "Word"), lambda one: Two(one.word, one.column)),
        Column(
            "rows", p_("import", "Rows"), lambda one: Num(one.rows), width=_COUNT, align="right"
        ),
        Column("means", _("It means"), lambda one: Two(one.meaning, ""), width=_MEANING),
        Column("how", p_("import", "How known"), _tag, width=_TAG),
    )


def _tag(one: WordLine) -> Tags:
    return Tags((TagCell(one.how, one.tone),))
