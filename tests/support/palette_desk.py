"""What stands around the palette in tests: preferences, and a navigation that remembers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from app.device.settings import ProfileSettings
from ui.screens.palette.ports import Desk, Place


class Likes:
    """Preferences without a program behind them."""

    def __init__(self) -> None:
        self.settings = ProfileSettings(language="en")
        self.is_disk_full = False

    @property
    def language(self) -> str:
        return self.settings.language

    def change(self, **values: Any) -> None:
        if self.is_disk_full:
            raise OSError("full")
        self.settings = dataclasses.replace(self.settings, **values)


class Went:
    """A navigation, and the rest of the desk, that only remembers where it was sent."""

    def __init__(self) -> None:
        self.places: list[tuple[Any, ...]] = []
        self.likes = Likes()

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given, **named: self.places.append((name, *given, *named.values()))

    def desk(self) -> Desk:
        places = (Place("today", "sun", "Today"), Place("sync", "refresh-cw", "Sync"))
        return Desk(
            places,
            self.likes,
            lambda: self.places.append(("lock",)),
            lambda text: self.places.append(("list", text)),
            lambda: self.places.append(("settings_changed",)),
        )
