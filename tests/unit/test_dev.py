"""The development command keeps what the README promises."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest

from tests.support.source_tree import ROOT


@pytest.fixture(scope="module")
def dev():
    spec = importlib.util.spec_from_file_location("roadbook_dev", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_of_the_readme_exists(dev):
    lines = re.findall(r"python3 dev\.py ([^`\n]+)", (ROOT / "README.md").read_text("utf-8"))
    for line in lines:
        words = line.replace("bench NAME", "demo").replace("--json FILE", "").split()
        if "--help" not in words:
            dev.arguments().parse_known_args(words)
    assert {line.split()[0] for line in lines} >= {"demo", "test", "check", "build", "lock"}


@pytest.mark.parametrize("words", [["demo", "--size", "huge"], ["bench", "nothing"], ["fly"], []])
def test_a_word_it_does_not_know_is_refused(dev, words, capsys):
    with pytest.raises(SystemExit) as stop:
        dev.arguments().parse_known_args(words)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_options_for_pytest_are_passed_on(dev):
    options, rest = dev.arguments().parse_known_args(["test", "-k", "sync", "tests/unit", "-x"])
    assert options.passes_on
    assert rest == ["-k", "sync", "tests/unit", "-x"]


def test_the_lock_pins_the_installer_itself(dev):
    pinned = dev.pinned_uv()
    assert re.match(r"uv==[\d.]+ \\\n", pinned)
    assert pinned.count("==") == 1
    assert "--hash=sha256:" in pinned


def test_without_a_display_there_is_no_window(dev, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.has_display()


def test_who_may_not_install_gets_one_line_to_run(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    assert not dev.install_system("libegl1 libgl1")
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert line.endswith("apt-get install -y --no-install-recommends libegl1 libgl1\n")


def test_it_needs_only_the_standard_library():
    words = [sys.executable, "-I", "-S", ROOT / "dev.py", "--help"]
    child = subprocess.run(words, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
