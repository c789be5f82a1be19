"""Joins the view and presenter of Analysis, and the pause that gathers changes."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.screens.analysis.presenter import AnalysisPresenter
from ui.screens.analysis.view import AnalysisView
from ui.screens.context import ScreenContext

_PAUSE_MS = 400


def build_analysis(context: ScreenContext) -> tuple[AnalysisView, AnalysisPresenter]:
    """Build the screen; the first `load` is the caller's."""
    view = AnalysisView()
    pause = QTimer(view)
    pause.setSingleShot(True)
    pause.setInterval(_PAUSE_MS)
    presenter = AnalysisPresenter(view, context, pause.start)
    pause.timeout.connect(presenter.reload)
    view.span_chosen.connect(presenter.choose_span)
    view.back_chosen.connect(presenter.choose_back)
    view.filter_chosen.connect(presenter.choose_filter)
    view.export_chosen.connect(presenter.export)
    view.account_requested.connect(presenter.open_account)
    return view, presenter
