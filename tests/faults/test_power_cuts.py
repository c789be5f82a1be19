"""What a power cut leaves: with full durability everything acknowledged is there; without, not."""

from random import Random

import pytest

from tests.faults.images import crash_images
from tests.faults.power import cut_power, record_work
from tests.faults.watched_disk import Step, watched_disk
from tests.support.devices import Clock, make_workspace

SAVES, IMAGES = 24, 24


@pytest.mark.parametrize("seed", [1, 2])
def test_no_acknowledged_work_is_lost_by_a_power_cut(seed, tmp_path):
    recording = record_work(tmp_path / "work", SAVES, "FULL")
    device, server = cut_power(recording, IMAGES, seed, tmp_path)
    assert device.is_clean, device.line("device")
    assert server.is_clean, server.line("server")
    assert device.units > 0
    assert server.units > 0


@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
def test_the_control_without_full_durability_loses_work(level, tmp_path):
    recording = record_work(tmp_path / "work", SAVES, level)
    device, server = cut_power(recording, IMAGES, 1, tmp_path)
    assert device.lost > 0
    assert server.lost > 0


def test_an_image_holds_what_was_synced_and_any_part_of_what_was_not(tmp_path):
    name = str(tmp_path / "a.db")
    synced = [Step("write", name, 0, b"old" * 400), Step("sync", name)]
    steps = [*synced, Step("write", name, 0, b"new" * 400)]
    moments = [len(steps)] * 40
    found = {image.cut: set() for image in crash_images(steps, moments, Random(1))}
    for image in crash_images(steps, moments, Random(1)):
        found[image.cut].add(image.files[name])
    assert found["nothing"] == {b"old" * 400}
    assert found["everything"] == {b"new" * 400}
    assert len(found["torn"]) > 3
    assert len(found["mixed"]) > 3


def test_the_watched_disk_saw_every_byte_that_lies_there(tmp_path):
    with watched_disk(tmp_path) as disk:
        workspace = make_workspace(tmp_path, clock=Clock(), key_hex="11" * 32)
        with workspace.store.unit_of_work() as work:
            fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
            work.create("account", fields, workspace.author)
            work.commit(workspace.author)
        moments = [len(disk.steps)] * 2
        images = list(crash_images(disk.steps, moments, Random(1)))
        file, log = tmp_path / "roadbook.db", tmp_path / "roadbook.db-wal"
        assert images[1].files[str(file)] == file.read_bytes()
        assert images[1].files[str(log)] == log.read_bytes()
        assert images[0].files == images[1].files
        workspace.store.close()
