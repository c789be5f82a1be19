"""Joins the import page's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.importing.presenter import ImportPresenter
from ui.screens.importing.view import ImportView


def build_import(context: ScreenContext) -> tuple[ImportView, ImportPresenter]:
    """Build the page."""
    view = ImportView()
    presenter = ImportPresenter(view, context)
    files, outcomes = presenter.files, presenter.outcomes
    view.next_requested.connect(presenter.go_on)
    view.back_requested.connect(presenter.go_back)
    view.stop_requested.connect(presenter.work.stop)
    view.ticked.connect(presenter.work.tick)
    view.files.file_chosen.connect(files.choose_file)
    view.files.pasted.connect(files.paste)
    view.pasted_again.connect(outcomes.go_on_pasted)
    view.files.entity_chosen.connect(files.choose_entity)
    view.files.sheet_chosen.connect(files.choose_sheet)
    view.files.encoding_chosen.connect(files.choose_encoding)
    view.columns.field_chosen.connect(files.choose_field)
    view.columns.mode_chosen.connect(files.choose_mode)
    view.columns.key_chosen.connect(files.choose_key)
    view.columns.type_chosen.connect(files.choose_type)
    view.columns.twins_allowed.connect(files.allow_twins)
    view.words.decided.connect(presenter.words.decide)
    view.check.mended.connect(presenter.mending.mend)
    view.earlier.looked_at.connect(outcomes.look_at)
    view.rejected_wanted.connect(outcomes.ask_rejected_place)
    view.rejected_placed.connect(outcomes.save_rejected)
    view.continue_chosen.connect(outcomes.go_on)
    view.go_on_requested.connect(outcomes.go_on_here)
    view.revert_confirmed.connect(outcomes.revert)
    return view, presenter
