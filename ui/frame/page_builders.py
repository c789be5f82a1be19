"""Which screen is built by whom, with what it needs besides the context."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.domain.fields import FieldValue
from ui.desk_session import DeskSession
from ui.field_texts import entities_label
from ui.frame.status_words import rail_items
from ui.online.stick import StickLane
from ui.preferences import Preferences
from ui.screens.account.build import build_account, build_new_account
from ui.screens.accounts.build import build_accounts
from ui.screens.accounts.view import AccountsListView
from ui.screens.analysis.build import build_analysis
from ui.screens.cleaning.build import build_cleaning
from ui.screens.company_words.build import build_company_words
from ui.screens.context import Presenter, ScreenContext
from ui.screens.contract.build import (
    build_contract,
    build_new_contract,
    build_quoted_contract,
)
from ui.screens.contracts.build import build_contracts
from ui.screens.credit_lists.build import build_credit_lists
from ui.screens.debts.build import build_debts
from ui.screens.discounts.build import build_discounts
from ui.screens.evaluation.build import build_evaluation
from ui.screens.importing.build import build_import
from ui.screens.map.build import build_map
from ui.screens.orders.build import ask_order_account, build_order
from ui.screens.pairs.build import build_pairs
from ui.screens.palette.build import build_palette
from ui.screens.palette.ports import Desk, Place
from ui.screens.palette.presenter import PalettePresenter
from ui.screens.papers.build import build_paper
from ui.screens.papers.subjects import PAGE as PAPER_PAGE
from ui.screens.records.build import build_record, build_records
from ui.screens.records.registry import listed_kinds
from ui.screens.records.view import RecordsView
from ui.screens.returned.build import build_contract_papers
from ui.screens.sales.build import build_sales
from ui.screens.schemes.build import build_schemes
from ui.screens.settings.build import build_settings
from ui.screens.stock_watch.build import build_stock_watch
from ui.screens.sync_centre.build import build_sync_centre
from ui.screens.template.build import build_block, build_template
from ui.screens.templates.build import build_templates
from ui.screens.thresholds.build import build_thresholds
from ui.screens.today.build import build_today
from ui.screens.visit.build import build_visit
from ui.screens.visits.build import build_visits
from ui.screens.warnings.build import build_warnings
from ui.widgets.screen import Screen

Page = tuple[Screen, Presenter]

_PLAIN: Mapping[str, Callable[[ScreenContext], Page]] = {
    "today": build_today,
    "accounts": build_accounts,
    "visits": build_visits,
    "contracts": build_contracts,
    "sales": build_sales,
    "records": build_records,
    "warnings": build_warnings,
    "analysis": build_analysis,
    "cleaning": build_cleaning,
    "map": build_map,
    "debts": build_debts,
    "credit_lists": build_credit_lists,
}
"""Screens of the rail that need the context only."""

_PAGES: Mapping[str, Callable[[ScreenContext, str], Page]] = {
    "evaluation": build_evaluation,
    "schemes": build_schemes,
    "thresholds": lambda context, _nothing: build_thresholds(context),
    "company_words": lambda context, _nothing: build_company_words(context),
    "discounts": lambda context, _nothing: build_discounts(context),
    "stock_watch": lambda context, _nothing: build_stock_watch(context),
    "pairs": lambda context, _nothing: build_pairs(context),
    "contract_papers": build_contract_papers,
    "template": build_template,
    "clause_block": build_block,
    "templates": lambda context, _nothing: build_templates(context),
    "import": lambda context, _nothing: build_import(context),
    "order": lambda context, order_id: build_order(context, order_id=order_id),
    PAPER_PAGE: build_paper,
    "new_order": lambda context, account_id: build_order(context, account_id=account_id),
    "new_return": lambda context, account_id: build_order(
        context, account_id=account_id, kind="return"
    ),
}
"""Pages above a screen that need no more than what they are about."""


class PageBuilders:
    """Builds screens for one session; the only place that knows them all."""

    def __init__(
        self, session: DeskSession, preferences: Preferences, lock: Callable[[], None]
    ) -> None:
        self._session = session
        self._preferences = preferences
        self._lock = lock

    def screen(self, key: str, context: ScreenContext) -> Page:
        """Build a screen of the rail.

        Raises:
            KeyError: The rail has no such place.
        """
        if key == "map":
            return build_map(context, lambda: self._preferences.settings.map_layer)
        session, plain = self._session, _PLAIN.get(key)
        if plain is not None:
            return plain(context)
        match key:
            case "sync":
                stick = StickLane(session.profile.workspace, session.runner)
                return build_sync_centre(context, session.sync, stick, session.again)
            case "settings":
                return build_settings(context, self._preferences, session, lock=self._lock)
            case _:
                raise KeyError(key)

    def account(self, context: ScreenContext, account_id: str) -> Page:
        """Build the page of an account."""
        return build_account(context, account_id)

    def new_account(self, context: ScreenContext) -> Page:
        """Build the form for a new account."""
        return build_new_account(context)

    def visit(self, context: ScreenContext, account_id: str, plan_id: str) -> Page:
        """Build the visit form of an account."""
        return build_visit(context, account_id, plan_id)

    def contract(self, context: ScreenContext, contract_id: str) -> Page:
        """Build the page of a contract."""
        return build_contract(context, contract_id)

    def page(self, kind: str, context: ScreenContext, subject_id: str) -> Page:
        """Build a page that needs no more than what it is about.

        Raises:
            KeyError: There is no such page.
        """
        return _PAGES[kind](context, subject_id)

    def new_contract(self, context: ScreenContext, window: QWidget, account_id: str) -> None:
        """Open the choice of account and template."""
        build_new_contract(context, window, account_id)

    def quoted_contract(self, context: ScreenContext, window: QWidget, quotation_id: str) -> None:
        """Open the contract of a quotation, or the choice of its text."""
        build_quoted_contract(context, window, quotation_id)

    def account_records(self, context: ScreenContext, account_id: str, entity: str) -> Page:
        """Build the file of an account: the lists of all that stands under it."""
        return build_records(context, account_id, entity)

    def record(self, context: ScreenContext, entity: str, record_id: str) -> Page:
        """Build the page of a record of any kind."""
        return build_record(context, entity, record_id)

    def new_record(
        self, context: ScreenContext, entity: str, given: Mapping[str, FieldValue]
    ) -> Page:
        """Build the form of a new record of any kind."""
        return build_record(context, entity, given=given)

    def choose_records(self, screen: Screen, entity: str) -> None:
        """Show the records of a kind in their place."""
        if entity and isinstance(screen, RecordsView):
            screen.choose_kind(entity)

    def order_account(self, context: ScreenContext, window: QWidget) -> None:
        """Open the choice of whose order it is."""
        ask_order_account(context, window)

    def palette(
        self,
        context: ScreenContext,
        window: QWidget,
        list_accounts: Callable[[str], None],
        settings_changed: Callable[[], None],
    ) -> PalettePresenter:
        """Build the command palette over a window, closed."""
        places = tuple(Place(item.key, item.icon, item.words) for item in rail_items())
        kinds = tuple(
            Place(kind.entity, kind.icon, entities_label(kind.entity))
            for kind in listed_kinds(under_account=False)
        )
        desk = Desk(places, self._preferences, self._lock, list_accounts, settings_changed, kinds)
        return build_palette(context, window, desk)[1]

    def search_accounts(self, screen: Screen, text: str) -> None:
        """Put what was searched for into the account list's own search."""
        if isinstance(screen, AccountsListView):
            screen.search_for(text)
