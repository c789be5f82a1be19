"""Settings that the palette changes at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.device.settings import Density, Theme
from ui.screens.context import Navigation
from ui.screens.palette.commands import Command
from ui.screens.palette.ports import Desk
from ui.screens.settings.presenter import SIZES
from ui.texts import _

_PERCENT = 100
_LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


def list_settings(navigation: Navigation, desk: Desk) -> Iterator[Command]:
    """Yield one command for every choice of a setting."""
    choices = _Choices(navigation, desk)
    yield from _themes(choices)
    for code, name in _LANGUAGES:
        is_chosen = desk.preferences.language == code
        words, english = _("Language: {name}").format(name=name), f"Language: {name}"
        yield choices.command("language", code, (words, english), "languages", is_chosen=is_chosen)
    yield from _rows_and_sizes(choices)
    yield Command(
        key="passphrase",
        words=_("Change the passphrase"),
        english="Change the passphrase",
        icon="key-round",
        run=partial(navigation.show_screen, "settings"),
        kind="setting",
    )
    yield Command(
        key="check_data",
        words=_("Check this computer's data"),
        english="Check this computer's data",
        icon="shield-check",
        run=partial(navigation.show_screen, "settings"),
        kind="setting",
    )


class _Choices:
    """Makes commands that set one preference."""

    def __init__(self, navigation: Navigation, desk: Desk) -> None:
        self._navigation = navigation
        self._desk = desk
        self.settings = desk.preferences.settings

    def command(
        self, name: str, value: object, words: tuple[str, str], icon: str, *, is_chosen: bool
    ) -> Command:
        """Return the command that gives a preference a value; words in both languages."""
        return Command(
            key=f"{name}:{value}",
            words=words[0],
            english=words[1],
            icon=icon,
            run=partial(self._change, name, value),
            note=_("in use") if is_chosen else "",
            kind="setting",
        )

    def _change(self, name: str, value: object) -> None:
        try:
            self._desk.preferences.change(**{name: value})
        except OSError:
            self._navigation.show_toast(_("The disk refused to keep this setting"))
        self._desk.settings_changed()


def _themes(choices: _Choices) -> Iterator[Command]:
    chosen = choices.settings.theme
    words = {
        Theme.LIGHT: ((_("Theme: light"), "Theme: light"), "sun"),
        Theme.DARK: ((_("Theme: dark"), "Theme: dark"), "moon"),
        Theme.SYSTEM: ((_("Theme: as the system"), "Theme: as the system"), "laptop"),
    }
    for theme, (names, icon) in words.items():
        yield choices.command("theme", theme, names, icon, is_chosen=theme is chosen)


def _rows_and_sizes(choices: _Choices) -> Iterator[Command]:
    settings = choices.settings
    words = {
        Density.COMFORTABLE: (_("Rows: comfortable"), "Rows: comfortable"),
        Density.COMPACT: (_("Rows: compact"), "Rows: compact"),
    }
    for density, names in words.items():
        is_chosen = density is settings.density
        yield choices.command("density", density, names, "rows-3", is_chosen=is_chosen)
    for size in SIZES:
        sizes = (_("Text size: {percent}%").format(percent=size), f"Text size: {size}%")
        is_chosen = round(settings.font_factor * _PERCENT) == int(size)
        factor = int(size) / _PERCENT
        yield choices.command("font_factor", factor, sizes, "zoom-in", is_chosen=is_chosen)
