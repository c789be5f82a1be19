"""Opens screens and pages in the window and tells all of them what changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain.changes import ChangeSet
from ui.frame.live_pages import LivePages
from ui.frame.main_window import MainWindow
from ui.frame.page_builders import PageBuilders
from ui.frame.record_places import RecordPlaces
from ui.frame.status_words import rail_place
from ui.screens.context import ScreenContext
from ui.screens.palette.presenter import PalettePresenter
from ui.widgets.screen import Screen


class Navigator:
    """Carries out `ui.screens.context.Navigation` for one window.

    Attributes:
        shown: Key of the rail's screen that is shown, or that the shown page came from.
        records: Opens lists and pages of records of any kind.
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
        self._live = LivePages(window.pages)
        self.records = RecordPlaces(self._live, builders, lambda: self.context, self._show_records)
        window.navigate_requested.connect(self.show_screen)
        window.sync_centre_requested.connect(lambda _part: self.show_screen("sync"))
        window.sync_requested.connect(sync_now)

    def use(self, context: ScreenContext) -> None:
        """Take the context that screens are built with; it holds this navigator itself."""
        self._context = context
        # What the palette changed is shown in the settings, if they were ever opened.
        self._palette = self._builders.palette(
            context, self._window, self.search, partial(self._live.reload, "settings")
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
        """Show a screen of the rail, unless an open page keeps the user."""
        self._window.pages.leave(partial(self._show, key))

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        build = self._builders.account
        self._live.open(("account", account_id), lambda: build(self.context, account_id))
        self._palette.recents.note("account", account_id)

    def new_account(self) -> None:
        """Open the form for a new account."""
        self._live.open(("new_account", ""), lambda: self._builders.new_account(self.context))

    def open_visit(self, account_id: str, plan_id: str = "") -> None:
        """Open the visit form of an account."""
        build = self._builders.visit
        self._live.open(("visit", account_id), lambda: build(self.context, account_id, plan_id))

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        build = self._builders.contract
        self._live.open(("contract", contract_id), lambda: build(self.context, contract_id))
        self._palette.recents.note("contract", contract_id)

    def new_contract(self, account_id: str = "", *, quotation_id: str = "") -> None:
        """Begin a contract: choose account and template; on a quotation it is begun once."""
        if quotation_id:
            self._builders.quoted_contract(self.context, self._window, quotation_id)
        else:
            self._builders.new_contract(self.context, self._window, account_id)

    def open_page(self, kind: str, subject_id: str = "") -> None:
        """Open a page that needs no more than what it is about."""
        build = self._builders.page
        self._live.open((kind, subject_id), lambda: build(kind, self.context, subject_id))

    def new_order(self, account_id: str = "", kind: str = "order") -> None:
        """Take an order or a return; without an account it is asked for."""
        if account_id:
            self.open_page(f"new_{kind}", account_id)
        else:
            self._builders.order_account(self.context, self._window)

    def go_back(self) -> None:
        """Leave the page on top."""
        self._window.go_back()

    def show_toast(
        self, words: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say in one line what was done."""
        self._window.show_toast(words, action=action, on_action=on_action)

    def show_refusal(self, words: str) -> None:
        """Say in one line what was not done, and why."""
        self._window.show_toast(words, tone="bad")

    def sync_now(self) -> None:
        """Begin a sync round."""
        self._sync_now()

    def search(self, text: str) -> None:
        """Show the account list filtered by what was typed into the palette."""

        def find(screen: Screen) -> None:
            self._builders.search_accounts(screen, text)

        self._window.pages.leave(partial(self._show, "accounts", find))

    def tell(self, changes: ChangeSet) -> None:
        """Let every screen and page look at what changed."""
        self._live.tell(changes)
        self._palette.on_changed(changes)

    def save_what_is_typed(self) -> None:
        """Let pages keep what is being typed, because the window goes away."""
        self._live.keep_typed()

    def _show(self, key: str, then: Callable[[Screen], None] | None = None) -> None:
        live = self._live.on_rail(key, lambda: self._builders.screen(key, self.context))
        self.shown = key
        self._window.show_screen(rail_place(key), live.screen)
        live.presenter.load()
        if then is not None:
            then(live.screen)

    def _show_records(self, entity: str) -> None:
        def choose(screen: Screen) -> None:
            self._builders.choose_records(screen, entity)

        self._window.pages.leave(partial(self._show, "records", choose))
