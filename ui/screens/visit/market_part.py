"""What was seen of competitors and what the customer needs, one record a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from app.domain.visits.draft import NeedLine, SightingLine, VisitDraft
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.screens.visit.market_rows import MarketRow, NeedRow, SightingRow
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import clear_layout, column

Row = TypeVar("Row", bound=MarketRow)


class MarketPart(FormPart):
    """Lines about competitors above, lines about needs below; each is kept as a record."""

    def __init__(self) -> None:
        super().__init__()
        self.sightings: list[SightingRow] = []
        self.needs: list[NeedRow] = []
        self._seen, self._needed = column(gap=8), column(gap=8)
        self._fault = FaultLine()
        self.add_sighting = Button(_("Competitor seen"), "ghost", "plus")
        self.add_need = Button(_("Need or wish"), "ghost", "plus")
        heading = SectionHeading(
            _("Market and needs"), None, _("one record each"),
            self.add_sighting, self.add_need,
        )  # fmt: skip
        self.setLayout(column(heading, self._seen, self._needed, self._fault, gap=8))
        self.add_sighting.clicked.connect(
            lambda: self._put_sighting(SightingLine()).first().setFocus()
        )
        self.add_need.clicked.connect(lambda: self._put_need(NeedLine()).first().setFocus())

    def show_draft(self, draft: VisitDraft) -> None:
        """Show the lines of a draft."""
        clear_layout(self._seen)
        clear_layout(self._needed)
        self.sightings, self.needs = [], []
        for sighting in draft.sightings:
            self._put_sighting(sighting)
        for need in draft.needs:
            self._put_need(need)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark competitors without a name and prices that are none."""
        marked = {name: words for name, words in faults.items() if name.startswith("sightings.")}
        for number, line in enumerate(self.sightings):
            has_name = f"sightings.{number}.competitor" not in marked
            line.competitor.set_state("" if has_name else "error")
            is_price = f"sightings.{number}.price_minor" not in marked
            line.price.set_state("" if is_price else "error")
        self._fault.show_fault(next(iter(marked.values()), ""))

    def _put_sighting(self, line: SightingLine) -> SightingRow:
        made = SightingRow(line)
        self.sightings.append(made)
        self._seen.addWidget(made)
        made.changed.connect(self._tell_sightings)
        made.removed.connect(lambda: self._drop(self.sightings, made, self._tell_sightings))
        made.show()
        return made

    def _put_need(self, line: NeedLine) -> NeedRow:
        made = NeedRow(line)
        self.needs.append(made)
        self._needed.addWidget(made)
        made.changed.connect(self._tell_needs)
        made.removed.connect(lambda: self._drop(self.needs, made, self._tell_needs))
        made.show()
        return made

    def _drop(self, lines: list[Row], line: Row, tell: Callable[[], None]) -> None:
        lines.remove(line)
        line.hide()
        line.deleteLater()
        tell()

    def _tell_sightings(self) -> None:
        self.edited.emit("sightings", tuple(line.line() for line in self.sightings))

    def _tell_needs(self) -> None:
        self.edited.emit("needs", tuple(line.line() for line in self.needs))
