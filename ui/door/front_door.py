"""The way into a book: profiles of this machine, and the server that lets a device in."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.device.device_key import DeviceKey
from app.device.errors import AlreadyOpenError, SlotExistsError
from app.device.keychain import Keychain, NoKeychain
from app.device.paths import ProfilePaths, list_profiles, profile_paths
from app.device.set_aside import bring_back, set_aside
from app.device.settings import ProfileSettings, read_settings, write_settings
from app.device.wipe import destroy_profile
from app.domain.ids import new_id
from app.profiles import NewProfile, OpenProfile, Surroundings, make_profile, open_profile
from ui.door.admission import Admission, KnownProfile, SignInForm
from ui.door.entry_faults import disk_faults, server_faults
from ui.door.repairs import Repairs

if TYPE_CHECKING:
    from sync.transport import HttpTransport

_log = logging.getLogger(__name__)


def connect(address: str) -> HttpTransport:
    """Return a line to a server.

    Raises:
        ServerRefusedError: The address is none, or would carry a password in the clear.
    """
    from sync.transport import HttpTransport  # noqa: PLC0415 - unlocking needs no network

    return HttpTransport(address)


class FrontDoor:
    """Opens and makes profiles. Everything here may block: call it on a lane.

    Args:
        root: Folder of all profiles.
        around: What opening needs from this machine.
        look_for_keychain: Asked once, on the work lane, in place of the keychain of `around`.
        connect_to: Gives a line to a server.
    """

    def __init__(
        self,
        root: Path,
        around: Surroundings,
        *,
        look_for_keychain: Callable[[], Keychain] | None = None,
        connect_to: Callable[[str], HttpTransport] = connect,
    ) -> None:
        self._root = root
        self._around = around
        self._look_for_keychain = look_for_keychain
        self._connect_to = connect_to
        self._repairs = Repairs()

    def known_profiles(self) -> tuple[KnownProfile, ...]:
        """Return the profiles of this machine, the one used last first; a few small files."""
        found = [_known(paths) for paths in list_profiles(self._root) if _was_set_up(paths)]
        return tuple(sorted(found, key=_last_used, reverse=True))

    def has_keychain(self) -> bool:
        """Return whether this machine keeps secrets; on the work lane."""
        return self._machine().keychain.available

    def unlock(self, known: KnownProfile, passphrase: str) -> OpenProfile:
        """Open a profile without any network; on the work lane.

        Raises:
            DomainError: Wrong passphrase, missing or damaged keys, full disk; `store.repairable`
                when the files are damaged: what was never sent was read out of them, and `make`
                brings it into the profile that replaces this one.
        """
        with disk_faults():
            around = self._machine()
            with self._repairs.attending(known.paths, passphrase, around):
                return open_profile(known.paths, passphrase, around)

    def find_known(self, address: str, login: str) -> KnownProfile | None:
        """Return the profile that was set up with this address and sign-in name.

        A damaged one that is about to be repaired does not stand in the way.
        """
        wanted = (_plain(address), login)
        for known in self.known_profiles():
            names = (_plain(known.address), known.user_name)
            if names == wanted and not self._repairs.is_open(known.paths):
                return known
        return None

    def find_same(self, admission: Admission) -> KnownProfile | None:
        """Return the profile of the very user and server that an admission is for.

        A damaged one that is about to be repaired does not stand in the way.
        """
        paths = self._paths(admission)
        stands = _was_set_up(paths) and not self._repairs.is_open(paths)
        return _known(paths) if stands else None

    def enrol(self, form: SignInForm, *, again: Admission | None = None) -> Admission:
        """Sign in and make this device known to the server; on the net lane.

        Args:
            form: What was typed.
            again: Tells the server a new name of a device it has just let in.

        Raises:
            EntryRefusedError: Unreachable, not a Roadbook server, wrong password …
        """
        from sync.sessions import DeviceIdentity, enrol  # noqa: PLC0415 - see `connect`

        device_id = again.device_id if again else new_id(self._around.now())
        key = again.device_key if again else DeviceKey.generate()
        device = DeviceIdentity(device_id, key.public_bytes(), key.sign)
        with server_faults(), contextlib.closing(self._connect_to(form.address)) as line:
            session = enrol(
                line,
                device,
                login=form.login,
                password=form.password,
                device_name=form.device_name,
            )
        return Admission(form.address, form.login, form.device_name, device_id, key, session)

    def make(
        self, admission: Admission, passphrase: str, *, with_keychain: bool, replaces: bool
    ) -> OpenProfile:
        """Write the profile of a device just enrolled; on the work lane.

        A failure leaves all as it was.

        Args:
            admission: From `enrol`.
            passphrase: At least 12 characters or 4 words.
            with_keychain: Off when the keychain refuses and the user goes without it.
            replaces: A profile of the same user is put aside; else it is a refusal. A damaged one
                from which work was rescued is put aside in any case.

        Raises:
            DomainError: Weak passphrase, keychain locked, disk full, the old profile is open.
        """
        paths = self._paths(admission)
        around = self._machine()
        if not with_keychain:
            around = dataclasses.replace(around, keychain=NoKeychain())
        is_there = _was_set_up(paths)
        if is_there and not (replaces or self._repairs.is_open(paths)):
            raise SlotExistsError
        with disk_faults():
            aside = set_aside(paths, now=around.now()) if is_there else None
            try:
                profile = make_profile(_new_profile(self._root, admission), passphrase, around)
                self._repairs.finish(profile, aside)
            except AlreadyOpenError:
                raise
            except BaseException:
                _undo(paths, around.keychain, aside)
                raise
        return profile

    def remember(self, paths: ProfilePaths, **settings: object) -> None:
        """Keep some settings of a profile; an unwilling disk is no reason to stay outside."""
        try:
            stored = dataclasses.replace(read_settings(paths.settings), **settings)  # type: ignore[arg-type]
            write_settings(paths.settings, stored)
        except OSError:
            _log.warning("settings_not_kept", exc_info=True)

    def _machine(self) -> Surroundings:
        if self._look_for_keychain is not None:
            found = self._look_for_keychain()
            self._around = dataclasses.replace(self._around, keychain=found)
            self._look_for_keychain = None
        return self._around

    def _paths(self, admission: Admission) -> ProfilePaths:
        session = admission.session
        return profile_paths(self._root, server_id=session.server_id, user_id=session.user_id)


def _new_profile(root: Path, admission: Admission) -> NewProfile:
    session = admission.session
    return NewProfile(
        root=root,
        server_id=session.server_id,
        epoch=session.epoch,
        user_id=session.user_id,
        device_id=admission.device_id,
        device_key=admission.device_key,
    )


def _undo(paths: ProfilePaths, keychain: Keychain, aside: Path | None) -> None:
    try:
        destroy_profile(paths, keychain)
        if aside is not None:
            bring_back(aside, paths)
    except OSError:
        _log.warning("half_made_profile_left", exc_info=True)


def _known(paths: ProfilePaths) -> KnownProfile:
    try:
        return KnownProfile(paths, read_settings(paths.settings))
    except OSError:
        _log.warning("settings_not_read", exc_info=True)
        return KnownProfile(paths, ProfileSettings())


def _was_set_up(paths: ProfilePaths) -> bool:
    return paths.key_slot.exists() or paths.database.exists()


def _last_used(known: KnownProfile) -> float:
    try:
        return known.paths.settings.stat().st_mtime
    except OSError:
        return 0.0


def _plain(address: str) -> str:
    return address.strip().rstrip("/").casefold()
