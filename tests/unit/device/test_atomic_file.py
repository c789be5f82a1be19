from __future__ import annotations

import os
import stat

import pytest

from app.device.atomic_file import write_atomically


@pytest.fixture
def disk_calls(monkeypatch):
    """Record what reaches the disk, in order, while it still reaches it."""
    calls = []
    fsync, replace = os.fsync, os.replace

    def recorded_fsync(descriptor):
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        calls.append(f"sync {kind}")
        fsync(descriptor)

    def recorded_replace(source, target):
        calls.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(os, "replace", recorded_replace)
    return calls


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folders to sync")
def test_content_is_on_the_disk_before_its_name_and_the_name_after(tmp_path, disk_calls):
    write_atomically(tmp_path / "slot.json", b"new")

    assert disk_calls == ["sync file", "rename", "sync folder"]


def test_a_leftover_of_a_crash_does_not_block_the_next_write(tmp_path):
    path = tmp_path / "slot.json"
    path.with_name("slot.json.new").write_bytes(b"half")
    write_atomically(path, b"whole")

    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_planted_link_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "slot.json.new").symlink_to(victim)
    write_atomically(tmp_path / "slot.json", b"whole")

    assert victim.read_bytes() == b"untouched"
