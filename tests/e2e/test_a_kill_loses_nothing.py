"""Client and server are killed again and again while they work: what was saved is there, once."""

import random
import subprocess
import sys
import threading

import pytest

from tests.support.real_device import enrol_device, reopen_device
from tests.support.server_process import ServerProcess
from tests.support.source_tree import ROOT

PASSWORD = "correct horse battery"
ROUNDS = 6


@pytest.fixture(params=["sqlite", "postgres"])
def server(request, tmp_path):
    database = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    running = ServerProcess(tmp_path / "server", database)
    running.run("init")
    sector = running.add_sector()
    user = ("--login", "anna", "--role", "rep", "--sector", sector)
    running.run("user", "add", *user, typed=PASSWORD + "\n")
    running.start()
    yield running
    running.stop()


def work_until_killed(folder, address, account, seconds, before_kill):
    """Let a child work for a while, kill it, and return the ids it said it had saved."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.working_child", str(folder), address, account],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    first = child.stdout.readline().strip()
    assert first, "the child ended before it saved anything"
    timer = threading.Timer(seconds, lambda: (before_kill(), child.kill()))
    timer.start()
    rest = child.stdout.read().split()
    timer.join()
    child.wait(20)
    child.stdout.close()
    return [first, *(line for line in rest if len(line) == 32)]


def visits(device):
    with device.profile.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT v.id, v.content, (SELECT count(*) FROM commitment WHERE visit_log_id = v.id)"
            " FROM visit_log v"
        )
        return {row[0]: (row[1], row[2]) for row in rows}


def journal_states(device):
    with device.profile.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql("SELECT DISTINCT state FROM journal_operation")
        return {row[0] for row in rows}


@pytest.mark.timeout(180)
def test_what_was_saved_is_there_once_whoever_is_killed_and_when(server, tmp_path):
    address = f"http://127.0.0.1:{server.port}"
    device = enrol_device(tmp_path / "laptop", address, "anna", PASSWORD)
    workspace = device.profile.workspace
    with workspace.store.unit_of_work() as work:
        fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
        account = work.create("account", fields, workspace.author)
        work.commit(workspace.author)
    device.engine.run_once()
    device.close()

    chance, saved = random.Random(20261123), []
    for number in range(ROUNDS):
        kill_server = server.kill if number % 2 else (lambda: None)
        seconds = chance.uniform(0.05, 0.6)
        saved += work_until_killed(tmp_path / "laptop", address, account, seconds, kill_server)
        if server.process is None:
            server.start()

    laptop = reopen_device(tmp_path / "laptop", address)
    here = visits(laptop)
    assert set(saved) <= set(here)
    laptop.engine.run_once()
    assert journal_states(laptop) == {"acknowledged"}
    other = enrol_device(tmp_path / "desk", address, "anna", PASSWORD)
    other.engine.run_once()
    assert visits(other) == visits(laptop)
    assert all(promises == 1 for _, promises in visits(other).values())
    laptop.close()
    other.close()
