"""Joins the page of a paper with its presenter, and spells what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from ui.screens.context import ScreenContext
from ui.screens.papers.presenter import PaperPresenter
from ui.screens.papers.rows import PaperOrder
from ui.screens.papers.view import PaperPageView

PAGE = "paper"
"""Kind of the page for `Navigation.open_page`."""


def paper_subject(kind: str, subject_ids: Iterable[str]) -> str:
    """Spell which papers a page is to show, as `Navigation.open_page` takes it."""
    return f"{kind}:{','.join(subject_ids)}"


def open_papers(context: ScreenContext, kind: str, subject_ids: Iterable[str]) -> None:
    """Open the page of papers: one of each subject."""
    context.navigation.open_page(PAGE, paper_subject(kind, subject_ids))


def build_paper(context: ScreenContext, subject: str) -> tuple[PaperPageView, PaperPresenter]:
    """Build the page of papers; call `load` when it is shown.

    Args:
        context: What presenters need.
        subject: As `paper_subject` spells it.
    """
    kind, _colon, ids = subject.partition(":")
    order = PaperOrder(kind, tuple(each for each in ids.split(",") if each))
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
