"""Draws the sync centre and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.sync_centre.conflict_pane import ConflictPane
from ui.screens.sync_centre.head_strip import HeadStrip
from ui.screens.sync_centre.held_note import HeldNote
from ui.screens.sync_centre.rows import (
    ConflictWords,
    Detail,
    HeadWords,
    ListRow,
    ListWords,
    NothingWords,
    StickWords,
    TableWords,
    UnitWords,
)
from ui.screens.sync_centre.sign_in_dialog import SignInAsking
from ui.screens.sync_centre.stick_note import StickNote
from ui.screens.sync_centre.table_pane import TablePane
from ui.screens.sync_centre.unit_pane import UnitPane
from ui.texts import _, p_
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.dialog import ask
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import PaneSplitter
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_LIST_WIDTH, _DETAIL_WIDTH = 440, 780
_NARROWEST_LIST, _NARROWEST_DETAIL = 330, 460
_TAG_WIDTH = 126
_FOOT_HEIGHT = 44
BUNDLE_ENDING = ".roadbook"


class SyncCentreView(Screen):
    """Strip, tabs with their list, and the detail of the chosen entry."""

    sync_requested = Signal()
    sign_in_requested = Signal()
    tab_chosen = Signal(str)
    entry_chosen = Signal(str)
    picked = Signal(str, str)
    all_picked = Signal(str)
    save_requested = Signal()
    postponed = Signal()
    action_requested = Signal(str)
    give_up_confirmed = Signal()
    export_placed = Signal(object)
    file_wanted = Signal()
    file_placed = Signal(object)
    file_brought = Signal(object)
    mood_seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.head = HeadStrip()
        self.tabs = Tabs(
            [
                ("needs", _("Needs you"), None),
                ("waiting", _("To be sent"), None),
                ("done", p_("sync", "Done"), None),
            ]
        )
        self.model: RowTableModel[ListRow] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, head=False, name=_("Sync entries"))
        self.conflict = ConflictPane()
        self.unit = UnitPane()
        self.rounds = TablePane()
        self.nothing = EmptyState("circle-check", "", "", inset=False)
        self._empty_list = EmptyState("circle-check", "", "", inset=False)
        self._details = QStackedWidget()
        self._split = PaneSplitter()
        self._trouble = Banner("bad", "circle-alert")
        self.stick = StickNote()
        self.entrance = SignInAsking(self)
        self.held = HeldNote()
        self._to_stick = Button(_("Write a file to a stick…"))
        self._from_stick = Button(_("Read a file from a stick…"))
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk strip, note, list, detail."""
        return (self.head, self.held, self.tabs, self.table, self._details)

    def show_head(self, head: HeadWords) -> None:
        """Show connection, last sync and what waits."""
        self.head.show_words(head)

    def show_list(self, words: ListWords) -> None:
        """Show a tab's entries and the counts of all tabs."""
        counts = words.counts
        for key, count in (
            ("needs", counts.needs),
            ("waiting", counts.waiting),
            ("done", counts.done),
        ):
            self.tabs.set_count(key, count)
        self.tabs.choose(words.tab)
        with QSignalBlocker(self.table):
            self.model.refresh_rows(words.rows)
            if words.chosen >= 0:
                self.table.select_row(words.chosen)
        self.table.setVisible(bool(words.rows))
        self._empty_list.setVisible(not words.rows)
        self._empty_list.show_words(words.empty_why, words.empty_what)
        self._details.setVisible(bool(words.rows))
        self._split.show()

    def show_detail(self, detail: Detail) -> None:
        """Show one entry, or that none is chosen."""
        match detail:
            case ConflictWords():
                self.conflict.show_conflicts(detail)
                self._details.setCurrentWidget(self.conflict)
            case UnitWords():
                self.unit.show_unit(detail)
                self._details.setCurrentWidget(self.unit)
            case TableWords():
                self.rounds.show_table(detail)
                self._details.setCurrentWidget(self.rounds)
            case NothingWords():
                self.nothing.show_words(detail.why, detail.what)
                self._details.setCurrentWidget(self.nothing)

    def show_trouble(self, words: str) -> None:
        """Say above the foot why something was not done; no words clear it."""
        self._trouble_row.setVisible(bool(words))
        if words:
            self._trouble.show_words(words)

    def ask_give_up(self, title: str, body: str) -> None:
        """Ask before work is let go."""
        dialog = ask(
            self, title=title, body=body, act=p_("sync", "Give up"), keep=p_("sync", "Keep it")
        )
        dialog.accepted.connect(self.give_up_confirmed)

    def ask_export_place(self, name: str) -> None:
        """Ask for a file to write to."""
        kinds = f"{p_('sync', 'Text')} (*.txt);;JSON (*.json)"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export; the file is not encrypted"), name, kinds
        )
        if chosen:
            self.export_placed.emit(Path(chosen))

    def ask_file_place(self, name: str) -> None:
        """Ask where the file for the office goes."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Write a file for the office"), name, _file_kind()
        )
        if chosen:
            path = Path(chosen)
            self.file_placed.emit(path if path.suffix else path.with_suffix(BUNDLE_ENDING))

    def show_stick(self, note: StickWords) -> None:
        """Show how writing or reading a file went; meanwhile no other can be begun."""
        self.stick.show_note(note)
        for button in (self._to_stick, self._from_stick):
            if note.is_running:
                button.forbid(note.title)
            else:
                button.allow()

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Read a file of the office"), "", _file_kind()
        )
        if chosen:
            self.file_brought.emit(Path(chosen))

    def _build(self) -> None:
        self.set_heading(_("Sync"))
        tabs = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        lists = column((self.table, 1), (self._empty_list, 1), gap=0, margins=(12, 0, 0, 0))
        sticks = row(self._to_stick, self._from_stick, STRETCH, gap=8, margins=(24, 8, 20, 0))
        left = Panel(column(tabs, hline(), (lists, 1), sticks, self._safety(), gap=0))
        left.setMinimumWidth(_NARROWEST_LIST)
        for pane in (self.nothing, self.conflict, self.unit, self.rounds):
            self._details.addWidget(pane)
        self._trouble_row = QWidget()
        self._trouble_row.setLayout(column(self._trouble, margins=(24, 0, 24, 14)))
        self._trouble_row.hide()
        right = Panel(column((self._details, 1), self.stick, self._trouble_row, gap=0))
        right.setMinimumWidth(_NARROWEST_DETAIL)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, _DETAIL_WIDTH])
        self.setLayout(column(self.head, self.held, (self._split, 1), gap=0))
        self._wait_for_the_first_list()

    def _wait_for_the_first_list(self) -> None:
        """Show no list until it is known; the strip above keeps its place."""
        policy = self._split.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._split.setSizePolicy(policy)
        self._split.hide()

    def _safety(self) -> Panel:
        words = _("All encrypted on this device; a power cut loses nothing.")
        line = row(
            Icon("shield-check", "ok"), (Text(words, "meta", "text2", elide=True), 1),
            gap=8, margins=(24, 0, 20, 0),
        )  # fmt: skip
        foot = Panel(line)
        foot.setFixedHeight(_FOOT_HEIGHT)
        return foot

    def _connect(self) -> None:
        self.head.sync_requested.connect(self.sync_requested)
        self.head.sign_in_requested.connect(self.sign_in_requested)
        self.tabs.chosen.connect(self.tab_chosen)
        self.table.current_changed.connect(self._tell_entry)
        self.conflict.picked.connect(self.picked)
        self.conflict.all_picked.connect(self.all_picked)
        self.conflict.save_requested.connect(self.save_requested)
        self.conflict.postponed.connect(self.postponed)
        self.unit.action_requested.connect(self.action_requested)
        self._to_stick.clicked.connect(self.file_wanted)
        self._from_stick.clicked.connect(self._ask_file)
        keys = QShortcut(QKeySequence.StandardKey.Save, self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.save_requested)

    def _tell_entry(self, entry: ListRow | None) -> None:
        if entry is not None:
            self.entry_chosen.emit(entry.key)


def _file_kind() -> str:
    kind = p_("sync", "Roadbook file")
    return f"{kind} (*{BUNDLE_ENDING})"


def _columns() -> Sequence[Column[ListRow]]:
    return (
        Column("entry", "", lambda entry: Two(entry.title, entry.note, entry.icon, "text2")),
        Column("state", "", _tags, width=_TAG_WIDTH, align="right"),
    )


def _tags(entry: ListRow) -> Tags:
    return Tags((TagCell(entry.tag, entry.tone, entry.tag_icon),) if entry.tag else ())
