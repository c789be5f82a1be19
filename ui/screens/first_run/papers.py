"""What a person told and was given on the way through the first run."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from ui.door.admission import Admission, KnownProfile, SignInForm
from ui.screens.first_run.ports import FieldName
from ui.texts import _

SIGN_IN_FIELDS: Final[tuple[FieldName, ...]] = ("address", "login", "password")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the fields hold before anything is typed.

    Attributes:
        address: Of the server.
        login: Sign-in name.
        device_name: This machine's name.
        may_go_back: There is a profile to unlock instead.
    """

    address: str = ""
    login: str = ""
    device_name: str = ""
    may_go_back: bool = False


@dataclass(slots=True)
class Papers:
    """What was gathered on the way; only in memory until the passphrase is confirmed.

    Attributes:
        address: Of the server, as typed.
        login: Sign-in name, as typed.
        device_name: As typed.
        password: Forgotten as soon as the server need not be asked again.
        admission: What the server gave.
        known: The profile of the same user that is here already.
        replaces: That profile is put aside.
        with_keychain: Off when the keychain refuses and the user goes without it.
    """

    address: str
    login: str
    device_name: str
    password: str = dataclasses.field(default="", repr=False)
    admission: Admission | None = None
    known: KnownProfile | None = None
    replaces: bool = False
    with_keychain: bool = True

    def form(self) -> SignInForm:
        """Return what the server is told."""
        return SignInForm(self.address, self.login, self.password, self.device_name)

    def personal(self) -> tuple[str, ...]:
        """Return the words a thief would try first."""
        if self.admission is None:
            return (self.login,)
        return (self.login, self.admission.session.user_name, self.admission.session.org_name)

    def blanks(self) -> tuple[tuple[FieldName, str], ...]:
        """Return the fields of the sign-in that are empty, with what to say."""
        asked: tuple[tuple[FieldName, str, str], ...] = (
            ("address", self.address, _("Enter the server's address")),
            ("login", self.login, _("Enter the sign-in name")),
            ("password", self.password, _("Enter the password")),
        )
        return tuple((field, words) for field, value, words in asked if not value)
