"""The command palette over 20,000 accounts: from a keystroke to the rows on the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QTest

from app.device.settings import ProfileSettings
from benchmarks.account_screen import AccountScreen, show_account_screen
from benchmarks.frame import Row, percentile, report
from benchmarks.search import TYPED
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.status_words import rail_items
from ui.screens.context import Navigation, ScreenContext
from ui.screens.palette.build import build_palette, prepare
from ui.screens.palette.ports import Desk
from ui.screens.palette.presenter import PalettePresenter
from ui.screens.palette.view import PaletteView
from ui.screens.settings.presenter import PreferencesPort

MORE = ("suzhou liang", "百禾 ly", "sz sh", "zhangjianguo", "0977", "xinjian", "张")


def main() -> None:
    """Type every word, key by key, and report what each key took."""
    screen = show_account_screen()
    try:
        window = MainWindow(rail_items())
        view, presenter = _palette(screen, window)
        opened = [_open(view, presenter) for _turn in range(20)]
        durations = [spent for word in (*TYPED, *MORE) for spent in _type(view, word)]
    finally:
        screen.close()
    report(
        "palette",
        [
            Row("open-p50", percentile(opened, 0.5), "ms"),
            Row("open-p95", percentile(opened, 0.95), "ms"),
            Row("keystroke-p50", percentile(durations, 0.5), "ms"),
            Row("keystroke-p95", percentile(durations, 0.95), "ms"),
            Row("keystroke-worst", max(durations), "ms"),
        ],
    )


def _palette(screen: AccountScreen, window: MainWindow) -> tuple[PaletteView, PalettePresenter]:
    """Lay the palette over a window of the usual size; the account list is the page below."""
    window.show_screen("accounts", screen.view)
    window.show()
    nowhere = cast("Navigation", SimpleNamespace(**dict.fromkeys(_NAVIGATION, _nothing)))
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(screen.profile.workspace, screen.runner, _nothing, nowhere, formats)
    likes = SimpleNamespace(settings=ProfileSettings(), language="zh_CN", change=_nothing)
    desk = Desk((), cast("PreferencesPort", likes), _nothing, _nothing, _nothing)
    view, presenter = build_palette(context, window, desk)
    prepare(context)
    return view, presenter


def _open(view: PaletteView, presenter: PalettePresenter) -> float:
    presenter.leave()
    return _answered(view, presenter.open)


def _type(view: PaletteView, word: str) -> list[float]:
    durations = [_key(view, word[:at]) for at in range(1, len(word) + 1)]
    _answered(view, lambda: (view.box.clear(), view.typed.emit("")))
    return durations


def _key(view: PaletteView, text: str) -> float:
    """Type the last letter of a text; Han letters come whole from the input method."""
    if text.isascii() or text[-1].isascii():
        return _answered(view, lambda: QTest.keyClicks(view.box, text[-1]))
    return _answered(view, lambda: view.box.insert(text[-1]) or view.typed.emit(text))


def _answered(view: PaletteView, act: Callable[[], object]) -> float:
    """Do something that asks anew; return the milliseconds until the answer is painted.

    Meanwhile the main thread sleeps in its event loop, as it does under a user's hands.
    """
    waiting = QEventLoop()
    connection = view.list.rows.modelReset.connect(waiting.quit)
    begun = time.perf_counter()
    act()
    waiting.exec()
    QCoreApplication.processEvents()
    spent = (time.perf_counter() - begun) * 1000
    view.list.rows.disconnect(connection)
    return spent


def _nothing(*_given: object, **_named: object) -> None:
    """Lead nowhere: a benchmark opens no other screen."""


_NAVIGATION = (
    "show_screen", "open_account", "new_account", "open_visit", "open_contract", "new_contract",
    "go_back", "show_toast", "sync_now",
)  # fmt: skip


if __name__ == "__main__":
    main()
