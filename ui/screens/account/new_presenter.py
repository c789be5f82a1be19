"""Opens the file of a new account: checks, warns of likely duplicates, saves. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from app.commands.accounts.editing import create_account
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from ui.forms.field_words import check_field, error_words, form_field
from ui.forms.form_checking import FormPort, read_edits, show_refusal
from ui.forms.form_rows import FormView
from ui.screens.account.likely_accounts import TELLING, find_likely
from ui.screens.account.rows import LikelyView
from ui.screens.context import ScreenContext
from ui.texts import _

_ACCOUNT = "account"
_FIELDS = (
    *("name", "type", "short_name", "tier", "city", "address", "phone", "principal"),
    *("uscc", "legal_representative", "business_kinds", "source", "status", "remark"),
)
_FIRST_VALUES: Mapping[str, FieldValue] = {"type": "dealer", "status": "prospect"}


class NewAccountFormView(Protocol):
    """What the presenter asks of its view."""

    def show_form(self, form: FormView) -> FormPort:
        """Show the empty form."""
        ...

    def show_likely(self, accounts: Sequence[LikelyView]) -> None:
        """Show accounts that may be the same; none hides the hint."""
        ...

    def forget_form(self) -> None:
        """The form was saved: leaving loses nothing."""
        ...


class NewAccountPresenter:
    """Holds the form until it is saved or left.

    Args:
        view: The page.
        context: Workspace, runner, publish, navigation.
    """

    def __init__(self, view: NewAccountFormView, context: ScreenContext) -> None:
        self._view = view
        self._context = context
        self._form: FormPort | None = None
        self._typed: dict[str, str] = {}
        self._asked = 0
        self._is_saving = False
        self._then: Callable[[], None] | None = None

    def load(self) -> None:
        """Show the empty form."""
        formats = self._context.formats
        fields = tuple(
            form_field(_ACCOUNT, name, _FIRST_VALUES.get(name), formats) for name in _FIELDS
        )
        today = self._context.workspace.today()
        self._form = self._view.show_form(FormView("", _("New account"), fields, today))

    def on_changed(self, changes: ChangeSet) -> None:
        """Nothing that was saved is shown here."""

    def check(self, name: str, value: FieldValue) -> None:
        """Judge a field that was left, and look for accounts that say the same."""
        if self._form is None:
            return
        today = self._context.workspace.today()
        self._form.show_note(name, check_field(_ACCOUNT, name, value, today=today))
        if name in TELLING:
            self._note(name, value if isinstance(value, str) else "")

    def look_for_likely(self, text: str) -> None:
        """Look for accounts that may be the same as one of this name."""
        self._note("name", text)

    def _note(self, name: str, text: str) -> None:
        """Look again with what was typed into a field; late answers are dropped."""
        self._typed[name] = text
        self._asked += 1
        asked, workspace, typed = self._asked, self._context.workspace, dict(self._typed)
        self._context.runner.on_store(
            lambda: find_likely(workspace, typed),
            lambda found: self._found(asked, found),
            owner=self._view,
        )

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write the account.

        Args:
            then: Done once it is written, instead of opening the account's page.
        """
        self._then = then
        if self._form is None or self._is_saving:
            return
        workspace = self._context.workspace
        fields = read_edits(self._form, _ACCOUNT, {}, today=workspace.today())
        if fields is None:
            return
        self._is_saving = True
        self._context.runner.on_store(
            lambda: create_account(workspace, fields), self._saved, self._refused, self._view
        )

    def open(self, account_id: str) -> None:
        """Open an account that is there already, in the place of this form."""
        self._view.forget_form()
        self._context.navigation.go_back()
        self._context.navigation.open_account(account_id)

    def _found(self, asked: int, accounts: Sequence[LikelyView]) -> None:
        if asked == self._asked:
            self._view.show_likely(accounts)

    def _saved(self, made: tuple[str, ChangeSet]) -> None:
        account_id, changes = made
        self._context.publish(changes)
        if self._then is None:
            self.open(account_id)
        else:
            self._view.forget_form()
            self._then()
        self._context.navigation.show_toast(_("Account saved on this device"))

    def _refused(self, error: Exception) -> None:
        self._is_saving = False
        if self._form is not None and show_refusal(self._form, _ACCOUNT, error):
            return
        if isinstance(error, DomainError):
            self._context.navigation.show_refusal(error_words(_ACCOUNT, error))
