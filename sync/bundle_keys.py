"""The keys behind bundles: the organisation's, pinned, and this device's own; both are replaced."""

from __future__ import annotations

import logging
import secrets
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store import facts
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.header import KEY_BYTES
from sync.wire.bundles.key_chain import ACCEPTED_MILLISECONDS, PAIR_BYTES, follow_links
from sync.wire.bundles.sealing import derived

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

TOLD_EVERY_MILLISECONDS = 30 * 24 * 3_600_000
"""So often the device tells its key again, and hears whether the organisation has new ones."""
REPLACED_EVERY_MILLISECONDS = 180 * 24 * 3_600_000

_log = logging.getLogger(__name__)
_PURPOSE = b"roadbook device sealing 1"
_SALT_BYTES = 32
_MOMENT = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class BundleKeys:
    """Everything that bundles of one device need.

    Attributes:
        server_id: The organisation's server.
        device_id: This device.
        org_signing: Ed25519, public: those that may have signed what comes, the newest first.
        org_sealing: X25519, public: what goes is sealed to it.
        signing: Signs what goes.
        sealing: Open what comes, the newest first.
    """

    server_id: str
    device_id: str
    org_signing: tuple[bytes, ...]
    org_sealing: bytes
    signing: Ed25519PrivateKey
    sealing: tuple[X25519PrivateKey, ...]

    def opening(self, recipient: bytes) -> X25519PrivateKey:
        """Return the key that a bundle is sealed to; the newest where it is none of them."""
        for key in self.sealing:
            if key.public_key().public_bytes_raw() == recipient:
                return key
        return self.sealing[0]


def read_bundle_keys(look: Snapshot) -> BundleKeys:
    """Return the keys; those that were replaced not long ago are still good for reading.

    Raises:
        BundleError: `bundle.no_keys` on a device that has not met a server that has them.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - with a bundle
        Ed25519PrivateKey,
    )

    pinned = look.facts.read(facts.ORG_KEYS)
    secret = look.facts.read(facts.DEVICE_KEY)
    if pinned is None or secret is None:
        raise BundleError("bundle.no_keys")
    before = _still_good(look, facts.ORG_KEYS_BEFORE)
    salts = [look.facts.read(facts.SEALING_SALT)]
    old = _still_good(look, facts.SEALING_SALT_BEFORE)
    if old is not None:
        salts.append(old or None)
    return BundleKeys(
        server_id=look.facts.read_text(facts.SERVER_ID),
        device_id=look.facts.read_text(facts.DEVICE_ID),
        org_signing=(pinned[:KEY_BYTES], *([before[:KEY_BYTES]] if before else [])),
        org_sealing=pinned[KEY_BYTES:],
        signing=Ed25519PrivateKey.from_private_bytes(secret),
        sealing=tuple(_sealing(secret, salt) for salt in salts),
    )


def introduction(look: Snapshot) -> bytes:
    """Return the key that the server is to be told with the next request; empty while it knows."""
    device_id = look.facts.read_text(facts.DEVICE_ID)
    told_at = look.facts.read_text(facts.SEALING_TOLD_AT)
    is_told = device_id and look.facts.read_text(facts.SEALING_TOLD) == device_id
    if is_told and told_at and server_now(look) - int(told_at) < TOLD_EVERY_MILLISECONDS:
        return b""
    secret = look.facts.read(facts.DEVICE_KEY)
    if secret is None:
        return b""
    key = _sealing(secret, look.facts.read(facts.SEALING_SALT))
    return key.public_key().public_bytes_raw()


def pin_organisation(
    work: UnitOfWork, org_keys: bytes, links: tuple[bytes, ...], server_time: int
) -> None:
    """Keep the organisation's keys; others later only if those that are kept vouch for them.

    Args:
        work: The transaction.
        org_keys: As the server told them.
        links: How each pair vouches for the next.
        server_time: Of the answer, in milliseconds.
    """
    if len(org_keys) != PAIR_BYTES:
        return
    pinned = work.facts.read(facts.ORG_KEYS)
    if pinned is None:
        work.facts.write(facts.ORG_KEYS, org_keys)
    elif pinned != org_keys:
        server_id = work.facts.read_text(facts.SERVER_ID)
        if follow_links(pinned, server_id, links) == org_keys:
            work.facts.write(facts.ORG_KEYS_BEFORE, _MOMENT.pack(server_time) + pinned)
            work.facts.write(facts.ORG_KEYS, org_keys)
        else:
            _log.warning("org_keys_differ")
    work.facts.write(facts.SEALING_TOLD, work.facts.read(facts.DEVICE_ID) or b"")
    work.facts.write(facts.SEALING_TOLD_AT, str(server_time))
    _replace_own(work, server_time)


def server_now(look: Snapshot) -> int:
    """Return the server's time as this device last heard it, in milliseconds."""
    return int(look.facts.read_text(facts.SERVER_TIME) or 0)


def _replace_own(work: UnitOfWork, server_time: int) -> None:
    """Begin a new key of this device where the present one is old; the next request tells it."""
    made_at = work.facts.read_text(facts.SEALING_MADE_AT)
    if not made_at:
        work.facts.write(facts.SEALING_MADE_AT, str(server_time))
        return
    if server_time - int(made_at) < REPLACED_EVERY_MILLISECONDS:
        return
    old = work.facts.read(facts.SEALING_SALT) or b""
    work.facts.write(facts.SEALING_SALT_BEFORE, _MOMENT.pack(server_time) + old)
    work.facts.write(facts.SEALING_SALT, secrets.token_bytes(_SALT_BYTES))
    work.facts.write(facts.SEALING_MADE_AT, str(server_time))
    work.facts.forget(facts.SEALING_TOLD)


def _still_good(look: Snapshot, fact: str) -> bytes | None:
    """Return what was replaced, unless that is too long ago."""
    held = look.facts.read(fact)
    if held is None:
        return None
    (replaced_at,) = _MOMENT.unpack_from(held)
    is_good = server_now(look) - replaced_at < ACCEPTED_MILLISECONDS
    return held[_MOMENT.size :] if is_good else None


def _sealing(secret: bytes, salt: bytes | None) -> X25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - with a bundle
        X25519PrivateKey,
    )

    return X25519PrivateKey.from_private_bytes(derived(secret, _PURPOSE, salt))
