"""Decides which period Analysis shows, reads it part by part, and drops what came too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.domain.analysis.figure_filter import EVERYTHING
from app.domain.analysis.spans import Span, stretch
from app.domain.changes import ChangeSet
from app.queries.figures.choices import FilterChoices, read_filter_choices
from ui.screens.analysis.card_export import card_wish
from ui.screens.analysis.filter_words import filter_views
from ui.screens.analysis.parts import PARTS, Look
from ui.screens.analysis.rows import CardHeads, FilterView, PartView, PeriodView
from ui.screens.analysis.spelling import Spelling
from ui.screens.context import ScreenContext
from ui.screens.exporting.desk import ExportChoice, TableDesk

_SHOWN = (
    *("sales_record", "sales_plan", "receivable", "collection", "account", "product"),
    *("product_cost", "stock_count", "complaint", "commitment", "visit_log", "visit_plan"),
    *("credit_investigation", "distribution_plan", "contact", "account_merge"),
)
_EARLIER = {Span.MONTH: 12, Span.QUARTER: 5, Span.YEAR: 1}
"""How many earlier ones are offered: the device keeps two years."""


class AnalysisPage(Protocol):
    """What the presenter asks of its view."""

    def show_period(self, period: PeriodView) -> None:
        """Show which period is meant."""
        ...

    def show_filters(self, filters: Sequence[FilterView]) -> None:
        """Show by what the figures are narrowed and by what they could be."""
        ...

    def show_part(self, part: PartView) -> None:
        """Show some figures and cards in place of the last ones of the same keys."""
        ...

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that figures are still to come."""
        ...

    def is_looked_at(self) -> bool:
        """Return whether the screen is the one in front."""
        ...

    def card_heads(self, key: str) -> CardHeads:
        """Return title and headings of a card, for a file."""
        ...


class AnalysisPresenter:
    """Asks for one part after the other, so that commands of the user come in between.

    Args:
        view: What is drawn.
        context: Workspace, runner, navigation, formats.
        reload_soon: Calls `reload` after a short pause; several calls in a row count once.
    """

    def __init__(
        self, view: AnalysisPage, context: ScreenContext, reload_soon: Callable[[], None]
    ) -> None:
        self._view, self._context, self._reload_soon = view, context, reload_soon
        self._span, self._back = Span.YEAR, 0
        self._only, self._names = EVERYTHING, dict[str, str]()
        self._asked = 0
        self._desk = TableDesk(context)
        self._read_on: dt.date | None = None

    def load(self) -> None:
        """Fetch everything if something changed since, or another day has begun."""
        if self._read_on != self._context.workspace.today():
            self.reload()

    def reload(self) -> None:
        """Fetch everything; what is shown stays until its successor is there."""
        look = self._look()
        self._read_on = look.today
        self._asked += 1
        self._view.show_period(self._period(look))
        self._view.show_busy(is_busy=True)
        self._context.runner.on_store(
            partial(read_filter_choices, look.workspace),
            partial(self._offer, self._asked, look),
            self._failed,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again if what changed is shown: now, or when the screen is shown next."""
        if not changes.touches(*_SHOWN):
            return
        self._read_on = None
        if self._view.is_looked_at():
            self._reload_soon()

    def choose_span(self, key: str) -> None:
        """Show the running month, quarter or year."""
        self._span, self._back = Span(key), 0
        self.reload()

    def choose_back(self, back: int) -> None:
        """Show an earlier month, quarter or year."""
        self._back = back
        self.reload()

    def choose_filter(self, side: str, value: str) -> None:
        """Narrow every figure by a sector, product line, account type or person; "" by none."""
        self._only = replace(self._only, **{side: value})
        self.reload()

    def export(self, key: str, choice: ExportChoice) -> None:
        """Write all rows of a card into a file; what was shown may be cut, this is not."""
        look, heads = replace(self._look(), is_whole=True), self._view.card_heads(key)
        self._desk.write(lambda: card_wish(look, key, choice, heads))

    def _offer(self, number: int, look: Look, choices: FilterChoices) -> None:
        if number == self._asked:
            filters = filter_views(choices, self._only, self._context.formats.language)
            self._names = {value: words for view in filters for value, words in view.choices}
            self._view.show_filters(filters)
            self._read_next(number, look, 0)

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def _look(self) -> Look:
        workspace = self._context.workspace
        today = workspace.today()
        asked = stretch(self._span, today, back=self._back)
        spell = Spelling(self._context.formats, workspace.now(), self._names)
        return Look(workspace, asked, today, spell, self._only)

    def _read_next(self, number: int, look: Look, place: int) -> None:
        if place == len(PARTS):
            self._view.show_busy(is_busy=False)
            return
        self._context.runner.on_store(
            partial(PARTS[place], look),
            lambda part: self._arrived(number, look, place, part),
            self._failed,
            self._view,
        )

    def _arrived(self, number: int, look: Look, place: int, part: PartView) -> None:
        if number == self._asked:
            self._view.show_part(part)
            self._read_next(number, look, place + 1)

    def _failed(self, error: Exception) -> None:
        """Leave what is shown, to be read again when the screen is shown next."""
        self._read_on = None
        self._view.show_busy(is_busy=False)
        raise error

    def _period(self, look: Look) -> PeriodView:
        spell, span = look.spell, look.asked.span
        offered = (stretch(span, look.today, back=back) for back in range(_EARLIER[span] + 1))
        return PeriodView(
            span=span,
            name=spell.stretch(look.asked),
            days=spell.days(look.asked.to_date),
            choices=tuple((each.back, spell.stretch(each)) for each in offered),
            back=look.asked.back,
        )
