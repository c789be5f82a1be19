"""Keeps an unfinished visit safe and finishes it. No Qt: view, runner and thumbnails come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.commands.accounts import create_contact
from app.commands.attachments import Photo, drop_photos, read_photo, store_photo
from app.commands.commitments import keep_commitment, reopen_commitment
from app.commands.visit_drafts import discard_draft, open_visit, save_draft
from app.commands.visits import finish_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.visit_draft import PhotoLine, VisitDraft
from app.domain.visit_faults import MOST_PHOTOS, visit_faults
from app.queries.visits import VisitSheet, read_photo_content, read_visit_sheet
from ui.screens.context import ScreenContext
from ui.screens.visit.clock_time import at_clock, typed_clock
from ui.screens.visit.progress import written_sections
from ui.screens.visit.sheet_words import SheetWords, SheetWriter, StockHint
from ui.texts import _, sentence

_SHOWN = ("account", "contact", "commitment", "receivable", "visit_plan", "product", "stock_count")
_MILLISECONDS = 1000


class VisitFormView(Protocol):
    """What the presenter asks of its view."""

    def show_sheet(self, words: SheetWords) -> None:
        """Show account, people, goods and what is open from before."""
        ...

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill every field."""
        ...

    def show_people(self, contact_ids: Sequence[str]) -> None:
        """Tick the persons met."""
        ...

    def show_times(self, started: str, ended: str, elapsed: str) -> None:
        """Show check-in, check-out and how long the visit lasts."""
        ...

    def show_hints(self, hints: Mapping[str, StockHint]) -> None:
        """Show what the counts say, by product."""
        ...

    def show_progress(self, written: Mapping[str, bool]) -> None:
        """Show which parts are written down."""
        ...

    def show_photos(self, photos: Sequence[PhotoLine]) -> None:
        """Show the photos of the visit."""
        ...

    def show_thumbnail(self, sha256: str, picture: bytes) -> None:
        """Show what a photo looks like."""
        ...

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark every field that keeps the visit from being finished; none clears the marks."""
        ...

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the draft stands."""
        ...

    def show_busy(self, *, busy: bool) -> None:
        """Keep the user from finishing twice."""
        ...


class VisitPresenter:
    """One visit from check-in to check-out.

    Args:
        view: What it is shown on.
        context: Store, lanes, navigation, language.
        account_id: The account visited.
        plan_id: The planned visit; empty for the one of today, if any.
        make_thumbnail: Turns the bytes of a photo into a small picture; raises a DomainError when
            they are no picture.
    """

    def __init__(
        self,
        view: VisitFormView,
        context: ScreenContext,
        *,
        account_id: str,
        plan_id: str,
        make_thumbnail: Callable[[Photo], bytes],
    ) -> None:
        self._view, self._context = view, context
        self._workspace = context.workspace
        self._account_id, self._plan_id = account_id, plan_id
        self._make_thumbnail = make_thumbnail
        self._writer = SheetWriter(context.formats, context.workspace)
        self._draft: VisitDraft | None = None
        self._sheet: VisitSheet | None = None
        self._is_dirty = self._is_over = False

    def load(self) -> None:
        """Check in, or go on with what was written before."""
        workspace = self._workspace

        def read() -> tuple[VisitDraft, VisitSheet]:
            draft = open_visit(workspace, self._account_id, self._plan_id)
            return draft, read_visit_sheet(workspace, draft)

        self._run(read, lambda found: self._begin(*found))

    def on_changed(self, changes: ChangeSet) -> None:
        """Read the sheet again if something on it changed; what was typed stays as it is."""
        draft = self._draft
        if draft is not None and not self._is_over and changes.touches(*_SHOWN):
            self._run(lambda: read_visit_sheet(self._workspace, draft), self._show_sheet)

    def edit(self, name: str, value: object) -> None:
        """Take what the user typed or clicked; it is saved at the next pause."""
        if self._draft is None or self._is_over:
            return
        if name in {"started_at", "ended_at"}:
            self._edit_time(name, str(value))
            return
        self._draft = self._draft.with_value(name, value)
        self._is_dirty = True
        self._show_state()

    def save(self) -> None:
        """Keep what was typed: at a pause, when a field is left, when the form is left."""
        draft = self._draft
        if draft is None or self._is_over or not self._is_dirty:
            return
        self._is_dirty = False
        self._context.runner.on_store(
            lambda: save_draft(self._workspace, draft),
            self._saved,
            self._not_saved,
            owner=self._view,
        )

    def tick(self) -> None:
        """Time goes on."""
        draft = self._draft
        if draft is None:
            return
        started = self._workspace.moment(draft.started_at)
        ended = None if draft.ended_at is None else self._workspace.moment(draft.ended_at)
        formats = self._context.formats
        elapsed = max((ended or self._workspace.now()) - started, dt.timedelta(0))
        self._view.show_times(
            formats.clock(started),
            "" if ended is None else formats.clock(ended),
            formats.duration(elapsed),
        )

    def check_out(self) -> None:
        """Note that the user leaves the account now."""
        self._set("ended_at", self._workspace.now_milliseconds())

    def finish_later(self) -> None:
        """Check out, keep the draft, go back."""
        if self._draft is not None and self._draft.ended_at is None:
            self.check_out()
        self.save()
        self._context.navigation.go_back()

    def finish(self) -> None:
        """Write the visit, or mark what keeps it from being written."""
        if self._draft is None or self._is_over:
            return
        draft = self._draft
        if draft.ended_at is None:
            draft = draft.with_value("ended_at", self._workspace.now_milliseconds())
        faults = visit_faults(draft, now=self._workspace.now(), today=self._workspace.today())
        marks = {fault.field: sentence(fault.code, fault.params) for fault in reversed(faults)}
        self._view.show_faults(marks)
        if faults:
            self.save()
            return
        self._is_over = True
        self._view.show_busy(busy=True)
        self._context.runner.on_store(
            lambda: finish_visit(self._workspace, draft),
            self._finished,
            self._not_finished,
            owner=self._view,
        )

    def discard(self) -> None:
        """Throw the unfinished visit away and go back."""
        self._is_over = True
        self._run(lambda: discard_draft(self._workspace, self._account_id), self._discarded)

    def add_contact(self, fields: Mapping[str, object]) -> None:
        """Add a person to the account; he was met just now."""
        self._run(lambda: create_contact(self._workspace, self._account_id, fields), self._met)

    def keep_promise(self, commitment_id: str) -> None:
        """Note that a promise from before was kept."""
        self._run(lambda: keep_commitment(self._workspace, commitment_id), self._promise_kept)
        self._kept = commitment_id

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Take chosen files in, one after the other."""
        free = MOST_PHOTOS - (len(self._draft.photos) if self._draft else 0)
        if len(paths) > free:
            self._fail_photo(sentence("attachment.too_many", {"most": MOST_PHOTOS}))
        for path in paths[: max(free, 0)]:
            self._context.runner.on_work(
                lambda path=path: self._open_photo(path),  # type: ignore[misc]
                self._store_photo,
                self._photo_failed,
                owner=self._view,
            )
