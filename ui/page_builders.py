"""Which screen is built by whom, with what it needs besides the context."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desk_session import DeskSession
from ui.preferences import Preferences
from ui.screens.account.build import build_account, build_new_account
from ui.screens.accounts.build import build_accounts
from ui.screens.accounts.view import AccountsListView
from ui.screens.context import Presenter, ScreenContext
from ui.screens.contract.build import build_contract, build_new_contract
from ui.screens.contracts.build import build_contracts
from ui.screens.palette.build import build_palette
from ui.screens.palette.ports import Desk, Place
from ui.screens.palette.presenter import PalettePresenter
from ui.screens.settings.build import build_settings
from ui.screens.sync_centre.build import build_sync_centre
from ui.screens.today.build import build_today
from ui.screens.visit.build import build_visit
from ui.screens.visits.build import build_visits
from ui.status_words import rail_items
from ui.stick import StickLane
from ui.widgets.screen import Screen

Page = tuple[Screen, Presenter]


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
        match key:
            case "today":
                return build_today(context)
            case "accounts":
                return build_accounts(context)
            case "visits":
                return build_visits(context)
            case "contracts":
                return build_contracts(context)
            case "sync":
                session = self._session
                stick = StickLane(session.profile.workspace, session.runner)
                return build_sync_centre(context, session.sync, stick)
            case "settings":
                return build_settings(context, self._preferences, self._session, lock=self._lock)
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

    def new_contract(self, context: ScreenContext, window: QWidget, account_id: str) -> None:
        """Open the choice of account and template."""
        build_new_contract(context, window, account_id)

    def palette(
        self,
        context: ScreenContext,
        window: QWidget,
        list_accounts: Callable[[str], None],
        settings_changed: Callable[[], None],
    ) -> PalettePresenter:
        """Build the command palette over a window, closed."""
        places = tuple(Place(item.key, item.icon, item.words) for item in rail_items())
        desk = Desk(places, self._preferences, self._lock, list_accounts, settings_changed)
        return build_palette(context, window, desk)[1]

    def search_accounts(self, screen: Screen, text: str) -> None:
        """Put what was searched for into the account list's own search."""
        if isinstance(screen, AccountsListView):
            screen.search_for(text)
