"""Draws the settings and reports what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.settings.check_panel import CheckPanel
from ui.screens.settings.map_layer import MapLayerChoice
from ui.screens.settings.parts import fact, section, setting, shortcut
from ui.screens.settings.passphrase_form import PassphraseForm
from ui.screens.settings.rows import CheckResult, Choices, PassphraseField
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.checks import Toggle
from ui.widgets.choice_row import Segment
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.notice import Notice
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen

_FORM_WIDTH = 760
_AFTER_TITLE = 2
_BELOW = 12
_OUTLINES = (
    "Outlines below the accounts: a GeoJSON file of your own, for example one approved for showing"
    " in public"
)


class SettingsView(Screen):
    """One calm column of sections."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    density_chosen = Signal(str)
    size_chosen = Signal(str)
    metered_toggled = Signal(bool)
    lock_requested = Signal()
    page_requested = Signal(str)

    def __init__(self, sizes: Sequence[str], *, can_lock: bool) -> None:
        super().__init__()
        self.language = Segment([("zh_CN", "中文"), ("en", "English")])
        self.theme = Segment(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        )
        self.density = Segment([("comfortable", _("Comfortable")), ("compact", _("Compact"))])
        self.text_size = Segment([(size, f"{size}%") for size in sizes])
        self.metered = Toggle(_("Send photos over metered connections"), silent=True)
        self.map_layer = MapLayerChoice()
        self.passphrase = PassphraseForm()
        self.check = CheckPanel()
        self.lock = Button(_("Lock now"), icon="lock")
        self._notice = Notice(space_below=12)
        self._notice.hide()
        self._facts = column(gap=0)
        self._can_lock = can_lock
        self.pages: dict[str, Button] = {}
        self._build()
        self._connect()

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen."""
        self.language.choose(choices.language)
        self.theme.choose(choices.theme)
        self.density.choose(choices.density)
        self.text_size.choose(choices.size)
        self.metered.setChecked(choices.metered)
        self.map_layer.show_file(choices.map_layer)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show account and device."""
        clear_layout(self._facts)
        for number, (name, value) in enumerate(facts):
            if number:
                self._facts.addWidget(hline())
            self._facts.addWidget(fact(name, value))

    def show_keychain_notice(self, words: str) -> None:
        """Say that the system's keychain does not help; no words hide it."""
        self._notice.setVisible(bool(words))
        if words:
            self._notice.show_words(words, tone="warn", icon="key-round")

    def show_strength(self, word: str, tone: str) -> None:
        """Say how good the new passphrase is so far."""
        self.passphrase.show_strength(word, tone)

    def show_passphrase_error(self, field: PassphraseField, words: str) -> None:
        """Refuse a field of the passphrase form."""
        self.passphrase.show_error(field, words)

    def show_passphrase_busy(self, *, busy: bool) -> None:
        """Say that the passphrase is being changed."""
        self.passphrase.show_busy(busy=busy)

    def close_passphrase_form(self) -> None:
        """Forget what was typed and fold the form."""
        self.passphrase.close_form()

    def show_check_running(self) -> None:
        """Say that the check of this computer's data runs."""
        self.check.show_running()
        self._reveal_check()

    def show_check_result(self, result: CheckResult) -> None:
        """Say what the check found; who looks at something else by now stays there."""
        is_watched = not self.check.notice.visibleRegion().isEmpty()
        self.check.show_result(result)
        if is_watched:
            self._reveal_check()

    def show_check_trouble(self, words: str) -> None:
        """Say why the check did not come to its end."""
        self.check.show_trouble(words)

    def _reveal_check(self) -> None:
        # What was just unfolded gets its place when the slot has ended.
        check = self.check
        QTimer.singleShot(0, check, lambda: self._scroll.ensureWidgetVisible(check, 0, _BELOW))

    def _build(self) -> None:
        self.set_heading(_("Settings"))
        facts = QWidget()
        facts.setLayout(self._facts)
        content = column(
            self._look(), 28, self._sync(), 28, self._security(), 28,
            self._company(), 28, section(_("Account and device"), facts), 28,
            section(_("Keyboard"), *_shortcuts()), STRETCH,
            gap=0,
        )  # fmt: skip
        form = QWidget()
        form.setLayout(content)
        form.setMaximumWidth(_FORM_WIDTH)
        page = row((form, 1), margins=(24, 20, 20, 32))
        page.addStretch(0)
        self._scroll = ScrollColumn(page)
        self.setLayout(column(self._scroll, gap=0))

    def _look(self) -> QWidget:
        rows = _("Compact shows more rows on a small screen")
        holder = QWidget()
        holder.setLayout(
            section(
                p_("settings", "Look"),
                setting(_("Language"), _("Changes at once"), self.language),
                setting(_("Colours"), "", self.theme),
                setting(_("Row spacing"), rows, self.density),
                setting(_("Text size"), "", self.text_size),
                setting(p_("settings", "Map"), _(_OUTLINES), self.map_layer),
            )
        )
        return holder

    def _sync(self) -> QWidget:
        note = _(
            "Off: photos wait for a connection that costs nothing by the byte. Everything else is"
            " small and always goes."
        )
        holder = QWidget()
        line = setting(_("Send photos over metered connections"), note, self.metered)
        holder.setLayout(section(_("Sync"), line))
        return holder

    def _security(self) -> QWidget:
        note = _("Drafts and unsent work stay; the passphrase opens the book again.")
        parts: list[QWidget] = [self.passphrase]
        if self._can_lock:
            parts.append(setting(p_("settings", "Lock"), note, self.lock))
        parts.append(self.check)
        holder = QWidget()
        box = section(_("Security"), *parts)
        box.insertWidget(_AFTER_TITLE, self._notice)
        holder.setLayout(box)
        return holder

    def _company(self) -> QWidget:
        lines = []
        for page, (title, note) in _company_pages().items():
            button = self.pages[page] = Button(p_("settings", "Open"))
            button.setAccessibleName(f"{p_('settings', 'Open')}: {title}")
            button.clicked.connect(lambda _on=False, page=page: self.page_requested.emit(page))
            lines.append(setting(title, note, button))
        holder = QWidget()
        holder.setLayout(section(_("Rules of the company"), *lines))
        return holder

    def _connect(self) -> None:
        self.language.chosen.connect(self.language_chosen)
        self.theme.chosen.connect(self.theme_chosen)
        self.density.chosen.connect(self.density_chosen)
        self.text_size.chosen.connect(self.size_chosen)
        self.metered.clicked.connect(self.metered_toggled)
        self.lock.clicked.connect(self.lock_requested)


def _company_pages() -> Mapping[str, tuple[str, str]]:
    return {
        "thresholds": (
            _("Warning thresholds"),
            _("From where on a rule warns, by class of account"),
        ),
        "discounts": (
            _("Discount authority"),
            _("How far below the price list a contract may go, by role and class"),
        ),
        "schemes": (
            _("Evaluation schemes"),
            _("What dealers are judged by: criteria, weights and the gate"),
        ),
        "company_words": (
            _("Labels and confidences"),
            _("Labels by industry; whether contacts are confided about, and who looked"),
        ),
        "credit_policy": (
            _("Credit policy and assets"),
            _("The company's assets and the line of its receivables, 20% where none is set"),
        ),
    }


def _shortcuts() -> Iterator[QWidget]:
    yield shortcut(("Ctrl 1", "…", "Ctrl 9"), _("Go to a place of the rail"))
    yield shortcut(("Ctrl K",), _("Search or run a command"))
    yield shortcut(("F5",), _("Sync now"))
    yield shortcut(("F6",), _("Walk through the parts of the window"))
    yield shortcut(("Ctrl S",), _("Save what is being edited"))
    yield shortcut(("Ctrl Z",), _("Take back what was just done"))
    yield shortcut(("Enter",), _("Open the chosen row"))
    yield shortcut(("Esc",), _("Go back, close a dialog"))
