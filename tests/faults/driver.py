"""Does one phase of a rep's work without end in a process of its own, saying what it saved."""

from __future__ import annotations

import io
import os
import random
import traceback
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from app.store.held.blobs import Blobs
from app.workspace import Workspace
from sync.attachments.sending import Uploader
from sync.errors import SyncError
from tests.support.real_device import RealDevice, reopen_device
from tests.support.working_child import save_visit

READY, SAVED, FILE, FAILED = "ready", "saved", "file", "failed"
MIGRATION = "migration"
Said = tuple[str, str]
_UNITS_A_ROUND, _PAGE_ROWS = 7, 60
_SMALLEST_FILE, _LARGEST_FILE = 10_000, 1_400_000


class Voice:
    """Tells the parent, at once: what was said before a kill counts."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def say(self, word: str, what: str = "") -> None:
        said: Said = (word, what)
        self._pipe.send(said)


def edit(device: RealDevice, account: str, voice: Voice) -> None:
    for number in count():
        voice.say(SAVED, save_visit(device.profile.workspace, account, number))


def push(device: RealDevice, account: str, voice: Voice) -> None:
    for number in count():
        voice.say(SAVED, save_visit(device.profile.workspace, account, number))
        if number % _UNITS_A_ROUND == 0:
            sync(device, voice)


def pull(device: RealDevice, _account: str, voice: Voice) -> None:
    device.engine._page_rows = _PAGE_ROWS
    while True:
        sync(device, voice)


def attachment(device: RealDevice, account: str, voice: Voice) -> None:
    workspace = device.profile.workspace
    uploader = Uploader(workspace.store, workspace.files, device.engine._wire)
    while True:
        voice.say(FILE, save_photo(workspace, account))
        sync(device, voice)
        try:
            uploader.run(lambda: False)
        except SyncError as error:
            voice.say("not_sent", error.code)


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


def sync(device: RealDevice, voice: Voice) -> None:
    try:
        device.engine.run_once()
    except SyncError as error:
        voice.say("not_synced", error.code)


PHASES: dict[str, Callable[[RealDevice, str, Voice], None]] = {
    "edit": edit,
    "push": push,
    "pull": pull,
    "bulk": pull,
    "attachment": attachment,
}


def work(pipe: Connection, phase: str, folder: Path, address: str, account: str) -> None:
    """Work in one phase until somebody kills the process."""
    voice = Voice(pipe)
    try:
        _work(voice, phase, folder, address, account)
    except Exception:
        voice.say(FAILED, traceback.format_exc())
        raise


def _work(voice: Voice, phase: str, folder: Path, address: str, account: str) -> None:
    if phase == MIGRATION:
        voice.say(READY)
        while True:
            reopen_device(folder, address).close()
            voice.say("upgraded")
    device = reopen_device(folder, address)
    voice.say(READY)
    PHASES[phase](device, account, voice)
