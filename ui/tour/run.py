"""Runs the tour: a server of its own, the rep's day, and everybody who must have it at the end."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from app.device.clock import utc_now
from app.device.keychain import NoKeychain
from app.profiles import Surroundings
from sync.wire import codec
from ui.demo_server import DemoServer
from ui.options import Options
from ui.tour.driver import Driver, TourError
from ui.tour.record import Record

_ZONE = "Asia/Shanghai"
_PLATFORM_CHATTER = "This plugin does not support "


def run_tour(options: Options) -> int:
    """Drive the day and return 0 if everything arrived where it should."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = (options.tour or Path("tour")).resolve()
    _empty(folder)
    wanted = dataclasses.replace(options, language=options.language or "zh_CN")
    about = {"size": options.size, "language": wanted.language, "theme": options.theme or "light"}
    record = Record(folder, about)
    problem = ""
    with tempfile.TemporaryDirectory(prefix="roadbook-tour-") as workplace:
        try:
            _drive(wanted, folder, Path(workplace), record)
        except TourError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - whatever went wrong belongs into the record
            traceback.print_exc()
            problem = f"{type(error).__name__}: {error}"
    record.write(problem)
    ok = record.everything_arrived() and not problem
    sys.stdout.write(f"tour {'complete' if ok else 'FAILED: ' + problem} in {folder.name}\n")
    return 0 if ok else 1


def _drive(options: Options, folder: Path, workplace: Path, record: Record) -> None:
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - after the platform

    from ui.bootstrap import make_application  # noqa: PLC0415 - after the platform is chosen
    from ui.tour.day import Day  # noqa: PLC0415
    from ui.tour.people import Stage  # noqa: PLC0415

    server = DemoServer(workplace / "server", options.size)
    with record.step("prepare the server") as step:
        server.seed()
        address = server.start()
        step.facts["address"] = "on this machine"
    qInstallMessageHandler(_pass_on)
    app = make_application(sys.argv[:1])
    around = Surroundings(NoKeychain(), codec, utc_now, _ZONE)
    wanted = dataclasses.replace(options, server=address)
    stage = Stage(app, Driver(folder), wanted, around, workplace, folder)
    day = Day(stage, server, record)
    try:
        day.run()
    finally:
        day.close()
        server.stop()


def _pass_on(_kind: object, _context: object, message: str) -> None:
    """Print what Qt says, without what the platform that has no display says of every window."""
    if not message.startswith(_PLATFORM_CHATTER):
        sys.stderr.write(f"{message}\n")


def _empty(folder: Path) -> None:
    """Make the folder, without what an earlier tour left in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("[0-9][0-9]-*.png"), folder / "tour.json", folder / "contract.pdf"):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
