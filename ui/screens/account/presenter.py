"""Decides what the account page shows and where it leads. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError
from app.queries.accounts.page import (
    PAGE,
    AccountPage,
    TimelinePage,
    read_account_page,
    read_timeline,
)
from ui.screens.account.file.editing import BlockEditing, BlockFormsView
from ui.screens.account.history_words import GROUPS
from ui.screens.account.page_words import event_words, page_view
from ui.screens.account.people.contact_editing import ContactEditing, ContactFormsView
from ui.screens.account.planning.desk import PlansPort, VisitPlanning
from ui.screens.account.rows import EventView, PageView
from ui.screens.context import ScreenContext
from ui.screens.records.registry import listed_kinds
from ui.texts import _

_CHILDREN = (
    *("contact", "visit_log", "visit_plan", "commitment", "collection", "complaint"),
    *("receivable", "contract", "sales_record", "sales_plan", "conflict", "journal"),
    *("account_merge", "owner_request", "owner_change", "account_member"),
    *("warning", "local_finding", "statement", "incident", "task", "letter"),
    *("channel_sale", "selling_expense"),
)


class AccountPageView(BlockFormsView, ContactFormsView, Protocol):
    """What the presenter asks of its view."""

    def show_page(self, page: PageView) -> None:
        """Show everything; an open form stays as it is."""
        ...

    def add_events(self, events: Sequence[EventView], *, has_more: bool) -> None:
        """Show older entries of the timeline below those shown."""
        ...

    def mark_groups(self, groups: Sequence[str]) -> None:
        """Show which groups the timeline is narrowed to."""
        ...

    @property
    def plans(self) -> PlansPort:
        """Asks for the day of a visit."""
        ...


class AccountPresenter:
    """Loads the page, keeps it fresh, and leads on; forms have presenters of their own.

    Args:
        view: The page.
        context: Workspace, runner, publish, navigation, formats.
        account_id: The account.
        beside: What else is to be read again whenever the page was.
    """

    def __init__(
        self,
        view: AccountPageView,
        context: ScreenContext,
        account_id: str,
        *,
        beside: Callable[[], None] = lambda: None,
    ) -> None:
        self.blocks = BlockEditing(view, context, account_id)
        self.contacts = ContactEditing(view, context, account_id)
        self.planning = VisitPlanning(lambda: view.plans, context, view)
        self._view = view
        self._context = context
        self._account_id = account_id
        self._groups: tuple[str, ...] = ()
        self._asked = 0
        self._shown = PAGE
        self._last: tuple[int, str] | None = None
        self._is_fetching = False
        self._beside = beside

    def load(self) -> None:
        """Fetch the page."""
        self._asked += 1
        asked, entries, kinds = self._asked, max(self._shown, PAGE), self._kinds()
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: read_account_page(workspace, account_id, kinds, entries=entries),
            lambda page: self._arrived(asked, page),
            self._gone,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when this account or something below an account was touched."""
        if changes.touches_record("account", self._account_id) or changes.touches(*_CHILDREN):
            self.load()
        elif changes.touches(*(kind.entity for kind in listed_kinds(under_account=True))):
            self._beside()

    def filter_timeline(self, groups: Sequence[str]) -> None:
        """Show only some groups of the timeline; none means all."""
        self._groups = tuple(groups)
        self._shown = PAGE
        self._view.mark_groups(self._groups)
        self.load()

    def more_timeline(self) -> None:
        """Fetch the next page of the timeline."""
        if self._is_fetching:
            return
        self._is_fetching = True
        asked, kinds, after = self._asked, self._kinds(), self._last
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: read_timeline(workspace, account_id, kinds, after),
            lambda page: self._older_arrived(asked, page),
            owner=self._view,
        )

    def follow_alert(self, target: str) -> None:
        """Go to what the banner speaks about."""
        if target == "money":
            self.filter_timeline(("money",))
        else:
            self._context.navigation.show_screen("sync")

    def start_visit(self) -> None:
        """Begin a visit or go on with the one begun."""
        self._context.navigation.open_visit(self._account_id)

    def new_contract(self) -> None:
        """Begin a contract with this account."""
        self._context.navigation.new_contract(self._account_id)

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        self._context.navigation.open_contract(contract_id)

    def show_contracts(self) -> None:
        """Show all contracts."""
        self._context.navigation.show_screen("contracts")

    def leave(self) -> None:
        """Drop what was typed and go back."""
        self.blocks.cancel()
        self._context.navigation.go_back()

    def ask_plan(self) -> None:
        """Ask for the day of a visit; tomorrow is offered."""
        self.planning.ask(self._account_id)

    def _kinds(self) -> tuple[str, ...]:
        return tuple(kind for group in self._groups for kind in GROUPS[group])

    def _arrived(self, asked: int, page: AccountPage) -> None:
        if asked != self._asked:
            return
        if page.id != self._account_id:
            self.leave()
            _lead_on(self._context, page)
            return
        self._note_entries(page.timeline, len(page.timeline.entries))
        self.contacts.refresh(page)
        self._view.show_page(page_view(page, self._context))
        self.blocks.refresh(page)
        self._beside()

    def _older_arrived(self, asked: int, page: TimelinePage) -> None:
        self._is_fetching = False
        if asked != self._asked:
            return
        self._note_entries(page, self._shown + len(page.entries))
        spell = event_words(self._context)
        events = [spell.event(entry) for entry in page.entries]
        self._view.add_events(events, has_more=page.has_more)

    def _note_entries(self, page: TimelinePage, shown: int) -> None:
        self._shown = shown
        if page.entries:
            self._last = page.entries[-1].place

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, NotFoundError):
            raise error
        self._context.navigation.show_refusal(_("This account is no longer on this device"))
        self.leave()


def _lead_on(context: ScreenContext, page: AccountPage) -> None:
    """Open the account that stands for one that was merged."""
    context.navigation.open_account(page.id)
    context.navigation.show_toast(_("Merged into {name}").format(name=page.fields["name"]))
