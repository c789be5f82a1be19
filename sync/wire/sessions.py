"""Messages of signing in: a person enrols a device, a device gets an access token."""

from __future__ import annotations

from msgspec import Struct


class SignIn(Struct, frozen=True):
    """A person enrols a device (JSON, because it is the first thing anybody tries by hand).

    Attributes:
        login: Sign-in name.
        password: The server's password, not the device's passphrase.
        device_id: Made on the device.
        device_name: For the list of devices.
        public_key: Ed25519, base64.
        proof: Signature over `sessions.enrolment_text`, base64: the sender holds the key.
    """

    login: str
    password: str
    device_id: str
    device_name: str
    public_key: str
    proof: str


class Challenge(Struct, frozen=True):
    """A nonce to sign for a new access token."""

    nonce: str


class TokenRequest(Struct, frozen=True):
    """A device asks for an access token by signing the server's nonce."""

    device_id: str
    nonce: str
    proof: str


class Session(Struct, frozen=True, omit_defaults=True):
    """What a signed-in device holds.

    Attributes:
        access_token: Opaque; sent as a bearer token.
        expires_in_seconds: From receipt.
        server_id: Pinned by the device at enrolment.
        epoch: Of the server's change log.
        user_id: The user the device belongs to.
        user_name: For the greeting before the first sync.
        org_name: For the same.
    """

    access_token: str
    expires_in_seconds: int
    server_id: str
    epoch: str
    user_id: str
    user_name: str = ""
    org_name: str = ""
