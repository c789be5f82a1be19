"""The screens and pages that are alive, each with its presenter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from ui.screens.context import Presenter
from ui.widgets.page_shelf import PageShelf
from ui.widgets.screen import Screen

Build = Callable[[], tuple[Screen, Presenter]]
PageKey = tuple[str, str]
"""Kind and record of a page."""


@dataclass(frozen=True, slots=True)
class Live:
    """A screen that is shown or waits behind another, and what decides for it."""

    screen: Screen
    presenter: Presenter


class LivePages:
    """Keeps screens of the rail for good, and pages until the shelf closes them.

    Args:
        shelf: Where they lie.
    """

    def __init__(self, shelf: PageShelf) -> None:
        self._shelf = shelf
        self._rail: dict[str, Live] = {}
        self._pages: dict[PageKey, Live] = {}
        shelf.closed.connect(self._forget)

    def on_rail(self, key: str, build: Build) -> Live:
        """Return a screen of the rail; it is built when it is first wanted."""
        live = self._rail.get(key)
        if live is None:
            live = self._rail[key] = Live(*build())
        return live

    def open(self, key: PageKey, build: Build) -> None:
        """Open a page, or go back to it: two forms of one record would save over each other."""
        live = self._pages.get(key)
        if live is not None:
            self._shelf.leave(live.presenter.load, down_to=live.screen)
            return
        live = self._pages[key] = Live(*build())
        self._shelf.open_page(live.screen)
        live.presenter.load()

    def reload(self, key: str) -> None:
        """Read a screen of the rail again, if it was ever shown."""
        live = self._rail.get(key)
        if live is not None:
            live.presenter.load()

    def tell(self, changes: ChangeSet) -> None:
        """Let every screen and page look at what changed."""
        for live in (*self._rail.values(), *self._pages.values()):
            live.presenter.on_changed(changes)

    def keep_typed(self) -> None:
        """Let pages bring what is typed to the store."""
        for live in self._pages.values():
            live.screen.keep_typed()

    def _forget(self, screen: Screen) -> None:
        self._pages = {key: live for key, live in self._pages.items() if live.screen is not screen}
