"""The middle column: who else should be visited and why, and the picture of the route."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.charts.route_picture import PictureStop, RoutePicture
from ui.screens.today.row_button import HEADING_HEIGHT, RowButton
from ui.screens.today.rows import DueLine, StopLine
from ui.texts import _, n_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark, Tag
from ui.widgets.panel import hline
from ui.widgets.text import Text

_ROW_PAD = 8
_SHOWN, _SHOWN_NARROW = 5, 4
_WITHOUT_PICTURE = 2
_CLASS_SIZE = 22


class DuePanel(QWidget):
    """Shows the most urgent accounts; the rest on demand."""

    account_requested = Signal(str)
    plan_requested = Signal(str)
    rules_requested = Signal()
    stop_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[DueLine, ...] = ()
        self._limit = _SHOWN
        self._shows_all = False
        rules = Button(_("Rules"), "ghost", "list-filter")
        rules.clicked.connect(self.rules_requested)
        self._heading = SectionHeading(_("Also due"), None, "", rules)
        self._heading.setMinimumHeight(HEADING_HEIGHT)
        self._rows = column(gap=0)
        self._more = Button("", "link")
        self._more.clicked.connect(self._turn)
        self._picture = RoutePicture(_("Picture of the route; the list beside it says the same"))
        self._picture.stop_chosen.connect(self.stop_chosen)
        more = row(self._more, STRETCH, margins=(_ROW_PAD, 6, 0, 0))
        self.setLayout(
            column(
                row(self._heading, margins=(_ROW_PAD, 0, 8, 0)), 2, self._rows, more, 12,
                (row(self._picture, margins=(_ROW_PAD, 0, 0, 0)), 1),
                gap=0, margins=(20 - _ROW_PAD, 16, 24, 16),
            )
        )  # fmt: skip

    def show_lines(self, lines: tuple[DueLine, ...], count: str, *, is_narrow: bool) -> None:
        """Show the accounts: fewer in a low window, more where no picture stands below."""
        limit = _SHOWN_NARROW if is_narrow else _SHOWN
        limit *= 1 if self._picture.isVisibleTo(self) else _WITHOUT_PICTURE
        self._heading.set_note(count)
        if (lines, limit) != (self._lines, self._limit) or not self._rows.count():
            self._lines, self._limit = lines, limit
            self._fill()

    def show_stops(self, stops: Sequence[StopLine]) -> None:
        """Draw the stops that have a place; without any there is no picture."""
        drawn = [
            PictureStop(
                stop.plan_id, stop.number, stop.phase, stop.latitude, stop.longitude, stop.name
            )
            for stop in stops
            if stop.latitude is not None and stop.longitude is not None
        ]
        self._picture.setVisible(bool(drawn))
        self._picture.show_stops(drawn)

    def _fill(self) -> None:
        clear_layout(self._rows)
        count = len(self._lines)
        shown = self._lines if self._shows_all else self._lines[: self._limit]
        for line in shown:
            self._rows.addWidget(self._make_row(line))
            self._rows.addLayout(row(hline(), margins=(_ROW_PAD, 0, 0, 0)))
        if not shown:
            nobody = Text(_("Nobody else has to be visited now."), "dense", "text3")
            self._rows.addLayout(row(nobody, margins=(_ROW_PAD, 9, 0, 9)))
        if not self._picture.isVisibleTo(self):
            self._rows.addStretch(1)
        self._more.setVisible(count > self._limit)
        hidden = count - self._limit
        words = n_("Show {count} more", "Show {count} more", hidden).format(count=hidden)
        self._more.set_words(_("Show fewer") if self._shows_all else words)

    def _turn(self) -> None:
        self._shows_all = not self._shows_all
        self._fill()

    def _make_row(self, line: DueLine) -> QWidget:
        plan = IconButton("calendar-plus", _("Add to today"))
        plan.setAccessibleName(_("Add to today: {name}").format(name=line.name))
        plan.clicked.connect(partial(self.plan_requested.emit, line.account_id))
        words = column(
            Text(line.name, "body-m", elide=True),
            Text(line.reason, "dense", "text2", elide=True),
            gap=1,
        )
        content = row(
            ClassMark(line.grade, _CLASS_SIZE), (words, 1), Tag(line.tag.words, line.tag.tone),
            plan, gap=12, margins=(_ROW_PAD, 8, 0, 9),
        )  # fmt: skip
        spoken = f"{line.name}. {line.grade}. {line.tag.words}. {line.reason}"
        made = RowButton(spoken, content)
        made.setToolTip("\n".join(part for part in (line.reason, line.further) if part))
        made.clicked.connect(partial(self.account_requested.emit, line.account_id))
        return made
