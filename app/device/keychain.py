"""The system's keychain, trusted only where it really keeps a secret."""

from __future__ import annotations

import base64
import binascii
import logging
import sys
from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.device.errors import KeychainError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Roadbook"
LONGEST_SECRET = 512
CHAIN = "keyring.backends.chainer.ChainerBackend"
WINDOWS_VAULT = "keyring.backends.Windows.WinVaultKeyring"
ALLOWED_BACKENDS: Mapping[str, str] = MappingProxyType(
    {
        WINDOWS_VAULT: "pywintypes.error",
        "keyring.backends.macOS.Keyring": "api.Error",
        "keyring.backends.SecretService.Keyring": "exceptions.SecretStorageException",
        "keyring.backends.kwallet.DBusKeyring": "dbus.DBusException",
        "keyring.backends.kwallet.DBusKeyringKWallet4": "dbus.DBusException",
    }
)

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")


class Keychain(Protocol):
    """A place of the operating system for small secrets of this OS user."""

    @property
    def available(self) -> bool:
        """Whether secrets can be kept; when not, the user is told so plainly."""

    def read_secret(self, name: str) -> bytes | None:
        """Return the secret of that name, None when there is none."""

    def write_secret(self, name: str, secret: bytes) -> None:
        """Keep a secret of at most 512 bytes, replacing one of the same name."""

    def delete_secret(self, name: str) -> None:
        """Forget a secret; harmless when there is none."""


class NoKeychain:
    """Stands in when the system has no keychain worth the name: passphrase-only mode."""

    @property
    def available(self) -> bool:
        """Always false."""
        return False

    def read_secret(self, name: str) -> bytes | None:  # noqa: ARG002  # the protocol's shape
        """Return None, always."""
        return None

    def write_secret(self, name: str, secret: bytes) -> None:  # noqa: ARG002  # the protocol's shape
        """Refuse to keep anything.

        Raises:
            KeychainError: Always.
        """
        raise KeychainError

    def delete_secret(self, name: str) -> None:  # the protocol's shape
        """Do nothing: nothing is kept."""


class SystemKeychain:
    """Keeps secrets in one backend of the keyring library.

    It protects against other OS users and against copied files, not against a program that
    runs as the same OS user.

    Source: reliability.md e4.
    """

    def __init__(self, backend: KeyringBackend) -> None:
        """Take the backend as it is; `find_keychain` does the choosing.

        Args:
            backend: A backend of the allow-list, or a test's own.
        """
        self._backend = backend
        self._errors = _errors_of(backend)

    @property
    def available(self) -> bool:
        """Always true."""
        return True

    def read_secret(self, name: str) -> bytes | None:
        """Return the secret of that name; a value that is not ours counts as absent.

        Raises:
            KeychainError: The keychain is locked or broken.
        """
        text = self._ask(lambda: self._backend.get_password(SERVICE, name))
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None

    def write_secret(self, name: str, secret: bytes) -> None:
        """Keep a secret and read it back: some keychains accept without keeping.

        Args:
            name: Who it belongs to, for instance "server|user|device".
            secret: At most 512 bytes, because the Windows vault takes no more than 1,280
                characters.

        Raises:
            KeychainError: The keychain is locked, broken or forgetful.
            ValueError: The secret is too long.
        """
        if len(secret) > LONGEST_SECRET:
            raise ValueError("a keychain secret is at most 512 bytes long")
        text = base64.b64encode(secret).decode("ascii")
        self._ask(lambda: self._backend.set_password(SERVICE, name, text))
        if self.read_secret(name) != secret:
            raise KeychainError

    def delete_secret(self, name: str) -> None:
        """Forget a secret; harmless when there is none.

        Raises:
            KeychainError: The keychain is locked or broken.
        """
        if self._ask(lambda: self._backend.get_password(SERVICE, name)) is not None:
            self._ask(lambda: self._backend.delete_password(SERVICE, name))

    def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        try:
            return question()
        except self._errors as error:
            raise KeychainError from error


def find_keychain() -> Keychain:
    """Return the system's keychain, or `NoKeychain` when the library offers nothing safe.

    A chain of backends is not used as such, because it may fall back to a plain file: the
    first allowed backend in it is taken. The look-up may take a second and start the
    system's keychain service: call it off the main thread.
    """
    import keyring  # noqa: PLC0415  # slow to import, and touches the session bus
    from keyring.errors import KeyringError  # noqa: PLC0415  # as above

    try:
        chosen = keyring.get_keyring()
    except (KeyringError, ImportError, AttributeError, RuntimeError, ValueError):
        _log.warning("keychain_not_usable", exc_info=True)
        return NoKeychain()
    return keychain_over(chosen)


def keychain_over(backend: KeyringBackend) -> Keychain:
    """Judge a backend by its class: allowed, a chain that holds an allowed one, or neither."""
    inner = getattr(backend, "backends", ()) if class_name(backend) == CHAIN else (backend,)
    for candidate in inner:
        if class_name(candidate) in ALLOWED_BACKENDS:
            return SystemKeychain(_kept_on_this_machine(candidate))
    _log.warning("keychain_refused", extra={"backend": class_name(backend)})
    return NoKeychain()


def class_name(backend: object) -> str:
    """Return the full name of an object's class; a subclass has another one and is not allowed."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _kept_on_this_machine(backend: KeyringBackend) -> KeyringBackend:
    # The library's default roams with a Windows domain account; a device secret must not.
    if class_name(backend) == WINDOWS_VAULT:
        backend.persist = "local machine"  # type: ignore[attr-defined]
    return backend


def _errors_of(backend: KeyringBackend) -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError  # noqa: PLC0415  # slow to import

    own = ALLOWED_BACKENDS.get(class_name(backend))
    if own is None:
        return (KeyringError, OSError)
    # Backends let their platform's own errors through; the name is absent where the platform is.
    try:
        platform_error = attrgetter(own)(sys.modules[type(backend).__module__])
    except AttributeError:
        return (KeyringError, OSError)
    return (KeyringError, OSError, platform_error)
