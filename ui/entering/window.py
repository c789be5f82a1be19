"""The window of unlock and first run: the drawn road at the left, the form at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QWidget

from ui.texts import _, current_language
from ui.theme.apply import current_theme
from ui.widgets.buttons import Button
from ui.widgets.contour_picture import ContourPicture
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Logo
from ui.widgets.panel import Panel, vline
from ui.widgets.text import Text

_SIZE, _SMALLEST = (1440, 900), (1100, 680)
_UNLOCK_WIDTH, _FIRST_RUN_WIDTH = 560, 760
_LANGUAGES = (("zh_CN", "简体中文"), ("en", "English"))


class EntranceWindow(Panel):
    """Hosts one form after the other; decides nothing.

    Signals:
        language_chosen: Carries "zh_CN" or "en".
        theme_chosen: Carries "light", "dark" or "system".
        closed: The user closed the window.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(kind="canvas")
        self._content = QHBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self.setLayout(self._content)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)

    def show_unlock(self, form: QWidget) -> None:
        """Show the unlock form beside the slogan."""
        note = Text(_("Encrypted on this computer"), "meta", "text3")
        foot = row(*self._look_buttons(), STRETCH, note, gap=4, margins=(16, 0, 24, 16))
        picture = ContourPicture()
        picture.setLayout(_slogan())
        self._show(picture, column((form, 1), foot, gap=0), _UNLOCK_WIDTH)

    def show_first_run(self, form: QWidget) -> None:
        """Show the first run beside the bare picture."""
        name = Text(_("Roadbook"), "title")
        buttons = self._look_buttons()
        head = row(Logo(30), 4, name, STRETCH, *buttons, gap=8, margins=(0, 0, 4, 0))
        layout = column(head, 24, (form, 1), gap=0, margins=(48, 32, 36, 32))
        self._show(ContourPicture(), layout, _FIRST_RUN_WIDTH)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user wants to leave."""
        super().closeEvent(event)
        self.closed.emit()

    def _show(self, picture: QWidget, layout: QLayout, width: int) -> None:
        clear_layout(self._content)
        self.setWindowTitle(_("Roadbook"))
        sheet = Panel(layout, "page")
        sheet.setFixedWidth(width)
        self._content.addWidget(picture, 1)
        self._content.addWidget(vline())
        self._content.addWidget(sheet)

    def _look_buttons(self) -> tuple[Button, Button]:
        names = dict(_LANGUAGES)
        language = Button(names[current_language()], "ghost", "languages")
        language.setObjectName("language")
        language.setMenu(_menu(language, _LANGUAGES, self.language_chosen.emit))
        themes = (("light", _("Light")), ("dark", _("Dark")), ("system", _("As the system")))
        mode = current_theme().mode
        icon = "moon" if mode == "dark" else "sun"
        theme = Button(dict(themes)[mode], "ghost", icon)
        theme.setObjectName("theme")
        theme.setMenu(_menu(theme, themes, self.theme_chosen.emit))
        return language, theme


def _slogan() -> QLayout:
    name = row(Logo(30), Text(_("Roadbook"), "title"), STRETCH, gap=12)
    words = Text(_("Today's road, all in the book."), "display", wrap=True)
    promise = _("Accounts, visits and contracts, with or without a signal.")
    below = Text(promise, "body", "text2", wrap=True)
    return column(name, STRETCH, words, 4, below, gap=0, margins=(48, 40, 48, 52))


def _menu(
    owner: QWidget, choices: Sequence[tuple[str, str]], choose: Callable[[str], None]
) -> QMenu:
    menu = QMenu(owner)
    for key, words in choices:
        menu.addAction(words).triggered.connect(partial(choose, key))
    return menu
