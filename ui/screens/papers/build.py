"""Joins the page of a paper with its presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.papers.presenter import PaperPresenter
from ui.screens.papers.subjects import paper_order
from ui.screens.papers.view import PaperPageView


def build_paper(context: ScreenContext, subject: str) -> tuple[PaperPageView, PaperPresenter]:
    """Build the page of papers; call `load` when it is shown.

    Args:
        context: What presenters need.
        subject: As `subjects.paper_subject` spells it.
    """
    order = paper_order(subject)
    view = PaperPageView(context.workspace, context.runner)
    presenter = PaperPresenter(view, context, order)
    view.option_chosen.connect(presenter.choose)
    view.print_requested.connect(presenter.ask)
    view.print_ordered.connect(presenter.print_copies)
    view.file_ordered.connect(presenter.save_pdf)
    view.printed.connect(presenter.printed)
    view.not_printed.connect(presenter.not_printed)
    view.stop_requested.connect(presenter.stop)
    return view, presenter
