"""Draws the list of debts and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.domain.analysis.receivables import Ageing
from app.queries.credit.debts import ACTIONS, DebtLine, DebtView
from ui.formats import Formats
from ui.screens.context import Clock
from ui.screens.debts.columns import DebtCells, view_words
from ui.screens.row_actions.view import ListWords, RowActionsView
from ui.texts import _, p_
from ui.widgets.buttons import Button


class DebtsView(RowActionsView[DebtLine]):
    """Parts of the list with their counts, the debts, and what can be done about one.

    Signals:
        decision_requested: A `DebtLine` whose mark waits.
    """

    decision_requested = Signal(object)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__(
            ListWords(
                heading=_("Debts"),
                rows=_("Late debts"),
                empty=(
                    _("Nothing is late here"),
                    _("Every debt of this part was paid in time."),
                ),
                choose=_("Choose a debt first"),
            ),
            [(view.value, view_words(view)) for view in DebtView],
            DebtCells(formats, clock).columns(),
            _verbs(),
        )
        self._formats = formats
        self.decide = Button(_("Decide the mark…"))
        self.decide.hide()
        self.set_actions([self.decide, *self.deeds.values()])
        self.row_chosen.connect(self._offer_decision)
        self.decide.clicked.connect(self._decide)

    def show_counts(self, counts: Mapping[DebtView, int]) -> None:
        """Show how many debts stand in each part of the list."""
        for view in DebtView:
            self.tabs.set_count(view.value, counts.get(view, 0))

    def show_ageing(self, ageing: Ageing) -> None:
        """Show what is owed by age."""
        ages = (
            (_("Not due"), ageing.not_due_minor),
            (_("1–30 days"), ageing.days_1_to_30_minor),
            (_("31–60 days"), ageing.days_31_to_60_minor),
            (_("61–90 days"), ageing.days_61_to_90_minor),
            (_("Over 90 days"), ageing.over_90_minor),
            (p_("debts", "Owed in all"), ageing.total_minor),
        )
        told = (f"{words} {self._formats.money_rounded(amount)}" for words, amount in ages)
        self.facts.set_words("   ".join(told))

    def _offer_decision(self) -> None:
        line = self.current()
        self.decide.setVisible(line is not None and bool(line.late.mark_id))

    def _decide(self) -> None:
        line = self.current()
        if line is not None:
            self.decision_requested.emit(line)


def _verbs() -> dict[str, str]:
    words = (_("Note a reminder…"), _("Mark the debt…"), _("Way of collecting…"))
    return dict(zip(ACTIONS, words, strict=True))
