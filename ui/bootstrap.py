"""Puts the program together: the application, its surroundings, and the client."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.device.clock import local_zone_name, utc_now
from app.device.keychain import NoKeychain, find_keychain
from app.device.log import log_to_terminal
from app.device.paths import default_root
from app.profiles import Surroundings
from sync.wire.late_codec import LateCodec
from ui.client import Client
from ui.failures import install_failure_net
from ui.options import Options
from ui.theme.apply import prepare_application


def make_application(arguments: Sequence[str]) -> QApplication:
    """Make the Qt application with the product's typeface and base style."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(arguments))
    app.setApplicationName("Roadbook")
    app.setQuitOnLastWindowClosed(True)
    prepare_application(app)
    return app


def make_surroundings() -> Surroundings:
    """Return what opening a profile needs from this machine; the entrance looks for a keychain."""
    return Surroundings(
        keychain=NoKeychain(), codec=LateCodec(), now=utc_now, zone=local_zone_name()
    )


def run_window(options: Options) -> int:
    """Show the window until the user closes it; return the exit status."""
    log_to_terminal()
    app = make_application(sys.argv[:1])
    root: Path = options.profiles or default_root()
    client = Client(app, options, root, make_surroundings(), look_for_keychain=find_keychain)
    install_failure_net(client.tell_sentence)
    client.begin()
    status = app.exec()
    client.close()
    return int(status)
