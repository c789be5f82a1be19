from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest

from app.device.settings import (
    Density,
    MeteredMode,
    ProfileSettings,
    Theme,
    read_settings,
    write_settings,
)

CHOSEN = ProfileSettings(
    language="zh_CN",
    theme=Theme.DARK,
    density=Density.COMPACT,
    font_factor=1.25,
    window_geometry="AdnQywAD",
    metered_mode=MeteredMode.ALWAYS,
    last_server_address="https://行册.example",
    last_user_name="陈晓",
)


def test_settings_come_back_as_written(paths):
    write_settings(paths.settings, CHOSEN)

    assert read_settings(paths.settings) == CHOSEN


def test_a_first_start_has_defaults(paths):
    assert read_settings(paths.settings) == ProfileSettings()


def test_settings_of_a_newer_version_are_kept(paths):
    paths.settings.write_text('{"theme": "dark", "ribbon": {"open": true}}')
    settings = read_settings(paths.settings)
    write_settings(paths.settings, replace(settings, theme=Theme.LIGHT))
    stored = json.loads(paths.settings.read_bytes())

    assert stored["ribbon"] == {"open": True}
    assert stored["theme"] == "light"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff", b'{"font_factor": NaN}', b"[" * 9000]
)
def test_a_damaged_file_is_put_aside_and_defaults_serve(paths, content):
    paths.settings.write_bytes(content)

    assert read_settings(paths.settings) == ProfileSettings()
    assert paths.settings.with_name("settings.json.damaged").read_bytes() == content
    write_settings(paths.settings, CHOSEN)
    assert read_settings(paths.settings) == CHOSEN


def test_a_value_of_the_wrong_kind_falls_back_alone(paths):
    stored = {"theme": "pink", "density": 3, "font_factor": True, "language": None}
    paths.settings.write_text(json.dumps(stored | {"last_user_name": "li"}))

    assert read_settings(paths.settings) == ProfileSettings(last_user_name="li")


@pytest.mark.parametrize(("stored", "used"), [(0, 0.8), (9, 2.0), (10**400, 2.0), (1, 1.0)])
def test_the_font_factor_stays_readable(paths, stored, used):
    paths.settings.write_text(json.dumps({"font_factor": stored}))

    assert read_settings(paths.settings).font_factor == used


def test_a_refused_write_leaves_the_old_settings(paths, monkeypatch):
    write_settings(paths.settings, CHOSEN)

    def refuse(_source, _target):
        raise PermissionError("read-only")

    with monkeypatch.context() as faults:
        faults.setattr(os, "replace", refuse)
        with pytest.raises(PermissionError):
            write_settings(paths.settings, ProfileSettings())

    assert read_settings(paths.settings) == CHOSEN
    assert [path.name for path in paths.folder.glob("settings*")] == ["settings.json"]
