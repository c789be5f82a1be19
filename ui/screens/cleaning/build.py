"""Joins the clean-up list's view and presenter."""

from __future__ import annotations

from functools import partial

from ui.screens.cleaning.mending import Mending
from ui.screens.cleaning.mending_dialog import MendingDialog
from ui.screens.cleaning.presenter import CleaningPresenter
from ui.screens.cleaning.view import CleaningView
from ui.screens.context import ScreenContext


def build_cleaning(context: ScreenContext) -> tuple[CleaningView, CleaningPresenter]:
    """Build the screen."""
    view = CleaningView(context.formats, context.workspace)
    presenter = CleaningPresenter(view, context)
    view.problem_chosen.connect(presenter.choose)
    view.person_chosen.connect(presenter.choose_person)
    view.account_opened.connect(presenter.open)
    view.rows_needed.connect(presenter.need_rows)
    view.pairs_requested.connect(presenter.open_pairs)

    def mend(account_ids: tuple[str, ...]) -> None:
        dialog = MendingDialog(view, len(account_ids))
        mending = Mending(dialog, context, account_ids, dialog.accept)
        # Partials, because nothing else keeps it alive.
        dialog.previewed.connect(partial(mending.preview))
        dialog.mended.connect(partial(mending.mend))
        # The first field is offered when the dialog is made, before anybody listens.
        if dialog.value():
            mending.preview(dialog.field.key(), dialog.value())
        dialog.open()

    view.mending_requested.connect(mend)
    return view, presenter
