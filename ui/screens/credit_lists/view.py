"""Draws the lists of accounts for their credit and reports what the user did."""

from __future__ import annotations

from decimal import Decimal

from app.queries.credit.lists import ACTIONS, CreditLine, CreditLists, CreditView
from ui.formats import NOT_COMPUTABLE, Formats
from ui.screens.credit_lists.columns import CreditCells, view_words
from ui.screens.row_actions.view import ListWords, RowActionsView
from ui.texts import _


class CreditListsView(RowActionsView[CreditLine]):
    """The lists with their counts, the accounts of one, and what can be begun about an account."""

    def __init__(self, formats: Formats) -> None:
        super().__init__(
            ListWords(
                heading=_("Credit lists"),
                rows=_("Accounts for their credit"),
                empty=(_("Nobody stands in this list"), _("The list is made anew each time.")),
                choose=_("Choose an account first"),
            ),
            [(view.value, view_words(view)) for view in CreditView],
            CreditCells(formats).columns(),
            _verbs(),
        )
        self._formats = formats

    def show_lists(self, lists: CreditLists) -> None:
        """Show counts, and how many of the accounts with dealings are graded."""
        for view in CreditView:
            self.tabs.set_count(view.value, lists.counts.get(view, 0))
        share = NOT_COMPUTABLE
        if lists.with_dealings:
            whole = Decimal(lists.graded) / lists.with_dealings
            share = self._formats.percent(whole)
        words = _("Evaluated and with a limit: {share} ({graded} of {all} accounts with dealings)")
        self.facts.set_words(
            words.format(
                share=share,
                graded=self._formats.count(lists.graded),
                all=self._formats.count(lists.with_dealings),
            )
        )


def _verbs() -> dict[str, str]:
    words = (
        *(_("Evaluate…"), _("Propose a limit…"), _("Confirm as a good customer…")),
        _("Propose for the blacklist…"),
    )
    return dict(zip(ACTIONS, words, strict=True))
