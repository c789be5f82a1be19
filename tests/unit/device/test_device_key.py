from __future__ import annotations

import pytest

from app.device.device_key import DeviceKey, check_signature
from app.device.errors import BadSignatureError, DamagedDeviceKeyError


def test_a_signature_fits_its_message_and_key_only():
    key, other = DeviceKey.generate(), DeviceKey.generate()
    signature = key.sign(b"operation 1")
    check_signature(key.public_bytes(), message=b"operation 1", signature=signature)

    for public, message, wrong in (
        (other.public_bytes(), b"operation 1", signature),
        (key.public_bytes(), b"operation 2", signature),
        (key.public_bytes(), b"operation 1", signature[:-1] + bytes([signature[-1] ^ 1])),
        (key.public_bytes(), b"operation 1", b""),
        (b"short", b"operation 1", signature),
    ):
        with pytest.raises(BadSignatureError):
            check_signature(public, message=message, signature=wrong)


def test_a_stored_key_signs_the_same():
    key = DeviceKey.generate()
    again = DeviceKey.from_bytes(key.to_bytes())

    assert len(key.to_bytes()) == len(key.public_bytes()) == 32
    assert again.sign(b"x") == key.sign(b"x")
    assert key.to_bytes().hex() not in repr(key)


def test_rfc_8032_test_vector_two():
    key = DeviceKey.from_bytes(
        bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )
    assert key.public_bytes().hex() == (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    )
    assert key.sign(b"\x72").hex().startswith("92a009a9f0d4cab8720e820b5f642540")


def test_a_damaged_key_is_refused():
    with pytest.raises(DamagedDeviceKeyError):
        DeviceKey.from_bytes(b"too short")
