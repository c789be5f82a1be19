"""The frame of the benchmarks reports what it was given."""

from __future__ import annotations

import json

import pytest

from benchmarks.frame import Row, as_table, machine, median_ms, medians_ms, percentile, report
from tests.support.source_tree import ROOT

ROWS = [Row("start-large", 1500.0, "ms", floor=1000.0), Row("rss", 312.5, "MB")]


def test_a_report_names_work_value_unit_floor_and_ratio(tmp_path, capsys):
    report("start", ROWS, ["--json", str(tmp_path / "start.json")])
    written = json.loads((tmp_path / "start.json").read_text("utf-8"))
    assert written["name"] == "start"
    assert written["machine"] == machine()
    assert written["rows"] == [
        {"work": "start-large", "value": 1500.0, "unit": "ms", "floor": 1000.0, "ratio": 1.5},
        {"work": "rss", "value": 312.5, "unit": "MB", "floor": None, "ratio": None},
    ]
    assert capsys.readouterr().out == as_table("start", ROWS)


def test_the_table_lines_up():
    title, *lines = as_table("start", ROWS).splitlines()
    assert title == f"start on {machine()}"
    assert lines == [
        "work         value     unit  floor     ratio",
        "start-large  1,500.00  ms    1,000.00  1.50",
        "rss          312.50    MB",
    ]


def test_a_remark_stands_below_the_table_and_in_the_file(tmp_path, capsys):
    target = tmp_path / "start.json"
    report("start", ROWS, ["--json", str(target)], remarks=["peer: not here"])
    assert json.loads(target.read_text("utf-8"))["remarks"] == ["peer: not here"]
    assert capsys.readouterr().out.splitlines()[-1] == "peer: not here"


def test_the_machine_is_described_without_its_folders():
    assert "/" not in machine()
    assert str(ROOT) not in machine()


def test_work_and_floor_run_in_turns_after_one_unmeasured_run():
    order = []
    medians_ms(lambda: order.append("work"), lambda: order.append("floor"), runs=2)
    assert order == ["work", "floor"] * 3


def test_one_run_is_not_measured():
    runs = []
    assert median_ms(lambda: runs.append(1), runs=3) >= 0
    assert len(runs) == 4


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.001, 1)])
def test_a_percentile_is_a_value_that_occurred(share, value):
    assert percentile(list(range(100, 0, -1)), share) == value
