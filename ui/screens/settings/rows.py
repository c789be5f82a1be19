"""What the settings' view shows, as finished words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
