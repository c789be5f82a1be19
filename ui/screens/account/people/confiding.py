"""Opens, reveals and saves what was confided about a contact. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.commands.accounts.confidences import reveal_confidence, write_confidence
from app.device.errors import DeviceError
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.accounts.confidences import SEALED_FIELDS, ConfidenceState, read_confidence_state
from ui.field_texts import field_label
from ui.screens.context import ScreenContext
from ui.texts import _, sentence

_ENTITY = "contact_private"


class ConfidencePort(Protocol):
    """The view of it."""

    def open_confidence(self, name: str, *, can_reveal: bool, can_save: bool) -> None:
        """Open the guarded dialog, closed to the eye."""
        ...

    def show_confidence(self, labels: Sequence[tuple[str, str]], values: Mapping[str, str]) -> None:
        """Show the fields for a while."""
        ...

    def close_confidence(self) -> None:
        """Close it and forget what it showed."""
        ...


class Confiding:
    """One contact at a time.

    Args:
        view: Shows the dialog.
        context: Workspace, runner, publish, navigation.
    """

    def __init__(self, view: ConfidencePort, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._contact_id = ""

    def open(self, contact_id: str, name: str) -> None:
        """Ask for the guarded dialog of a contact."""
        workspace = self._context.workspace
        self._contact_id = contact_id
        self._context.runner.on_store(
            lambda: read_confidence_state(workspace, contact_id),
            lambda state: self._arrived(name, state),
            owner=self._view,
        )

    def reveal(self) -> None:
        """Show it; the look is kept."""
        workspace, contact_id = self._context.workspace, self._contact_id
        self._context.runner.on_store(
            lambda: reveal_confidence(workspace, contact_id),
            lambda values: self._view.show_confidence(_labels(), values),
            self._refused,
            self._view,
        )

    def save(self, purpose: str, edited: Mapping[str, str]) -> None:
        """Write what was edited."""
        workspace, contact_id = self._context.workspace, self._contact_id
        values = dict(edited)
        self._context.runner.on_store(
            lambda: write_confidence(workspace, contact_id, values, purpose=purpose),
            self._saved,
            self._refused,
            self._view,
        )

    def _arrived(self, name: str, state: ConfidenceState) -> None:
        if not (state.may_look or state.may_write):
            words = _("Nothing can be kept or seen here: it is switched off, or not yours to see")
            self._context.navigation.show_refusal(words)
            return
        self._view.open_confidence(name, can_reveal=state.exists, can_save=state.may_write)
        if not state.exists:
            self._view.show_confidence(_labels(), {})

    def _saved(self, changes: ChangeSet) -> None:
        self._view.close_confidence()
        self._context.publish(changes)
        self._context.navigation.show_toast(_("Sealed and saved"))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError | DeviceError):
            raise error
        self._context.navigation.show_refusal(sentence(error))


def _labels() -> tuple[tuple[str, str], ...]:
    return tuple((name, field_label(_ENTITY, name)) for name in SEALED_FIELDS)
