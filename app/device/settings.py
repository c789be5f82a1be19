"""A profile's settings: how the user likes it, and nothing secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from app.device.atomic_file import write_atomically

SMALLEST_FONT = 0.8
LARGEST_FONT = 2.0
LARGEST_FILE_BYTES = 262_144
DAMAGED_SUFFIX = ".damaged"

_Choice = TypeVar("_Choice", bound=StrEnum)
_log = logging.getLogger(__name__)


class Theme(StrEnum):
    """Which colours the windows have."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How close the rows of lists stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class MeteredMode(StrEnum):
    """Whether large transfers wait for a connection that costs nothing."""

    ASK_SYSTEM = "ask_system"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ProfileSettings:
    """The settings of one profile; every field has a value that works.

    Attributes:
        language: Locale name such as "zh_CN"; "" follows the system.
        theme: Colours.
        density: Row spacing.
        font_factor: Text size relative to the system's, 0.8 to 2.0.
        window_geometry: The main window's place as text (base64 of what the toolkit gave).
        metered_mode: Whether large transfers wait.
        last_server_address: Offered at the next sign-in.
        last_user_name: Offered at the next sign-in.
        map_layer: File of the organisation's own map outlines; empty for the program's.
        unknown: Settings of a newer version, kept as they are.
    """

    language: str = ""
    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    font_factor: float = 1.0
    window_geometry: str = ""
    metered_mode: MeteredMode = MeteredMode.ASK_SYSTEM
    last_server_address: str = ""
    last_user_name: str = ""
    map_layer: str = ""
    unknown: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def read_settings(path: Path) -> ProfileSettings:
    """Return the stored settings; a missing file gives the defaults.

    A value of the wrong kind falls back to its default. A file that is no JSON object is put
    aside with the ending `.damaged` (replacing an earlier one) and the defaults are given.

    Raises:
        OSError: The file is there but the disk refuses to read or move it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ProfileSettings()
    try:
        stored = _parse(content)
    except (ValueError, RecursionError):
        path.replace(path.with_name(path.name + DAMAGED_SUFFIX))
        _log.warning("settings_damaged")
        return ProfileSettings()
    return _from_stored(stored)


def write_settings(path: Path, settings: ProfileSettings) -> None:
    """Store the settings whole or not at all.

    Raises:
        OSError: The disk refused; the old settings are untouched.
    """
    known = {name: getattr(settings, name) for name in _known_names()}
    text = json.dumps({**settings.unknown, **known}, ensure_ascii=False, indent=2)
    write_atomically(path, text.encode())


def _known_names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(ProfileSettings) if each.name != "unknown")


def _parse(content: bytes) -> dict[str, object]:
    if len(content) > LARGEST_FILE_BYTES:
        raise ValueError("no settings file is that long")
    stored = json.loads(content, parse_constant=_refuse_constant)
    if not isinstance(stored, dict):
        raise ValueError("settings are a JSON object")  # noqa: TRY004  # damage, not a wrong call
    return stored


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _from_stored(stored: Mapping[str, object]) -> ProfileSettings:
    names = _known_names()
    usual = ProfileSettings()
    return ProfileSettings(
        language=_text(stored, "language"),
        theme=_choice(stored, "theme", usual.theme),
        density=_choice(stored, "density", usual.density),
        font_factor=_font_factor(stored.get("font_factor"), usual.font_factor),
        window_geometry=_text(stored, "window_geometry"),
        metered_mode=_choice(stored, "metered_mode", usual.metered_mode),
        last_server_address=_text(stored, "last_server_address"),
        last_user_name=_text(stored, "last_user_name"),
        map_layer=_text(stored, "map_layer"),
        unknown=MappingProxyType({k: v for k, v in stored.items() if k not in names}),
    )


def _text(stored: Mapping[str, object], name: str) -> str:
    value = stored.get(name)
    return value if isinstance(value, str) else ""


def _choice(stored: Mapping[str, object], name: str, usual: _Choice) -> _Choice:
    known = {str(member): member for member in type(usual)}
    return known.get(str(stored.get(name)), usual)


def _font_factor(value: object, usual: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return usual
    return float(min(max(value, SMALLEST_FONT), LARGEST_FONT))
