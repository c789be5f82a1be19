"""The chosen dealer's plan: shown, written, agreed, approved, given back."""

from __future__ import annotations

from collections.abc import Callable

from app.commands.sales.plans import (
    PlanDraft,
    agree_plan,
    approve_plan,
    reopen_plan,
    write_plan,
)
from app.domain.analysis.periods import month_period
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.sales.plans import PlanLine, plan_total, ten_day_schedule
from app.queries.sales.dealer_month import DealerSheet, read_dealer_month
from app.queries.sales.month import DealerMonth
from app.queries.sales.orders import read_offers
from ui.screens.context import ScreenContext
from ui.screens.sales.ports import SalesPage
from ui.screens.sales.sales_words import SalesWords
from ui.texts import _, sentence


class PlanDesk:
    """One dealer in one month.

    Args:
        view: Where it is shown.
        context: Store, lanes, navigation.
        words: Spells it.
        month: As it is stored.
    """

    def __init__(
        self, view: SalesPage, context: ScreenContext, words: SalesWords, month: str
    ) -> None:
        self._view, self._context, self._words = view, context, words
        self._month, self._account_id = month, ""
        self._sheet: DealerSheet | None = None
        self._asked = 0

    def choose(self, dealer: DealerMonth | None) -> None:
        """Show a dealer's month at the side; None leaves the pane empty."""
        self._account_id = dealer.account_id if dealer else ""
        self._load()

    def show_month(self, month: str) -> None:
        """Show the dealer's other month."""
        self._month = month
        self._load()

    def take_step(self, step: str) -> None:
        """Write, agree, approve, reopen or give back the plan."""
        sheet, workspace = self._sheet, self._context.workspace
        if sheet is None:
            return
        key = sheet.account_id, sheet.month
        match step:
            case "write":
                self._begin(sheet)
            case "agree":
                self._act(lambda: agree_plan(workspace, *key), _("Agreed; the plan counts now."))
            case "approve":
                self._act(lambda: approve_plan(workspace, *key), _("Plan approved."))
            case _:
                self._act(lambda: reopen_plan(workspace, *key), _("The plan is a draft again."))

    def write(self, lines: list[PlanLine], pace: str, support: str) -> None:
        """Keep what was written into the form; `pace` is "even" or "ten"."""
        sheet, workspace = self._sheet, self._context.workspace
        if sheet is None:
            return
        schedule = ten_day_schedule(plan_total(lines), sheet.month) if pace == "ten" else {}
        draft = PlanDraft(tuple(lines), schedule, support)

        def failed(error: Exception) -> None:
            if not isinstance(error, DomainError):
                raise error
            self._view.show_plan_error(sentence(error))

        def done(changes: ChangeSet) -> None:
            self._view.close_plan()
            self._context.publish(changes)

        self._context.runner.on_store(
            lambda: write_plan(workspace, sheet.account_id, sheet.month, draft),
            done,
            failed,
            owner=self._view,
        )

    def _load(self) -> None:
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        account_id, month = self._account_id, self._month
        if not account_id:
            self._sheet = None
            self._view.show_dealer(None)
            return

        def show(sheet: DealerSheet) -> None:
            if asked == self._asked:
                self._sheet = sheet
                self._view.show_dealer(self._words.dealer(sheet))

        self._context.runner.on_store(
            lambda: read_dealer_month(workspace, account_id, month), show, owner=self._view
        )

    def _begin(self, sheet: DealerSheet) -> None:
        workspace = self._context.workspace
        first = month_period(sheet.month).first_on
        self._context.runner.on_store(
            lambda: read_offers(workspace, sheet.account_id, first),
            lambda offers: self._view.open_plan(self._words.form(sheet, offers)),
            owner=self._view,
        )

    def _act(self, act: Callable[[], ChangeSet], said: str) -> None:
        def done(changes: ChangeSet) -> None:
            self._context.publish(changes)
            self._context.navigation.show_toast(said)

        def failed(error: Exception) -> None:
            if not isinstance(error, DomainError):
                raise error
            self._context.navigation.show_refusal(sentence(error))

        self._context.runner.on_store(act, done, failed, owner=self._view)
