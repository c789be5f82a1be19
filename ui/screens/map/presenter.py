"""Decides which accounts the map shows, and what is done with one of them. No Qt."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.planning.gazetteer import Gazetteer
from app.queries.accounts.listing import (
    AccountFilter,
    AccountGlance,
    find_accounts,
    read_account_glance,
)
from app.queries.accounts.map import MapAccount, read_account_map
from ui.charts.flat_region import FlatRegion
from ui.charts.map_clusters import MapDot
from ui.screens.account.planning.desk import PlansPort, VisitPlanning
from ui.screens.context import ScreenContext
from ui.screens.map.map_words import MapFilter, dot_of, keeps

_SHOWN = ("account", "account_card", "warning", "local_finding")


@dataclasses.dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the accounts.

    Attributes:
        regions: The outlines.
        gazetteer: Where cities and provinces lie.
        note: Why the organisation's own layer is not shown; empty when it is, or none is set.
    """

    regions: Sequence[FlatRegion]
    gazetteer: Gazetteer
    note: str = ""


class MapView(Protocol):
    """What the presenter asks of its view."""

    def show_ground(self, ground: Ground) -> None:
        """Draw the outlines and the names of cities."""
        ...

    def show_accounts(
        self, accounts: Sequence[MapAccount], dots: Sequence[MapDot], *, keep_place: bool
    ) -> None:
        """Show these accounts, on the map those of them that have a place."""
        ...

    def show_group(self, count: int | None) -> None:
        """Say that the list holds only the accounts of one place; None when it holds all."""
        ...

    def show_card(self, glance: AccountGlance | None) -> None:
        """Show one account, marked on the map; None for none."""
        ...

    @property
    def plans(self) -> PlansPort:
        """Asks for the day of a visit."""
        ...


class MapPresenter:
    """Reads all places once; another filter is another part of them.

    Args:
        view: The screen.
        context: Workspace, runner, publish, navigation, formats.
        read_ground: Reads the outlines and the table of places; blocks, so it runs off the screen.
    """

    def __init__(
        self, view: MapView, context: ScreenContext, read_ground: Callable[[], Ground]
    ) -> None:
        self.planning = VisitPlanning(lambda: view.plans, context, view)
        self._view = view
        self._context = context
        self._read_ground = read_ground
        self._ground: Ground | None = None
        self._accounts: tuple[MapAccount, ...] = ()
        self._found: frozenset[int] | None = None
        self._wanted = MapFilter()
        self._chosen = ""
        self._asked = self._searched = 0
        self._was_shown = False

    def load(self) -> None:
        """Read the ground anew, because another layer may be set, and the accounts."""
        self._context.runner.on_work(self._read_ground, self._stand_on, owner=self._view)

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when an account or a warning was touched; the place is kept."""
        if self._ground is not None and changes.touches(*_SHOWN):
            self._read()
            self.choose(self._chosen)

    def filter_classes(self, classes: Sequence[str]) -> None:
        """Show only these classes; none for all."""
        self._change(classes=tuple(classes), keys=None)

    def filter_statuses(self, statuses: Sequence[str]) -> None:
        """Show only these life-cycle statuses; none for all."""
        self._change(statuses=tuple(statuses), keys=None)

    def filter_late(self, *, only: bool) -> None:
        """Show only accounts that owe late, or all."""
        self._change(is_late=only, keys=None)

    def filter_warned(self, *, only: bool) -> None:
        """Show only accounts with an open warning, or all."""
        self._change(is_warned=only, keys=None)

    def filter_text(self, text: str) -> None:
        """Find by name, pinyin, phone and whatever else the account list finds by."""
        self._searched += 1
        searched, wanted, workspace = self._searched, text.strip(), self._context.workspace

        def show(found: frozenset[int] | None) -> None:
            if searched == self._searched:
                self._found = found
                self._change(text=wanted, keys=None)

        if not wanted:
            show(None)
            return
        asked = AccountFilter(today=workspace.today(), text=wanted)
        self._context.runner.on_store(
            lambda: frozenset(find_accounts(workspace, asked).places), show, owner=self._view
        )

    def choose_group(self, keys: Sequence[str]) -> None:
        """List the accounts of one place, which no zoom tells apart; none lists all again."""
        self._change(keys=frozenset(keys) or None)

    def choose(self, account_id: str) -> None:
        """Show the card of an account."""
        self._chosen = account_id
        if not account_id:
            self._view.show_card(None)
            return
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_account_glance(workspace, account_id), self._show_card, owner=self._view
        )

    def _stand_on(self, ground: Ground) -> None:
        self._ground = ground
        self._view.show_ground(ground)
        self._read()

    def _read(self) -> None:
        ground, workspace = self._ground, self._context.workspace
        if ground is None:
            return
        self._asked += 1
        asked = self._asked

        def show(accounts: tuple[MapAccount, ...]) -> None:
            if asked == self._asked:
                self._accounts = accounts
                self._show(keep_place=self._was_shown)
                self._was_shown = True

        self._context.runner.on_store(
            lambda: read_account_map(workspace, ground.gazetteer), show, owner=self._view
        )

    def _change(self, **wanted: object) -> None:
        self._wanted = dataclasses.replace(self._wanted, **wanted)  # type: ignore[arg-type]
        self._show(keep_place=True)

    def _show(self, *, keep_place: bool) -> None:
        kept = [one for one in self._accounts if keeps(self._wanted, one, self._found)]
        dots = [made for made in map(dot_of, kept) if made is not None]
        keys = self._wanted.keys
        listed = kept if keys is None else [one for one in kept if one.row.id in keys]
        self._view.show_accounts(listed, dots, keep_place=keep_place)
        self._view.show_group(None if keys is None else len(listed))

    def _show_card(self, glance: AccountGlance | None) -> None:
        if glance is None or glance.summary.id == self._chosen:
            self._view.show_card(glance)
