"""One cold start, in a process of its own: prints when each stage was reached."""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def say(stage: str) -> None:
    """Print a stage with the wall clock, which the parent shares."""
    sys.stdout.write(f"{stage} {time.time():.6f}\n")
    sys.stdout.flush()


def empty_window() -> None:
    """Show a window with nothing in it: the least that a Qt program can start with."""
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - the import is measured

    app = QApplication([])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    window.grab()
    app.processEvents()
    say("shown")


def unlock_and_list(pause_seconds: float) -> None:
    """Show the unlock window, type the passphrase after a pause, show the account list."""
    from PySide6.QtWidgets import QLineEdit, QPushButton  # noqa: PLC0415

    from benchmarks.event_loop import run_until  # noqa: PLC0415
    from benchmarks.large_setting import FOLDER, PASSPHRASE, surroundings  # noqa: PLC0415
    from ui.bootstrap import make_application  # noqa: PLC0415
    from ui.client import Client  # noqa: PLC0415
    from ui.options import Options  # noqa: PLC0415

    app = make_application([])
    options = Options(language="zh_CN", theme="light", screen="accounts")
    client = Client(app, options, FOLDER / "large", surroundings())
    client.begin()
    assert client.entrance is not None  # noqa: S101 - begin made it
    window = client.entrance.window
    window.grab()
    say("unlock-window")
    end = time.monotonic() + pause_seconds
    run_until(lambda: time.monotonic() >= end)
    passphrase = window.findChild(QLineEdit, "passphrase")
    unlock = window.findChild(QPushButton, "unlock")
    assert passphrase is not None  # noqa: S101 - the unlock window has both
    assert unlock is not None  # noqa: S101
    passphrase.setText(PASSPHRASE)
    say("typed")
    unlock.click()
    run_until(lambda: client.desktop is not None)
    assert client.desktop is not None  # noqa: S101 - waited for
    view = client.desktop.window.current_screen()
    model = view.model  # type: ignore[union-attr]
    run_until(lambda: model.rowCount() > 0 and model.row_at(0) is not None)
    client.desktop.window.grab()
    say("list")
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty_window()
    else:
        unlock_and_list(float(sys.argv[2]))
