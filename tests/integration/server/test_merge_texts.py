"""Two people write into one long text without knowing of each other."""

from __future__ import annotations

import json

import pytest

from tests.support.device import BareDevice, edited


@pytest.fixture
def other(device_of) -> BareDevice:
    return device_of("shen", "sector_head")


@pytest.fixture
def held(rep, other, account) -> str:
    """An account that both hold."""
    rep.pull()
    other.pull()
    return account


def remark(device: BareDevice, account: str) -> str:
    device.pull()
    return device.rows["account", account]["remark"]


def conflicts(device: BareDevice) -> list[tuple[str, str]]:
    device.pull()
    rows = [row for (entity, _), row in device.rows.items() if entity == "conflict"]
    return sorted((row["lost_by"], json.loads(row["lost"])) for row in rows)


def test_both_texts_stay_under_a_line_that_names_both_writers_and_days(rep, other, held):
    other.push(edited("account", held, 1, remark=(None, "要货多")))
    results = rep.push(edited("account", held, 1, remark=(None, "月底结账")))
    assert results[0].outcome == "merged"
    day = "2026-03-02"
    expected = f"要货多\n──── ↑ Shen {day} · ↓ Li {day} ────\n月底结账"
    assert remark(rep, held) == remark(other, held) == expected
    assert conflicts(rep) == sorted([(other.user_id, "要货多"), (rep.user_id, "月底结账")])


def test_saves_that_waited_together_end_with_the_last_and_keep_the_other_writers_text(
    rep, other, held
):
    other.push(edited("account", held, 1, remark=(None, "要货多")))
    rep.push(
        edited("account", held, 1, remark=(None, "月底")),
        edited("account", held, 1, remark=("月底", "月底结账")),
    )
    lines = remark(other, held).split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("要货多", "月底结账", 3)


def test_the_same_text_from_two_sides_is_no_conflict(rep, other, held):
    other.push(edited("account", held, 1, remark=(None, "要货多")))
    rep.push(edited("account", held, 1, remark=(None, "要货多")))
    assert remark(rep, held) == "要货多"
    assert conflicts(rep) == []


def test_texts_too_long_together_are_decided_by_arrival_and_the_other_is_kept(rep, other, held):
    theirs, mine = "甲" * 15_000, "乙" * 15_000
    other.push(edited("account", held, 1, remark=(None, theirs)))
    rep.push(edited("account", held, 1, remark=(None, mine)))
    assert remark(other, held) == mine
    assert conflicts(other) == [(other.user_id, theirs)]


def test_a_zone_nobody_knows_does_not_stop_the_merge(rep, other, held):
    other.push(edited("account", held, 1, remark=(None, "要货多")))
    rep.zone = "../../etc/passwd"
    rep.push(edited("account", held, 1, remark=(None, "月底结账")))
    assert remark(rep, held).endswith("\n月底结账")
