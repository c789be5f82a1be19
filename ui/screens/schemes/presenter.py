"""Decides what the page of evaluation schemes shows, keeps drafts, takes decisions. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app.commands.evaluation.schemes import SchemeOrigin, move_scheme, save_scheme
from app.domain.analysis.scheme_reading import SchemeBook
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.evaluation.drafts import SchemeDraft, next_version
from app.queries.evaluation.schemes import OWN_SCHEME, SchemeEntry, SchemePage, read_scheme_page
from ui.screens.context import ScreenContext
from ui.screens.schemes.rows import SchemeForm, SchemeLine
from ui.screens.schemes.scheme_words import SchemeWords
from ui.texts import _, p_, sentence

_SHOWN = ("evaluation_scheme", "user")


class SchemesView(Protocol):
    """What the presenter asks of its view."""

    def show_lines(self, lines: Sequence[SchemeLine], chosen: int) -> None:
        """Show the list with one row chosen."""
        ...

    def show_form(self, form: SchemeForm) -> None:
        """Show a scheme in the editor."""
        ...

    def draft(self) -> SchemeDraft:
        """Return what stands in the editor."""
        ...

    def show_error(self, field: str, words: str) -> None:
        """Say why it is not kept."""
        ...

    def is_edited(self) -> bool:
        """Return whether something was typed that is not kept."""
        ...


class SchemesPresenter:
    """Keeps the page, which scheme is chosen, and what the editor was filled from."""

    def __init__(self, view: SchemesView, context: ScreenContext, chosen: str = "") -> None:
        self._view, self._context = view, context
        self._page: SchemePage | None = None
        self._chosen = chosen
        self._origin = SchemeOrigin()

    def load(self) -> None:
        """Fetch the schemes."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_scheme_page(workspace), self._arrived, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when schemes were touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def choose(self, line: SchemeLine | None) -> None:
        """Show a scheme; what is being typed stays until it is kept."""
        if line is None or line.id == self._chosen or self._view.is_edited():
            return
        self._chosen = line.id
        self._show_chosen()

    def copy(self) -> None:
        """Begin a new version of what is shown."""
        entry = self._entry()
        book = entry.book if entry is not None else OWN_SCHEME
        words = self._words()
        if entry is None:
            draft = words.draft(book, _("Dealers"), "1")
        else:
            record = entry.record
            draft = words.draft(book, record.name, next_version(record.version))
        self._take(SchemeOrigin("", book, words.shown(book)))
        self._view.show_form(words.new_form(replace(draft, valid_from_on="")))

    def save(self) -> None:
        """Keep the draft."""
        workspace, draft, origin = self._context.workspace, self._view.draft(), self._origin
        self._context.runner.on_store(
            lambda: save_scheme(workspace, draft, origin),
            lambda made: self._saved(*made),
            self._refused,
            self._view,
        )

    def take(self, step: str) -> None:
        """Decide about the chosen scheme."""
        workspace, chosen = self._context.workspace, self._chosen
        self._context.runner.on_store(
            lambda: move_scheme(workspace, chosen, step),
            lambda changes: self._moved(step, changes),
            self._refused,
            self._view,
        )

    def _saved(self, record_id: str, changes: ChangeSet) -> None:
        self._chosen = record_id
        self._context.navigation.show_toast(_("Draft kept; somebody else approves it"))
        self._reload(changes)

    def _moved(self, step: str, changes: ChangeSet) -> None:
        self._context.navigation.show_toast(_done(step))
        self._reload(changes)

    def _reload(self, changes: ChangeSet) -> None:
        self._show_as_kept()
        self._context.publish(changes)
        self.load()

    def _show_as_kept(self) -> None:
        """Let the editor forget that it was typed in, so that the answer may fill it."""
        draft = self._view.draft()
        self._view.show_form(self._words().new_form(draft))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(str(error.params.get("field", "")), sentence(error))

    def _arrived(self, page: SchemePage) -> None:
        self._page = page
        words = self._words()
        lines = [words.line(entry.record) for entry in page.entries]
        lines.append(words.own_line())
        ids = [line.id for line in lines]
        if self._chosen not in ids or (not self._chosen and len(ids) > 1 and self._is_first()):
            self._chosen = ids[0]
        self._view.show_lines(lines, ids.index(self._chosen))
        if not self._view.is_edited():
            self._show_chosen()

    def _is_first(self) -> bool:
        """Return whether nothing was shown yet: then the first row is, not the built-in scheme."""
        return self._origin.book is None

    def _show_chosen(self) -> None:
        page, words, entry = self._page, self._words(), self._entry()
        may_write = page is not None and page.may_write
        if entry is None:
            self._take(SchemeOrigin("", OWN_SCHEME, {}))
            self._view.show_form(words.own_form(may_write=may_write))
            return
        book: SchemeBook | None = entry.book
        record_id = entry.record.id if entry.may_edit else ""
        self._take(SchemeOrigin(record_id, book, words.shown(book)))
        self._view.show_form(words.form(entry, may_write=may_write))

    def _take(self, origin: SchemeOrigin) -> None:
        self._origin = origin

    def _entry(self) -> SchemeEntry | None:
        entries = self._page.entries if self._page is not None else ()
        found = [entry for entry in entries if entry.record.id == self._chosen]
        return found[0] if found else None

    def _words(self) -> SchemeWords:
        return SchemeWords(self._context.formats, self._context.workspace.today())


def _done(step: str) -> str:
    match step:
        case "approve":
            return p_("scheme", "Approved: evaluations use it from its first day on")
        case "drop":
            return p_("scheme", "Draft dropped")
        case _:
            return p_("scheme", "Withdrawn: no new evaluation uses it")
