"""Opens lists and pages of records of any kind in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.fields import FieldValue
from ui.frame.live_pages import LivePages
from ui.frame.page_builders import PageBuilders
from ui.screens.context import ScreenContext
from ui.screens.records.registry import KINDS

_ORDER = "order"


class RecordPlaces:
    """Carries out `ui.screens.context.RecordNavigation` for one window.

    Args:
        live: Screens and pages that are alive.
        builders: Builds them.
        context: Returns what they are built with.
        show_place: Shows the rail's place of records with a kind chosen.
    """

    def __init__(
        self,
        live: LivePages,
        builders: PageBuilders,
        context: Callable[[], ScreenContext],
        show_place: Callable[[str], None],
    ) -> None:
        self._live, self._builders, self._context = live, builders, context
        self._show_place = show_place

    def open_list(self, entity: str = "", account_id: str = "") -> None:
        """Show the records of a kind: of one account above the page, of all in their place."""
        if not account_id:
            self._show_place(entity)
            return
        build = self._builders.account_records
        self._live.open(
            (f"records:{entity}", account_id),
            lambda: build(self._context(), account_id, entity),
        )

    def open(self, entity: str, record_id: str) -> None:
        """Open the page of a record: that of its kind where there is one."""
        page = KINDS[entity].page
        if page:
            self._context().navigation.open_page(page, record_id)
            return
        build = self._builders.record
        self._live.open((entity, record_id), lambda: build(self._context(), entity, record_id))

    def begin(self, entity: str, given: Mapping[str, FieldValue]) -> None:
        """Open the form of a new record with what is settled about it; an order has its page."""
        if KINDS[entity].page == _ORDER:
            account_id = str(given.get("account_id") or "")
            self._context().navigation.new_order(account_id)
            return
        build = self._builders.new_record
        key = "|".join(f"{name}={value}" for name, value in sorted(given.items()))
        self._live.open((f"new:{entity}", key), lambda: build(self._context(), entity, given))
