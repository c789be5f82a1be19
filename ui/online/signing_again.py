"""Gives this computer another identity at the server, while its book stays open."""

from __future__ import annotations

import platform
from collections.abc import Callable

from app.device.device_key import DeviceKey
from app.domain.ids import new_id
from app.profiles import OpenProfile
from sync.reenrolment import FreshIdentity, enrol_again
from sync.sessions import DeviceIdentity, SignedTransport
from ui.door.entry_faults import server_faults
from ui.preferences import Preferences
from ui.tasks import TaskRunner


class SigningAgain:
    """Signs in anew where the server no longer takes this computer for the one it knew.

    Attributes:
        device_id: Under which the server knows this computer now.
    """

    def __init__(
        self,
        profile: OpenProfile,
        wire: SignedTransport,
        runner: TaskRunner,
        preferences: Preferences,
    ) -> None:
        self.device_id = profile.device_id
        self._workspace = profile.workspace
        self._wire = wire
        self._runner = runner
        self._preferences = preferences

    @property
    def login(self) -> str:
        """The sign-in name that was used last on this computer."""
        return self._preferences.settings.last_user_name

    def sign_in(
        self,
        login: str,
        password: str,
        done: Callable[[None], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Sign in under a new identity, in the lane of the rounds: none runs meanwhile.

        `failed` gets an `EntryRefusedError` or what the disk refused; then nothing was changed.
        """
        self._runner.on_net(lambda: self._sign_in(login, password), done, failed, owner=owner)

    def _sign_in(self, login: str, password: str) -> None:
        workspace, key = self._workspace, DeviceKey.generate()
        device = DeviceIdentity(new_id(workspace.now()), key.public_bytes(), key.sign)
        with server_faults():
            session = enrol_again(
                workspace.store,
                self._wire.transport,
                FreshIdentity(device, key.to_bytes()),
                login=login,
                password=password,
                device_name=platform.node(),
                now=workspace.now_milliseconds(),
            )
        self._wire.become(device, session)
        self.device_id = device.device_id
