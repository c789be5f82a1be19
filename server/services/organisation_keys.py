"""The organisation's keys for bundles: one signs what goes to devices, one opens what comes."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.wire.bundles.sealing import derived, sealing_key

_SIGNING = b"roadbook organisation signing 1 "
_SEALING = b"roadbook organisation sealing 1 "
_CONFIDENCE = b"roadbook organisation confidence 1 "


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """Both private halves, and the key that is shared with those who may.

    Attributes:
        signing: Ed25519.
        sealing: X25519.
        confidence: AES-256, for what is confided about contacts.
    """

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey
    confidence: bytes

    def public_bytes(self) -> bytes:
        """Return the public halves as devices pin them: signing, then sealing."""
        signing = self.signing.public_key().public_bytes_raw()
        return signing + self.sealing.public_key().public_bytes_raw()

    def sealing_public(self) -> bytes:
        """Return what devices seal to."""
        return self.sealing.public_key().public_bytes_raw()


def organisation_keys(root: bytes, server_id: str) -> OrganisationKeys:
    """Return the keys of an organisation; the same root key gives the same keys always.

    Args:
        root: The key in the server's key file.
        server_id: Of the organisation.
    """
    name = server_id.encode()
    return OrganisationKeys(
        signing=Ed25519PrivateKey.from_private_bytes(derived(root, _SIGNING + name)),
        sealing=sealing_key(root, purpose=_SEALING + name),
        confidence=derived(root, _CONFIDENCE + name),
    )
