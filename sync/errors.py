"""Why a sync round stopped; the screens show each differently."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class SyncError(Exception):
    """Base of all failures of sync; nothing that was saved is lost by any of them."""

    code = "sync.failed"
    params: Mapping[str, object] = MappingProxyType({})


class OfflineError(SyncError):
    """The server cannot be reached; try again later, silently.

    Attributes:
        retry_after_seconds: What the server asked for; 0 when it said nothing.
    """

    code = "sync.offline"

    def __init__(self, retry_after_seconds: float = 0.0) -> None:
        super().__init__(self.code)
        self.retry_after_seconds = retry_after_seconds


class NotOurServerError(SyncError):
    """Somebody else answered: a sign-in page of a network, or another program."""

    code = "sync.not_our_server"


class WrongServerError(SyncError):
    """A Roadbook server answered, but not the one this device belongs to."""

    code = "sync.wrong_server"


class OlderServerError(SyncError):
    """An older copy of the server answered than one this device has met; nothing is taken from it.

    Source: reliability.md X58.
    """

    code = "sync.older_server"


class DeviceForkedError(SyncError):
    """The server knows other work of this device than its journal holds.

    The store was restored from an older copy, or two copies of it are in use. The device must be
    enrolled anew, under another id; nothing is lost or written over.
    """

    code = "sync.device_forked"


class MustUpgradeError(SyncError):
    """The server no longer speaks this program's protocol."""

    code = "sync.must_upgrade"


class ServerOlderError(SyncError):
    """The server is older than this program and does not know its protocol yet."""

    code = "sync.server_older"


class SignedOutError(SyncError):
    """The server does not accept this device or user any more; sign in again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ServerRefusedError(SyncError):
    """The server refused the whole request.

    Attributes:
        code: Dotted reason.
        params: Values for its sentence.
    """

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})
