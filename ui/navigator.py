"""Opens screens and pages in the window and tells all of them what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from ui.main_window import MainWindow
from ui.page_builders import PageBuilders
from ui.screens.context import Presenter, ScreenContext
from ui.screens.palette.presenter import PalettePresenter
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class _Live:
    """A screen that is shown or waits behind another, and what decides for it."""

    screen: Screen
    presenter: Presenter


class Navigator:
    """Carries out `ui.screens.context.Navigation` for one window.

    Attributes:
        shown: Key of the rail's screen that is shown, or that the shown page came from.
    """

    def __init__(
        self, window: MainWindow, builders: PageBuilders, sync_now: Callable[[], None]
    ) -> None:
        self._window = window
        self._builders = builders
        self._sync_now = sync_now
        self.shown = ""
        self._context: ScreenContext | None = None
        self._palette: PalettePresenter  # comes with the context
        self._rail: dict[str, _Live] = {}
        self._pages: list[_Live] = []
        window.navigate_requested.connect(self.show_screen)
        window.sync_centre_requested.connect(lambda _part: self.show_screen("sync"))
        window.sync_requested.connect(sync_now)
        window.page_closed.connect(self._forget_page)

    def use(self, context: ScreenContext) -> None:
        """Take the context that screens are built with; it holds this navigator itself."""
        self._context = context
        self._palette = self._builders.palette(
            context, self._window, self.search, self._settings_changed
        )
        self._window.palette_requested.connect(self._palette.open)

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
        self.shown = key
        self._window.show_screen(key, live.screen)
        live.presenter.load()

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._open(self._builders.account(self.context, account_id))
        self._palette.recents.note("account", account_id)

    def new_account(self) -> None:
        """Open the form for a new account."""
        self._open(self._builders.new_account(self.context))

    def open_visit(self, account_id: str, plan_id: str = "") -> None:
        """Open the visit form of an account."""
        self._open(self._builders.visit(self.context, account_id, plan_id))

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        self._open(self._builders.contract(self.context, contract_id))
        self._palette.recents.note("contract", contract_id)

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
        """Show the account list filtered by what was typed into the palette."""
        self.show_screen("accounts")
        self._builders.search_accounts(self._rail_screen("accounts").screen, text)

    def tell(self, changes: ChangeSet) -> None:
        """Let every screen and page look at what changed."""
        for live in (*self._rail.values(), *self._pages):
            live.presenter.on_changed(changes)
        self._palette.on_changed(changes)

    def save_what_is_typed(self) -> None:
        """Let pages keep what is being typed, because the window goes away."""
        for live in self._pages:
            live.screen.leave_allowed()

    def _settings_changed(self) -> None:
        """Show in the settings, if they were ever opened, what the palette changed."""
        live = self._rail.get("settings")
        if live is not None:
            live.presenter.load()

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
