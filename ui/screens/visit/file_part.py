"""One tap a block of the customer file: still right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.visits.draft import VisitDraft
from ui.screens.visit.flow_layout import FlowLayout
from ui.screens.visit.form_part import FormPart
from ui.screens.visit.sheet_words import BlockWords
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.layout import clear_layout, column


class FilePart(FormPart):
    """Cards of the blocks A to E with the day of the last confirmation."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, ChoiceCard] = {}
        self._chosen: tuple[str, ...] = ()
        self._known: Sequence[BlockWords] = ()
        self._flow = FlowLayout(gap=8)
        note = _("tap what you have checked; the day is noted in the file")
        heading = SectionHeading(_("Still right?"), None, note)
        self.setLayout(column(heading, self._flow, gap=10))

    def show_blocks(self, blocks: Sequence[BlockWords]) -> None:
        """Offer the blocks."""
        if tuple(blocks) == tuple(self._known):
            return
        self._known = tuple(blocks)
        clear_layout(self._flow)
        self.cards = {}
        for block in blocks:
            last = _("check it: {when}") if block.is_stale else _("last {when}")
            card = ChoiceCard(f"{block.letter} {block.title}", last.format(when=block.note))
            card.setChecked(block.letter in self._chosen)
            card.toggled.connect(lambda _on: self._tell())
            self.cards[block.letter] = card
            self._flow.addWidget(card)

    def show_draft(self, draft: VisitDraft) -> None:
        """Tick what was confirmed."""
        self._chosen = draft.confirmed_blocks
        for letter, card in self.cards.items():
            card.blockSignals(True)
            card.setChecked(letter in self._chosen)
            card.blockSignals(False)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Nothing can be wrong here."""

    def _tell(self) -> None:
        self._chosen = tuple(letter for letter, card in self.cards.items() if card.isChecked())
        self.edited.emit("confirmed_blocks", self._chosen)
