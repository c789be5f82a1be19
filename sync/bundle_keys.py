"""The keys behind bundles: the organisation's, pinned once, and this device's own."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store import facts
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.header import KEY_BYTES
from sync.wire.bundles.sealing import sealing_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_log = logging.getLogger(__name__)
_PURPOSE = b"roadbook device sealing 1"


@dataclass(frozen=True, slots=True)
class BundleKeys:
    """Everything that bundles of one device need.

    Attributes:
        server_id: The organisation's server.
        device_id: This device.
        org_signing: Ed25519, public: signs what comes.
        org_sealing: X25519, public: what goes is sealed to it.
        signing: Signs what goes.
        sealing: Opens what comes.
    """

    server_id: str
    device_id: str
    org_signing: bytes
    org_sealing: bytes
    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey


def read_bundle_keys(look: Snapshot) -> BundleKeys:
    """Return the keys.

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
    return BundleKeys(
        server_id=look.facts.read_text(facts.SERVER_ID),
        device_id=look.facts.read_text(facts.DEVICE_ID),
        org_signing=pinned[:KEY_BYTES],
        org_sealing=pinned[KEY_BYTES:],
        signing=Ed25519PrivateKey.from_private_bytes(secret),
        sealing=sealing_key(secret, purpose=_PURPOSE),
    )


def introduction(look: Snapshot) -> bytes:
    """Return the key that the server is to be told with the next request; empty once it knows."""
    device_id = look.facts.read_text(facts.DEVICE_ID)
    if device_id and look.facts.read_text(facts.SEALING_TOLD) == device_id:
        return b""
    secret = look.facts.read(facts.DEVICE_KEY)
    if secret is None:
        return b""
    return sealing_key(secret, purpose=_PURPOSE).public_key().public_bytes_raw()


def pin_organisation(work: UnitOfWork, org_keys: bytes) -> None:
    """Keep the organisation's keys; those that were met first stay, whoever sends others later."""
    if len(org_keys) != 2 * KEY_BYTES:
        return
    pinned = work.facts.read(facts.ORG_KEYS)
    if pinned is None:
        work.facts.write(facts.ORG_KEYS, org_keys)
    elif pinned != org_keys:
        _log.warning("org_keys_differ")
    work.facts.write(facts.SEALING_TOLD, work.facts.read(facts.DEVICE_ID) or b"")
