"""Decides what happens during a visit. No Qt: view, runner and thumbnails come from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.commands.accounts.commitments import keep_commitment, reopen_commitment
from app.commands.accounts.editing import create_contact
from app.commands.files.choosing import MakeSmall
from app.commands.visits.drafts import open_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.visits.draft import VisitDraft
from app.queries.visits.form import VisitSheet, read_visit_sheet
from ui.screens.context import ScreenContext
from ui.screens.visit.draft_keeper import DraftKeeper
from ui.screens.visit.finishing import VisitFinishing
from ui.screens.visit.form_view import VisitFormView
from ui.screens.visit.photo_shelf import PhotoShelf
from ui.screens.visit.progress import written_sections
from ui.screens.visit.sheet_words import SheetWriter
from ui.screens.visit.visit_times import VisitTimes
from ui.texts import _, sentence

_SHOWN = ("account", "contact", "commitment", "receivable", "visit_plan", "product", "stock_count")


class VisitPresenter:
    """One visit from check-in to check-out.

    Args:
        view: What it is shown on.
        context: Store, lanes, navigation, language.
        account_id: The account visited.
        plan_id: The planned visit; empty for the one of today, if any.
        make_thumbnail: Makes a small picture of a photo, off the main thread.
    """

    def __init__(
        self,
        view: VisitFormView,
        context: ScreenContext,
        *,
        account_id: str,
        plan_id: str,
        make_thumbnail: MakeSmall,
    ) -> None:
        self._view, self._context = view, context
        self._workspace = context.workspace
        self._account_id, self._plan_id = account_id, plan_id
        self._writer = SheetWriter(context.formats, context.workspace)
        self._sheet: VisitSheet | None = None
        self.keeper = DraftKeeper(view, context)
        self.times = VisitTimes(view, context, self.keeper)
        self.finishing = VisitFinishing(view, context, self.keeper)
        self.photos = PhotoShelf(
            view,
            context,
            self.keeper,
            make_thumbnail=make_thumbnail,
            changed=self._show_state,
        )

    def load(self) -> None:
        """Check in, or go on with what was written before."""
        workspace = self._workspace
        if self.keeper.draft is not None:
            return

        def read() -> tuple[VisitDraft, VisitSheet]:
            draft = open_visit(workspace, self._account_id, self._plan_id)
            return draft, read_visit_sheet(workspace, draft)

        self._run(read, lambda found: self._begin(*found))

    def on_changed(self, changes: ChangeSet) -> None:
        """Read the sheet again if something on it changed; what was typed stays as it is."""
        draft, workspace = self.keeper.draft, self._workspace
        if draft is not None and changes.touches(*_SHOWN):
            self._run(lambda: read_visit_sheet(workspace, draft), self._show_sheet)

    def edit(self, name: str, value: object) -> None:
        """Take what the user typed or clicked; it is saved at the next pause."""
        self.keeper.put(name, value)
        self.finishing.recheck()
        self._show_state()

    def finish_later(self) -> None:
        """Check out, keep the draft, go back."""
        draft = self.keeper.draft
        if draft is not None and draft.ended_at is None:
            self.times.check_out()
        self.keeper.save()
        self._context.navigation.go_back()

    def add_contact(self, fields: Mapping[str, object]) -> None:
        """Add a person to the account, who was met just now."""
        workspace, account_id = self._workspace, self._account_id
        self._context.runner.on_store(
            lambda: create_contact(workspace, account_id, fields),
            lambda made: self._met(*made),
            self._contact_refused,
            owner=self._view,
        )

    def keep_promise(self, commitment_id: str) -> None:
        """Note that a promise from before was kept; it can be taken back."""
        workspace, publish = self._workspace, self._context.publish

        def take_back() -> None:
            self._context.runner.on_store(
                lambda: reopen_commitment(workspace, commitment_id), publish
            )

        def say(changes: ChangeSet) -> None:
            publish(changes)
            self._context.navigation.show_toast(
                _("Promise kept"), action=_("Undo"), on_action=take_back
            )

        self._run(lambda: keep_commitment(workspace, commitment_id), say)

    def open_account(self) -> None:
        """Look at the account; the visit waits."""
        self.keeper.save()
        self._context.navigation.open_account(self._account_id)

    def _begin(self, draft: VisitDraft, sheet: VisitSheet) -> None:
        self.keeper.begin(draft)
        if draft.is_blank and draft.next_visit_on is None:
            self.keeper.put("next_visit_on", sheet.proposed_on)
        self._show_sheet(sheet)
        self._view.show_draft(self.keeper.draft or draft)
        self.photos.show_all()
        self.times.show()

    def _show_sheet(self, sheet: VisitSheet) -> None:
        self._sheet = sheet
        self.finishing.next_stop = sheet.next_stop
        self.finishing.designated = frozenset(one.id for one in sheet.designated)
        draft = self.keeper.draft
        self._view.show_sheet(self._writer.write(sheet), draft.contact_ids if draft else ())
        self._show_state()

    def _show_state(self) -> None:
        draft = self.keeper.draft
        if draft is not None and self._sheet is not None:
            self._view.show_state(written_sections(draft), self._writer.hints(self._sheet, draft))

    def _met(self, contact_id: str, changes: ChangeSet) -> None:
        draft = self.keeper.draft
        if draft is not None:
            self.keeper.put("contact_ids", (*draft.contact_ids, contact_id))
            self.keeper.save()
        self._view.show_faults({})
        self._context.publish(changes)

    def _contact_refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_faults({"new_contact": sentence(error)})

    def _run(self, task: Callable[[], object], done: Callable[..., None]) -> None:
        self._context.runner.on_store(task, done, self._refused, owner=self._view)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
