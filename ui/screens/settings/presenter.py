"""Decides what the settings show and carries out what is chosen. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.device.errors import WaitBeforeRetryError, WeakPassphraseError, WrongPassphraseError
from app.device.settings import Density, MeteredMode, ProfileSettings, Theme
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.status import Whoami, read_whoami
from ui.field_texts import choice_label
from ui.screens.context import ScreenContext
from ui.screens.first_run.passphrase_words import judge
from ui.screens.settings.data_check import DataCheck, DataCheckView
from ui.screens.settings.rows import Choices, DeviceFacts, PassphraseField
from ui.texts import _, p_, sentence

SIZES = ("90", "100", "115", "130")
_PERCENT = 100


class SettingsViewProtocol(DataCheckView, Protocol):
    """What the presenter asks of its view."""

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen."""
        ...

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show account and device: what it is, and its value."""
        ...

    def show_keychain_notice(self, words: str) -> None:
        """Say that the system's keychain does not help; no words hide it."""
        ...

    def show_strength(self, word: str, tone: str) -> None:
        """Say how good the new passphrase is so far."""
        ...

    def show_passphrase_error(self, field: PassphraseField, words: str) -> None:
        """Refuse a field of the passphrase form."""
        ...

    def show_passphrase_busy(self, *, busy: bool) -> None:
        """Say that the passphrase is being changed."""
        ...

    def close_passphrase_form(self) -> None:
        """Forget what was typed and fold the form."""
        ...


class PreferencesPort(Protocol):
    """The part of `ui.preferences.Preferences` that settings need."""

    settings: ProfileSettings

    @property
    def language(self) -> str:
        """The language in force."""
        ...

    def change(self, **values: object) -> None:
        """Set and keep some settings, and put them onto the program."""
        ...


class Locks(Protocol):
    """What settings ask of the key slot; both may block."""

    def has_keychain(self) -> bool:
        """Return whether the key slot is guarded by the system's keychain as well."""
        ...

    def change_passphrase(self, old: str, new: str, personal: Sequence[str]) -> None:
        """Wrap the database key anew."""
        ...


class SettingsPresenter:
    """Puts every choice into force at once.

    Attributes:
        data_check: Checks this computer's data.
    """

    def __init__(
        self,
        view: SettingsViewProtocol,
        context: ScreenContext,
        preferences: PreferencesPort,
        device: DeviceFacts,
        locks: Locks,
    ) -> None:
        self._view = view
        self._context = context
        self._preferences = preferences
        self._device = device
        self._locks = locks
        self._person = Whoami()
        self.data_check = DataCheck(view, context)

    def load(self) -> None:
        """Show what is chosen, and read who is signed in."""
        self._show_choices()
        workspace, locks = self._context.workspace, self._locks
        self._context.runner.on_store(
            lambda: read_whoami(workspace), self._show_person, owner=self._view
        )
        self._context.runner.on_work(
            locks.has_keychain, self._show_keychain, self._no_slot, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again who is signed in when users arrived."""
        if changes.touches("user"):
            workspace = self._context.workspace
            self._context.runner.on_store(
                lambda: read_whoami(workspace), self._show_person, owner=self._view
            )

    def open_page(self, page: str) -> None:
        """Go to rules of the company."""
        if page == "credit_policy":
            self._context.navigation.records.open_list(page)
        else:
            self._context.navigation.open_page(page)

    def choose_language(self, key: str) -> None:
        """Speak another language; the window is built anew."""
        self._change(language=key)

    def choose_theme(self, key: str) -> None:
        """Take other colours."""
        self._change(theme=Theme(key))

    def choose_density(self, key: str) -> None:
        """Set rows closer or farther."""
        self._change(density=Density(key))

    def choose_size(self, key: str) -> None:
        """Write larger or smaller."""
        self._change(font_factor=int(key) / _PERCENT)

    def allow_metered(self, *, allowed: bool) -> None:
        """Let photos go over connections that cost by the byte, or ask the system first."""
        self._change(metered_mode=MeteredMode.NEVER if allowed else MeteredMode.ASK_SYSTEM)

    def choose_map_layer(self, file: str) -> None:
        """Draw the map on the outlines of a file; none takes the built-in ones."""
        self._change(map_layer=file)

    def rate(self, passphrase: str) -> None:
        """Say how good a passphrase is while it is typed."""
        judgement = judge(passphrase, self._personal())
        self._view.show_strength(judgement.word, judgement.tone)

    def change_passphrase(self, old: str, new: str, again: str) -> None:
        """Change the passphrase, unless a field is wrong."""
        personal = self._personal()
        judgement = judge(new, personal)
        if not old:
            self._view.show_passphrase_error("old", _("Type the passphrase you use now"))
        elif judgement.refusal:
            self._view.show_passphrase_error("new", judgement.refusal)
        elif new != again:
            self._view.show_passphrase_error("again", _("This is not the same as above"))
        else:
            self._view.show_passphrase_busy(busy=True)
            locks = self._locks
            self._context.runner.on_work(
                lambda: locks.change_passphrase(old, new, personal),
                lambda _nothing: self._changed(),
                self._refused,
                owner=self._view,
            )

    def _changed(self) -> None:
        self._view.show_passphrase_busy(busy=False)
        self._view.close_passphrase_form()
        self._context.navigation.show_toast(_("The passphrase is changed"))

    def _refused(self, error: Exception) -> None:
        self._view.show_passphrase_busy(busy=False)
        match error:
            case WrongPassphraseError() | WaitBeforeRetryError():
                self._view.show_passphrase_error("old", sentence(error))
            case WeakPassphraseError():
                self._view.show_passphrase_error("new", sentence(error))
            case DomainError():
                self._view.show_passphrase_error("again", sentence(error))
            case OSError():
                words = _("The disk refused; the old passphrase stays valid")
                self._view.show_passphrase_error("again", words)
            case _:
                raise error

    def _change(self, **values: object) -> None:
        try:
            self._preferences.change(**values)
        except OSError:
            self._context.navigation.show_refusal(_("The disk refused to keep this setting"))
        self._show_choices()

    def _show_choices(self) -> None:
        settings = self._preferences.settings
        size = str(round(settings.font_factor * _PERCENT))
        self._view.show_choices(
            Choices(
                language=self._preferences.language,
                theme=settings.theme.value,
                density=settings.density.value,
                size=size if size in SIZES else "100",
                metered=settings.metered_mode is MeteredMode.NEVER,
                map_layer=settings.map_layer,
            )
        )

    def _show_person(self, person: Whoami) -> None:
        self._person = person
        roles = [choice_label("user", "roles", role) for role in person.roles]
        device = self._device
        facts = (
            (p_("settings", "Name"), "·".join((person.name, *roles)) if person.name else ""),
            (_("Sign-in name"), device.login),
            (p_("settings", "Area"), person.area),
            (p_("settings", "Server"), device.server),
            (_("Device number"), device.device),
            (_("Data folder"), device.folder),
            (p_("settings", "Version"), device.version),
        )
        self._view.show_facts([(name, value) for name, value in facts if value])

    def _show_keychain(self, has_keychain: bool) -> None:
        words = "" if has_keychain else sentence("device.keychain.none")
        self._view.show_keychain_notice(words)

    def _no_slot(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_keychain_notice(sentence(error))

    def _personal(self) -> tuple[str, ...]:
        return tuple(word for word in (self._person.name, self._device.login) if word)
