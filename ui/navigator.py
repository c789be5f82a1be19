"""Opens screens and pages in the window and tells all of them what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from ui.main_window import MainWindow
from ui.page_builders import PageBuilders
from ui.screens.context import Presenter, ScreenContext
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class _Live:
    """A screen that is shown or waits behind another, and what decides for it."""

    screen: Screen
    presenter: Presenter


class Navigator:
    """Carries out `ui.screens.context.Navigation` for one window."""

    def __init__(
        self, window: MainWindow, builders: PageBuilders, sync_now: Callable[[], None]
    ) -> None:
        self._window = window
        self._builders = builders
        self._sync_now = sync_now
        self._context: ScreenContext | None = None
        self._rail: dict[str, _Live] = {}
        self._pages: list[_Live] = []
        window.navigate_requested.connect(self.show_screen)
        window.sync_centre_requested.connect(lambda _part: self.show_screen("sync"))
        window.search_requested.connect(self.search)
        window.sync_requested.connect(sync_now)
        window.page_closed.connect(self._forget_page)

    def use(self, context: ScreenContext) -> None:
        """Take the context that screens are built with; it holds this navigator itself."""
        self._context = context

    @property
    def context(self) -> ScreenContext:
        """What screens are built with.

        Raises:
            RuntimeError: `use` was not called yet.
        """
        if self._context is None:
            raise RuntimeError("use() comes before the first screen")
        return self._context

    def show_screen(self, key: str) -> None:
        """Show a screen of the rail."""
        live = self._rail_screen(key)
        self._window.show_screen(key, live.screen)
        live.presenter.load()

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._open(self._builders.account(self.context, account_id))

    def new_account(self) -> None:
        """Open the form for a new account."""
        self._open(self._builders.new_account(self.context))

    def open_visit(self, account_id: str, plan_id: str = "") -> None:
        """Open the visit form of an account."""
        self._open(self._builders.visit(self.context, account_id, plan_id))

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        self._open(self._builders.contract(self.context, contract_id))

    def new_contract(self, account_id: str = "") -> None:
        """Begin a contract: choose account and template."""
        self._builders.new_contract(self.context, self._window, account_id)

    def go_back(self) -> None:
        """Leave the page on top."""
        self._window.go_back()

    def show_toast(
        self, words: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say in one line what was done."""
        self._window.show_toast(words, action=action, on_action=on_action)

    def sync_now(self) -> None:
        """Begin a sync round."""
        self._sync_now()

    def search(self, text: str) -> None:
        """Find accounts by what was typed into the window's own search."""
        self.show_screen("accounts")
        self._builders.search_accounts(self._rail_screen("accounts").screen, text)

    def tell(self, changes: ChangeSet) -> None:
        """Let every screen and page look at what changed."""
        for live in (*self._rail.values(), *self._pages):
            live.presenter.on_changed(changes)

    def save_what_is_typed(self) -> None:
        """Let pages keep what is being typed, because the window goes away."""
        for live in self._pages:
            live.screen.leave_allowed()

    def _rail_screen(self, key: str) -> _Live:
        live = self._rail.get(key)
        if live is None:
            screen, presenter = self._builders.screen(key, self.context)
            live = self._rail[key] = _Live(screen, presenter)
        return live

    def _open(self, page: tuple[Screen, Presenter]) -> None:
        live = _Live(*page)
        self._pages.append(live)
        self._window.open_page(live.screen)
        live.presenter.load()

    def _forget_page(self, screen: Screen) -> None:
        self._pages = [live for live in self._pages if live.screen is not screen]
