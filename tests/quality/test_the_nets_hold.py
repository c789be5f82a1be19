"""Proves that the suite's own safety nets catch what they are stretched for."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from datetime import timedelta

import keyring
import pytest
from sqlalchemy import create_engine, text

from tests.support.loopback_only import NetworkBlockedError, is_loopback
from tests.support.postgres import PostgresMissingError, find_binaries
from tests.support.source_tree import ROOT

PLANTED = """
import socket
from threading import Thread
from PySide6.QtCore import QTimer, qWarning


def test_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(1)


def test_thread():
    thread = Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()


def test_complaint():
    qWarning("QObject: Cannot create children for a parent in another thread")


def test_elsewhere():
    socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_innocent():
    qWarning("This plugin does not support propagateSizeHints()")
"""


def test_hidden_errors_complaints_and_connections_fail_a_test(tmp_path):
    (tmp_path / "test_planted.py").write_text(PLANTED)
    options = ["-c", ROOT / "pyproject.toml", "--rootdir", ROOT, "-p", "tests.conftest", "-rfE"]
    child = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    caught = set(re.findall(r"^(?:FAILED|ERROR) \S*::test_(\w+)", child.stdout, re.MULTILINE))
    assert caught == {"slot", "thread", "complaint", "elsewhere"}, child.stdout


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", None, b"localhost"])
def test_loopback_is_open(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_everything_else_is_closed(host):
    assert not is_loopback(host)
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo(host, 80)


def test_the_keychain_of_a_test_is_not_the_users(memory_keyring):
    keyring.set_password("Roadbook", "device", "secret")
    assert memory_keyring.secrets == {("Roadbook", "device"): "secret"}


def test_time_passes_only_when_told(clock):
    before = clock()
    assert clock() == before
    assert clock.advance(timedelta(days=1)) - before == timedelta(days=1)


@pytest.mark.parametrize("_run", ["first", "second"])
def test_each_test_gets_an_empty_durable_postgres(postgres_url, _run):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visit (id text PRIMARY KEY)"))
        assert connection.scalar(text("SHOW fsync")) == "on"
        assert connection.scalar(text("SHOW listen_addresses")) == ""
    engine.dispose()


def test_a_machine_without_postgres_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PostgresMissingError, match="apt-get install postgresql"):
        find_binaries(debian=tmp_path)
