"""The real account list over the large store, for benchmarks that look at it as a user does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.profiles import OpenProfile
from benchmarks.event_loop import run_until
from benchmarks.large_profile import open_large
from ui.formats import Formats
from ui.screens.accounts.build import build_accounts
from ui.screens.accounts.view import AccountsListView
from ui.screens.context import ScreenContext
from ui.tasks import TaskRunner
from ui.theme.apply import apply_language, apply_theme, prepare_application


class _Nowhere:
    """Leads nowhere: a benchmark opens no other screen."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_where, **_how: None


@dataclass
class AccountScreen:
    """A shown account list with everything behind it."""

    app: QApplication
    profile: OpenProfile
    runner: TaskRunner
    view: AccountsListView

    def until(self, condition: Callable[[], object], seconds: float = 30.0) -> None:
        """Let the program run until a condition holds."""
        run_until(condition, seconds)

    def shows_rows(self) -> bool:
        """Return whether the first row that is looked at has arrived, or there is none."""
        model = self.view.model
        return model.rowCount() == 0 or model.row_at(self.first_seen()) is not None

    def first_seen(self) -> int:
        """Return the number of the topmost visible row."""
        return max(0, self.view.table.rowAt(2))

    def answered(self, act: Callable[[], object]) -> float:
        """Do something that makes the list anew; return the milliseconds until it is shown."""
        resets: list[int] = []

        def note() -> None:
            resets.append(1)

        self.view.model.modelReset.connect(note)
        begun = time.perf_counter()
        act()
        self.until(lambda: bool(resets) and self.shows_rows())
        spent = (time.perf_counter() - begun) * 1000
        self.view.model.modelReset.disconnect(note)
        return spent

    def close(self) -> None:
        """End it."""
        self.runner.shut_down()
        self.profile.close()


def show_account_screen(size: str = "large") -> AccountScreen:
    """Open the store and show the list, loaded."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one here
    prepare_application(app)
    apply_language("zh_CN")
    apply_theme(app)
    profile = open_large(size)
    runner = TaskRunner(_raise)
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(profile.workspace, runner, lambda _changes: None, _Nowhere(), formats)
    view, presenter = build_accounts(context)
    view.resize(1200, 840)
    view.show()
    presenter.load()
    screen = AccountScreen(app, profile, runner, view)
    bar = view.table.verticalScrollBar()
    screen.until(lambda: bar.maximum() > 0 and screen.shows_rows())
    return screen


def _raise(error: BaseException) -> None:
    raise error
