"""Joins the visit form's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.preparation.build import open_preparation
from ui.screens.visit.incident_reporting import open_incident
from ui.screens.visit.presenter import VisitPresenter
from ui.screens.visit.thumbnails import make_thumbnail
from ui.screens.visit.view import VisitView


def build_visit(
    context: ScreenContext, account_id: str, plan_id: str = ""
) -> tuple[VisitView, VisitPresenter]:
    """Build the form for a visit of an account.

    Args:
        context: What presenters need.
        account_id: The account.
        plan_id: The planned visit; without it the one planned for today, if there is one.
    """
    view = VisitView(context.workspace)
    presenter = VisitPresenter(
        view, context, account_id=account_id, plan_id=plan_id, make_thumbnail=make_thumbnail
    )
    view.edited.connect(presenter.edit)
    view.paused.connect(presenter.keeper.save)
    view.minute_passed.connect(presenter.times.show)
    view.finish_requested.connect(presenter.finishing.finish)
    view.later_requested.connect(presenter.finish_later)
    view.preparation_requested.connect(lambda: open_preparation(context, view, account_id))
    view.incident_requested.connect(lambda: open_incident(context, view, account_id))
    view.discard_requested.connect(presenter.finishing.discard)
    view.aside.time_edited.connect(presenter.times.edit)
    view.aside.check_out_requested.connect(presenter.times.check_out)
    view.aside.account_requested.connect(presenter.open_account)
    parts = view.parts
    parts.people.contact_added.connect(presenter.add_contact)
    parts.promises.kept.connect(presenter.keep_promise)
    parts.photos.chosen.connect(presenter.photos.add)
    parts.photos.removed.connect(presenter.photos.remove)
    parts.photos.captioned.connect(presenter.photos.name)
    return view, presenter
