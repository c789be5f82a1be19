"""Run as a process: does one phase of a rep's work without end, saying what it saved."""

from __future__ import annotations

import io
import os
import random
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.store.held.blobs import Blobs
from app.workspace import Workspace
from sync.attachments.sending import Uploader
from sync.errors import SyncError
from tests.support.real_device import RealDevice, reopen_device
from tests.support.working_child import save_visit

READY, SAVED, FILE = "ready", "saved", "file"
_UNITS_A_ROUND, _PAGE_ROWS = 7, 60
_SMALLEST_FILE, _LARGEST_FILE = 10_000, 1_400_000


def say(word: str, what: str = "") -> None:
    """Tell the parent, at once: what was said before a kill counts."""
    sys.stdout.write(f"{word} {what}\n")
    sys.stdout.flush()


def edit(device: RealDevice, account: str) -> None:
    for number in count():
        say(SAVED, save_visit(device.profile.workspace, account, number))


def push(device: RealDevice, account: str) -> None:
    for number in count():
        say(SAVED, save_visit(device.profile.workspace, account, number))
        if number % _UNITS_A_ROUND == 0:
            sync(device)


def pull(device: RealDevice, _account: str) -> None:
    device.engine._page_rows = _PAGE_ROWS
    while True:
        sync(device)


def attachment(device: RealDevice, account: str) -> None:
    workspace = device.profile.workspace
    uploader = Uploader(workspace.store, workspace.files, device.engine._wire)
    while True:
        say(FILE, save_photo(workspace, account))
        sync(device)
        try:
            uploader.run(lambda: False)
        except SyncError as error:
            say("not_sent", error.code)


def save_photo(workspace: Workspace, account: str) -> str:
    """Seal a file and save a record that names it, as the visit screen does; return its digest."""
    size = random.randrange(_SMALLEST_FILE, _LARGEST_FILE)
    stored = workspace.files.store_file(io.BytesIO(b"\xff\xd8\xff" + os.urandom(size)))
    with workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        fields = {
            "account_id": account,
            "subject_entity": "account",
            "subject_id": account,
            "sha256": stored.sha256,
            "size_bytes": stored.size_bytes,
        }
        work.create("attachment", fields, workspace.author)
        blobs.release([stored.sha256])
        work.commit(workspace.author)
    return stored.sha256


def sync(device: RealDevice) -> None:
    try:
        device.engine.run_once()
    except SyncError as error:
        say("not_synced", error.code)


PHASES: dict[str, Callable[[RealDevice, str], None]] = {
    "edit": edit,
    "push": push,
    "pull": pull,
    "bulk": pull,
    "attachment": attachment,
}
MIGRATION = "migration"


def main() -> None:
    phase, folder, address, account = sys.argv[1:5]
    if phase == MIGRATION:
        say(READY)
        while True:
            reopen_device(Path(folder), address).close()
            say("upgraded")
    device = reopen_device(Path(folder), address)
    say(READY)
    PHASES[phase](device, account)


if __name__ == "__main__":
    main()
