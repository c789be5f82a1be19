"""Seals the chunks of a bundle so that one recipient can read them, and signs the whole.

X25519 agreement with a key of the moment, HKDF-SHA256, AES-256-GCM; Ed25519 over SHA-256.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from sync.wire.bundles.faults import DamagedBundleError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
SIGNATURE_BYTES = 64
ID_BYTES = 16

_KEY_BYTES = 32
_SIGNED = b"roadbook bundle 1\n"
_SEALED = b"roadbook bundle seal 1\n"
_NONCE_BYTES = 12


def sealing_key(secret: bytes, *, purpose: bytes) -> X25519PrivateKey:
    """Return the sealing key that belongs to a secret the owner keeps anyway.

    Args:
        secret: 32 bytes: the device's private key, or the server's root key.
        purpose: Tells keys of one secret apart.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - with a bundle
        X25519PrivateKey,
    )

    return X25519PrivateKey.from_private_bytes(derived(secret, purpose))


def derived(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    """Return 32 bytes that only who has the secret can make."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - with a bundle
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - with a bundle

    return HKDF(SHA256(), _KEY_BYTES, salt=salt, info=purpose).derive(secret)


def content_key(private: X25519PrivateKey, public: bytes, *, head: bytes, salt: bytes) -> bytes:
    """Return the key of a bundle's chunks, the same from either end.

    Args:
        private: Of the moment when writing, the recipient's when reading.
        public: The other one.
        head: Everything before the first chunk; another head makes another key.
        salt: Both public keys, the one of the moment first.

    Raises:
        DamagedBundleError: The public key is none.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - with a bundle
        X25519PublicKey,
    )

    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise DamagedBundleError from error
    return derived(shared, _SEALED + head, salt)


class ChunkSeal:
    """Seals and opens the chunks of one bundle; each only in its place, and the last as the last.

    The key belongs to one bundle, so the chunk's number serves as nonce.
    """

    def __init__(self, key: bytes, bundle_id: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        self._cipher = AESGCM(key)
        self._bundle_id = bundle_id

    def seal(self, plain: bytes, *, number: int, is_last: bool) -> bytes:
        """Return a chunk of at most 64 KiB with its tag."""
        nonce, place = self._place(number, is_last=is_last)
        return self._cipher.encrypt(nonce, plain, place)

    def open(self, sealed: bytes, *, number: int, is_last: bool) -> bytes:
        """Return the plain bytes of a chunk.

        Raises:
            DamagedBundleError: It is altered, or not the one of this place.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - with a bundle

        nonce, place = self._place(number, is_last=is_last)
        try:
            return self._cipher.decrypt(nonce, sealed, place)
        except InvalidTag as error:
            raise DamagedBundleError from error

    def _place(self, number: int, *, is_last: bool) -> tuple[bytes, bytes]:
        place = self._bundle_id + struct.pack(">Q?", number, is_last)
        return number.to_bytes(_NONCE_BYTES, "big"), place


def signed_text(digest: bytes) -> bytes:
    """Return what the writer signs: the SHA-256 of everything before the signature."""
    return _SIGNED + digest


def check_signature(public: bytes, *, digest: bytes, signature: bytes) -> None:
    """Refuse a bundle that was not signed with this key.

    Raises:
        DamagedBundleError: It was not, or was changed since.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - with a bundle
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_text(digest))
    except (InvalidSignature, ValueError) as error:
        raise DamagedBundleError from error
