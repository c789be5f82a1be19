"""Decides what the page of the company's words shows, and sets them. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.commands.accounts.company_words import (
    put_words_back,
    set_label_groups,
    switch_confidences,
)
from app.commands.settings import SettingValue
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.accounts.company_words import CompanyPage, LookRow, read_company_page
from ui.screens.company_words.rows import CompanyLook, LookLine, groups_text, read_text
from ui.screens.context import ScreenContext
from ui.texts import _, sentence

_SHOWN = ("setting", "user", "confidence_look")


class CompanyWordsView(Protocol):
    """What the presenter asks of its view."""

    def show_page(self, look: CompanyLook) -> None:
        """Show groups, switch and looks."""
        ...

    def show_error(self, words: str) -> None:
        """Say why the groups are refused."""
        ...


class CompanyWordsPresenter:
    """Keeps the page fresh."""

    def __init__(self, view: CompanyWordsView, context: ScreenContext) -> None:
        self._view, self._context = view, context

    def load(self) -> None:
        """Fetch the page."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_company_page(workspace), self._arrived, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when settings or looks were touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def set_groups(self, text: str) -> None:
        """Set the groups of labels as they were typed."""
        workspace, groups = self._context.workspace, read_text(text)
        self._run(
            lambda: set_label_groups(workspace, groups),
            _("The labels are set; all devices follow with their next sync"),
        )

    def switch(self, *, on: bool) -> None:
        """Switch what is confided on or off."""
        workspace = self._context.workspace
        words = _("Contacts can be confided about again") if on else _("Nothing is confided now")
        self._run(lambda: switch_confidences(workspace, on=on), words)

    def _run(self, task: Callable[[], tuple[SettingValue, ChangeSet]], words: str) -> None:
        self._context.runner.on_store(
            task, lambda done: self._done(*done, words), self._refused, self._view
        )

    def _done(self, earlier: SettingValue, changes: ChangeSet, words: str) -> None:
        context, workspace = self._context, self._context.workspace
        self._view.show_error("")
        context.navigation.show_toast(
            words,
            action=_("Undo"),
            on_action=lambda: context.runner.on_store(
                lambda: put_words_back(workspace, earlier), context.publish, self._refused
            ),
        )
        context.publish(changes)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(sentence(error))
        self.load()

    def _arrived(self, page: CompanyPage) -> None:
        is_chinese = self._context.formats.language != "en"
        self._view.show_page(
            CompanyLook(
                groups=groups_text(page.groups, is_chinese=is_chinese),
                is_on=page.is_on,
                may_write=page.may_write,
                looks=[self._look(row) for row in page.looks],
                may_see_looks=page.may_see_looks,
            )
        )

    def _look(self, row: LookRow) -> LookLine:
        workspace, formats = self._context.workspace, self._context.formats
        words = _("{who} looked at {contact} of {account}")
        return LookLine(
            row.account_id,
            words.format(who=row.looker, contact=row.contact, account=row.account),
            formats.moment(workspace.moment(row.looked_at), now=workspace.now()),
        )
