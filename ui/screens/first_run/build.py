"""Joins the first run's view with the presenters of its steps."""

from __future__ import annotations

from ui.screens.first_run.download import DownloadPresenter
from ui.screens.first_run.presenter import FirstRunPresenter
from ui.screens.first_run.view import FirstRunView


def build_first_run_view(
    presenter: FirstRunPresenter, download: DownloadPresenter | None = None
) -> FirstRunView:
    """Return a view in the language of the moment, joined to presenters that go on.

    Args:
        presenter: Of the steps before the download.
        download: Of the last step, once it has begun.
    """
    view = FirstRunView()
    view.sign_in_requested.connect(presenter.sign_in)
    view.bind_requested.connect(presenter.bind)
    view.passphrase_typed.connect(presenter.weigh)
    view.make_requested.connect(presenter.make)
    view.back_requested.connect(presenter.go_back)
    view.action_requested.connect(presenter.act)
    view.replacement_confirmed.connect(presenter.replace_known)
    view.second_passed.connect(presenter.second_passed)
    presenter.show_on(view)
    if download is not None:
        join_download(view, download)
    return view


def join_download(view: FirstRunView, download: DownloadPresenter) -> None:
    """Let the last step begin on a view that is shown."""
    view.show_step("download", may_go_back=False)
    view.show_busy(busy=False)
    view.start_requested.connect(download.start)
    view.action_requested.connect(download.act)
    download.show_on(view)
