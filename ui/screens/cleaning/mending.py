"""Sets a field in many files of the clean-up list: preview first, undo afterwards. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.commands.records.mending import (
    MENDABLE,
    Mended,
    MendLine,
    mend_accounts,
    preview_mending,
    take_mending_back,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.field_texts import choice_label
from ui.formats import MISSING
from ui.screens.context import ScreenContext
from ui.texts import _, n_, sentence

__all__ = ["MENDABLE", "Mending", "MendingPort", "PreviewLine"]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One file of the preview: its name, old and new value, or why it is left out."""

    name: str
    note: str
    is_left_out: bool


class MendingPort(Protocol):
    """The dialog."""

    def show_preview(self, lines: Sequence[PreviewLine]) -> None:
        """Show what would change."""
        ...

    def show_error(self, words: str) -> None:
        """Say why the value is refused."""
        ...


class Mending:
    """One mending of some files.

    Args:
        dialog: Shows the preview.
        context: Workspace, runner, publish, navigation.
        account_ids: The files.
        close: Closes the dialog.
    """

    def __init__(
        self,
        dialog: MendingPort,
        context: ScreenContext,
        account_ids: Sequence[str],
        close: Callable[[], object],
    ) -> None:
        self._dialog, self._context, self._close = dialog, context, close
        self._ids = tuple(account_ids)
        self._asked = 0

    def preview(self, field: str, value: str) -> None:
        """Show what setting a value would change."""
        self._asked += 1
        asked, workspace, ids = self._asked, self._context.workspace, self._ids

        def show(lines: tuple[MendLine, ...]) -> None:
            if asked == self._asked:
                self._dialog.show_preview([_line(line, field, value) for line in lines])

        self._context.runner.on_store(
            lambda: preview_mending(workspace, ids, field, value),
            show,
            self._refused,
            owner=self._dialog,
        )

    def mend(self, field: str, value: str) -> None:
        """Set it, and offer to take it back."""
        workspace, ids = self._context.workspace, self._ids
        self._context.runner.on_store(
            lambda: mend_accounts(workspace, ids, field, value),
            lambda made: self._done(*made),
            self._refused,
            owner=self._dialog,
        )

    def _done(self, mended: Mended, changes: ChangeSet) -> None:
        self._close()
        self._context.publish(changes)
        count = len(mended.before)
        words = n_("{count} file mended", "{count} files mended", count).format(count=count)
        self._context.navigation.show_toast(
            words, action=_("Undo"), on_action=lambda: self._take_back(mended)
        )

    def _take_back(self, mended: Mended) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: take_mending_back(workspace, mended), self._context.publish, self._refused_back
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._dialog.show_error(sentence(error))

    def _refused_back(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))


def _line(line: MendLine, field: str, value: str) -> PreviewLine:
    if line.refusal:
        return PreviewLine(line.name, _("left out: no such step of the life cycle"), True)
    before = choice_label("account", field, str(line.before)) if line.before else MISSING
    after = choice_label("account", field, value)
    return PreviewLine(line.name, f"{before} → {after}", False)
