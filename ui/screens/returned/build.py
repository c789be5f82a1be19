"""Joins the view and the presenter of a contract's papers."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.returned.presenter import PapersPresenter
from ui.screens.returned.view import ContractPapersView
from ui.screens.visit.thumbnails import make_thumbnail, make_window_picture


def build_contract_papers(
    context: ScreenContext, contract_id: str
) -> tuple[ContractPapersView, PapersPresenter]:
    """Build the page of a contract's papers."""
    view = ContractPapersView(context.runner)
    presenter = PapersPresenter(
        view, context, contract_id, make_large=make_window_picture, make_small=make_thumbnail
    )
    view.chosen.connect(presenter.look_at)
    view.returned_given.connect(presenter.take_returned)
    view.text_pasted.connect(presenter.take_text)
    view.pages_given.connect(presenter.take_pages)
    view.copy_wanted.connect(presenter.files.save_copy)
    view.pen_asked.connect(presenter.signing.ask_pen)
    view.certificate_asked.connect(presenter.signing.ask_certificate)
    view.dialogs.pen_began.connect(presenter.signing.note_began)
    view.dialogs.pen_signed.connect(presenter.signing.keep_pen)
    view.dialogs.certificate_given.connect(presenter.signing.sign_with)
    return view, presenter
