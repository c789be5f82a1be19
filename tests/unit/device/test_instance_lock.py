from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.device.errors import AlreadyOpenError
from app.device.instance_lock import InstanceLock

HOLDER = """
import sys
from pathlib import Path
from app.device.instance_lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
lock.acquire()
sys.stdout.write("held\\n")
sys.stdout.flush()
sys.stdin.read()
"""


@pytest.fixture
def other_program(paths):
    command = [sys.executable, "-c", HOLDER, str(paths.lock)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd(), text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_program_is_told_that_the_profile_is_open(paths, other_program):
    with pytest.raises(AlreadyOpenError) as refused:
        InstanceLock(paths.lock).acquire()
    assert refused.value.code == "device.profile.already_open"
    assert other_program.poll() is None


def test_the_lock_of_a_killed_program_is_taken_over(paths, other_program):
    other_program.kill()
    other_program.wait()

    with InstanceLock(paths.lock):
        assert paths.lock.exists()


def test_a_second_lock_in_one_program_is_refused_until_the_first_is_released(paths):
    second = InstanceLock(paths.lock)
    with InstanceLock(paths.lock) as first:
        first.acquire()
        with pytest.raises(AlreadyOpenError):
            second.acquire()

    second.acquire()
    second.release()
    second.release()


def test_two_profiles_are_open_at_once(tmp_path):
    with InstanceLock(tmp_path / "a.lock"), InstanceLock(tmp_path / "b.lock"):
        assert (tmp_path / "b.lock").exists()
