"""A peer is measured beside ours in the same run, or the table says why it is not."""

from __future__ import annotations

import math
import os
import sys
import types

import pytest

from benchmarks.peers import anki_processes, own_venv
from benchmarks.peers.anki_crowd import AnkiCrowd, processor_seconds
from benchmarks.peers.own_venv import Peer, PeerMissingError
from benchmarks.sync_turns import in_turns


def test_a_peer_takes_turns_and_stands_beside_the_same_floor():
    order = []

    def turn(side, seconds):
        return lambda number: order.append((side, number)) or seconds

    rows = in_turns("up", runs=2, ours=turn("a", 3), floor=turn("b", 1), peer=turn("c", 2))
    assert order == [(side, number) for number in range(3) for side in "abc"]
    assert [(row.work, row.value, row.floor) for row in rows] == [
        ("up", 3000, 1000),
        ("up-anki", 2000, 1000),
    ]


def test_without_a_peer_there_is_one_row():
    rows = in_turns("up", runs=1, ours=lambda _: 3, floor=lambda _: 1)
    assert [row.work for row in rows] == ["up"]


def test_a_peer_that_cannot_be_installed_is_missed_with_its_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(own_venv, "_PIP", ("-c", "raise SystemExit('no index here')"))
    with pytest.raises(PeerMissingError, match=r"peer 1\.0 is not here: no index here"):
        Peer("peer", "1.0", "import peer").interpreter(tmp_path / "venv")


def test_no_proxy_and_no_setting_of_the_shell_reaches_the_peer(monkeypatch):
    for name in ("HTTP_PROXY", "https_proxy", "ALL_PROXY", "SYNC_PORT"):
        monkeypatch.setenv(name, "x")
    kept = anki_processes._environment()
    assert kept["NO_PROXY"] == "*"
    assert kept["PATH"] == os.environ["PATH"]
    assert not {"HTTP_PROXY", "https_proxy", "ALL_PROXY", "SYNC_PORT"} & kept.keys()


def test_an_order_that_fails_is_raised_here(tmp_path, monkeypatch):
    driver = tmp_path / "driver.py"
    driver.write_text('input()\nprint(\'{"failed": "2 instead of 3"}\')\n')
    monkeypatch.setattr(anki_processes, "_DRIVER", driver)
    with anki_processes.running_driver(sys.executable, tmp_path) as near:
        with pytest.raises(RuntimeError, match="anki, sync: 2 instead of 3"):
            near.order("sync")
        with pytest.raises(RuntimeError, match="the driver ended"):
            near.order("sync")


@pytest.mark.parametrize(("clients", "may_limit"), [(0.2, False), (0.6, True)])
def test_clients_that_take_much_of_the_machine_are_named_as_a_limit(clients, may_limit):
    crowd = AnkiCrowd(types.SimpleNamespace(), seconds=10)
    crowd.clients = clients * 10 * (os.cpu_count() or 1)
    assert ("may be the limit" in crowd.remark("crowd")) == may_limit


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of other processes this way")
def test_the_processor_time_of_a_process_is_its_own():
    spent = processor_seconds(os.getpid())
    assert 0 < spent < math.inf
