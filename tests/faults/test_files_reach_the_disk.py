"""Files beside the databases are on the disk before anybody is told that they are kept."""

import io
import os
import stat
from pathlib import Path

import pytest

from app.device.atomic_file import write_atomically
from server.store.blob_files import BlobFiles
from tests.support.devices import Clock, make_workspace


@pytest.fixture
def disk(monkeypatch):
    """Note what is synced and renamed, in order; the real calls are made."""
    seen = []
    fsync, replace = os.fsync, Path.replace

    def noted_sync(descriptor):
        status = os.fstat(descriptor)
        is_folder = stat.S_ISDIR(status.st_mode)
        names = {entry.name for entry in os.scandir(descriptor)} if is_folder else set()
        seen.append(("folder", names) if is_folder else ("file", status.st_size))
        fsync(descriptor)

    def noted_replace(path, target):
        seen.append(("rename", Path(target).name))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    return seen


def kinds(seen):
    return [kind for kind, _ in seen]


def test_a_photo_is_whole_on_the_disk_before_it_has_its_name(disk, tmp_path):
    files = make_workspace(tmp_path, clock=Clock()).files
    disk.clear()
    files.store_file(io.BytesIO(bytes(100_000)))
    assert kinds(disk) == ["file", "rename", "folder"]
    assert disk[0][1] > 100_000
    assert disk[1][1] in disk[2][1]


def test_a_small_file_is_whole_on_the_disk_before_it_has_its_name(disk, tmp_path):
    write_atomically(tmp_path / "settings.json", b"{}")
    assert kinds(disk) == ["file", "rename", "folder"]


def test_a_received_attachment_is_on_the_disk_with_every_folder_above_it(disk, tmp_path):
    files = BlobFiles(tmp_path / "blobs", bytes(32))
    files.append("ab12.device", 0, bytes(1000))
    files.finish("ab12.device", "ab12")
    assert kinds(disk) == ["folder", "folder", "file", "rename", "folder"]
    assert [names for kind, names in disk if kind == "folder"] == [{"blobs"}, {"ab"}, {"ab12"}]
