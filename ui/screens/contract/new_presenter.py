"""Decides what the choice for a new contract offers, and makes the contract. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.commands.contracts.drafting import create_contract
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.accounts.listing import (
    AccountFilter,
    AccountSummary,
    find_accounts,
    read_account_glance,
    read_accounts,
)
from app.queries.contracts.page import TemplateSummary, list_templates
from app.workspace import Workspace
from ui.field_texts import choice_label
from ui.screens.context import ScreenContext
from ui.texts import _, current_language, sentence

_OFFERED = 6

BeginContract = Callable[[Workspace, str, str], tuple[str, ChangeSet]]


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account that can be chosen."""

    id: str
    name: str
    sub: str
    grade: str


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that can be chosen."""

    id: str
    name: str
    note: str


class NewContractView(Protocol):
    """What the presenter asks of the dialog."""

    def show_accounts(self, accounts: Sequence[AccountChoice]) -> None:
        """Offer accounts."""
        ...

    def show_account(self, account: AccountChoice) -> None:
        """Show the account that was chosen."""
        ...

    def show_templates(self, templates: Sequence[TemplateChoice]) -> None:
        """Offer templates."""
        ...

    def show_error(self, words: str) -> None:
        """Say why no contract was made."""
        ...

    def show_busy(self, *, is_busy: bool) -> None:
        """Keep the user from making two."""
        ...

    def close_made(self) -> None:
        """Close: the contract is made."""
        ...


class NewContractPresenter:
    """Finds accounts while their name is typed, and begins the contract.

    Args:
        view: The dialog.
        context: Workspace, runner, publish, navigation.
        account_id: The account, if it is known already.
        begin: Makes the contract of an account and a text.
    """

    def __init__(
        self,
        view: NewContractView,
        context: ScreenContext,
        account_id: str,
        begin: BeginContract = create_contract,
    ) -> None:
        self._view, self._context = view, context
        self._account_id, self._begin = account_id, begin
        self._asked = 0

    def load(self) -> None:
        """Fetch the templates, and the account or the first accounts."""
        workspace = self._context.workspace
        runner = self._context.runner
        runner.on_store(lambda: list_templates(workspace), self._show_templates, owner=self._view)
        if not self._account_id:
            self.find("")
            return
        account_id = self._account_id
        runner.on_store(
            lambda: read_account_glance(workspace, account_id),
            lambda glance: self._view.show_account(_choice(glance.summary)) if glance else None,
            owner=self._view,
        )

    def find(self, text: str) -> None:
        """Offer accounts whose name, pinyin or number fits."""
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        self._context.runner.on_store(
            lambda: _find(workspace, text.strip()),
            lambda found: self._show_accounts(asked, found),
            owner=self._view,
        )

    def choose_account(self, account_id: str) -> None:
        """Take an account; the answers to older questions are dropped."""
        self._asked += 1
        self._account_id = account_id

    def create(self, template_id: str) -> None:
        """Begin the contract and open it."""
        if not self._account_id:
            self._view.show_error(_("Choose the account"))
            return
        if not template_id:
            self._view.show_error(_("Choose the text"))
            return
        self._view.show_busy(is_busy=True)
        workspace, account_id, begin = self._context.workspace, self._account_id, self._begin
        self._context.runner.on_store(
            lambda: begin(workspace, account_id, template_id),
            lambda made: self._made(*made),
            self._refused,
            self._view,
        )

    def _show_templates(self, templates: Sequence[TemplateSummary]) -> None:
        self._view.show_templates([_template(each) for each in templates])
        if not templates:
            self._view.show_error(_("No contract text is valid today. Sync and try again."))

    def _show_accounts(self, asked: int, found: Sequence[AccountSummary]) -> None:
        if asked == self._asked:
            self._view.show_accounts([_choice(each) for each in found])

    def _made(self, contract_id: str, changes: ChangeSet) -> None:
        self._view.close_made()
        self._context.publish(changes)
        self._context.navigation.open_contract(contract_id)

    def _refused(self, error: Exception) -> None:
        self._view.show_busy(is_busy=False)
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(sentence(error))


def _find(workspace: Workspace, text: str) -> list[AccountSummary]:
    listing = find_accounts(workspace, AccountFilter(today=workspace.today(), text=text))
    return read_accounts(workspace, listing, 0, _OFFERED)


def _choice(account: AccountSummary) -> AccountChoice:
    kind = choice_label("account", "type", account.type)
    sub = "·".join(part for part in (account.city, kind, account.principal) if part)
    return AccountChoice(account.id, account.name, sub, account.grade or "")


def _template(template: TemplateSummary) -> TemplateChoice:
    is_english = current_language() == "en"
    name = template.name_en if is_english and template.name_en else template.name
    version = _("version {version}").format(version=template.version)
    free = _("ready to sign") if template.free_to_sign else _("needs approval before signing")
    return TemplateChoice(template.id, name, f"{template.code}·{version}·{free}")
