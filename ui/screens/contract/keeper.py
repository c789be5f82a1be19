"""Brings what was filled in to the store at every pause, in the order it was typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.commands.contracts.drafting import save_contract
from app.domain.changes import ChangeSet
from app.domain.contracts.sheet import GOODS, GoodsLine
from app.domain.errors import DomainError
from app.queries.contracts.page import list_line_ids
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.screens.contract.opened.sheet import FilledSheet
from ui.texts import _, sentence


class SavingView(Protocol):
    """What the keeper asks of the page."""

    def is_open(self) -> bool:
        """Return whether the user still looks at it."""
        ...

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Hear whether the store holds everything that was typed."""
        ...

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the draft stands."""
        ...


class ContractKeeper:
    """Saves the newest values; nothing is saved twice, and nothing after the contract is locked.

    A save that was begun is finished even when the page is closed meanwhile.

    Attributes:
        changes: How often something was typed since the page was opened.
    """

    def __init__(self, view: SavingView, context: ScreenContext, contract_id: str) -> None:
        self._view, self._context, self._contract_id = view, context, contract_id
        self._sheet: FilledSheet | None = None
        self._is_dirty = False
        self._on_the_way = 0
        self.changes = 0
        # Record ids of rows made in the form; read and written on the store lane only.
        self._line_ids: dict[str, str] = {}

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that the store does not hold."""
        return self._is_dirty

    def begin(self, sheet: FilledSheet | None) -> None:
        """Watch over a sheet; None when it cannot be changed."""
        self._sheet = sheet
        self._set_dirty(dirty=False)

    def note_change(self) -> None:
        """Remember that something is to be saved."""
        self.changes += 1
        self._set_dirty(dirty=self._sheet is not None)

    def save(self) -> None:
        """Bring what is new to the store."""
        sheet = self._sheet
        if sheet is None or not self._is_dirty:
            return
        self._is_dirty = False
        self._on_the_way += 1
        terms, rows = sheet.terms(), [(row.key, row.record_id) for row in sheet.rows(GOODS)]
        lines = sheet.lines()
        self._context.runner.on_store(
            lambda: self._write(terms, rows, lines), self._saved, self._failed
        )

    def _write(
        self, terms: Mapping[str, Any], rows: Sequence[tuple[str, str]], lines: Sequence[GoodsLine]
    ) -> ChangeSet:
        """Save on the store lane, where the saves stand in a queue."""
        workspace: Workspace = self._context.workspace
        known = [
            dataclasses.replace(line, id=self._line_ids.get(key, record_id))
            for (key, record_id), line in zip(rows, lines, strict=True)
        ]
        changes = save_contract(workspace, self._contract_id, terms, known)
        ids = list_line_ids(workspace, self._contract_id)
        self._line_ids = {key: made for (key, _id), made in zip(rows, ids, strict=True)}
        return changes

    def _set_dirty(self, *, dirty: bool) -> None:
        self._is_dirty = dirty
        self._view.show_unsaved(unsaved=dirty or self._on_the_way > 0)

    def _saved(self, changes: ChangeSet) -> None:
        self._on_the_way -= 1
        if changes.touched:
            self._context.publish(changes)
        if self._view.is_open():
            moment = self._context.workspace.now()
            words = _("Draft saved on this device {time}")
            self._view.show_saved(words.format(time=self._context.formats.clock(moment)))
        self._set_dirty(dirty=self._is_dirty)

    def _failed(self, error: Exception) -> None:
        self._on_the_way -= 1
        self._set_dirty(dirty=True)
        if self._view.is_open():
            reason = _refusal(error)
            words = _("Draft not saved: {reason}").format(reason=reason)
            self._view.show_saved(words, failed=True)
        if not isinstance(error, DomainError):
            raise error


def _refusal(error: Exception) -> str:
    if isinstance(error, DomainError):
        return sentence(error)
    return _("an unforeseen fault, see the log")
