"""Certificates of a root and of a signer, made on the spot for tests of signatures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

SIGNER, ROOT, PASSWORD = "云岭晴川饮品（上海）有限公司", "路书测试根", "correct horse"
_FROM, _TO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2045, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Certificates:
    """What a signer has.

    Attributes:
        pkcs12: Certificate with key, opened by `PASSWORD`.
        root: Certificate of the root in DER.
    """

    pkcs12: bytes
    root: bytes


@cache
def certificates() -> Certificates:
    """Make a root and a signer below it."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(ROOT, ROOT, root_key, root_key, is_root=True)
    signer = _certificate(SIGNER, ROOT, key, root_key, is_root=False)
    packed = pkcs12.serialize_key_and_certificates(
        b"signer", key, signer, [root], serialization.BestAvailableEncryption(PASSWORD.encode())
    )
    return Certificates(packed, root.public_bytes(serialization.Encoding.DER))


def _certificate(name, issuer, key, issuer_key, *, is_root):  # type: ignore[no-untyped-def]
    usage = x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
