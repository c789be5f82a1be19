"""Holds what was typed and brings it to the store at every pause."""

from __future__ import annotations

from app.commands.visits.drafts import save_draft
from app.domain.errors import DomainError
from app.domain.visits.draft import VisitDraft
from ui.screens.context import ScreenContext
from ui.screens.visit.form_view import VisitFormView
from ui.texts import _, sentence


class DraftKeeper:
    """The draft between the form and the store; the newest one is saved, never an older one."""

    def __init__(self, view: VisitFormView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._draft: VisitDraft | None = None
        self._is_dirty = self._is_closed = False
        self._on_the_way = 0

    @property
    def draft(self) -> VisitDraft | None:
        """What the form holds; None before it was read and after it was closed."""
        return None if self._is_closed else self._draft

    def begin(self, draft: VisitDraft) -> None:
        """Take the draft as the store has it."""
        self._draft = draft
        self._saved(self._context.workspace.now_milliseconds())

    def put(self, name: str, value: object) -> None:
        """Change one field; it is saved at the next pause."""
        if self._draft is not None and getattr(self._draft, name) != value:
            self._draft = self._draft.with_value(name, value)
            self._is_dirty = True
            self._view.show_unsaved(unsaved=True)

    def save(self) -> None:
        """Bring what is new to the store."""
        draft, workspace = self.draft, self._context.workspace
        if draft is None or not self._is_dirty:
            return
        self._is_dirty = False
        self._on_the_way += 1
        self._context.runner.on_store(
            lambda: save_draft(workspace, draft), self._arrived, self._failed, owner=self._view
        )

    def close(self) -> None:
        """Save nothing more: the visit is being finished or thrown away."""
        self._is_closed = True
        self._view.show_unsaved(unsaved=False)

    def reopen(self) -> None:
        """Go on: finishing was refused, and what was typed must stay safe."""
        self._is_closed = False
        self._is_dirty = True
        self._view.show_unsaved(unsaved=True)
        self.save()

    def _arrived(self, saved_at: int) -> None:
        self._on_the_way -= 1
        self._saved(saved_at)
        if not self._is_dirty and not self._on_the_way:
            self._view.show_unsaved(unsaved=False)

    def _saved(self, saved_at: int) -> None:
        moment = self._context.workspace.moment(saved_at)
        words = _("Draft saved on this device {time}")
        self._view.show_saved(words.format(time=self._context.formats.clock(moment)))

    def _failed(self, error: Exception) -> None:
        self._is_dirty = True
        self._on_the_way -= 1
        reason = _refusal(error)
        self._view.show_saved(_("Draft not saved: {reason}").format(reason=reason), failed=True)
        if not isinstance(error, DomainError):
            raise error


def _refusal(error: Exception) -> str:
    if isinstance(error, DomainError):
        return sentence(error)
    return _("an unforeseen fault, see the log")
