"""The conflicts of one record: two cards a field, and what comes out of the choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.sync_centre.rows import ConflictField, ConflictWords, Side, SideWords
from ui.screens.sync_centre.title_line import TitleLine
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.choice_row import Segment
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Avatar, Tag
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_LABEL_WIDTH = 132
_PICK_EACH = "each"
_FACE = 24
_EDGE, _INSET = 24, 14
_SIDES: tuple[Side, Side] = ("mine", "theirs")


class ConflictPane(QWidget):
    """Shows both values of every field; tells which ones are picked."""

    picked = Signal(str, str)
    all_picked = Signal(str)
    save_requested = Signal()
    postponed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words: ConflictWords | None = None
        self._cards: dict[tuple[str, Side], ChoiceCard] = {}
        self._title = TitleLine()
        self._note = Text("", "meta", "text2", wrap=True)
        self._whole = Segment(
            [
                (_PICK_EACH, _("Field by field")),
                ("mine", _("All mine")),
                ("theirs", _("All theirs")),
            ]
        )
        self._body = column(gap=0, margins=(_EDGE, 0, _EDGE, 16))
        self._result = column(gap=8, margins=(_INSET, 12, _INSET, 12))
        self._build()

    def show_conflicts(self, words: ConflictWords) -> None:
        """Show a record; if only the picks differ from what is shown, its cards stay."""
        same = self._words is not None and _frame(self._words) == _frame(words)
        self._words = words
        if not same:
            self._fill(words)
        for field in words.fields:
            self._cards[field.id, field.chosen].setChecked(True)
        self._whole.choose(words.whole or _PICK_EACH)
        self._fill_result(words)

    def _build(self) -> None:
        later = Button(_("Leave for now"))
        save = Button(_("Save result"), "primary", "check")
        save.setToolTip("Ctrl+S")
        later.clicked.connect(self.postponed)
        save.clicked.connect(self.save_requested)
        self._whole.chosen.connect(self._pick_all)
        head = row((column(self._title, self._note, gap=4), 1), self._whole, gap=24)
        undo = Text(_("You can take it back right after saving"), "meta", "text3")
        foot = row(undo, STRETCH, later, save, gap=8, margins=(_EDGE, 12, _EDGE, 14))
        top = column(head, margins=(_EDGE, 20, _EDGE, 12))
        self.setLayout(column(top, (ScrollColumn(self._body), 1), foot, gap=0))

    def _pick_all(self, key: str) -> None:
        if key != _PICK_EACH:
            self.all_picked.emit(key)

    def _fill(self, words: ConflictWords) -> None:
        clear_layout(self._body)
        self._cards = {}
        self._title.show_words(words.title, words.tag, "warn", "git-compare-arrows")
        self._note.set_words(words.note)
        self._whole.setVisible(len(words.fields) > 1)
        self._body.addLayout(_heads(words))
        self._body.addSpacing(8)
        for field in words.fields:
            self._body.addWidget(self._field_row(field))
            self._body.addSpacing(8)
        self._body.addSpacing(10)
        self._body.addWidget(Text(p_("sync", "Result"), "dense-m"))
        self._body.addSpacing(8)
        self._result = column(gap=8, margins=(_INSET, 12, _INSET, 12))
        self._body.addWidget(Panel(self._result, "inset"))
        self._body.addStretch(1)

    def _field_row(self, field: ConflictField) -> QWidget:
        """Cards of one field share a parent, so that picking one lets the other go."""
        label = QWidget()
        base = Text(field.base, "meta", "text2", elide=True) if field.base else None
        label.setLayout(
            column(STRETCH, Text(field.label, "dense-m", elide=True), base, STRETCH, gap=1)
        )
        label.setFixedWidth(_LABEL_WIDTH)
        holder = QWidget()
        cards = [(self._card(field, side), 1) for side in _SIDES]
        holder.setLayout(row(label, *cards, gap=10))
        return holder

    def _card(self, field: ConflictField, side: Side) -> ChoiceCard:
        words: SideWords = field.mine if side == "mine" else field.theirs
        card = ChoiceCard(words.value, words.note, mark="radio")
        card.setAccessibleName(f"{field.label}: {words.value}")
        card.setToolTip(words.value)
        if not words.possible:
            card.forbid(_("The record is not on this device any more"))
        card.clicked.connect(lambda: self.picked.emit(field.id, side))
        self._cards[field.id, side] = card
        return card

    def _fill_result(self, words: ConflictWords) -> None:
        clear_layout(self._result)
        for line in words.result:
            label = Text(line.label, "dense", "text2", wrap=True)
            label.setFixedWidth(_LABEL_WIDTH - _INSET)
            value = Text(line.value, "dense", elide=True)
            self._result.addLayout(row(label, (value, 1), Tag(line.whose, line.tone), gap=10))


def _heads(words: ConflictWords) -> QHBoxLayout:
    field = Text(p_("sync", "Field"), "meta", "text3")
    field.setFixedWidth(_LABEL_WIDTH)
    mine = _head(words.mine, words.mine_letter, solid=True)
    theirs = _head(words.theirs, words.theirs_letter, solid=False)
    return row(field, (mine, 1), (theirs, 1), gap=10)


def _head(name: str, letter: str, *, solid: bool) -> QVBoxLayout:
    face = Avatar(letter, size=_FACE, solid=solid)
    words = Text(name, "dense-m", elide=True, align=Qt.AlignmentFlag.AlignLeft)
    return column(row(face, (words, 1), gap=8))


def _frame(words: ConflictWords) -> tuple[object, ...]:
    """Return everything but the picks."""
    fields = tuple((f.id, f.label, f.base, f.mine, f.theirs) for f in words.fields)
    return (words.key, words.title, words.note, words.mine, words.theirs, fields)
