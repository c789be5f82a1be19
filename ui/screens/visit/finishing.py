"""The end of a visit: write it and drive on, or throw it away."""

from __future__ import annotations

from app.commands.visits.drafts import discard_draft
from app.commands.visits.finishing import finish_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.visits.draft import VisitDraft
from app.domain.visits.faults import visit_faults
from app.queries.visits.form import DayStop
from ui.screens.context import ScreenContext
from ui.screens.visit.draft_keeper import DraftKeeper
from ui.screens.visit.form_view import VisitFormView
from ui.texts import _, sentence


class VisitFinishing:
    """Finishes or discards one visit.

    Attributes:
        next_stop: Where to go afterwards.
    """

    def __init__(self, view: VisitFormView, context: ScreenContext, keeper: DraftKeeper) -> None:
        self._view, self._context, self._keeper = view, context, keeper
        self.next_stop: DayStop | None = None
        self.designated: frozenset[str] = frozenset()
        self._was_refused = False

    def finish(self) -> None:
        """Write the visit, or mark what keeps it from being written."""
        draft, workspace = self._keeper.draft, self._context.workspace
        if draft is None:
            return
        if draft.ended_at is None:
            draft = draft.with_value("ended_at", workspace.now_milliseconds())
        faults = self._faults(draft)
        self._was_refused = bool(faults)
        self._view.show_faults(faults, go=True)
        if faults:
            self._keeper.save()
            return
        self._keeper.close()
        self._view.show_busy(busy=True)
        finished = draft
        # No owner: what was written is told to the other screens even when this one is gone.
        self._context.runner.on_store(
            lambda: finish_visit(workspace, finished), self._finished, self._not_finished
        )

    def recheck(self) -> None:
        """After a refusal take away each mark as soon as its field is right."""
        draft = self._keeper.draft
        if draft is not None and self._was_refused:
            self._view.show_faults(self._faults(draft))

    def discard(self) -> None:
        """Throw the unfinished visit away and go back."""
        draft, workspace = self._keeper.draft, self._context.workspace
        if draft is None:
            return
        self._keeper.close()
        account_id = draft.account_id
        self._context.runner.on_store(
            lambda: discard_draft(workspace, account_id), self._discarded, self._not_finished
        )

    def _faults(self, draft: VisitDraft) -> dict[str, str]:
        workspace = self._context.workspace
        now, today = workspace.now(), workspace.today()
        faults = visit_faults(draft, now=now, today=today, designated=self.designated)
        return {fault.field: sentence(fault.code, fault.params) for fault in faults}

    def _finished(self, changes: ChangeSet) -> None:
        navigation = self._context.navigation
        self._context.publish(changes)
        if not self._view.is_open():
            return
        self._view.show_busy(busy=False)
        navigation.go_back()
        if self.next_stop is not None:
            navigation.open_visit(self.next_stop.account_id, self.next_stop.plan_id)
        navigation.show_toast(_("Visit saved, waiting to be sent"))

    def _discarded(self, _done: None) -> None:
        if self._view.is_open():
            self._context.navigation.go_back()

    def _not_finished(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        words = sentence(error)
        if not self._view.is_open():
            self._context.navigation.show_refusal(words)
            return
        self._keeper.reopen()
        self._view.show_busy(busy=False)
        self._view.show_faults({str(error.params.get("field", "")): words}, go=True)
        self._view.show_saved(words, failed=True)
