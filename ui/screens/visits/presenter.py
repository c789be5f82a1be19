"""Decides what the list of visits shows. No Qt: view and runner come from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.commands.visits.drafts import discard_draft
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.visits.form import (
    DraftSummary,
    VisitDetail,
    VisitSummary,
    list_visit_drafts,
    list_visits,
    read_visit,
    review_rights,
)
from ui.screens.context import ScreenContext
from ui.screens.exporting.desk import ExportDesk
from ui.screens.visits.after_visits import AfterView, AfterVisits
from ui.screens.visits.photo_viewing import MakePicture, PhotosView, PhotoViewing
from ui.screens.visits.rows import VisitLine, VisitPage, VisitsWriter
from ui.texts import _, sentence

_SHOWN = ("visit_log", "journal", "attachment", "collection", "stock_count", "commitment")
_SHOWN_OF_ONE = ("visit_addendum", "visit_comment", "task", "inspection", "attachment")


class VisitFiles(Protocol):
    """Keeps the files of the visit that is shown."""

    def show(self, entity: str, record_id: str) -> None:
        """Show the files of a record; no id shows none."""
        ...

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when a file came, or got its receipt."""
        ...


class VisitListView(PhotosView, AfterView, Protocol):
    """What the presenter asks of its view."""

    def show_lines(self, lines: Sequence[VisitLine], drafts: int) -> None:
        """Show drafts first, then visits, newest first."""
        ...

    def show_page(self, page: VisitPage | None, draft: VisitLine | None) -> None:
        """Show the chosen visit, or what can be done with the chosen draft."""
        ...


class VisitsPresenter:
    """Recent visits of this user and the ones that wait to be finished."""

    def __init__(
        self,
        view: VisitListView,
        context: ScreenContext,
        *,
        make_small: MakePicture,
        make_large: MakePicture,
        files: VisitFiles | None = None,
    ) -> None:
        """Take the parts.

        Args:
            view: Shows what is decided here.
            context: Store and lanes.
            make_small: See `PhotoViewing`.
            make_large: See `PhotoViewing`.
            files: Keeps the panel of what else lies with the visit.
        """
        self._files = files
        self._view, self._context = view, context
        self.photos = PhotoViewing(view, context, make_small=make_small, make_large=make_large)
        self._writer = VisitsWriter(context.formats, context.workspace)
        self._chosen: VisitLine | None = None
        self._visit_ids: tuple[str, ...] = ()
        self._visit_lines: tuple[VisitLine, ...] = ()
        self.exports = ExportDesk(
            context, "visit_log", lambda: self._visit_ids, lambda: self._visit_lines
        )
        self.after = AfterVisits(view, context)

    def load(self) -> None:
        """Fetch the list."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: (list_visit_drafts(workspace), list_visits(workspace)),
            lambda found: self._show(*found),
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again if a visit came, went or was sent."""
        if changes.touches(*_SHOWN):
            self.load()
        if changes.touches("attachment"):
            self.photos.look()
        if self._files is not None:
            self._files.on_changed(changes)
        if changes.touches(*_SHOWN_OF_ONE) and self._chosen is not None:
            self.choose(self._chosen)

    def choose(self, line: VisitLine | None) -> None:
        """Show one row in the pane."""
        self._chosen = line
        self.photos.choose(())
        self._show_files(line.visit_id if line is not None else "")
        if line is None or not line.visit_id:
            self._view.show_page(None, line)
            return
        workspace, visit_id = self._context.workspace, line.visit_id
        self._context.runner.on_store(
            lambda: (read_visit(workspace, visit_id), review_rights(workspace)),
            lambda found: self._show_visit(*found),
            self._refused,
            owner=self._view,
        )

    def open(self, line: VisitLine) -> None:
        """Go on with a draft; open the account of a finished visit."""
        if line.visit_id:
            self.open_account(line.account_id)
        else:
            self._context.navigation.open_visit(line.account_id, line.plan_id)

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def discard(self, account_id: str) -> None:
        """Throw a draft away; was asked and answered."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: discard_draft(workspace, account_id), self._discarded, owner=self._view
        )

    def _show(self, drafts: Sequence[DraftSummary], visits: Sequence[VisitSummary]) -> None:
        self._visit_ids = tuple(visit.id for visit in visits)
        self._visit_lines = tuple(self._writer.visit(visit) for visit in visits)
        lines = [*(self._writer.draft(draft) for draft in drafts), *self._visit_lines]
        self._view.show_lines(lines, len(drafts))
        if self._chosen is not None and self._chosen not in lines:
            self.choose(None)

    def _show_visit(self, visit: VisitDetail, rights: frozenset[str]) -> None:
        if self._chosen is not None and self._chosen.visit_id == visit.id:
            self._view.show_page(self._writer.page(visit, rights=rights), None)
            self.photos.choose(visit.photos)

    def _show_files(self, visit_id: str) -> None:
        if self._files is not None:
            self._files.show("visit_log", visit_id)

    def _discarded(self, _done: None) -> None:
        self.choose(None)
        self._context.navigation.show_toast(_("Draft discarded"))
        self.load()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
