"""Joins the palette's view and presenter."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.queries.palette import prepare_pinyin
from ui.screens.context import ScreenContext
from ui.screens.palette.ports import Desk
from ui.screens.palette.presenter import PalettePresenter
from ui.screens.palette.view import PaletteView

_PREPARE_MS = 2_500


def build_palette(
    context: ScreenContext, window: QWidget, desk: Desk
) -> tuple[PaletteView, PalettePresenter]:
    """Build the palette over a window, closed; what its first letter needs is loaded meanwhile."""
    view = PaletteView(window)
    presenter = PalettePresenter(view, context, desk, time.perf_counter)
    view.typed.connect(presenter.type)
    view.entered.connect(lambda key, ctrl: presenter.enter(key, visit=ctrl))
    view.chosen.connect(presenter.choose)
    view.pin_wished.connect(presenter.turn_pin)
    view.left.connect(presenter.leave)
    view.closed.connect(presenter.closed)
    QTimer.singleShot(_PREPARE_MS, view, lambda: prepare(context))
    return view, presenter


def prepare(context: ScreenContext) -> None:
    """Load the dictionaries of pinyin; the first letter would have to wait for them."""
    context.runner.on_work(prepare_pinyin, lambda _nothing: None)
