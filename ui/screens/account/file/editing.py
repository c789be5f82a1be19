"""Edits one block of the customer file at a time: check, save, take back, notice others' edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from app.commands.accounts.editing import confirm_blocks, edit_account, restore_account
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.queries.accounts.page import AccountPage
from ui.forms.field_words import check_field, error_words, value_words
from ui.forms.form_checking import FormPort, read_edits, show_refusal
from ui.forms.form_rows import FieldNote, FormView
from ui.screens.account.file.words import block_form, block_title, reference_names
from ui.screens.account.likely_accounts import find_by_text
from ui.screens.account.rows import LikelyView
from ui.screens.context import ScreenContext
from ui.texts import _

_ACCOUNT = "account"


class BlockFormsView(Protocol):
    """The part of the page that holds the blocks."""

    def open_block_form(self, form: FormView) -> FormPort:
        """Turn a block into a form in its place."""
        ...

    def close_block_form(self) -> None:
        """Show the block as it is read again."""
        ...

    def show_elsewhere(self, words: str) -> None:
        """Say above the form that the record was changed elsewhere; empty hides it."""
        ...


class BlockEditing:
    """Holds what the form was opened with, so that only real edits are written.

    Args:
        view: Shows the form.
        context: Workspace, runner, publish, navigation.
        account_id: The account.
    """

    def __init__(self, view: BlockFormsView, context: ScreenContext, account_id: str) -> None:
        self._view = view
        self._context = context
        self._account_id = account_id
        self._page: AccountPage | None = None
        self._key = ""
        self._form: FormPort | None = None
        self._base: dict[str, FieldValue] = {}
        self._is_saving = False
        self._then: Callable[[], None] | None = None

    @property
    def key(self) -> str:
        """The block that is open; empty when none is."""
        return self._key

    def refresh(self, page: AccountPage) -> None:
        """Take the record as it is now; an open form keeps what was typed."""
        self._page = page
        if self._form is not None and not self._is_saving:
            words = _("Changed elsewhere in the meantime") if self._elsewhere() else ""
            self._view.show_elsewhere(words)

    def edit(self, key: str) -> None:
        """Open a block; another open one with unsaved edits keeps the keyboard instead."""
        if self._page is None or key == self._key:
            return
        if self._form is not None and self.is_dirty():
            self._form.focus_first_fault()
            self._context.navigation.show_toast(
                _("Save or cancel {block} first").format(block=block_title(self._key))
            )
            return
        self.cancel()
        form = block_form(self._page, key, self._context.formats)
        self._key = key
        self._base = {field.name: field.value for field in form.fields}
        self._form = self._view.open_block_form(form)

    def is_dirty(self) -> bool:
        """Return whether something typed would be lost."""
        if self._form is None:
            return False
        values = self._form.values()
        return values is None or any(values[name] != self._base[name] for name in values)

    def check(self, name: str, value: FieldValue) -> None:
        """Judge a field that was left."""
        if self._form is not None:
            today = self._context.workspace.today()
            self._form.show_note(name, check_field(_ACCOUNT, name, value, today=today))

    def look_up(self, name: str, text: str) -> None:
        """Find accounts that a reference may point to; never the account itself."""
        workspace, form = self._context.workspace, self._form
        self._context.runner.on_store(
            lambda: find_by_text(workspace, text),
            lambda found: self._offer(form, name, found),
            owner=self._view,
        )

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write what was edited, in one unit of work.

        Args:
            then: Done once it is written; what is refused stays on the screen and nothing is done.
        """
        self._then = then
        if self._form is None or self._page is None or self._is_saving:
            return
        today = self._context.workspace.today()
        edits = read_edits(self._form, _ACCOUNT, self._base, today=today)
        if edits is None:
            return
        if not edits:
            self.cancel()
            self._go_on()
            return
        before = {name: self._page.fields[name] for name in edits}
        title = block_title(self._key)
        self._is_saving = True
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: edit_account(workspace, account_id, edits),
            lambda changes: self._saved(changes, title, before),
            self._refused,
            self._view,
        )

    def cancel(self) -> None:
        """Close the form; what was typed is dropped."""
        if self._form is not None:
            self._forget_form()
            self._view.close_block_form()

    def show_changes(self) -> None:
        """Bring what others wrote into the form; own edits stay and say what they replace."""
        if self._form is None or self._page is None:
            return
        typed = self._form.values() or {}
        names = reference_names(self._page)
        for name, value in self._elsewhere().items():
            is_own = name in typed and typed[name] != self._base[name]
            self._base[name] = value
            if is_own:
                shown = value_words(_ACCOUNT, name, value, self._context.formats, names)
                words = _("Elsewhere: {value}. Saving replaces it").format(value=shown or "—")
                self._form.show_note(name, FieldNote("warning", words))
            elif name in typed:
                words = value_words(_ACCOUNT, name, value, self._context.formats, names)
                self._form.set_value(name, value, words)
                self._form.show_note(name, FieldNote("hint", _("Taken over from elsewhere")))
        self._view.show_elsewhere("")

    def confirm(self, key: str) -> None:
        """Say that a block is still right."""
        if self._page is None:
            return
        name = f"block_{key.lower()}_confirmed_on"
        before = {name: self._page.fields[name]}
        workspace, account_id = self._context.workspace, self._account_id
        words = _("{block}: still right").format(block=block_title(key))
        self._context.runner.on_store(
            lambda: confirm_blocks(workspace, account_id, [key]),
            lambda changes: self._announce(changes, words, before),
            self._failed,
        )

    def _offer(self, form: FormPort | None, name: str, found: Sequence[LikelyView]) -> None:
        if form is not None and form is self._form:
            others = (account for account in found if account.id != self._account_id)
            form.offer(name, [(account.id, account.name) for account in others])

    def _elsewhere(self) -> dict[str, FieldValue]:
        fields: Mapping[str, FieldValue] = self._page.fields if self._page else {}
        return {
            name: fields[name] for name, value in self._base.items() if fields.get(name) != value
        }

    def _saved(self, changes: ChangeSet, title: str, before: Mapping[str, FieldValue]) -> None:
        self._forget_form()
        self._view.close_block_form()
        self._announce(changes, _("Saved: {block}").format(block=title), before)
        self._go_on()

    def _announce(self, changes: ChangeSet, words: str, before: Mapping[str, FieldValue]) -> None:
        self._context.publish(changes)
        self._context.navigation.show_toast(
            words, action=_("Undo"), on_action=lambda: self._restore(before)
        )

    def _restore(self, before: Mapping[str, FieldValue]) -> None:
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: restore_account(workspace, account_id, before),
            self._context.publish,
            self._failed,
        )

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _forget_form(self) -> None:
        self._form, self._key, self._base, self._is_saving = None, "", {}, False

    def _refused(self, error: Exception) -> None:
        self._is_saving = False
        if self._form is None or not show_refusal(self._form, _ACCOUNT, error):
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(error_words(_ACCOUNT, error))
