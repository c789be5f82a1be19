"""Starts, makes and unlocks a fresh store, shows a window, and ends: for the installer's check."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from app.device.clock import local_zone_name, utc_now
from app.device.device_key import DeviceKey
from app.device.keychain import NoKeychain
from app.domain.ids import new_id
from app.profiles import NewProfile, Surroundings, make_profile, open_profile
from sync.wire import codec

_PASSPHRASE = "self test of the program"  # noqa: S105 - of a store that is deleted at once


def run_self_test() -> int:
    """Return 0 when everything a start needs is in the program."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.bootstrap import make_application  # noqa: PLC0415 - after the platform is chosen
    from ui.frame.page_builders import PageBuilders  # noqa: PLC0415
    from ui.theme.apply import apply_language, apply_theme  # noqa: PLC0415

    app = make_application(sys.argv[:1])
    apply_language("zh_CN")
    apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        _make_and_unlock(Path(folder))
    sys.stdout.write(f"self-test passed with {PageBuilders.__name__}\n")
    return 0


def _make_and_unlock(root: Path) -> None:
    around = Surroundings(NoKeychain(), codec, utc_now, local_zone_name())
    new = NewProfile(
        root=root,
        server_id="self-test",
        epoch="1",
        user_id=new_id(utc_now()),
        device_id=new_id(utc_now()),
        device_key=DeviceKey.generate(),
    )
    made = make_profile(new, _PASSPHRASE, around)
    paths = made.paths
    made.close()
    opened = open_profile(paths, _PASSPHRASE, around)
    try:
        with opened.workspace.store.unit_of_work() as work:
            fields = {"name": "自检客户", "type": "dealer", "status": "prospect"}
            work.create("account", fields, opened.workspace.author)
            work.commit(opened.workspace.author)
    finally:
        opened.close()
