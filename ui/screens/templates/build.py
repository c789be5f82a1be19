"""Joins the view and the presenter of the list of contract texts."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.templates.new_dialog import NewTextDialog
from ui.screens.templates.presenter import TemplatesPresenter
from ui.screens.templates.view import TemplatesView


def build_templates(context: ScreenContext) -> tuple[TemplatesView, TemplatesPresenter]:
    """Build the screen."""
    view = TemplatesView(context.formats, context.workspace)
    presenter = TemplatesPresenter(view, context)
    view.text_opened.connect(presenter.open_text)
    view.block_opened.connect(presenter.open_block)
    view.new_requested.connect(lambda: _ask_beginning(view, presenter))
    view.file_chosen.connect(presenter.begin_from_file)
    return view, presenter


def _ask_beginning(view: TemplatesView, presenter: TemplatesPresenter) -> None:
    dialog = NewTextDialog(view, presenter.beginnings())
    dialog.chosen.connect(presenter.begin)
    dialog.open()
