"""The parts of the form together: one signal for all edits, one place to mark faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.visits.draft import VisitDraft
from ui.screens.visit.file_part import FilePart
from ui.screens.visit.form_part import FormPart
from ui.screens.visit.market_part import MarketPart
from ui.screens.visit.money_part import MoneyPart
from ui.screens.visit.next_part import NextPart
from ui.screens.visit.people_part import PeoplePart
from ui.screens.visit.photos_part import PhotosPart
from ui.screens.visit.progress import FIELD_SECTIONS, SECTIONS
from ui.screens.visit.promises_part import PromisesPart
from ui.screens.visit.purpose_part import PurposePart
from ui.screens.visit.result_part import ResultPart
from ui.screens.visit.sheet_words import SheetWords
from ui.screens.visit.stock_part import StockPart

_MARGIN = 24


class FormParts(QObject):
    """All parts of one form.

    Signals:
        edited: A field of the draft and its new value.

    Args:
        today: For typed days.
    """

    edited = Signal(str, object)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.people = PeoplePart()
        self.purpose = PurposePart()
        self.stock = StockPart()
        self.money = MoneyPart()
        self.result = ResultPart()
        self.market = MarketPart()
        self.file = FilePart()
        self.promises = PromisesPart(today)
        self.photos = PhotosPart()
        self.next = NextPart(today)
        parts: tuple[FormPart, ...] = (
            self.people,
            self.purpose,
            self.stock,
            self.money,
            self.result,
            self.market,
            self.file,
            self.promises,
            self.photos,
            self.next,
        )
        self._parts = dict(zip(SECTIONS, parts, strict=True))
        for part in parts:
            part.edited.connect(self.edited)

    def show_sheet(self, words: SheetWords, met: Sequence[str]) -> None:
        """Show what lies on the table."""
        self.people.show_people(words.people, met)
        self.stock.show_goods(words.goods, words.unit)
        self.money.show_accounts(words.designated)
        self.file.show_blocks(words.blocks)
        self.promises.show_open(words.promises)
        self.next.show_rhythm(words.rhythm)

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill every field."""
        for part in self._parts.values():
            part.show_draft(draft)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark what is refused."""
        for part in self._parts.values():
            part.show_faults(faults)

    def enter_first(self, faults: Mapping[str, str]) -> None:
        """Go to the first part with a fault."""
        for name in faults:
            section = FIELD_SECTIONS.get(name.split(".")[0])
            if section:
                self.enter(section)
                return

    def enter(self, name: str) -> None:
        """Bring a part into sight and put the keyboard into it."""
        part = self._parts[name]
        area = part.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(part, 0, _MARGIN)
        part.enter()

    def part_of(self, widget: QWidget) -> str:
        """Return the name of the part that a control belongs to; empty for none."""
        for name, part in self._parts.items():
            if part.isAncestorOf(widget):
                return name
        return ""
