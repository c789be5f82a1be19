"""Leads from a quotation to its contract, or to the choice of a text for one. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from app.commands.contracts.quoted import begin_by_quotation
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.contracts.quoted import QuotedBeginning, read_beginning
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.texts import _, sentence

Choose = Callable[[QuotedBeginning], None]


class QuotedContract:
    """The way from one quotation to its contract.

    Args:
        context: Workspace, runner, navigation.
        quotation_id: The quotation.
        choose: Opens the choice of a text.
    """

    def __init__(self, context: ScreenContext, quotation_id: str, choose: Choose) -> None:
        self._context, self._quotation_id, self._choose = context, quotation_id, choose

    def go(self) -> None:
        """Open the contract, or ask for its text."""
        workspace, quotation_id = self._context.workspace, self._quotation_id
        self._context.runner.on_store(
            lambda: read_beginning(workspace, quotation_id), self._arrived, self._refused
        )

    def begin(self, workspace: Workspace, _account_id: str, text_id: str) -> tuple[str, ChangeSet]:
        """Begin it on a text; the account is that of the quotation."""
        return begin_by_quotation(workspace, self._quotation_id, text_id)

    def _arrived(self, found: QuotedBeginning) -> None:
        if not found.contract_id:
            self._choose(found)
            return
        navigation = self._context.navigation
        navigation.open_contract(found.contract_id)
        words = _("This contract was begun on quotation {number}")
        navigation.show_toast(words.format(number=found.number))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
