"""What is known before a book is open: profiles of this machine, a sign-in, an admission."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.device.device_key import DeviceKey
from app.device.paths import ProfilePaths
from app.device.settings import ProfileSettings
from app.domain.errors import DomainError

if TYPE_CHECKING:
    from sync.wire.sessions import Session


@dataclass(frozen=True, slots=True)
class KnownProfile:
    """A profile that was set up on this machine.

    Attributes:
        paths: Its files.
        settings: As last stored; user name and server address stand in them.
    """

    paths: ProfilePaths
    settings: ProfileSettings

    @property
    def user_name(self) -> str:
        """The sign-in name; empty when the settings were lost."""
        return self.settings.last_user_name

    @property
    def address(self) -> str:
        """The server's address; empty when the settings were lost."""
        return self.settings.last_server_address


@dataclass(frozen=True, slots=True)
class SignInForm:
    """What a person types to sign in.

    Attributes:
        address: Of the server.
        login: Sign-in name.
        password: The server's, not the passphrase of this machine.
        device_name: For the server's list of devices.
    """

    address: str
    login: str
    password: str = dataclasses.field(repr=False)
    device_name: str


@dataclass(frozen=True, slots=True)
class Admission:
    """The server knows this device now; nothing was written here yet.

    Attributes:
        address: Of the server.
        login: Sign-in name.
        device_name: As the server was told.
        device_id: As enrolled.
        device_key: As enrolled.
        session: What the server gave.
    """

    address: str
    login: str
    device_name: str
    device_id: str
    device_key: DeviceKey
    session: Session


class EntryRefusedError(DomainError):
    """The server did not let the device in, or could not be asked."""

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.params = dict(params or {})
