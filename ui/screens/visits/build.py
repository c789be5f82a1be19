"""Joins the visit list's view and presenter."""

from __future__ import annotations

from functools import partial

from app.domain.file_kinds import PICTURES
from ui.screens.context import ScreenContext
from ui.screens.files.build import join_files
from ui.screens.papers.subjects import open_papers
from ui.screens.visit.thumbnails import make_thumbnail, make_window_picture
from ui.screens.visits.presenter import VisitsPresenter
from ui.screens.visits.reviewing import Reviewing
from ui.screens.visits.view import VisitsView


def build_visits(context: ScreenContext) -> tuple[VisitsView, VisitsPresenter]:
    """Build the screen."""
    view = VisitsView()
    # Pictures stand above, in small.
    files = join_files(view.pane.files, context, without=PICTURES)
    presenter = VisitsPresenter(
        view, context, make_small=make_thumbnail, make_large=make_window_picture, files=files
    )
    view.chosen.connect(presenter.choose)
    view.opened.connect(presenter.open)
    view.pane.account_requested.connect(presenter.open_account)
    view.pane.photos.opened.connect(presenter.photos.open)
    view.pane.discard_requested.connect(presenter.discard)
    view.export_chosen.connect(presenter.exports.export)
    view.execution_asked.connect(presenter.after.compare)
    view.addendum_given.connect(presenter.after.add)
    view.pane.print_requested.connect(
        lambda visit_id: open_papers(context, "visit_log", [visit_id])
    )
    reviewing = Reviewing(view, context)
    view.pane.comment_requested.connect(partial(reviewing.comment))
    view.pane.task_requested.connect(partial(reviewing.task))
    view.pane.inspection_requested.connect(partial(reviewing.inspect))
    return view, presenter
