"""The key slot file: the wrapped database key and everything it takes to unwrap it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from app.device.atomic_file import write_atomically
from app.device.errors import DamagedSlotError, NewerSlotError, SlotMissingError
from app.device.key_stretching import KdfCost, SlotMode

VERSION = 1
KDF_NAME = "argon2id"
LARGEST_FILE_BYTES = 16_384
FIELDS = frozenset(
    {"version", "mode", "server", "user", "device", "kdf", "salt", "nonce", "wrapped", "checksum"}
)


@dataclass(frozen=True, slots=True)
class SlotIdentity:
    """Whose slot it is; permanent ids, no secrets.

    Attributes:
        server_id: The server.
        user_id: The user on that server.
        device_id: This installation of the user.
    """

    server_id: str
    user_id: str
    device_id: str

    def __post_init__(self) -> None:
        """Refuse ids that could be joined in two ways.

        Raises:
            ValueError: An id is empty or holds a vertical bar.
        """
        if any(not part or "|" in part for part in (self.server_id, self.user_id, self.device_id)):
            raise ValueError("ids of a key slot are not empty and hold no vertical bar")

    @property
    def account(self) -> str:
        """The name of the device secret in the keychain."""
        return f"{self.server_id}|{self.user_id}|{self.device_id}"


@dataclass(frozen=True, slots=True)
class SlotHeader:
    """The part of a slot that is readable and authenticated.

    Attributes:
        identity: The slot's owner.
        mode: With the keychain's secret or by passphrase alone.
        cost: The price of stretching the passphrase.
        salt: 16 random bytes for the stretching.
        nonce: 12 random bytes for the wrapping.
    """

    identity: SlotIdentity
    mode: SlotMode
    cost: KdfCost
    salt: bytes
    nonce: bytes

    @property
    def info(self) -> str:
        """Binds the wrapping key to version and owner."""
        return f"v{VERSION}|{self.identity.account}"

    def authenticated_bytes(self) -> bytes:
        """Return all header fields in one form only: the AAD of the wrapping."""
        return _canonical(self.to_fields())

    def to_fields(self) -> dict[str, object]:
        """Return the header as it stands in the file."""
        return {
            "version": VERSION,
            "mode": self.mode.value,
            "server": self.identity.server_id,
            "user": self.identity.user_id,
            "device": self.identity.device_id,
            "kdf": {
                "name": KDF_NAME,
                "memory_kib": self.cost.memory_kib,
                "passes": self.cost.passes,
                "lanes": self.cost.lanes,
            },
            "salt": _to_text(self.salt),
            "nonce": _to_text(self.nonce),
        }


@dataclass(frozen=True, slots=True)
class KeySlot:
    """A slot as read from its file.

    Attributes:
        header: The authenticated part.
        wrapped: The sealed database key with its tag.
    """

    header: SlotHeader
    wrapped: bytes


def write_slot(path: Path, slot: KeySlot) -> None:
    """Write the slot file; a crash leaves the old slot or the new one.

    Raises:
        OSError: The disk refused; an old slot is untouched.
    """
    fields = slot.header.to_fields() | {"wrapped": _to_text(slot.wrapped)}
    fields["checksum"] = checksum_of(fields)
    write_atomically(path, json.dumps(fields, indent=2).encode())


def read_slot(path: Path) -> KeySlot:
    """Read a slot file and refuse one that is not whole.

    The checksum tells damage from a wrong passphrase. It is no protection against a person:
    who changes the file can make a new checksum, and then meets the authenticated wrapping.

    Raises:
        SlotMissingError: There is no such file.
        NewerSlotError: A newer Roadbook wrote it.
        DamagedSlotError: Anything else that is not a slot.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise SlotMissingError from error
    try:
        return _parse(content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedSlotError from error


def checksum_of(fields: dict[str, object]) -> str:
    """Return SHA-256 over all fields but the checksum itself, the same rule in every version."""
    covered = {name: value for name, value in fields.items() if name != "checksum"}
    return hashlib.sha256(_canonical(covered)).hexdigest()


def _parse(content: bytes) -> KeySlot:
    if len(content) > LARGEST_FILE_BYTES:
        raise ValueError("no slot is that long")
    fields = json.loads(content)
    if not _is_object(fields):
        raise TypeError("a slot is a JSON object")
    if not hmac.compare_digest(_text(fields["checksum"]).encode(), checksum_of(fields).encode()):
        raise ValueError("the checksum does not fit")
    if _whole(fields["version"]) > VERSION:
        raise NewerSlotError
    if fields.keys() != FIELDS:
        raise ValueError("a field is missing or unknown")
    slot = KeySlot(header=_header(fields), wrapped=_to_bytes(fields["wrapped"]))
    if slot.header.to_fields() != {name: fields[name] for name in slot.header.to_fields()}:
        raise ValueError("a header field is not in its only form")
    return slot


def _header(fields: dict[str, object]) -> SlotHeader:
    kdf = fields["kdf"]
    if not _is_object(kdf):
        raise TypeError("kdf is a JSON object")
    return SlotHeader(
        identity=SlotIdentity(
            server_id=_text(fields["server"]),
            user_id=_text(fields["user"]),
            device_id=_text(fields["device"]),
        ),
        mode=SlotMode(_text(fields["mode"])),
        cost=KdfCost(
            memory_kib=_whole(kdf["memory_kib"]),
            passes=_whole(kdf["passes"]),
            lanes=_whole(kdf["lanes"]),
        ),
        salt=_to_bytes(fields["salt"]),
        nonce=_to_bytes(fields["nonce"]),
    )


def _canonical(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number was expected")
    return value


def _to_text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _to_bytes(value: object) -> bytes:
    return base64.b64decode(_text(value), validate=True)
