"""What the settings' view shows, as finished words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.theme.tokens import Tone

PassphraseField = Literal["old", "new", "again"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen now, as keys of the choices.

    Attributes:
        language: "zh_CN" or "en".
        theme: "system", "light" or "dark".
        density: "comfortable" or "compact".
        size: Text size in percent.
        metered: Whether photos go over connections that cost by the byte.
        map_layer: File of the organisation's own outlines below the map; empty for the built-in.
    """

    language: str
    theme: str
    density: str
    size: str
    metered: bool
    map_layer: str = ""


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What the composition root knows about this installation.

    Attributes:
        login: Sign-in name.
        server: Address.
        device: Short form of the device's id.
        folder: Where the profile lies.
        version: Of the program; empty when it runs from source.
    """

    login: str
    server: str
    device: str
    folder: str
    version: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that a check of this computer found.

    Attributes:
        words: What is wrong.
        advice: What to do about it; empty where the line below says it for both.
        tone: "ok" for what was put right, "bad" for damage, "warn" for the rest.
    """

    words: str
    advice: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of this computer came to.

    Attributes:
        tone: How grave it is as a whole.
        words: When it was, and whether everything is in order.
        lines: What was found, what was put right included.
        action: What the button says that begins a sync.
    """

    tone: Tone
    words: str
    lines: tuple[CheckLine, ...]
    action: str
