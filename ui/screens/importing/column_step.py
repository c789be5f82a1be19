"""The second step: which column fills which field, and what rows may do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.importing.rows import ColumnLine, PlanWords
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.checks import CheckBox
from ui.widgets.choice_row import Segment
from ui.widgets.editors import ComboBox
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.notice import Notice
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_HEADING_WIDTH, _FIELD_WIDTH = 190, 240
_PANE, _NARROW_PANE = 340, 300


class ColumnStep(QWidget):
    """A line for each column; the rules for all rows beside them.

    Signals:
        field_chosen: Place of a column and its field.
        mode_chosen, key_chosen, type_chosen: Key of the choice.
        twins_allowed: Whether rows that are probably double come in.
    """

    field_chosen = Signal(int, str)
    mode_chosen = Signal(str)
    key_chosen = Signal(str)
    type_chosen = Signal(str)
    twins_allowed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[int, ComboBox] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._units: dict[int, Text] = {}
        self.mode = Segment(
            [
                ("create", p_("import", "New only")),
                ("update", p_("import", "Update only")),
                ("both", p_("import", "Both")),
            ]
        )
        self.key, self.type = ComboBox(), ComboBox()
        self._key_field = Field(_("A row finds its record by"), self.key)
        self._type_field = Field(_("New accounts without a type become"), self.type)
        self.twins = CheckBox(
            _("Take in rows that are probably double"), _("The same tax number never comes in.")
        )
        self.trouble = Notice(space_below=12)
        self._build()
        self._connect()

    def show_plan(self, words: PlanWords) -> None:
        """Show how the columns are understood."""
        if list(self.fields) != [line.place for line in words.lines]:
            self._make_lines(words)
        for line in words.lines:
            self.fields[line.place].choose(line.field)
            self._units[line.place].set_words(line.unit)
        self.mode.choose(words.mode)
        self._key_field.setVisible(bool(words.keys))
        self.key.set_choices(words.keys)
        self.key.choose(words.key)
        self._type_field.setVisible(bool(words.types))
        self.type.set_choices(words.types)
        self.type.choose(words.type)
        self.twins.setVisible(words.has_twins)
        self.twins.setChecked(words.allows_twins)
        self.trouble.setVisible(bool(words.trouble))
        if words.trouble:
            self.trouble.show_words(words.trouble, tone="warn")

    def forget(self) -> None:
        """The next plan is for another file."""
        clear_layout(self._lines)
        self.fields, self._units = {}, {}

    def _make_lines(self, words: PlanWords) -> None:
        self.forget()
        for line in words.lines:
            editor = ComboBox(words.fields)
            editor.setFixedWidth(_FIELD_WIDTH)
            editor.setAccessibleName(_("Field for {heading}").format(heading=line.heading))
            editor.chosen.connect(partial(self.field_chosen.emit, line.place))
            self.fields[line.place] = editor
            self._lines.addWidget(self._line(line, editor))
            self._lines.addWidget(hline())

    def _line(self, line: ColumnLine, editor: ComboBox) -> QWidget:
        heading = QWidget()
        heading.setLayout(row((Text(line.heading, "dense-m", elide=True), 1)))
        heading.setFixedWidth(_HEADING_WIDTH)
        unit = self._units[line.place] = Text(line.unit, "meta", "warn")
        sample = Text(line.sample or "—", "dense", "text3", elide=True)
        holder = QWidget()
        holder.setLayout(row(heading, (sample, 1), unit, editor, gap=16, margins=(0, 7, 0, 7)))
        return holder

    def _build(self) -> None:
        note = _("guessed from the headings; correct what is wrong")
        heading = SectionHeading(_("Columns"), note=note)
        lines = column(heading, 8, self._lines, STRETCH, gap=0, margins=(24, 18, 20, 18))
        blank = _("A blank cell says nothing: what stands here stays.")
        rules = column(
            self.trouble,
            SectionHeading(p_("import", "Rows may")), 10, self.mode, 8,
            Text(blank, "meta", "text3", wrap=True), 18,
            self._key_field, 14, self._type_field, 14, self.twins, STRETCH,
            gap=0, margins=(20, 18, 20, 18),
        )  # fmt: skip
        self._scroll = ScrollColumn(lines)
        self.pane = SidePane(column((ScrollColumn(rules), 1)), wide=_PANE, narrow=_NARROW_PANE)
        self.setLayout(row((self._scroll, 1), self.pane, gap=0))

    def _connect(self) -> None:
        self.mode.chosen.connect(self.mode_chosen)
        self.key.chosen.connect(self.key_chosen)
        self.type.chosen.connect(self.type_chosen)
        self.twins.clicked.connect(self.twins_allowed)
