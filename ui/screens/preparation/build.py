"""Opens the preparation of a visit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.errors import DomainError
from app.queries.visits.preparation import Preparation, read_preparation
from ui.screens.context import ScreenContext
from ui.screens.preparation.dialog import PreparationDialog
from ui.screens.preparation.preparation_words import PreparationWords
from ui.texts import sentence


def open_preparation(context: ScreenContext, parent: QWidget, account_id: str) -> None:
    """Show everything open at an account, over the window of a widget."""
    words = PreparationWords(context.formats, context.workspace)
    workspace = context.workspace

    def show(page: Preparation) -> None:
        dialog = PreparationDialog(parent)
        dialog.show_parts(page.account.name, words.parts(page))
        dialog.open()

    def failed(error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        context.navigation.show_refusal(sentence(error))

    context.runner.on_store(
        lambda: read_preparation(workspace, account_id), show, failed, owner=parent
    )
