"""The numbers of all contracts at hand: reading the wide rows at every key would be slow."""

from __future__ import annotations

from collections.abc import Callable

from app.queries.palette import MOST_ROWS, NumberPage, read_number_page
from app.workspace import Workspace
from ui.screens.context import Runner

PAGE = 1_500
"""Contracts a store task reads, so that a keystroke never waits for more than some 15 ms."""

_SHORTEST = 2


def is_number_like(text: str) -> bool:
    """Return whether a text may be part of a contract's number: it holds a digit."""
    return len(text.strip()) >= _SHORTEST and any(letter.isdigit() for letter in text)


class ContractNumbers:
    """Reads the numbers page by page when first wanted, and again after contracts changed.

    Args:
        workspace: Where the contracts are.
        runner: Reads them off the main thread.
        arrived: Called when all numbers are here.
    """

    def __init__(self, workspace: Workspace, runner: Runner, arrived: Callable[[], None]) -> None:
        self._workspace = workspace
        self._runner = runner
        self._arrived = arrived
        self._rows: list[tuple[str, str]] = []
        self._incoming: list[tuple[str, str]] = []
        self._round = 0
        self._is_fresh = False

    def fetch(self) -> None:
        """Read the numbers unless they are here; the old ones serve until then."""
        if self._is_fresh:
            return
        self._is_fresh = True
        self._incoming = []
        self._round += 1
        self._read_from(0, self._round)

    def forget(self) -> None:
        """Read again when next wanted, because contracts changed."""
        self._is_fresh = False

    def matching(self, text: str) -> tuple[str, ...]:
        """Return the newest contracts whose number holds a text, at most eight."""
        if not is_number_like(text):
            return ()
        wanted = text.strip().upper()
        found: list[str] = []
        for number, contract_id in self._rows:
            if wanted in number:
                found.append(contract_id)
                if len(found) == MOST_ROWS:
                    break
        return tuple(found)

    def _read_from(self, last: int, turn: int) -> None:
        workspace = self._workspace

        def take(page: NumberPage) -> None:
            if turn != self._round:
                return
            self._incoming.extend(page.rows)
            if len(page.rows) == PAGE:
                self._read_from(page.last, turn)
                return
            # Ids are time-ordered, so this is newest first.
            self._rows = sorted(self._incoming, key=lambda row: row[1], reverse=True)
            self._arrived()

        self._runner.on_store(lambda: read_number_page(workspace, last, PAGE), take)
