"""The device's own signing key: proves that an operation was made on this machine."""

from __future__ import annotations

from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.device.errors import BadSignatureError, DamagedDeviceKeyError


class DeviceKey:
    """An Ed25519 key pair; the private half lives in the encrypted database only.

    Source: reliability.md e1, e4.
    """

    __slots__ = ("_private",)

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Wrap a key object; see `generate` and `from_bytes`."""
        self._private = private

    def __repr__(self) -> str:
        return f"DeviceKey(public={self.public_bytes().hex()})"

    @classmethod
    def generate(cls) -> Self:
        """Return a new key pair, made once at enrolment."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, private: bytes) -> Self:
        """Return the key pair of a stored private half.

        Raises:
            DamagedDeviceKeyError: These are not 32 bytes.
        """
        try:
            return cls(Ed25519PrivateKey.from_private_bytes(private))
        except ValueError as error:
            raise DamagedDeviceKeyError from error

    def to_bytes(self) -> bytes:
        """Return the private half, 32 bytes, for the encrypted database and nowhere else."""
        return self._private.private_bytes_raw()

    def public_bytes(self) -> bytes:
        """Return the public half, 32 bytes, which the server keeps."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a message."""
        return self._private.sign(message)


def check_signature(public: bytes, *, message: bytes, signature: bytes) -> None:
    """Refuse a signature that this public key did not make over this message.

    Raises:
        BadSignatureError: Wrong signature, message or key, or a key that is none.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignatureError from error
