"""Joins the view and the presenters of a version's page."""

from __future__ import annotations

from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from ui.screens.context import ScreenContext
from ui.screens.template.presenter import TemplatePresenter
from ui.screens.template.view import TemplateView


def build_template(
    context: ScreenContext, template_id: str
) -> tuple[TemplateView, TemplatePresenter]:
    """Build the page of a version of a contract text."""
    return _build(context, TEMPLATE, template_id)


def build_block(context: ScreenContext, block_id: str) -> tuple[TemplateView, TemplatePresenter]:
    """Build the page of a version of a library block."""
    return _build(context, BLOCK, block_id)


def _build(
    context: ScreenContext, entity: str, version_id: str
) -> tuple[TemplateView, TemplatePresenter]:
    view = TemplateView(context.workspace, context.runner)
    presenter = TemplatePresenter(view, context, entity, version_id)
    desk = presenter.desk
    view.parts.chosen.connect(presenter.choose)
    view.list_chosen.connect(desk.open_list)
    view.form.edited.connect(presenter.edit)
    view.form.acted.connect(presenter.act)
    view.form.confirmed.connect(presenter.confirm)
    view.step_requested.connect(presenter.take_step)
    view.undo_requested.connect(desk.undo)
    view.redo_requested.connect(desk.redo)
    view.left.connect(desk.keeper.keep)
    view.pauses.check_due.connect(desk.rest)
    view.pauses.paper_due.connect(desk.set_paper)
    view.pauses.save_due.connect(desk.keeper.keep)
    _connect_side(view, presenter)
    return view, presenter


def _connect_side(view: TemplateView, presenter: TemplatePresenter) -> None:
    side = view.side
    side.language_chosen.connect(presenter.set_language)
    side.differences.chosen.connect(presenter.compare)
    side.history.answered.connect(presenter.answer)
    side.history.followed.connect(presenter.choose)
    side.history.note_requested.connect(presenter.note)
