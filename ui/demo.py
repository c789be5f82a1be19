"""The demo: a server with invented data and a window beside it, ready to sign in."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from ui.bootstrap import run_window
from ui.demo_server import DemoServer
from ui.options import Options

LOGIN = "zhoulan"
PASSWORD = "roadbook-demo"  # noqa: S105 - of invented people on a server of this machine


def demo_folder(size: str) -> Path:
    """Return where the demo keeps its server and profiles between two runs."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - the demo alone needs it

    return user_cache_path("roadbook-demo", appauthor=False) / size


def run_demo(options: Options) -> int:
    """Start the server, show the window, and stop the server when the window is closed."""
    folder = demo_folder(options.size)
    server = DemoServer(folder / "server", options.size)
    sys.stdout.write("Preparing the demo's server and its invented data …\n")
    server.seed()
    address = server.start()
    sys.stdout.write(
        f"Server: {address}\nSign in as {LOGIN} with the password {PASSWORD};"
        " choose any passphrase of four words.\n"
    )
    sys.stdout.flush()
    try:
        wanted = dataclasses.replace(
            options, server=address, profiles=options.profiles or folder / "profiles"
        )
        return run_window(wanted)
    finally:
        server.stop()
